import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import {
  attachmentOf,
  holdsInput,
  repeatVariable,
  serialization,
  unwrap,
  unwrapConditionInput,
  variableToken,
} from "../ir/token.ts";
import {
  identifiers,
  isMarker,
  stringParameter,
  type Action,
  type Block,
  type BlockNode,
  type Node,
  type Workflow,
} from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import type { References } from "./references.ts";

/**
 * Where the value comes from that an action takes when its input parameter is absent
 * (the "pipe" of the format reference, section 2.5); null where the pipe is empty.
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
  /** Actions (by index) whose output is read through the pipe. */
  pipedOutputs: Set<number>;
  /** Blocks (by the index of the closing marker) whose result is read, through the pipe or by its UUID. */
  results: Set<number>;
}

const BUILTIN = "is.workflow.actions.";

/**
 * Actions whose input key has another meaning when it is absent than "the previous output": no result, no attachment,
 * the whole library, the default folder.
 */
const NEVER_IMPLICIT: ReadonlySet<string> = new Set(
  [
    "exit",
    "output",
    "notification",
    "documentpicker.open",
    "filter.photos",
    "filter.reminders",
    "filter.calendarevents",
    "filter.contacts",
    "filter.music",
    "filter.notes",
    "filter.health.quantity",
    "filter.eventattendees",
  ].map((name) => BUILTIN + name),
);

/** Keys under which older versions of an action took their input. */
const OLD_INPUT_KEYS = ["WFInput", "Input", "WFInputPhotos"];

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
    pipedOutputs: new Set(),
    results: new Set(),
  };
  const always = writesInputsImplicitly(workflow.actions, lookup);
  /** How often each variable has been set so far; tells whether a value on the pipe has gone stale. */
  const written = new Map<string, number>();
  const writtenCount = (value: PlistValue) => written.get(variableOf(value) ?? "") ?? 0;

  const use = (source: Source): Source => {
    if (source?.kind === "output") flow.pipedOutputs.add(source.action.index);
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
      const sources = markersOf(node).map((marker) => flow.atEndOf.get(marker.index));
      if (node.kind === "if" && !node.otherwise) sources.push(flow.atStartOf.get(node.open.index));
      for (const source of sources) {
        if (source?.kind === "output") flow.pipedOutputs.add(source.action.index);
        if (source?.kind === "block") waiting.push(source.node);
      }
    }
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
      else if (takesPipe(action, facts!, always)) pipe = input = consume(action, pipe);
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
      return input;
    }
    if (action.identifier === identifiers.comment) return pipe;
    if (facts?.passthrough) return key === undefined ? pipe : (input ?? pipe);
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
        const entry = conditionInput(node.open, pipe);
        flow.atStartOf.set(node.open.index, entry);
        branch(node.open, node.body, entry);
        for (const { marker, body } of node.elifs) branch(marker, body, conditionInput(marker, pipe));
        if (node.otherwise) branch(node.otherwise.marker, node.otherwise.body, entry);
        break;
      }
      case "repeat": {
        let entry = pipe;
        noteInput(node.open, pipe);
        if (node.over === "each") {
          if (node.open.parameters["WFInput"] === undefined) consume(node.open, pipe);
          entry = value(attachmentOf(variableToken(repeatVariable("Item", node.depth))), node.open);
        }
        branch(node.open, node.body, entry);
        break;
      }
      case "menu":
        noteInput(node.open, pipe);
        for (const { marker, body } of node.cases) branch(marker, body, pipe);
        break;
    }
    const uuid = stringParameter(node.end, "UUID");
    if (uuid !== undefined && references.outputs.has(uuid)) need(node);
    return { kind: "block", node };
  };

  const conditionInput = (marker: Action, pipe: Source): Source => {
    // Several conditions have an input each, and none that the block could hand on.
    if (marker.parameters["WFConditions"] !== undefined) return null;
    const given = marker.parameters["WFInput"];
    if (given === undefined) pipe = consume(marker, pipe);
    noteInput(marker, pipe);
    if (given === undefined || readsInput(given, marker)) return pipe;
    const input = unwrapConditionInput(given) ?? given;
    return isVariable(input) ? value(input, marker) : null;
  };

  walk(workflow.body, { kind: "input" });
  return flow;
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

const MOST_STEPS = 4;
const LONGEST_TEXT = 200;

function isShort(step: PlistValue): boolean {
  return isDict(step) && Object.values(step).every(isShortField);
}

function isShortField(field: PlistValue): boolean {
  if (typeof field === "string") return field.length <= LONGEST_TEXT;
  return isDict(field) ? Object.keys(field).length === 0 : typeof field !== "object";
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

function takesPipe(action: Action, facts: ActionFacts, always: boolean): boolean {
  if (NEVER_IMPLICIT.has(action.identifier)) return false;
  return always || !facts.inputOptional;
}

/** The input that is written, if need be under a key of an older version. */
function givenInput(action: Action, key: string): PlistValue | undefined {
  const { parameters } = action;
  if (parameters[key] !== undefined) return parameters[key];
  const old = OLD_INPUT_KEYS.find((key) => parameters[key] !== undefined);
  return old === undefined ? undefined : parameters[old];
}

/**
 * Whether the file is of the time when inputs were never written (Workflow, Shortcuts 2): then even optional inputs
 * come from the pipe. Told by its actions, because client versions do not tell it (format reference, section 8).
 */
function writesInputsImplicitly(
  actions: Action[],
  lookup: (identifier: string) => ActionFacts | undefined,
): boolean {
  let present = 0;
  let absent = 0;
  for (const action of actions) {
    const facts = lookup(action.identifier);
    if (facts?.inputKey === undefined || !takesPipe(action, facts, false)) continue;
    if (givenInput(action, facts.inputKey) === undefined) absent++;
    else present++;
  }
  return absent > present;
}

/** The name of the variable whose token a value is; undefined for any other value. */
function variableOf(value: PlistValue): string | undefined {
  const token = isDict(value) ? value["Value"] : undefined;
  if (!isDict(token) || token["Type"] !== "Variable") return undefined;
  const name = token["VariableName"];
  return typeof name === "string" ? name : undefined;
}
