import type { ActionHandler } from "../context.ts";
import { Stopped } from "../stop.ts";
import { NOTHING, type Value } from "../value.ts";
import { isDict } from "../../plist/value.ts";

/** Stop This Shortcut (2.7): the output is the result, if there is one. */
const exit: ActionHandler = (context) => {
  const given = context.given("WFResult");
  const isGiven = given !== undefined && !(isDict(given) && Object.keys(given).length === 0);
  if (!isGiven) context.env.question(21);
  throw new Stopped(isGiven ? context.value("WFResult") : NOTHING, "exit");
};

/** Stop and Output (2.7). */
const output: ActionHandler = (context) => {
  const result = context.value("WFOutput");
  switch (context.choice("WFNoOutputSurfaceBehavior", "Do Nothing")) {
    case "Copy to Clipboard":
      context.effect("output", { otherwise: "copy to clipboard" });
      break;
    case "Respond":
      context.effect("output", { otherwise: "respond", response: context.text("WFResponse") });
  }
  throw new Stopped(result, "output");
};

/** Nothing: the pipe is empty. */
const nothing: ActionHandler = () => NOTHING;

/** Comment: not even the pipe notices. */
const comment: ActionHandler = () => undefined;

/** Wait (2.10): the clock goes on. */
const delay: ActionHandler = (context) => {
  const seconds = Math.max(0, context.number("WFDelayTime", 1).toNumber());
  context.device.now += Math.min(seconds, LONGEST_WAIT) * 1000;
  context.effect("wait", { seconds });
  return undefined;
};

const LONGEST_WAIT = 1e9;

/** Wait to Return: nobody is away. */
const waitToReturn: ActionHandler = () => undefined;

/** Run Shortcut (2.8). */
const runWorkflow: ActionHandler = (context): Value => {
  const workflow = context.given("WFWorkflow");
  const input = context.input();
  if (isDict(workflow) && workflow["WFSerializationType"] === undefined) {
    if (workflow["isSelf"] === true) return context.runShortcut(undefined, input);
    const name = workflow["workflowName"] ?? workflow["workflowIdentifier"];
    if (typeof name === "string") return context.runShortcut(name, input);
  }
  const name = context.text(workflow === undefined ? "WFWorkflowName" : "WFWorkflow");
  return context.runShortcut(name, input);
};

export const flow: Record<string, ActionHandler> = {
  exit,
  output,
  nothing,
  comment,
  delay,
  waittoreturn: waitToReturn,
  runworkflow: runWorkflow,
};
