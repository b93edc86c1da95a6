import { calledName, isMarkedAsVariable, methodCall, type MatchContext } from "../../context/matching.ts";
import { HELPERS } from "../../context/writing.ts";
import { resultName } from "../../forms/blocks/branch.ts";
import { matchArguments } from "../../forms/call.ts";
import { matchComment } from "../../forms/comment.ts";
import { outputTarget } from "../../forms/variables.ts";
import { identifiers, type Action } from "../../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../../plist/value.ts";
import type { Assign, Expr, ExprStmt } from "../../python/ast.ts";
import {
  saysArray,
  saysTextOrVariable,
  saysValue,
  type NamedToken,
  type SaidContext,
} from "../../values/said.ts";
import type { Known } from "../match.ts";
import type { ProgramNames } from "../program-names.ts";

/**
 * What `compile` would read in statements, known from the actions that they were written from: each is compared with its
 * action, and only what that leaves open is matched. Of a parameter that its statement says exactly, the value is the
 * action's own, so that comparing the two again costs nothing.
 *
 * Which form would match a statement is known here by the kind of its value, in the order of the forms.
 *
 * @param labels what references to each output will be called, by its Python name.
 */
export function knownFrom(
  actions: readonly Action[],
  labels: ReadonlyMap<string, string>,
  emptyRanges: boolean,
): Known {
  let names: ProgramNames;
  const said: SaidContext = { emptyRanges, meaning: (name) => tokenOf(name, names, labels) };
  return (statement, programNames, ctx) => {
    names = programNames;
    const wanted = statement.action === undefined ? undefined : actions[statement.action];
    if (!wanted || wanted.malformed !== undefined) return undefined;
    if (statement.kind === "Comment") return { ...matchComment(statement), node: statement };
    if (statement.kind !== "Assign" && statement.kind !== "ExprStmt") return undefined;
    if (resultName(statement) !== undefined) return undefined;
    const parameters = parametersOf(statement, wanted, said, ctx);
    if (!parameters) return undefined;
    const { identifier } = wanted;
    const output =
      statement.kind === "Assign" ? outputTarget(statement, { identifier, parameters }) : undefined;
    return { identifier, parameters, node: statement, ...(output !== undefined && { output }) };
  };
}

function tokenOf(
  name: string,
  names: ProgramNames,
  labels: ReadonlyMap<string, string>,
): NamedToken | undefined {
  const meaning = names.meaning(name);
  if (meaning?.kind === "variable" && names.hasIdentity(meaning.name)) return undefined;
  if (meaning?.kind !== "output") return meaning;
  const label = labels.get(name);
  return label === undefined ? undefined : { ...meaning, label: label === "" ? undefined : label };
}

/** The parameters that a statement says; undefined where only matching tells. */
function parametersOf(
  statement: Assign | ExprStmt,
  { identifier, parameters }: Action,
  said: SaidContext,
  ctx: MatchContext,
): PlistDict | undefined {
  const { value } = statement;
  const says = (key: string, expr: Expr) => {
    const wanted = parameters[key];
    return wanted !== undefined && saysValue(expr, wanted, said) ? wanted : undefined;
  };
  switch (value.kind) {
    case "Str":
    case "FString":
      return identifier === "is.workflow.actions.gettext"
        ? complete({ WFTextActionText: says("WFTextActionText", value) })
        : undefined;
    case "Name":
      if (statement.kind === "ExprStmt") return undefined;
      return identifier === identifiers.setVariable
        ? complete({ WFVariableName: ctx.variable(statement.targets[0]!), WFInput: says("WFInput", value) })
        : undefined;
    case "Subscript": {
      if (statement.kind === "Assign" && isMarkedAsVariable(statement)) return undefined;
      const key = parameters["WFDictionaryKey"];
      const isSaid = key !== undefined && saysTextOrVariable(value.index, key, said);
      return identifier === "is.workflow.actions.getvalueforkey" && isSaid
        ? complete({ WFInput: says("WFInput", value.value), WFDictionaryKey: key })
        : undefined;
    }
    case "Dict":
      return identifier === "is.workflow.actions.dictionary"
        ? complete({ WFItems: says("WFItems", value) })
        : undefined;
    case "List": {
      const items = parameters["WFItems"];
      const isSaid = saysArray(value, items, said);
      return identifier === "is.workflow.actions.list" && isSaid ? complete({ WFItems: items }) : undefined;
    }
    case "Call": {
      const appended = methodCall(value, "append");
      if (appended) {
        const [variable, input] = [appended.value, appended.args[0]];
        return identifier === identifiers.appendVariable && variable.kind === "Name" && input
          ? complete({ WFVariableName: ctx.variable(variable.id), WFInput: says("WFInput", input) })
          : undefined;
      }
      const name = calledName(value);
      if (name === undefined || OTHERS.has(name) || ctx.identifierOf(name) !== identifier) return undefined;
      return matchArguments(identifier, value, ctx, (key, expr, isText) => {
        const wanted = parameters[key];
        if (wanted === undefined) return undefined;
        return (isText ? saysTextOrVariable : saysValue)(expr, wanted, said) ? wanted : undefined;
      });
    }
    default:
      return undefined;
  }
}

/** Functions that forms match in their own ways. */
const OTHERS: ReadonlySet<string> = new Set([
  ...HELPERS,
  "bool",
  "dict",
  "exit",
  "float",
  "getattr",
  "input",
  "str",
]);

/** Parameters of which each is known; undefined if one is not. */
function complete(known: Record<string, PlistValue | undefined>): PlistDict | undefined {
  const parameters = new PlistDict();
  for (const key in known) {
    const value = known[key];
    if (value === undefined) return undefined;
    parameters[key] = value;
  }
  return parameters;
}

/** Whether references are called what they were expected to be called. */
export function areCalledSo(
  labels: ReadonlyMap<string, string>,
  copies: ReadonlyMap<string, string>,
): boolean {
  for (const [name, label] of labels) if ((copies.get(name) ?? "") !== label) return false;
  return true;
}
