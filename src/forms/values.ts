import { serialization, unwrap } from "../ir/token.ts";
import { PlistReal, type PlistValue } from "../plist/value.ts";
import { py, type Expr } from "../python/ast.ts";
import { matchArray, matchNumeral, writeArray, writeDictionary, writeNumeral } from "../values/dictionary.ts";
import {
  accounts,
  assign,
  computed,
  isShownByName,
  isText,
  isTextExpr,
  leftovers,
  type Form,
} from "./form.ts";
import {
  argument,
  isCallOf,
  isMarkedAsVariable,
  literalNumber,
  matched,
  methodCall,
  type MatchContext,
} from "../context/matching.ts";
import { matchInput, orNothing, writeInput } from "../values/source.ts";
import { matchText, matchTextOrVariable, writeTextOrVariable } from "../values/text-token.ts";
import { isTokenExpr } from "../values/token.ts";
import { matchNumber, writeReal } from "../values/scalars.ts";
import { matchValue, writeValue } from "../values/value.ts";

const TEXT = "is.workflow.actions.gettext";

/** The actions that a value makes which is no call, by its kind. */
export const LITERALS: Record<"Str" | "Num" | "List" | "Dict" | "Subscript", string> &
  Partial<Record<Expr["kind"], string>> = {
  Str: TEXT,
  FString: TEXT,
  Num: "is.workflow.actions.number",
  List: "is.workflow.actions.list",
  Dict: "is.workflow.actions.dictionary",
  Subscript: "is.workflow.actions.getvalueforkey",
};

/** `text = "Hello"`. */
export const textForm: Form = {
  identifier: LITERALS.Str,
  write(action, ctx) {
    const text = action.parameters["WFTextActionText"];
    if (text === undefined || !isText(text)) return undefined;
    const value = writeValue(text, ctx);
    if (!isTextExpr(value) || !accounts(action, ["WFTextActionText"], ctx)) return undefined;
    return assign(action, value, ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    const WFTextActionText = value && matchText(value, ctx);
    return WFTextActionText === undefined ? undefined : matched(textForm.identifier, { WFTextActionText });
  },
};

/** `number = 5`. */
export const numberForm: Form = {
  identifier: LITERALS.Num,
  write(action, ctx) {
    const number = action.parameters["WFNumberActionNumber"];
    let value: Expr;
    if (typeof number === "string") value = writeNumeral(py.str(number), ctx);
    else if (typeof number === "number") value = py.num(String(number));
    else if (number instanceof PlistReal) value = writeReal(number.value);
    else return undefined;
    return accounts(action, ["WFNumberActionNumber"], ctx) ? assign(action, value, ctx) : undefined;
  },
  match(statement, ctx) {
    const value = computed(statement);
    const number = value && matchNumberValue(value, ctx);
    return number === undefined
      ? undefined
      : matched(numberForm.identifier, { WFNumberActionNumber: number });
  },
};

/** A number as the action holds it: a numeral is a text, with a fraction it is a real. */
function matchNumberValue(expr: Expr, ctx: MatchContext): PlistValue | undefined {
  const number = literalNumber(expr, ctx);
  if (number !== undefined) return /[.eE]/.test(number) ? matchNumber(number) : number;
  if (isCallOf(expr, "float") && !isTokenExpr(expr)) return matchValue(expr, ctx);
  if (!isCallOf(expr, "Number") || !expr.args[0]) return undefined;
  ctx.use(expr);
  return matchNumeral(expr, ctx) ?? matchValue(expr.args[0], ctx);
}

/** `dictionary = {"name": "Ann"}`. */
export const dictionaryForm: Form = {
  identifier: LITERALS.Dict,
  write(action, ctx) {
    const items = action.parameters["WFItems"];
    const payload = unwrap(items, serialization.dictionary);
    if (items !== undefined && payload === undefined) return undefined;
    const value = payload === undefined ? py.dict([]) : writeDictionary(payload, ctx);
    if (!value || !accounts(action, ["WFItems"], ctx)) return undefined;
    return assign(action, value, ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    const isDictionary = value?.kind === "Dict" || (value && isCallOf(value, "Dictionary"));
    if (!isDictionary) return undefined;
    return matched(dictionaryForm.identifier, { WFItems: matchValue(value, ctx) });
  },
};

/** `list_ = ["One", "Two"]`. */
export const listForm: Form = {
  identifier: LITERALS.List,
  write(action, ctx) {
    const items = action.parameters["WFItems"];
    if (!Array.isArray(items) || !accounts(action, ["WFItems"], ctx)) return undefined;
    return assign(action, writeArray(items, ctx), ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    if (value?.kind !== "List") return undefined;
    return matched(listForm.identifier, { WFItems: matchArray(value, ctx) });
  },
};

const WHOLE_PARTS = [
  ["keys", "All Keys"],
  ["values", "All Values"],
] as const;

/** `value = dictionary["key"]`, `keys = dictionary.keys()`, `values = dictionary.values()`. */
export const dictionaryValueForm: Form = {
  identifier: LITERALS.Subscript,
  write(action, ctx) {
    const { WFGetDictionaryValueType: type, WFDictionaryKey: key } = action.parameters;
    const method = type === "All Keys" ? "keys" : type === "All Values" ? "values" : undefined;
    if (method === undefined && (!isText(key) || (type !== undefined && type !== "Value"))) return undefined;
    // The type never counts as shown, not even where a method says it: its value must be found in the output.
    const shown = method === undefined ? ["WFInput", "WFDictionaryKey"] : ["WFInput"];
    if (!accounts(action, shown, ctx)) return undefined;
    const dictionary = orNothing(writeInput(action, "WFInput", ctx), ctx);
    const value = method
      ? py.method(dictionary, method)
      : py.subscript(dictionary, writeTextOrVariable(key!, ctx));
    return assign(action, value, ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    if (!value || (statement.kind === "Assign" && isMarkedAsVariable(statement))) return undefined;
    const { identifier } = dictionaryValueForm;
    if (value.kind === "Subscript") {
      ctx.use(value);
      const WFDictionaryKey = matchTextOrVariable(value.index, ctx) ?? matchValue(value.index, ctx);
      return matched(identifier, { WFInput: matchInput(value.value, ctx), WFDictionaryKey });
    }
    for (const [name, type] of WHOLE_PARTS) {
      const method = methodCall(value, name);
      if (!method) continue;
      ctx.use(value);
      const WFInput = matchInput(method.value, ctx);
      return matched(identifier, { WFInput, WFGetDictionaryValueType: type });
    }
    return undefined;
  },
};

/** `provided_input = input("Your name?")`, where the action says nothing but a prompt. */
export const askForm: Form = {
  identifier: "is.workflow.actions.ask",
  write(action, ctx) {
    const prompt = action.parameters["WFAskActionPrompt"];
    if (prompt !== undefined && !isText(prompt)) return undefined;
    // What else it says (type, default answer) is the substance of the question: it never hides in the metadata.
    const others = leftovers(action, ["WFAskActionPrompt"]);
    if (!others.every(([key, value]) => isShownByName(key, value, action, ctx))) return undefined;
    return assign(
      action,
      py.call("input", prompt === undefined ? [] : [writeTextOrVariable(prompt, ctx)]),
      ctx,
    );
  },
  match(statement, ctx) {
    const value = computed(statement);
    if (!value || !isCallOf(value, "input")) return undefined;
    ctx.use(value);
    const prompt = value.args[0] ?? argument(value, "prompt");
    return matched(askForm.identifier, {
      WFAskActionPrompt: prompt && (matchTextOrVariable(prompt, ctx) ?? matchValue(prompt, ctx)),
    });
  },
};
