import {
  calledName,
  isMarkedAsVariable,
  methodCall,
  programAction,
  type MatchContext,
} from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import { resultName } from "../../forms/blocks/branch.ts";
import { matchArguments, saidArguments, type SaidArguments } from "../../forms/call.ts";
import { matchComment } from "../../forms/comment.ts";
import { OF_FORMS } from "../../forms/dispatch.ts";
import { LITERALS } from "../../forms/values.ts";
import { outputTarget } from "../../forms/variables.ts";
import { identifiers, type Action } from "../../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../../plist/value.ts";
import type { Assign, Expr, ExprStmt } from "../../python/ast.ts";
import { saysArray, saysTextOrVariable, saysValue, type SaidContext } from "../../values/said.ts";
import type { Known } from "../match.ts";
import { isPiped } from "./implicit-inputs.ts";
import { MAY_BE_NOTED } from "./residue.ts";
import { customName, type OutputNames } from "../output-names.ts";
import type { ProgramNames } from "../program-names.ts";

/**
 * What `compile` would read in statements, known from the actions that they were written from: each is compared with its
 * action, and only what that leaves open is matched. Of a parameter that its statement says exactly, the value is the
 * action's own; where the statement says all of them, so is the dictionary. What is the same is not compared again.
 *
 * Which form would match a statement is known here by the kind of its value, in the order of the forms.
 *
 * @param outputs what outputs, and the references to each, will be called.
 * @param writing with what the statements were written.
 */
export function knownFrom(
  actions: readonly Action[],
  outputs: OutputNames & { copies: ReadonlyMap<string, string> },
  style: Pick<MatchContext, "emptyRanges" | "dictionaryKeys">,
  writing: Pick<Context, "said" | "flow">,
): Known {
  let names: ProgramNames;
  const said: SaidContext = {
    meaning: (name) => names.meaning(name),
    identity: (variable) => names.identity(variable),
    label: (name) => outputs.copies.get(name),
    ...style,
  };
  return (statement, programNames, ctx) => {
    names = programNames;
    const wanted = statement.action === undefined ? undefined : actions[statement.action];
    if (!wanted || wanted.malformed !== undefined) return undefined;
    if (statement.kind === "Comment") return programAction(0, matchComment(statement), statement);
    if (statement.kind !== "Assign" && statement.kind !== "ExprStmt") return undefined;
    if (resultName(statement) !== undefined) return undefined;
    const keys = saidKeys(statement, wanted, said, writing, ctx);
    if (!keys) return undefined;
    const parameters = parametersOf(keys, statement.value, wanted, ctx);
    const action = programAction(0, { identifier: wanted.identifier, parameters }, statement);
    if (keys.isAll && keys.isPiped) action.isPiped = true;
    if (keys.isAll && keys.hasDefaults) action.hasDefaults = true;
    action.output = statement.kind === "Assign" ? outputTarget(statement, action) : undefined;
    // Whether its author has named an output shows in the name.
    if (parameters === wanted.parameters && !keys.list.includes(CUSTOM_NAME)) {
      const custom = customName(action.output, wanted, outputs, ctx.lookup);
      if (custom !== parameters[CUSTOM_NAME]) action.parameters = only(parameters, keys.list);
    }
    return action;
  };
}

const CUSTOM_NAME = "CustomOutputName";

/** What a statement says of its action: of most forms it is all. */
type SaidKeys = Pick<SaidArguments, "isAll"> & Partial<SaidArguments> & { list: readonly string[] };

/** What a statement says of its action; undefined where only matching tells. */
function saidKeys(
  statement: Assign | ExprStmt,
  action: Action,
  said: SaidContext,
  writing: Pick<Context, "said" | "flow">,
  ctx: MatchContext,
): SaidKeys | undefined {
  const { identifier, parameters } = action;
  const { value } = statement;
  const literal = LITERALS[value.kind];
  if (literal !== undefined && literal !== identifier) return undefined;
  switch (value.kind) {
    case "Str":
    case "FString":
      return says(parameters["WFTextActionText"], value, said) ? TEXT : undefined;
    case "Num":
      // A number with a fraction is none that is written as a text.
      return value.text === parameters["WFNumberActionNumber"] && !/[.eE]/.test(value.text)
        ? NUMBER
        : undefined;
    case "Name":
      if (statement.kind === "ExprStmt" || identifier !== identifiers.setVariable) return undefined;
      return setsTo(statement.targets[0]!, value, action, said, writing, ctx);
    case "Subscript": {
      if (statement.kind === "Assign" && isMarkedAsVariable(statement)) return undefined;
      const key = parameters["WFDictionaryKey"];
      const isSaid = key !== undefined && saysTextOrVariable(value.index, key, said);
      return isSaid && says(parameters["WFInput"], value.value, said) ? DICTIONARY_VALUE : undefined;
    }
    case "Dict":
      return says(parameters["WFItems"], value, said) ? ITEMS : undefined;
    case "List":
      return saysArray(value, parameters["WFItems"], said) ? ITEMS : undefined;
    case "Call": {
      const appended = methodCall(value, "append");
      if (appended) {
        const [variable, input] = [appended.value, appended.args[0]];
        return identifier === identifiers.appendVariable && variable.kind === "Name" && input
          ? setsTo(variable.id, input, action, said, writing, ctx)
          : undefined;
      }
      const name = calledName(value);
      if (name === undefined || OF_FORMS.has(name) || ctx.identifierOf(name) !== identifier) return undefined;
      const places = writing.said[action.index];
      return (
        places && saidArguments(value, places, action, said, (key) => isPiped(key, action, writing), ctx)
      );
    }
    default:
      return undefined;
  }
}

function says(wanted: PlistValue | undefined, expr: Expr, said: SaidContext): boolean {
  return wanted !== undefined && saysValue(expr, wanted, said);
}

/** The parameters of a Set Variable, or one that adds, if it is one of this variable and this input. */
function setsTo(
  variable: string,
  input: Expr,
  action: Action,
  said: SaidContext,
  writing: Pick<Context, "flow">,
  ctx: MatchContext,
): SaidKeys | undefined {
  const { WFVariableName: name, WFInput: wanted } = action.parameters;
  if (ctx.variable(variable) !== name) return undefined;
  if (wanted !== undefined) return saysValue(input, wanted, said) ? VARIABLE : undefined;
  return input.kind === "Name" && isPiped("WFInput", action, writing) ? PIPED_VARIABLE : undefined;
}

const all = (...list: string[]): SaidKeys => ({ list, isAll: true });
const NUMBER = all("WFNumberActionNumber");
const TEXT = all("WFTextActionText");
const VARIABLE = all("WFVariableName", "WFInput");
const PIPED_VARIABLE: SaidKeys = { ...all("WFVariableName"), isPiped: true };
const DICTIONARY_VALUE = all("WFInput", "WFDictionaryKey");
const ITEMS = all("WFItems");

/** The parameters that a statement says: those of its action where it says no others. */
function parametersOf(
  { list, isAll }: SaidKeys,
  value: Expr,
  { identifier, parameters }: Action,
  ctx: MatchContext,
): PlistDict {
  if (isAll) return saysAllOf(parameters, list) ? parameters : only(parameters, list);
  if (value.kind !== "Call") return only(parameters, list);
  return matchArguments(identifier, value, ctx, (key) => (list.includes(key) ? parameters[key] : undefined));
}

/** Whether an action has no parameters but these, an identity, and perhaps a name for its output. */
function saysAllOf(parameters: PlistDict, said: readonly string[]): boolean {
  for (const key in parameters) {
    if (said.includes(key)) {
      if (MAY_BE_NOTED.has(key)) return false;
    } else if (key !== CUSTOM_NAME && !(key === "UUID" && typeof parameters[key] === "string")) return false;
  }
  return true;
}

/** The parameters that a statement says. */
function only(parameters: PlistDict, said: readonly string[]): PlistDict {
  const result = new PlistDict();
  for (const key of said) result[key] = parameters[key]!;
  return result;
}

/** Whether references are called what they were expected to be called. */
export function areCalledSo(
  labels: ReadonlyMap<string, string>,
  copies: ReadonlyMap<string, string>,
): boolean {
  for (const [name, label] of labels) if ((copies.get(name) ?? "") !== label) return false;
  return true;
}
