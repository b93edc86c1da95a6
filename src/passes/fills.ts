import { ByIndex } from "../ir/by-index.ts";
import { outputOf, serialization, unwrap } from "../ir/token.ts";
import {
  branchesOf,
  builtIns,
  isMarker,
  isStop,
  setsVariable,
  variableNameOf,
  type Action,
  type Block,
  type BlockNode,
  type Branch,
  type IfNode,
  type Node,
  type Workflow,
} from "../ir/workflow.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import type { DataFlow } from "./data-flow.ts";
import { isOfRepeat } from "./name-patterns.ts";
import type { Outputs } from "./outputs.ts";
import type { References } from "./references.ts";
import type { Source } from "./source.ts";

/** What an output fills: the variable that the action behind its own sets or adds to, or the result of the block around. */
export type Fill =
  | { readonly kind: "variable"; readonly setter: Action }
  | { readonly kind: "result"; readonly node: BlockNode };

export interface Fills {
  /** What the output of an action fills, by the number of the action. */
  readonly outputs: ByIndex<Fill>;
  /** Blocks (by the index of the closing marker) whose result is that of the block around them. */
  readonly blocks: ReadonlySet<number>;
}

/**
 * Actions whose output is there to fill a variable or the result of a block, and for nothing else: the Set Variable or
 * Add to Variable right behind them takes it, or they are the last of a branch, and nothing else reads it. So are blocks
 * that end a branch. A program can write such an output straight into the variable or the result. And calculations whose
 * output only the calculation right behind takes: both are one expression. And actions whose output only the action or
 * the block right behind takes, which can be a call in that one's line.
 *
 * @returns as `steps` what takes the output of a calculation, as `nests` what takes that of another action (the marker
 *   that opens a block), both by the number of the one that makes it.
 */
export function findFills(
  { body }: Pick<Workflow, "body">,
  outputs: Outputs,
  references: References,
  flow: DataFlow,
): Fills & { steps: ReadonlyMap<number, Action>; nests: ByIndex<Action> } {
  const found = new FillFinder(outputs, references, flow);
  found.walk(body, false);
  return found;
}

/** What is done with the outputs of actions and the results of blocks. */
class Uses {
  readonly flow: DataFlow;
  readonly #outputs: Outputs;
  readonly #references: References;

  constructor(outputs: Outputs, references: References, flow: DataFlow) {
    this.#outputs = outputs;
    this.flow = flow;
    this.#references = references;
  }

  /** How often references read the output of an action. */
  #readsOf({ index }: Action): number {
    return this.#outputs.read[index]?.reads ?? 0;
  }

  #pipedOf({ index }: Action): number {
    return this.flow.pipedOutputs.get(index) ?? 0;
  }

  isUnread(action: Action): boolean {
    return this.#readsOf(action) === 0 && this.#pipedOf(action) === 0;
  }

  isReadOnce(action: Action): boolean {
    return this.#readsOf(action) + this.#pipedOf(action) === 1;
  }

  /** Whether all that is done with an output is that the pipe brings it to this place. */
  isOnlyAt(source: Source | undefined, maker: Action): boolean {
    const isThere = source?.kind === "output" && source.action === maker;
    return isThere && this.#pipedOf(maker) === 1 && this.#readsOf(maker) === 0;
  }

  /** Whether all that is done with an output is that the next action takes it, as one of these parameters. */
  isTaken(maker: Action, taker: Action, keys: readonly string[]): boolean {
    const source = this.flow.implicit.get(taker.index);
    if (taker.parameters["WFInput"] === undefined && source?.kind === "output" && source.action === maker) {
      return this.isOnlyAt(source, maker);
    }
    const uuid = this.#readOnce(maker);
    if (uuid === undefined) return false;
    return keys.some((key) => {
      const token = unwrap(taker.parameters[key], serialization.attachment);
      if (!isDict(token) || token["Type"] !== "ActionOutput") return false;
      return token["OutputUUID"] === uuid && token["Aggrandizements"] === undefined;
    });
  }

  /** Whether all that is done with an output is that this action takes it, by whatever parameter. */
  isHeld(maker: Action, taker: Action): boolean {
    const source = this.flow.implicit.get(taker.index);
    if (source?.kind === "output" && source.action === maker) return this.isOnlyAt(source, maker);
    const uuid = this.#readOnce(maker);
    return uuid !== undefined && holdsOutput(taker.parameters, uuid, DEEPEST_READ);
  }

  /** The UUID of an output that only one reference reads, and nothing else; undefined for any other. */
  #readOnce(maker: Action): string | undefined {
    const { uuid, reads } = this.#outputs.read[maker.index] ?? {};
    if (uuid === undefined || reads !== 1 || this.#outputs.twins.has(uuid)) return undefined;
    const isOther = this.#pipedOf(maker) !== 0 || this.flow.handedOn.has(uuid);
    return isOther || this.#references.disguised.has(uuid) ? undefined : uuid;
  }

  /** Whether the author has given an output a name. */
  isRenamed({ index }: Action): boolean {
    return this.#references.customNames.has(index);
  }

  /** Whether an action is one whose output a line can give to a name, without a name of its own. */
  makesValue(action: Action): boolean {
    const { identifier, malformed } = action;
    if (malformed !== undefined || this.isRenamed(action)) return false;
    return !setsVariable(identifier) && !isMarker({ identifier }) && !MAKES_NOTHING.has(identifier);
  }

  /** An action that sets an ordinary variable or adds to it; those of repeats belong to the repeat. */
  isPlainSetter(setter: Action): boolean {
    if (!setsVariable(setter.identifier)) return false;
    const name = variableNameOf(setter);
    return name !== undefined && !isOfRepeat(name) && !this.isRenamed(setter);
  }

  /** Whether the result of a block has a name that its author gave, or that references know it by. */
  isNamed({ end }: BlockNode): boolean {
    return this.isRenamed(end) || this.#readsOf(end) > 0;
  }

  /** Whether the result of a block has lines that fill it, and is that of no other block. */
  isFilled({ end }: BlockNode): boolean {
    if (!this.flow.results.has(end.index)) return false;
    const read = this.#outputs.read[end.index];
    return read === undefined || read.reads === 0 || !this.#outputs.twins.has(read.uuid);
  }
}

class FillFinder extends Uses {
  readonly outputs = new ByIndex<Fill>();
  readonly blocks = new Set<number>();
  readonly steps = new Map<number, Action>();
  readonly nests = new ByIndex<Action>();

  /**
   * @param ended whether the shortcut has ended before the block.
   * @returns whether it has behind it.
   */
  walk(block: Block, ended: boolean): boolean {
    let links = 0;
    for (let i = 0; i < block.length; i++) {
      const node = block[i]!;
      if (node.kind !== "action") {
        if (node.kind === "menu") this.walk(node.lead, true);
        const branches = branchesOf(node);
        const ends = branches.map(({ body }) => this.walk(body, ended));
        this.#noteResults(node, branches, ends);
        const isWhole = node.kind === "menu" || (node.kind === "if" && node.otherwise !== undefined);
        ended ||= isWhole && ends.length > 0 && ends.every(Boolean);
        continue;
      }
      const { action } = node;
      ended ||= isStop(action.identifier);
      const next = block[i + 1];
      if (next?.kind === "action" && this.#isFill(action, next.action)) {
        this.outputs.set(action.index, { kind: "variable", setter: next.action });
      } else if (!ended && next?.kind === "if" && this.#isStart(action, next)) {
        this.outputs.set(action.index, { kind: "result", node: next });
      }
      const isLinked = links < MOST_LINKS && next?.kind === "action" && this.#isStep(action, next.action);
      links = isLinked ? links + 1 : 0;
      if (isLinked) this.steps.set(action.index, next.action);
      else if (next && !this.outputs.has(action.index)) this.#noteNest(action, next);
    }
    return ended;
  }

  /** Notes what fills the result of a block; a branch that has ended the shortcut leaves nothing. */
  #noteResults(node: BlockNode, branches: readonly Branch[], ends: readonly boolean[]): void {
    if (!this.isFilled(node)) return;
    const isStart = node.kind === "if" && !node.otherwise;
    branches.forEach(({ marker, body }, i) => {
      const last = body.at(-1);
      if (!last || ends[i] || !this.#isResult(last, node, marker)) return;
      if (last.kind === "action") this.outputs.set(last.action.index, { kind: "result", node });
      // Where no other branch leaves anything, what the block leaves could as well be what this one does.
      else if (isStart || ends.some((ended, other) => !ended && other !== i)) this.blocks.add(last.end.index);
    });
  }

  /** Whether what stands last in a branch is what the block's result is, and is read as nothing else. */
  #isResult(last: Node, node: BlockNode, marker: Action): boolean {
    const source = this.flow.atEndOf.get(marker.index);
    if (last.kind === "action") return this.makesValue(last.action) && this.isOnlyAt(source, last.action);
    const isLeft = source?.kind === "block" && source.node === last;
    return isLeft && node.kind !== "repeat" && last.kind !== "repeat" && !this.isNamed(last);
  }

  /** Whether an output is there for what an If leaves where its condition fails. */
  #isStart(maker: Action, node: IfNode): boolean {
    if (node.otherwise || !this.isFilled(node) || !this.makesValue(maker)) return false;
    return this.isOnlyAt(this.flow.atStartOf.get(node.open.index), maker);
  }

  #isFill(maker: Action, setter: Action): boolean {
    const isPair = this.isPlainSetter(setter) && this.makesValue(maker) && this.isUnread(setter);
    return isPair && this.isTaken(maker, setter, ["WFInput"]);
  }

  /** Notes that the line of the next action, or of the block that it opens, can hold this one as a call. */
  #noteNest(maker: Action, next: Node): void {
    if (!this.isReadOnce(maker)) return;
    const taker = next.kind === "action" ? next.action : next.open;
    if (next.kind === "menu" || !isCalled(maker) || TAKES_NO_CALL.has(taker.identifier)) return;
    if (this.makesValue(maker) && this.isHeld(maker, taker)) this.nests.set(maker.index, taker);
  }

  #isStep(maker: Action, taker: Action): boolean {
    const areBoth =
      maker.identifier === CALCULATE && taker.identifier === CALCULATE && this.makesValue(maker);
    return areBoth && this.isTaken(maker, taker, ["WFInput", "WFMathOperand"]);
  }
}

const CALCULATE = "is.workflow.actions.math";

/** Between the operations of one expression: more of them are more than one reads at a glance. */
const MOST_LINKS = 3;

/** What is more than a call, or has a form of its own that is none. */
const NEVER_CALLED = builtIns(
  "gettext",
  "number",
  "list",
  "dictionary",
  "getvalueforkey",
  "getvariable",
  "math",
);

/** What has a line of another kind. */
const TAKES_NO_CALL = builtIns("comment", "getvariable", "setvariable", "appendvariable", "exit", "output");

/** What a call in another may be given, at most. */
const MOST_PARAMETERS = 8;

function isCalled({ identifier, parameters }: Action): boolean {
  if (NEVER_CALLED.has(identifier)) return false;
  let count = 0;
  for (const _ in parameters) if (++count > MOST_PARAMETERS) return false;
  return true;
}

/** How deep a condition holds what it reads. */
const DEEPEST_READ = 8;

/** Whether a value reads an output by itself, and not as a part of a text. */
function holdsOutput(value: PlistValue, uuid: string, depth: number): boolean {
  if (Array.isArray(value)) return depth > 0 && value.some((item) => holdsOutput(item, uuid, depth - 1));
  if (!isDict(value) || depth === 0) return false;
  if (value["OutputUUID"] !== undefined) return outputOf(value) === uuid;
  if (typeof value["string"] === "string" && value["string"] !== "\ufffc") return false;
  return holdsIn(value, uuid, depth - 1);
}

function holdsIn(dict: PlistDict, uuid: string, depth: number): boolean {
  for (const key in dict) if (holdsOutput(dict[key]!, uuid, depth)) return true;
  return false;
}

const MAKES_NOTHING = builtIns("comment", "nothing", "exit", "output");
