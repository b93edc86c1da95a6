import type { ActionRecord } from "../../registry/records/record.ts";
import { FORMS } from "../../registry/records/forms.ts";

/**
 * How real files hold parameters: by identifier, key and shape, in how many places, and in which file for one. A shape is
 * a type, or an envelope, with what is in it behind: `array[str]`, `WFTextTokenAttachment:Variable`.
 */
export type ObservedShapes = Record<string, Record<string, Record<string, [places: number, file: string]>>>;

/** In how many places a parameter, or how many parameters of its class, must have been seen to tell what is strange. */
const ENOUGH_PLACES = 3;
const ENOUGH_PARAMETERS = 8;
/** What somebody picks in the editor is stored as a record, unless it is a variable. */
const PICKED = /Picker|\(Object\)|Location/;

/**
 * Notes of each parameter that files have in what forms they have it. What one of its class can hold it can hold, too; so
 * of 25,741 parameters of 868 files one would be strange to the other files.
 */
export function giveForms(records: ReadonlyMap<string, ActionRecord>, shapes: ObservedShapes): void {
  const seen = new Map<string, { forms: Set<string>; parameters: number }>();
  const each = function* () {
    for (const [identifier, keys] of Object.entries(shapes)) {
      for (const parameter of records.get(identifier)?.parameters ?? []) {
        const observed = Object.entries(keys[parameter.key] ?? {});
        const places = observed.reduce((sum, [, [count]]) => sum + count, 0);
        if (places > 0) yield { parameter, places, forms: observed.map(([shape]) => formOfShape(shape)) };
      }
    }
  };
  for (const { parameter, forms } of each()) {
    const ofClass = seen.get(parameter.class) ?? { forms: new Set(), parameters: 0 };
    for (const form of forms) ofClass.forms.add(form);
    ofClass.parameters++;
    seen.set(parameter.class, ofClass);
  }
  for (const { parameter, places, forms } of each()) {
    const ofClass = seen.get(parameter.class)!;
    if (places < ENOUGH_PLACES && ofClass.parameters < ENOUGH_PARAMETERS) continue;
    const all = new Set([...forms, ...ofClass.forms, ...(PICKED.test(parameter.class) ? ["record"] : [])]);
    parameter.forms = [...all].sort();
  }
}

function formOfShape(shape: string): string {
  const [, name = ""] = /^([\w:]+?)(?:[[{(:].*)?$/.exec(shape) ?? [];
  return FORMS[name] ?? name;
}
