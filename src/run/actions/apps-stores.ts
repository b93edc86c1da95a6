import type { ActionContext, ActionHandler } from "../context.ts";
import { NOTHING, text, type Value } from "../value.ts";
import { answer } from "./simulated.ts";

/*
 * Apps that keep values under names for shortcuts: Data Jar, the global variables of Toolbox Pro, Tot's dots. What the
 * run itself has stored is known; what lay there before, the device says under `apps`, or nobody knows it.
 */

function noteAction(context: ActionContext): void {
  const { identifier } = context.action;
  context.effect("app action", { identifier, inputs: context.inputs() });
}

/** What is kept under a name; a placeholder where the run has not put it there. */
function kept(place: string, what: string, context: ActionContext): Value {
  return context.recall(place) ?? answer(context, what);
}

const jarPlace = (path: string) => `Data Jar ${path}`;

/** Data Jar's Set Value: what was kept above or below the path is not what it was. */
const setJar: ActionHandler = (context) => {
  noteAction(context);
  const place = jarPlace(context.text("keyPath"));
  context.forget((other) => other.startsWith(`${place}.`) || place.startsWith(`${other}.`));
  context.remember(place, context.value("values"));
  return NOTHING;
};

/** Data Jar's Get Value: of a value that is not there, the fallback is what the shortcut itself says it is. */
const getJar: ActionHandler = (context) => {
  const path = context.text("keyPath");
  const found = context.recall(jarPlace(path));
  if (found) return found;
  const fallback = context.value("fallbackValues");
  return fallback.length > 0 ? fallback : answer(context, `the value ${path} in Data Jar`);
};

/** Data Jar's Add To List: a list that the run has not made has other items, too. */
const addToJar: ActionHandler = (context) => {
  noteAction(context);
  const place = jarPlace(context.text("keyPath"));
  const values = context.value("values");
  const list = context.recall(place);
  if (!list) return NOTHING;
  const where = context.choice("insertionPoint", "beginning");
  const at =
    where === "end" ? list.length : where === "index" ? context.number("index", 1).toNumber() - 1 : 0;
  context.remember(place, list.toSpliced(at, 0, ...values));
  return NOTHING;
};

/** Toolbox Pro's global variables: `mode` is Set where a file leaves it out. */
const globalVariable: ActionHandler = (context) => {
  const mode = context.choice("mode", "Set");
  if (mode === "Get") {
    const name = context.text("getVariableKey");
    return kept(`Toolbox Pro ${name}`, `the global variable ${name}`, context);
  }
  noteAction(context);
  if (mode !== "Set") return context.unknown("a global variable");
  const value = [text(context.text("setVariableValue"))];
  context.remember(`Toolbox Pro ${context.text("setVariableKey")}`, value);
  return value;
};

const dotPlace = (context: ActionContext) => `Tot ${context.text("dot")}`;

const getDot: ActionHandler = (context) => kept(dotPlace(context), "the text of a dot", context);

const setDot: ActionHandler = (context) => {
  noteAction(context);
  const value = [text(context.text("text"))];
  context.remember(dotPlace(context), value);
  return value;
};

/** Tot's Add to Dot gives the whole text, of which only the end may be known. */
const addToDot: ActionHandler = (context) => {
  noteAction(context);
  const whole = answer(context, "the text of a dot");
  context.remember(dotPlace(context), whole);
  return whole;
};

const showDot: ActionHandler = (context) => {
  noteAction(context);
  return NOTHING;
};

const dots = {
  GetDotIntent: getDot,
  SetDotIntent: setDot,
  AddToDotIntent: addToDot,
  ShowDotIntent: showDot,
};

export const stores: Record<string, ActionHandler> = {
  "dk.simonbs.DataJar.SetValueIntent": setJar,
  "dk.simonbs.DataJar.GetValueIntent": getJar,
  "dk.simonbs.DataJar.InsertValueInArrayIntent": addToJar,
  "com.alexhay.ToolboxProForShortcuts.GlobalVariablesIntent": globalVariable,
  ...Object.fromEntries(
    ["com.iconfactory.Tot", "com.iconfactory.TotMobile"].flatMap((app) =>
      Object.entries(dots).map(([name, handler]) => [`${app}.${name}`, handler] as const),
    ),
  ),
};
