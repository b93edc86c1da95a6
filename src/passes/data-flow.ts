import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { ByIndex } from "../ir/by-index.ts";
import { attachmentOf, holdsInput, repeatVariable, variableToken } from "../ir/token.ts";
import {
  branchesOf,
  BUILTIN,
  hasTest,
  identifiers,
  isMarker,
  uuidOf,
  variableNameOf,
  type Action,
  type Block,
  type BlockNode,
  type IfNode,
  type MenuNode,
  type RepeatNode,
  type Workflow,
} from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { givenInput, implicitInputs, isRequired } from "./implicit-inputs.ts";
import { allSame, isFleeting, isRereadable, variableOf, type Source } from "./source.ts";

/** What of the references matters for the flow, see `collectReferences`. */
export interface TracedReferences {
  readonly outputs: { has: (uuid: string) => boolean };
  readonly readsInput: ReadonlySet<number>;
}

export interface DataFlow {
  /** What is known about each action, by its index. */
  readonly facts: (ActionFacts | undefined)[];
  /** For each action (by index) whose input is absent and that takes one: the source. No entry: it takes none. */
  readonly implicit: ByIndex<Source>;
  /** For each action (by index) that holds the `Input` token: what that token means, the action's input. */
  readonly inputOf: ByIndex<Source>;
  /** What the pipe holds where a branch ends, by the index of the marker that opens the branch. */
  readonly atEndOf: ByIndex<Source>;
  /** What the pipe holds where a block begins, by the index of its opening marker. */
  readonly atStartOf: ByIndex<Source>;
  /** Actions (by index) that have an input and get nothing: their field for it is blank, or the pipe is empty. */
  blank: Set<number>;
  /** Actions (by index) whose output is read through the pipe, with how often it is. */
  readonly pipedOutputs: ByIndex<number>;
  /** Actions (by index) whose value, handed on, is what a block or the shortcut leaves for somebody to read. */
  left: Set<number>;
  /** UUIDs of outputs that an action has taken as its input and handed on, and that are read through the pipe then. */
  handedOn: Set<string>;
  /**
   * What whoever runs the shortcut gets from it: what its last action leaves, if that is an action which is there for
   * nothing else. Others leave something, too (a saved file, a message that was sent), but nobody means that.
   */
  result?: Source;
  /** Blocks (by the index of the closing marker) whose result is read, through the pipe or by its UUID. */
  results: Set<number>;
}

/**
 * Follows the pipe through a shortcut: which action feeds which, and what each block yields.
 *
 * @param references a block needs a result if any token names its UUID.
 */
export function traceDataFlow(
  workflow: Workflow,
  lookup: (identifier: string) => ActionFacts | undefined,
  references: TracedReferences,
  diagnostics: Diagnostic[],
): DataFlow {
  return new Tracer(workflow, lookup, references, diagnostics).trace();
}

/** Walks through the actions once, with what the pipe holds, and notes at each what the flow tells of it. */
class Tracer {
  readonly #workflow: Workflow;
  readonly #references: TracedReferences;
  readonly #diagnostics: Diagnostic[];
  readonly #takesPipe: (action: Action) => boolean;
  readonly #flow: DataFlow = {
    facts: [],
    implicit: new ByIndex(),
    inputOf: new ByIndex(),
    atEndOf: new ByIndex(),
    atStartOf: new ByIndex(),
    blank: new Set(),
    pipedOutputs: new ByIndex(),
    left: new Set(),
    handedOn: new Set(),
    results: new Set(),
  };
  /** How often each variable has been set so far; tells whether a value on the pipe has gone stale. */
  readonly #written = new Map<string, number>();

  constructor(
    workflow: Workflow,
    lookup: (identifier: string) => ActionFacts | undefined,
    references: TracedReferences,
    diagnostics: Diagnostic[],
  ) {
    this.#workflow = workflow;
    const { facts } = this.#flow;
    for (const { index, identifier } of workflow.actions) facts[index] = lookup(identifier);
    this.#references = references;
    this.#diagnostics = diagnostics;
    this.#takesPipe = implicitInputs(workflow, ({ index }) => facts[index]);
  }

  trace(): DataFlow {
    const { body } = this.#workflow;
    const last = this.#walk(body, { kind: "input" });
    if (endsInValue(body)) {
      this.#flow.result = this.#use(last);
      if (last?.kind === "value") this.#flow.left.add(last.origin.index);
    }
    return this.#flow;
  }

  #walk(block: Block, pipe: Source): Source {
    for (const node of block) {
      pipe = node.kind === "action" ? this.#step(node.action, pipe) : this.#enter(node, pipe);
    }
    return pipe;
  }

  /** The pipe after one ordinary action. */
  #step(action: Action, pipe: Source): Source {
    // A marker that fits no block does nothing.
    if (isMarker(action)) return pipe;
    const facts = this.#flow.facts[action.index];
    const key = facts?.inputKey;
    let input: Source = null;
    if (key !== undefined) {
      const given = givenInput(action, key);
      if (given !== undefined) input = this.#handOn(given, action);
      else if (this.#takesPipe(action)) pipe = input = this.#consume(action, pipe);
      if (given === undefined && !input && isRequired(facts!)) this.#flow.blank.add(action.index);
    }
    // The token means what the pipe brings, even where another input is written, or the token stands in that itself.
    this.#noteInput(action, pipe);
    switch (action.identifier) {
      case identifiers.getVariable: {
        const variable = action.parameters["WFVariable"];
        return variable === undefined ? input : this.#handOn(variable, action);
      }
      case identifiers.setVariable:
      case identifiers.appendVariable:
        return this.#write(action, input);
      case identifiers.comment:
        return pipe;
    }
    if (facts?.passthrough) return input ?? (this.#flow.blank.has(action.index) ? null : pipe);
    if (facts?.blocksOutput) return null;
    return { kind: "output", action };
  }

  /** The pipe after an action that sets a variable or adds to one. */
  #write(action: Action, input: Source): Source {
    const name = variableNameOf(action);
    if (name === undefined) return input;
    this.#written.set(name, (this.#written.get(name) ?? 0) + 1);
    // What was set may change what it was set to: `Name = Name.parent`, or the clipboard.
    const isReadAgain =
      action.identifier === identifiers.appendVariable ||
      (input?.kind === "value" && isFleeting(input.value, name));
    return isReadAgain ? this.#valueOf(attachmentOf(variableToken(name)), action) : input;
  }

  /** The pipe after a block: what all ways through it leave, or its result. */
  #enter(node: BlockNode, pipe: Source): Source {
    const ends =
      node.kind === "if"
        ? this.#enterIf(node, pipe)
        : node.kind === "menu"
          ? this.#enterMenu(node, pipe)
          : this.#enterRepeat(node, pipe);
    const uuid = uuidOf(node.end);
    if (uuid !== undefined && this.#references.outputs.has(uuid)) this.#need(node);
    return node.kind === "repeat" || !allSame(ends) ? { kind: "block", node } : ends[0]!;
  }

  /** @returns what each way through the block leaves, see {@link #endsOf}; the same below. */
  #enterIf(node: IfNode, pipe: Source): Source[] {
    const entry = this.#noteCondition(node.open, pipe);
    this.#flow.atStartOf.set(node.open.index, entry);
    const ends = [this.#branch(node.open, node.body, entry)];
    for (const { marker, body } of node.elifs) {
      this.#noteCondition(marker, entry);
      ends.push(this.#branch(marker, body, entry));
    }
    const { otherwise } = node;
    ends.push(otherwise ? this.#branch(otherwise.marker, otherwise.body, entry) : entry);
    return ends;
  }

  #enterRepeat(node: RepeatNode, pipe: Source): Source[] {
    const { open, body, over, depth } = node;
    this.#noteInput(open, pipe);
    if (over === "count") return [this.#branch(open, body, pipe)];
    if (open.parameters["WFInput"] === undefined && this.#takesPipe(open)) this.#consume(open, pipe);
    const item = this.#valueOf(attachmentOf(variableToken(repeatVariable("Item", depth))), open);
    return [this.#branch(open, body, item)];
  }

  #enterMenu(node: MenuNode, pipe: Source): Source[] {
    this.#noteInput(node.open, pipe);
    this.#walk(node.lead, null);
    return node.cases.map(({ marker, body }) => this.#branch(marker, body, pipe));
  }

  #branch(marker: Action, body: Block, entry: Source): Source {
    const end = this.#walk(body, entry);
    this.#flow.atEndOf.set(marker.index, end);
    return end;
  }

  /**
   * Notes what a condition reads.
   *
   * @returns what its branches begin with: what came before the block, whatever the condition compares.
   */
  #noteCondition(marker: Action, pipe: Source): Source {
    const isMissing = marker.parameters["WFInput"] === undefined && hasTest(marker.parameters);
    if (isMissing && marker.parameters["WFConditions"] === undefined && this.#takesPipe(marker)) {
      pipe = this.#consume(marker, pipe);
    }
    this.#noteInput(marker, pipe);
    return pipe;
  }

  /** Notes that an action takes what the pipe brings. */
  #consume(action: Action, pipe: Source): Source {
    if (pipe?.kind === "value" && this.#timesWritten(pipe.value) !== pipe.written) {
      if (pipe.origin.identifier === identifiers.getVariable) {
        pipe = { kind: "output", action: pipe.origin };
      } else {
        const message = "The variable that feeds this action through the pipe has been set again since.";
        this.#diagnostics.push(diagnostic("SC4013", message, { action: action.index }));
      }
    }
    this.#flow.implicit.set(action.index, pipe);
    return this.#use(pipe);
  }

  /** Notes what an `Input` token in an action means. */
  #noteInput(action: Action, source: Source): void {
    if (this.#references.readsInput.has(action.index))
      this.#flow.inputOf.set(action.index, this.#use(source));
  }

  #use(source: Source): Source {
    this.#noteRead(source);
    if (source?.kind === "block") this.#need(source.node);
    return source;
  }

  #noteRead(source: Source): void {
    const { pipedOutputs, handedOn } = this.#flow;
    if (source?.kind === "output") {
      const { index } = source.action;
      pipedOutputs.set(index, (pipedOutputs.get(index) ?? 0) + 1);
    }
    const token = source?.kind === "value" && isDict(source.value) ? source.value["Value"] : undefined;
    const uuid = isDict(token) ? token["OutputUUID"] : undefined;
    if (typeof uuid === "string") handedOn.add(uuid);
  }

  /**
   * Marks a block's result as read, and with it whatever its branches end with: results of other blocks, in chains
   * that may be as long as the shortcut.
   */
  #need(first: BlockNode): void {
    const { results, left } = this.#flow;
    const waiting = [first];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (results.has(node.end.index)) continue;
      results.add(node.end.index);
      for (const source of this.#endsOf(node)) {
        this.#noteRead(source);
        if (source?.kind === "value") left.add(source.origin.index);
        if (source?.kind === "block") waiting.push(source.node);
      }
    }
  }

  /** What each way through a block leaves on the pipe. */
  #endsOf(node: BlockNode): Source[] {
    const { atEndOf, atStartOf } = this.#flow;
    const ends = branchesOf(node).map(({ marker }) => atEndOf.get(marker.index) ?? null);
    // Without an Otherwise, what came in passes where no condition holds.
    if (node.kind === "if" && !node.otherwise) ends.push(atStartOf.get(node.open.index) ?? null);
    return ends;
  }

  /**
   * A parameter that an action hands on: a variable as it stands. A text would have to be written, and its variables
   * read, a second time, and an `Input` token means nothing to the next action; these go on as the action's output.
   */
  #handOn(given: PlistValue, action: Action): Source {
    const readsInput = this.#references.readsInput.has(action.index) && holdsInput(given);
    return isRereadable(given) && !readsInput ? this.#valueOf(given, action) : { kind: "output", action };
  }

  #valueOf(value: PlistValue, origin: Action): Source {
    return { kind: "value", value, origin, written: this.#timesWritten(value) };
  }

  #timesWritten(value: PlistValue): number {
    return this.#written.get(variableOf(value) ?? "") ?? 0;
  }
}

/** Actions that change nothing, neither in the shortcut nor outside: they are there for what they put out. */
const VALUES: ReadonlySet<string> = new Set([
  ...["gettext", "number", "number.random", "list", "dictionary", "date", "url", "getvariable"],
  ...["getvalueforkey", "setvalueforkey", "getitemfromlist", "getitemname", "setitemname", "getitemtype"],
  ...["count", "math", "calculateexpression", "round", "statistics", "adjustdate", "gettimebetweendates"],
  ...["hash", "urlencode", "base64encode", "file", "file.getlink", "getclipboard"],
]);
const VALUES_OF_KINDS =
  /^(?:(?:text|properties|filter)\.[\w.]+|(?:detect\.|format\.|measurement\.|url\.|get(?:richtext|html|markdown)from)\w+)$/;

function makesValue(identifier: string): boolean {
  if (!identifier.startsWith(BUILTIN)) return false;
  const name = identifier.slice(BUILTIN.length);
  return VALUES.has(name) || VALUES_OF_KINDS.test(name);
}

/** Whether what a block does last, on one of the ways through it, is to make a value. */
function endsInValue(block: Block): boolean {
  const last = block.findLast(
    (node) => node.kind !== "action" || node.action.identifier !== identifiers.comment,
  );
  if (last?.kind === "action") return makesValue(last.action.identifier);
  return last !== undefined && branchesOf(last).some(({ body }) => endsInValue(body));
}
