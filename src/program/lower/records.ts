import { py, type Call, type Expr } from "../../python/ast.ts";
import { bundleIdOf } from "../../registry/apps.ts";
import type { ActionFacts } from "../../registry/lookup.ts";
import { at } from "./context.ts";

/** What is chosen in an editor, where a program gives the text that the editor shows: `open_app("Safari")`. */
export function recordOfText(key: string, value: Expr, facts: ActionFacts): Call | undefined {
  const kind = KINDS[facts.parameterClass(key) ?? ""];
  if (kind === undefined) return undefined;
  const one = (text: Expr): Call | undefined => {
    const name = text.kind === "Str" ? kind(text.value) : undefined;
    return name === undefined ? undefined : at(text, py.call(name, [text]));
  };
  if (value.kind !== "List") return one(value);
  const all = value.items.map(one);
  const isContact =
    all.length > 0 && all.every((item) => item && !ALONE.has(item.func.kind === "Name" ? item.func.id : ""));
  return isContact ? at(value, py.call("Contacts", [py.list(all as Call[])])) : undefined;
}

/** Records of which a field holds one. */
const ALONE: ReadonlySet<string> = new Set(["App", "Shortcut"]);

const phone = (text: string) => (/^\+?[\d\s().-]*\d[\d\s().-]*$/.test(text) ? "Phone" : undefined);
const email = (text: string) => (/^[^\s@]+@[^\s@]+$/.test(text) ? "Email" : undefined);
const either = (text: string) => email(text) ?? phone(text);

/** The helper for a text, by the class of the parameter. */
const KINDS: Readonly<Record<string, ((text: string) => string | undefined) | undefined>> = {
  WFAppPickerParameter: (text) => (bundleIdOf(text) === undefined ? undefined : "App"),
  WFWorkflowPickerParameter: () => "Shortcut",
  WFEmailAddressFieldParameter: email,
  WFPhoneNumberFieldParameter: phone,
  WFContactFieldParameter: either,
  WFContactHandleFieldParameter: either,
};
