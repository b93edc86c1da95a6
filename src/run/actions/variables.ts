import type { ActionContext, ActionHandler } from "../context.ts";

/** Set Variable (2.9): no input, no value. */
const setVariable: ActionHandler = (context) => {
  context.setVariable(nameOf(context), context.input());
  return undefined;
};

/** Add to Variable (2.9): its output is the whole variable. */
const appendVariable: ActionHandler = (context) => {
  const name = nameOf(context);
  const added = context.input();
  const value = [...context.currentValue(name), ...added];
  context.setVariable(name, value);
  return value;
};

/** Get Variable (2.9): any token will do. */
const getVariable: ActionHandler = (context) =>
  context.given("WFVariable") === undefined ? context.input() : context.value("WFVariable");

function nameOf(context: ActionContext): string {
  const name = context.given("WFVariableName");
  return typeof name === "string" ? name : context.text("WFVariableName");
}

export const variables: Record<string, ActionHandler> = {
  setvariable: setVariable,
  appendvariable: appendVariable,
  getvariable: getVariable,
};
