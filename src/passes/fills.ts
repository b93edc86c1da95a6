import { serialization, unwrap } from "../ir/token.ts";
import {
  blocksIn,
  identifiers,
  isMarker,
  setsVariable,
  stringParameter,
  type Action,
  type Block,
  type Workflow,
} from "../ir/workflow.ts";
import { isDict } from "../plist/value.ts";
import type { DataFlow } from "./data-flow.ts";
import { isRepeatName, repeatName } from "./name-patterns.ts";
import type { References } from "./references.ts";

/**
 * Actions whose output is there to fill a variable and for nothing else: the Set Variable right behind them takes it, and
 * nothing else reads it. A program can write such an output straight into the variable. And calculations whose output only
 * the calculation right behind takes: both are one expression.
 *
 * @returns what takes the output, by the number of the action that makes it: a Set Variable, or another calculation.
 */
export function findFills(
  { actions, body }: Pick<Workflow, "actions" | "body">,
  references: References,
  flow: DataFlow,
): { fills: Map<number, Action>; steps: Map<number, Action> } {
  const owners = new Map<string, number>();
  for (const { parameters } of actions) {
    const uuid = parameters["UUID"];
    if (typeof uuid === "string") owners.set(uuid, (owners.get(uuid) ?? 0) + 1);
  }
  const readsOf = (uuid: string | undefined): number => {
    let reads = 0;
    for (const count of references.outputs.get(uuid ?? "")?.values() ?? []) reads += count;
    return reads;
  };
  /** Whether all that is done with an output is that the next action takes it, as one of these parameters. */
  const isTaken = (maker: Action, taker: Action, keys: readonly string[]): boolean => {
    const uuid = stringParameter(maker, "UUID");
    const piped = flow.pipedOutputs.get(maker.index) ?? 0;
    const source = flow.implicit.get(taker.index);
    if (taker.parameters["WFInput"] === undefined && source?.kind === "output" && source.action === maker) {
      return piped === 1 && readsOf(uuid) === 0;
    }
    if (uuid === undefined || readsOf(uuid) !== 1 || owners.get(uuid) !== 1) return false;
    if (piped !== 0 || flow.handedOn.has(uuid)) return false;
    return keys.some((key) => {
      const token = unwrap(taker.parameters[key], serialization.attachment);
      if (!isDict(token) || token["Type"] !== "ActionOutput") return false;
      return token["OutputUUID"] === uuid && token["Aggrandizements"] === undefined;
    });
  };
  const isFill = (maker: Action, setter: Action): boolean =>
    makesValue(maker) && isPlainSetter(setter) && isTaken(maker, setter, ["WFInput"]);
  const isStep = (maker: Action, taker: Action): boolean =>
    maker.identifier === CALCULATE &&
    taker.identifier === CALCULATE &&
    makesValue(maker) &&
    isTaken(maker, taker, ["WFInput", "WFMathOperand"]);
  const isUnread = (action: Action): boolean =>
    readsOf(stringParameter(action, "UUID")) === 0 && !flow.pipedOutputs.has(action.index);

  const fills = new Map<number, Action>();
  const steps = new Map<number, Action>();
  const walk = (block: Block): void => {
    let links = 0;
    block.forEach((node, i) => {
      if (node.kind !== "action") {
        for (const inner of blocksIn(node)) walk(inner);
        return;
      }
      const next = block[i + 1];
      if (next?.kind !== "action") return;
      if (isFill(node.action, next.action) && isUnread(next.action))
        fills.set(node.action.index, next.action);
      links = links < MOST_LINKS && isStep(node.action, next.action) ? links + 1 : 0;
      if (links > 0) steps.set(node.action.index, next.action);
    });
  };
  walk(body);
  return { fills, steps };
}

const CALCULATE = "is.workflow.actions.math";

/** Between the operations of one expression: more of them are more than one reads at a glance. */
const MOST_LINKS = 3;

/** Whether an action is one whose output a line can give to a name, without a name of its own. */
function makesValue({ identifier, parameters, malformed }: Action): boolean {
  if (malformed !== undefined || parameters["CustomOutputName"] !== undefined) return false;
  return !setsVariable(identifier) && !isMarker({ identifier }) && !MAKES_NOTHING.has(identifier);
}

const MAKES_NOTHING: ReadonlySet<string> = new Set([
  identifiers.comment,
  "is.workflow.actions.nothing",
  "is.workflow.actions.exit",
  "is.workflow.actions.output",
]);

/** A Set Variable of an ordinary variable; those of repeats belong to the repeat. */
function isPlainSetter(setter: Action): boolean {
  if (setter.identifier !== identifiers.setVariable) return false;
  const name = stringParameter(setter, "WFVariableName");
  return (
    name !== undefined &&
    !isRepeatName(repeatName(name)) &&
    setter.parameters["CustomOutputName"] === undefined
  );
}
