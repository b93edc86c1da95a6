import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import {
  attachmentOf,
  holdsInput,
  repeatVariable,
  serialization,
  unwrap,
  variableToken,
} from "../ir/token.ts";
import {
  hasTest,
  identifiers,
  isMarker,
  stringParameter,
  type Action,
  type Block,
  type BlockNode,
  type Node,
  type Workflow,
} from "../ir/workflow.ts";
import { isDict, strictEqual, type PlistValue } from "../plist/value.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { givenInput, implicitInputs, isRequired } from "./implicit-inputs.ts";
import type { References } from "./references.ts";

/**
 * Where the value comes from that an action takes when its input parameter is absent
 * (the "pipe", `api-docs/format.md`, 2.5); null where the pipe is empty.
 */
export type Source =
  /** What the shortcut was started with. */
  | { kind: "input" }
  /** The output of an action. */
  | { kind: "output"; action: Action }
  /** A variable, handed on by an action that passes its input through. */
  | { kind: "value"; value: PlistValue; origin: Action; written: number }
  /** The result of a block: what its last action left on the pipe. */
  | { kind: "block"; node: Node }
  | null;

export interface DataFlow {
  /** For each action (by index) whose input is absent and that takes one: the source. No entry: it takes none. */
  implicit: Map<number, Source>;
  /** For each action (by index) that holds the `Input` token: what that token means, the action's input. */
  inputOf: Map<number, Source>;
  /** What the pipe holds where a branch ends, by the index of the marker that opens the branch. */
  atEndOf: Map<number, Source>;
  /** What the pipe holds where a block begins, by the index of its opening marker. */
  atStartOf: Map<number, Source>;
  /** Actions (by index) that have an input and get nothing: their field for it is blank, or the pipe is empty. */
  blank: Set<number>;
  /** Actions (by index) whose output is read through the pipe, with how often it is. */
  pipedOutputs: Map<number, number>;
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

const BUILTIN = "is.workflow.actions.";

const SET_VARIABLE = `${BUILTIN}setvariable`;
const APPEND_VARIABLE = `${BUILTIN}appendvariable`;
const GET_VARIABLE = `${BUILTIN}getvariable`;

/**
 * Follows the pipe through a shortcut: which action feeds which, and what each block yields.
 *
 * @param references a block needs a result if any token names its UUID.
 */
export function traceDataFlow(
  workflow: Workflow,
  lookup: (identifier: string) => ActionFacts | undefined,
  references: References,
  diagnostics: Diagnostic[],
): DataFlow {
  const flow: DataFlow = {
    implicit: new Map(),
    inputOf: new Map(),
    atEndOf: new Map(),
    atStartOf: new Map(),
    blank: new Set(),
    pipedOutputs: new Map(),
    left: new Set(),
    handedOn: new Set(),
    results: new Set(),
  };
  const takesPipe = implicitInputs(workflow, lookup);
  /** How often each variable has been set so far; tells whether a value on the pipe has gone stale. */
  const written = new Map<string, number>();
  const writtenCount = (value: PlistValue) => written.get(variableOf(value) ?? "") ?? 0;

  const noteRead = (source: Source) => {
    if (source?.kind === "output") {
      const { index } = source.action;
      flow.pipedOutputs.set(index, (flow.pipedOutputs.get(index) ?? 0) + 1);
    }
    const token = source?.kind === "value" && isDict(source.value) ? source.value["Value"] : undefined;
    const uuid = isDict(token) ? token["OutputUUID"] : undefined;
    if (typeof uuid === "string") flow.handedOn.add(uuid);
  };

  const use = (source: Source): Source => {
    noteRead(source);
    if (source?.kind === "block") need(source.node);
    return source;
  };

  /**
   * Marks a block's result as read, and with it whatever its branches end with: results of other blocks, in chains
   * that may be as long as the shortcut.
   */
  const need = (first: Node) => {
    const waiting = [first];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.kind === "action" || flow.results.has(node.end.index)) continue;
      flow.results.add(node.end.index);
      for (const source of endsOf(node)) {
        noteRead(source);
        if (source?.kind === "value") flow.left.add(source.origin.index);
        if (source?.kind === "block") waiting.push(source.node);
      }
    }
  };

  /** What each way through a block leaves on the pipe. */
  const endsOf = (node: Exclude<Node, { kind: "action" }>): Source[] => {
    const ends = markersOf(node).map((marker) => flow.atEndOf.get(marker.index) ?? null);
    // Without an Otherwise, what came in passes where no condition holds.
    if (node.kind === "if" && !node.otherwise) ends.push(flow.atStartOf.get(node.open.index) ?? null);
    return ends;
  };

  const consume = (action: Action, pipe: Source): Source => {
    if (pipe?.kind === "value" && writtenCount(pipe.value) !== pipe.written) {
      if (pipe.origin.identifier === GET_VARIABLE) {
        pipe = { kind: "output", action: pipe.origin };
      } else {
        diagnostics.push(
          diagnostic(
            "SC4013",
            "The variable that feeds this action through the pipe has been set again since.",
            {
              action: action.index,
            },
          ),
        );
      }
    }
    flow.implicit.set(action.index, pipe);
    return use(pipe);
  };

  const noteInput = (action: Action, source: Source) => {
    if (references.readsInput.has(action.index)) flow.inputOf.set(action.index, use(source));
  };

  const value = (value: PlistValue, origin: Action): Source => ({
    kind: "value",
    value,
    origin,
    written: writtenCount(value),
  });

  const readsInput = (given: PlistValue, action: Action): boolean =>
    references.readsInput.has(action.index) && holdsInput(given);

  /**
   * A parameter that an action hands on: a variable as it stands. A text would have to be written, and its variables
   * read, a second time, and an `Input` token means nothing to the next action; these go on as the action's output.
   */
  const handOn = (given: PlistValue, action: Action): Source =>
    isVariable(given) && !readsInput(given, action) ? value(given, action) : { kind: "output", action };

  /** The pipe after one ordinary action. */
  const step = (action: Action, pipe: Source): Source => {
    // A marker that fits no block does nothing.
    if (isMarker(action)) return pipe;
    const facts = lookup(action.identifier);
    const key = facts?.inputKey;
    let input: Source = null;
    if (key !== undefined) {
      const given = givenInput(action, key);
      if (given !== undefined) input = handOn(given, action);
      else if (takesPipe(action)) pipe = input = consume(action, pipe);
      if (given === undefined && !input && isRequired(facts!)) flow.blank.add(action.index);
    }
    // The token means what the pipe brings, even where another input is written, or the token stands in that itself.
    noteInput(action, pipe);
    if (action.identifier === GET_VARIABLE) {
      const variable = action.parameters["WFVariable"];
      return variable === undefined ? input : handOn(variable, action);
    }
    if (action.identifier === SET_VARIABLE || action.identifier === APPEND_VARIABLE) {
      const name = stringParameter(action, "WFVariableName");
      if (name !== undefined) written.set(name, (written.get(name) ?? 0) + 1);
      if (action.identifier === APPEND_VARIABLE && name !== undefined) {
        return value(attachmentOf(variableToken(name)), action);
      }
      // What was set may change what it was set to: `Name = Name.parent`, or the clipboard.
      return name !== undefined && input?.kind === "value" && isFleeting(input.value, name)
        ? value(attachmentOf(variableToken(name)), action)
        : input;
    }
    if (action.identifier === identifiers.comment) return pipe;
    if (facts?.passthrough) return input ?? (flow.blank.has(action.index) ? null : pipe);
    if (facts?.blocksOutput) return null;
    return { kind: "output", action };
  };

  const walk = (block: Block, pipe: Source): Source => {
    for (const node of block) pipe = node.kind === "action" ? step(node.action, pipe) : enter(node, pipe);
    return pipe;
  };

  const enter = (node: BlockNode, pipe: Source): Source => {
    const branch = (marker: Action, body: Block, entry: Source) => {
      flow.atEndOf.set(marker.index, walk(body, entry));
    };
    switch (node.kind) {
      case "if": {
        pipe = noteCondition(node.open, pipe);
        flow.atStartOf.set(node.open.index, pipe);
        branch(node.open, node.body, pipe);
        for (const { marker, body } of node.elifs) {
          noteCondition(marker, pipe);
          branch(marker, body, pipe);
        }
        if (node.otherwise) branch(node.otherwise.marker, node.otherwise.body, pipe);
        break;
      }
      case "repeat": {
        let entry = pipe;
        noteInput(node.open, pipe);
        if (node.over === "each") {
          if (node.open.parameters["WFInput"] === undefined && takesPipe(node.open)) consume(node.open, pipe);
          entry = value(attachmentOf(variableToken(repeatVariable("Item", node.depth))), node.open);
        }
        branch(node.open, node.body, entry);
        break;
      }
      case "menu":
        noteInput(node.open, pipe);
        walk(node.lead, null);
        for (const { marker, body } of node.cases) branch(marker, body, pipe);
        break;
    }
    const uuid = stringParameter(node.end, "UUID");
    if (uuid !== undefined && references.outputs.has(uuid)) need(node);
    const ends = endsOf(node);
    return node.kind === "repeat" || !allSame(ends) ? { kind: "block", node } : ends[0]!;
  };

  /**
   * Notes what a condition reads.
   *
   * @returns what its branches begin with: what came before the block, whatever the condition compares.
   */
  const noteCondition = (marker: Action, pipe: Source): Source => {
    const isMissing = marker.parameters["WFInput"] === undefined && hasTest(marker.parameters);
    if (isMissing && marker.parameters["WFConditions"] === undefined && takesPipe(marker)) {
      pipe = consume(marker, pipe);
    }
    noteInput(marker, pipe);
    return pipe;
  };

  const last = walk(workflow.body, { kind: "input" });
  if (endsInValue(workflow.body)) {
    flow.result = use(last);
    if (last?.kind === "value") flow.left.add(last.origin.index);
  }
  return flow;
}

/** Actions that change nothing, neither in the shortcut nor outside: they are there for what they put out. */
const VALUES = new RegExp(
  `^is\\.workflow\\.actions\\.(${[
    "gettext|number|number\\.random|list|dictionary|date|url|getvariable",
    "getvalueforkey|setvalueforkey|getitemfromlist|getitemname|setitemname|getitemtype|count",
    "math|calculateexpression|round|statistics|adjustdate|gettimebetweendates|hash|urlencode|base64encode",
    "text\\.[\\w.]+|detect\\.\\w+|format\\.\\w+|measurement\\.\\w+|properties\\.[\\w.]+|filter\\.[\\w.]+",
    "getrichtextfrom\\w+|gethtmlfrom\\w+|getmarkdownfrom\\w+|url\\.\\w+|file|file\\.getlink|getclipboard",
  ].join("|")})$`,
);

/** Whether what a block does last, on one of the ways through it, is to make a value. */
function endsInValue(block: Block): boolean {
  const last = block.findLast(
    (node) => node.kind !== "action" || node.action.identifier !== identifiers.comment,
  );
  switch (last?.kind) {
    case undefined:
      return false;
    case "action":
      return VALUES.test(last.action.identifier);
    case "if":
      return [last, ...last.elifs, ...(last.otherwise ? [last.otherwise] : [])].some(({ body }) =>
        endsInValue(body),
      );
    case "repeat":
      return endsInValue(last.body);
    case "menu":
      return last.cases.some(({ body }) => endsInValue(body));
  }
}

/**
 * Whether a value is a variable that may be read a second time, by the action behind the one that hands it on: not a
 * question to the user, and nothing so long that a program of many such actions would be all repetition.
 */
function isVariable(value: PlistValue): boolean {
  const token = unwrap(value, serialization.attachment);
  if (!isDict(token) || token["Type"] === "Ask") return false;
  const chain = token["Aggrandizements"];
  return !Array.isArray(chain) || (chain.length <= MOST_STEPS && chain.every(isShort));
}

/** Whether a variable may be another when it is read again, after the variable of this name has been set to it. */
function isFleeting(value: PlistValue, name: string): boolean {
  const token = unwrap(value, serialization.attachment);
  const type = isDict(token) ? token["Type"] : undefined;
  return type === "Clipboard" || type === "CurrentDate" || variableOf(value) === name;
}

const MOST_STEPS = 4;
const LONGEST_TEXT = 200;

function isShort(step: PlistValue): boolean {
  return isDict(step) && Object.values(step).every(isShortField);
}

function isShortField(field: PlistValue): boolean {
  if (typeof field === "string") return field.length <= LONGEST_TEXT;
  return isDict(field) ? Object.keys(field).length === 0 : typeof field !== "object";
}

/** Whether all ways through a block leave the same, which then is its result. */
function allSame([first, ...others]: Source[]): boolean {
  return first !== undefined && others.every((other) => isSame(first, other));
}

function isSame(a: Source, b: Source): boolean {
  switch (a?.kind) {
    case undefined:
      return b === null;
    case "input":
      return b?.kind === "input";
    case "output":
      return b?.kind === "output" && a.action === b.action;
    case "block":
      return b?.kind === "block" && a.node === b.node;
    case "value":
      return b?.kind === "value" && a.written === b.written && strictEqual(a.value, b.value);
  }
}

/** The markers that open the branches of a block. */
function markersOf(node: BlockNode): Action[] {
  switch (node.kind) {
    case "if":
      return [
        node.open,
        ...node.elifs.map(({ marker }) => marker),
        ...(node.otherwise ? [node.otherwise.marker] : []),
      ];
    case "repeat":
      return [node.open];
    case "menu":
      return node.cases.map(({ marker }) => marker);
  }
}

/** The name of the variable whose token a value is; undefined for any other value. */
function variableOf(value: PlistValue): string | undefined {
  const token = isDict(value) ? value["Value"] : undefined;
  if (!isDict(token) || token["Type"] !== "Variable") return undefined;
  const name = token["VariableName"];
  return typeof name === "string" ? name : undefined;
}
