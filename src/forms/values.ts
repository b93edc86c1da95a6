import { serialization, unwrap } from "../ir/token.ts";
import { PlistReal } from "../plist/value.ts";
import { py, type Expr } from "../python/ast.ts";
import { writeArray, writeDictionary, writeNumeral } from "./dictionary.ts";
import { accounts, assign, isShownByName, isText, isTextExpr, leftovers, type Form } from "./form.ts";
import { orNothing, writeInput } from "./source.ts";
import { writeReal, writeValue } from "./value.ts";

/** `text = "Hello"`. */
export const textForm: Form = {
  identifier: "is.workflow.actions.gettext",
  write(action, ctx) {
    const text = action.parameters["WFTextActionText"];
    if (text === undefined || !isText(text)) return undefined;
    const value = writeValue(text, ctx);
    if (!isTextExpr(value) || !accounts(action, ["WFTextActionText"], ctx)) return undefined;
    return assign(action, value, ctx);
  },
};

/** `number = 5`. */
export const numberForm: Form = {
  identifier: "is.workflow.actions.number",
  write(action, ctx) {
    const number = action.parameters["WFNumberActionNumber"];
    let value: Expr;
    if (typeof number === "string") value = writeNumeral(py.str(number), ctx);
    else if (typeof number === "number") value = py.num(String(number));
    else if (number instanceof PlistReal) value = writeReal(number.value);
    else return undefined;
    return accounts(action, ["WFNumberActionNumber"], ctx) ? assign(action, value, ctx) : undefined;
  },
};

/** `dictionary = {"name": "Ann"}`. */
export const dictionaryForm: Form = {
  identifier: "is.workflow.actions.dictionary",
  write(action, ctx) {
    const items = action.parameters["WFItems"];
    const payload = unwrap(items, serialization.dictionary);
    if (items !== undefined && payload === undefined) return undefined;
    const value = payload === undefined ? py.dict([]) : writeDictionary(payload, ctx);
    if (!value || !accounts(action, ["WFItems"], ctx)) return undefined;
    return assign(action, value, ctx);
  },
};

/** `list_ = ["One", "Two"]`. */
export const listForm: Form = {
  identifier: "is.workflow.actions.list",
  write(action, ctx) {
    const items = action.parameters["WFItems"];
    if (!Array.isArray(items) || !accounts(action, ["WFItems"], ctx)) return undefined;
    return assign(action, writeArray(items, ctx), ctx);
  },
};

/** `value = dictionary["key"]`, `keys = dictionary.keys()`, `values = dictionary.values()`. */
export const dictionaryValueForm: Form = {
  identifier: "is.workflow.actions.getvalueforkey",
  write(action, ctx) {
    const { WFGetDictionaryValueType: type, WFDictionaryKey: key } = action.parameters;
    const method = type === "All Keys" ? "keys" : type === "All Values" ? "values" : undefined;
    if (method === undefined && (!isText(key) || (type !== undefined && type !== "Value"))) return undefined;
    // The type never counts as shown, not even where a method says it: its value must be found in the output.
    const shown = method === undefined ? ["WFInput", "WFDictionaryKey"] : ["WFInput"];
    if (!accounts(action, shown, ctx)) return undefined;
    const dictionary = orNothing(writeInput(action, "WFInput", ctx), ctx);
    const value = method ? py.method(dictionary, method) : py.subscript(dictionary, writeValue(key!, ctx));
    return assign(action, value, ctx);
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
    return assign(action, py.call("input", prompt === undefined ? [] : [writeValue(prompt, ctx)]), ctx);
  },
};
