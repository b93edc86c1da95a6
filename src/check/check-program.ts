import { diagnostic, type Diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { quote } from "../diagnostics/error.ts";
import { isDict, PlistReal, type PlistValue } from "../plist/value.ts";
import { isNever, type Expr, type Stmt } from "../python/ast.ts";
import { statementsIn } from "../python/rewrite.ts";
import { commonForm } from "../registry/common-keys.ts";
import { nearest } from "../registry/search/describe.ts";
import { functionName, keywordOf, type NameStyle } from "../registry/names.ts";
import { pythonName } from "../registry/naming.ts";
import type { ActionParameter, ActionRecord } from "../registry/records/record.ts";
import type { Registry } from "../registry/records/registry.ts";
import { editDistance } from "../registry/edit-distance.ts";
import { calledName, isCallOf, type ProgramAction } from "../context/matching.ts";
import { nestBlocks } from "../passes/control-flow.ts";
import { holds } from "../values/decisive.ts";
import { isAllKnown, type Fixer } from "./fixer.ts";
import { formOf, isHeld, wordsFor } from "./forms.ts";
import { findUnsetReads } from "./unset-names.ts";

/**
 * What a program says that compiles and yet is probably not meant: actions, parameters and values that the registry
 * does not know, arguments of another type, blocks that can never run. All are warnings: files hold such things, too.
 */
export function checkProgram(
  body: readonly Stmt[],
  actions: readonly ProgramAction[],
  registry: Registry,
  fixer: Fixer,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const warn: Warn = (code, message, node, action, { hint, fix } = {}) => {
    const range = node?.range;
    diagnostics.push({
      ...diagnostic(code, message, { ...(action !== undefined && { action }), ...(range && { range }) }),
      ...(hint !== undefined && { hint }),
      ...(fix && { fix }),
    });
  };
  for (const action of actions) if (action.identifier !== "") checkAction(action, registry, fixer, warn);
  findDangling(body, actions, warn);
  findDeadCode(body, warn);
  for (const name of findUnsetReads(body)) {
    warn("SC6012", `${quote(name.id)} is read here, but not every path has set it before.`, name);
  }
  return diagnostics.sort((a, b) => (a.where.range?.start ?? 0) - (b.where.range?.start ?? 0));
}

type Warn = (
  code: DiagnosticCode,
  message: string,
  node: Stmt | Expr | undefined,
  action?: number,
  answer?: { hint?: string | undefined; fix?: Fix | undefined },
) => void;

function checkAction(action: ProgramAction, registry: Registry, fixer: Fixer, warn: Warn): void {
  const record = registry.get(action.identifier);
  if (!record) {
    const app = action.identifier.slice(0, action.identifier.lastIndexOf(".") + 1);
    // Another app's action of a like name is not what was meant.
    const near = nearest(registry, action.identifier, 10).filter((near) => near.startsWith(app));
    const names = near.slice(0, 3).map((near) => functionName(near, "friendly"));
    const hint =
      names.length > 0
        ? `Did you mean ${names.join(", ")}?`
        : "If an app brings it, import its definitions: `shortcut2py registry import`.";
    const name = pythonName(action.identifier);
    const message = `No action is known that is called ${name}.`;
    warn("SC6007", message, action.node, action.index, { hint, fix: fixer.identifier(action) });
    return;
  }
  // Nothing is known of what such an action takes.
  if (record.knowledge === "name-only") return;
  checkNeeded(record, action, warn);
  const parameters = new Map(record.parameters.map((parameter) => [parameter.key, parameter]));
  const others = new Set([
    ...(record.otherParameters ?? []).map(({ key }) => key),
    ...Object.keys(record.otherKeys ?? {}),
  ]);
  for (const key in action.parameters) {
    const parameter = parameters.get(key);
    const common = commonForm(key);
    if (parameter) checkValue(parameter, action.parameters[key]!, action, fixer, warn);
    else if (common !== undefined) checkForm(key, action.parameters[key]!, [common], action, warn);
    else if (!others.has(key)) warnOfKey(key, record, action, fixer, warn);
  }
  for (const { place, value, word, fix } of fixer.nearChoices(action)) {
    const name = functionName(record.identifier, styleOf(action));
    const message = `Argument ${place} of ${name} is the text ${quote(value.value)}, and no choice.`;
    warn("SC6009", message, value, action.index, { hint: `Did you mean ${quote(word)}?`, fix });
  }
}

/** Of an action that stops what runs elsewhere, and whose name sounds as if it ended the shortcut it stands in. */
const STOPS_ELSEWHERE = {
  identifier: "com.apple.shortcuts.StopWorkflowAction",
  key: "runningContextIdentifier",
};

/** Tells of parameters without which the action does nothing, where they surely apply. */
function checkNeeded(record: ActionRecord, action: ProgramAction, warn: Warn): void {
  const { identifier, key } = STOPS_ELSEWHERE;
  if (action.identifier === identifier && !(key in action.parameters)) {
    const name = functionName(identifier, styleOf(action));
    const message = `${name} stops a shortcut that runs elsewhere, and does nothing without saying which.`;
    warn("SC6019", message, action.node, action.index, { hint: "To end this shortcut, write `return`." });
  }
  const defaults = record.parameters.flatMap(({ key, default: value }) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [{ key, value }]
      : [],
  );
  for (const { key, needed, when = [] } of record.parameters) {
    if (!needed || key in action.parameters) continue;
    const applies = when.every(
      (condition) => "parameter" in condition && holds(condition, action.parameters, defaults),
    );
    if (!applies) continue;
    const style = styleOf(action);
    const name = keywordOf(action.identifier, key, style);
    const message = `${functionName(action.identifier, style)} does nothing without ${name}.`;
    warn("SC6019", message, action.node, action.index, { hint: `Add \`${name}=...\`.` });
  }
}

/** How far what somebody wrote is from a key, or from its keyword. */
function distanceOf(known: string, written: string, identifier: string): number {
  const names = [known, keywordOf(identifier, known, "friendly")];
  return Math.min(...names.map((name) => editDistance(name.toLowerCase(), written.toLowerCase())));
}

function warnOfKey(key: string, record: ActionRecord, action: ProgramAction, fixer: Fixer, warn: Warn): void {
  if (!isAllKnown(record) || fixer.refuses(action, key)) return;
  const [near] = record.parameters
    .map(({ key: known }) => ({ known, distance: distanceOf(known, key, record.identifier) }))
    .sort((a, b) => a.distance - b.distance);
  const isNear = near !== undefined && near.distance <= Math.max(2, key.length / 3);
  const style = styleOf(action);
  const nameOf = (key: string) => keywordOf(record.identifier, key, style);
  const known = record.parameters.map(({ key }) => nameOf(key)).join(", ");
  const hint = isNear ? `Did you mean ${nameOf(near.known)}?` : `It takes ${known}.`;
  const message = `${functionName(record.identifier, style)} has no parameter ${nameOf(key)} that is known.`;
  const keys = record.parameters.map(({ key }) => key);
  warn("SC6008", message, action.node, action.index, { hint, fix: fixer.keyword(action, key, keys) });
}

/** The style in which a program calls an action. */
function styleOf({ identifier, node }: Pick<ProgramAction, "identifier" | "node">): NameStyle {
  const value = node && "value" in node ? node.value : undefined;
  return value && calledName(value) === pythonName(identifier) ? "api" : "friendly";
}

function checkValue(
  parameter: ActionParameter,
  value: PlistValue,
  action: ProgramAction,
  fixer: Fixer,
  warn: Warn,
): void {
  const { key, pythonType, values, valueTitles = [], newerValues = [], alsoAccepts, forms } = parameter;
  const name = keywordOf(action.identifier, key, styleOf(action));
  // The type says it in Python's terms; files with such values are known, so nothing is to be said of them.
  const further = /^Literal\["(.*)"\]$/.exec(alsoAccepts?.type ?? "")?.[1];
  if (values && typeof value === "string") {
    if (value === further) return;
    const known = [...values, ...newerValues];
    if (known.includes(value)) return;
    const message = `${name} cannot be ${quote(value)}.`;
    const hint = `It is one of ${known.map(quote).join(", ")}.`;
    const fix = fixer.choice(action, key, value, known, valueTitles);
    warn("SC6009", message, action.node, action.index, { hint, fix });
    return;
  }
  if (alsoAccepts || (forms && isHeld(formOf(value), forms))) return;
  const kind = kindOf(value);
  const wanted = KINDS[pythonType];
  if (kind === undefined || !wanted || wanted.includes(kind)) {
    if (forms) checkForm(key, value, forms, action, warn);
    return;
  }
  const message = `${name} is ${NAMES[wanted[0]!]}, and cannot be ${NAMES[kind]}.`;
  warn("SC6010", message, action.node, action.index);
}

/** Tells of a value in a form that no file has for its parameter. */
function checkForm(
  key: string,
  value: PlistValue,
  forms: readonly string[],
  action: ProgramAction,
  warn: Warn,
): void {
  const form = formOf(value);
  if (isHeld(form, forms)) return;
  const name = keywordOf(action.identifier, key, styleOf(action));
  const message = `${name} is ${wordsFor([form])} here. Files have ${wordsFor(forms)} there.`;
  // What somebody picks is no text, be it in a variable.
  const canBeVariable = forms.includes("variable") && !(form === "text" && forms.includes("record"));
  const isText = form.startsWith("text") && canBeVariable;
  const hint = isText ? "Give the text a name in a line of its own before, and pass the name." : undefined;
  warn("SC6018", message, action.node, action.index, { hint });
}

/** Outputs that no action makes, and markers of blocks that belong to none: a program can say both, because files have them. */
function findDangling(body: readonly Stmt[], actions: readonly ProgramAction[], warn: Warn): void {
  for (const statement of statementsIn(body)) {
    if (statement.kind !== "Assign" || !isCallOf(statement.value, "missing_output")) continue;
    warn("SC4002", `${quote(statement.targets[0]!)} is an output that no action makes.`, statement);
  }
  const found: Diagnostic[] = [];
  nestBlocks([...actions], found);
  for (const { code, message, where } of found) {
    if (code === "SC4001") warn(code, message, actions[where.action!]?.node, where.action);
  }
}

type Kind = "text" | "number" | "boolean" | "list" | "dictionary" | "data";

const NAMES: Record<Kind, string> = {
  text: "a text",
  number: "a number",
  boolean: "True or False",
  list: "a list",
  dictionary: "a dictionary",
  data: "raw data",
};

/** Kinds of literals that a Python type takes; the app turns numbers and texts into each other. */
const KINDS: Partial<Record<string, Kind[]>> = {
  bool: ["boolean", "number", "text"],
  int: ["number", "text"],
  float: ["number", "text"],
  str: ["text", "number", "list"],
};

/** What a literal is; undefined for variables, texts with variables, and values with types of their own. */
function kindOf(value: PlistValue): Kind | undefined {
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof PlistReal) return "number";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  if (value instanceof Uint8Array) return "data";
  return isDict(value) && value["WFSerializationType"] === "WFDictionaryFieldValue"
    ? "dictionary"
    : undefined;
}

/** Statements behind one that stops the shortcut, and cases that another one of the same title hides. */
function findDeadCode(statements: readonly Stmt[], warn: Warn): void {
  const stop = statements.findIndex(stops);
  const dead = stop < 0 ? undefined : statements.slice(stop + 1).find(({ kind }) => kind !== "Comment");
  if (dead && dead.kind !== "Pass") {
    warn("SC6011", "This is never reached: the shortcut has stopped before.", dead);
  }
  for (const statement of statements) {
    if (statement.kind === "For") findDeadCode(statement.body, warn);
    if (statement.kind === "If") {
      const { body, elifs, orelse } = statement;
      for (const branch of [body, ...elifs.map((elif) => elif.body), orelse?.body ?? []])
        findDeadCode(branch, warn);
    }
    if (statement.kind === "Match") {
      const titles = new Set<string>();
      for (const { pattern, body } of statement.cases) {
        const title = pattern.kind === "Str" ? pattern.value : "";
        if (pattern.kind === "Str" && titles.has(title)) {
          warn("SC6011", `This case never runs: another one before it is called ${quote(title)}.`, pattern);
        }
        titles.add(title);
        findDeadCode(body, warn);
      }
    }
  }
}

/** Whether nothing runs behind a statement. */
function stops(statement: Stmt): boolean {
  switch (statement.kind) {
    case "Return":
      return true;
    case "ExprStmt":
      return isCallOf(statement.value, "exit");
    case "If":
      return (
        statement.orelse !== undefined &&
        [statement, ...statement.elifs, statement.orelse].every(({ body }) => body.some(stops))
      );
    case "Match":
      return statement.cases.every((item) => isNever(item) || item.body.some(stops));
    default:
      return false;
  }
}
