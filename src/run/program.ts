import type { Action, Workflow } from "../ir/workflow.ts";
import { givenKey, implicitInputs, isRequired } from "../passes/implicit-inputs.ts";
import type { ActionFacts } from "../registry/action-facts.ts";
import { linkBlocks, type BlockLink } from "./blocks.ts";
import type { ActionHandler } from "./context.ts";

/** What can be run: what `readShortcut` and `compile` give. */
export type Runnable = Pick<Workflow, "actions" | "properties">;

/** What is known of an action before it runs. */
export interface Plan {
  handler: ActionHandler | undefined;
  /** The key under which its input is written; undefined if it is not. */
  givenInput: string | undefined;
  /** Whether it takes what the action before has left. */
  takesPipe: boolean;
  /** Whether its field for the input is left empty: it gets nothing, and hands nothing on. */
  isBlank: boolean;
  /** Hands its input on, says the registry; for actions that are not modelled. */
  passes: boolean;
  /** Leaves nothing. */
  empties: boolean;
  uuid: string | undefined;
}

/** A shortcut, ready to run. */
export class Program {
  readonly actions: readonly Action[];
  readonly properties: Runnable["properties"];
  readonly links: (BlockLink | undefined)[];
  /** What to call it in reports; undefined for the one that was started. */
  readonly name: string | undefined;
  private readonly plans = new Map<Action, Plan>();
  private readonly takesPipe: (action: Action) => boolean;
  private readonly lookup: (identifier: string) => ActionFacts | undefined;
  private readonly handlerOf: (identifier: string) => ActionHandler | undefined;

  constructor(
    runnable: Runnable,
    name: string | undefined,
    lookup: (identifier: string) => ActionFacts | undefined,
    handlerOf: (identifier: string) => ActionHandler | undefined,
  ) {
    this.actions = runnable.actions;
    this.properties = runnable.properties;
    this.name = name;
    this.links = linkBlocks(runnable.actions);
    this.takesPipe = implicitInputs(runnable, ({ identifier }) => lookup(identifier));
    this.lookup = lookup;
    this.handlerOf = handlerOf;
  }

  /** Whether a marker without an input takes what the action before has left. */
  pipesInto(marker: Action): boolean {
    return this.takesPipe(marker);
  }

  planOf(action: Action): Plan {
    let plan = this.plans.get(action);
    if (!plan) this.plans.set(action, (plan = this.makePlan(action)));
    return plan;
  }

  private makePlan(action: Action): Plan {
    const facts = this.lookup(action.identifier);
    const key = facts?.inputKey;
    const given = key === undefined ? undefined : givenKey(action, key);
    const takesPipe = key !== undefined && given === undefined && this.takesPipe(action);
    const uuid = action.parameters["UUID"];
    return {
      handler: this.handlerOf(action.identifier),
      givenInput: given,
      takesPipe,
      isBlank: given === undefined && !takesPipe && facts !== undefined && isRequired(facts),
      passes: facts?.passthrough ?? false,
      empties: facts?.blocksOutput ?? false,
      uuid: typeof uuid === "string" ? uuid : undefined,
    };
  }
}
