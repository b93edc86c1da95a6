import {
  BUILTIN,
  builtIns,
  hasTest,
  identifiers,
  isMarker,
  type Action,
  type Workflow,
} from "../ir/workflow.ts";
import type { PlistValue } from "../plist/value.ts";
import type { ActionFacts } from "../registry/lookup.ts";

/**
 * Actions whose input key has another meaning when it is absent than "the previous output": no result, no attachment,
 * the whole library, the default folder.
 */
export const NEVER_IMPLICIT = builtIns(
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
);

/**
 * Actions that say nothing about the file by lacking an input: since iOS 13 authors leave it blank on purpose, to empty
 * a variable or the clipboard.
 */
const BLANK_ON_PURPOSE = builtIns("setvariable", "appendvariable", "setclipboard");

/** Keys under which older versions of an action took their input. */
const OLD_INPUT_KEYS = ["WFInput", "Input", "WFInputPhotos"];

/** The least that makes actions without inputs, in a file that writes them, a block pasted from an old shortcut. */
const FEWEST_OF_A_BLOCK = 3;

/** The first version of iOS 13; and the one that files of iOS 12 carry which Apple's servers have converted. */
const FIRST_EXPLICIT = 900;
const CONVERTED = "1050.22";

/**
 * Which actions take what the action before them has left (the pipe), because they have no input of their own.
 *
 * Before iOS 13 nobody could write an input: every action took the one before. Since then the editor writes each input,
 * and one that is missing is a blank field. Client versions do not tell the two apart, since converted files keep a
 * version of their own and pasted actions keep their style; what the file does, does. Evidence, in 868 real files: of
 * 755 that have an action with a required input, 573 write all of them, 143 write none, and of the other 39 each has at
 * least ten times as many of the one as of the other. Where inputs are written, a Set Variable, Add to Variable or Copy
 * to Clipboard without one follows on actions that have nothing to do with it, under comments such as "reset", and is
 * tested for "has no value" later; other actions without one are left-overs (an Open URL without a URL), or mean
 * something new (Set Dictionary Value without a dictionary).
 *
 * A Repeat with Each without a list takes the pipe in any file: repeated over nothing it would say nothing, and where the
 * app has converted a file, it loses the link to the action before a comment (of the 5 such repeats in those files, one
 * makes no sense otherwise).
 *
 * A block of actions in the old style that was pasted into a newer file keeps taking the pipe: at least three actions
 * that lack a required input, with none between them that writes one.
 */
export function implicitInputs(
  { actions, properties }: Pick<Workflow, "actions" | "properties">,
  factsOf: (action: Action) => ActionFacts | undefined,
): (action: Action) => boolean {
  const votes: Vote[] = [];
  let written = 0;
  let missing = 0;
  for (const action of actions) {
    const vote = voteOf(action, factsOf);
    if (vote === "written") written++;
    if (vote === "missing") missing++;
    votes.push(vote);
  }
  if (missing > written || (missing === written && isOld(properties["WFWorkflowClientVersion"]))) {
    return (action) => !NEVER_IMPLICIT.has(action.identifier);
  }
  const pasted = missing < FEWEST_OF_A_BLOCK ? NO_BLOCKS : pastedBlocks(votes);
  return ({ index, identifier }) => {
    return identifier === identifiers.repeatEach || (pasted.has(index) && !NEVER_IMPLICIT.has(identifier));
  };
}

/** Whether an action has an input that today's editor never leaves out on purpose. */
export function isRequired({ identifier, inputKey, inputOptional }: ActionFacts): boolean {
  if (inputKey === undefined || inputOptional || NEVER_IMPLICIT.has(identifier)) return false;
  return identifier.startsWith(BUILTIN);
}

/** The input that is written, if need be under a key of an older version. */
export function givenInput(action: Action, key: string): PlistValue | undefined {
  const written = givenKey(action, key);
  return written === undefined ? undefined : action.parameters[written];
}

/** The key under which {@link givenInput} finds it. */
export function givenKey({ parameters }: Action, key: string): string | undefined {
  if (parameters[key] !== undefined) return key;
  for (const old of OLD_INPUT_KEYS) if (parameters[old] !== undefined) return old;
  return undefined;
}

type Vote = "written" | "missing" | undefined;

/** What an action tells about the style of its surroundings; undefined for one that tells nothing. */
function voteOf(action: Action, factsOf: (action: Action) => ActionFacts | undefined): Vote {
  if (isMarker(action)) return voteOfMarker(action);
  const facts = factsOf(action);
  if (!facts || !isRequired(facts)) return undefined;
  if (givenInput(action, facts.inputKey!) !== undefined) return "written";
  return BLANK_ON_PURPOSE.has(action.identifier) ? undefined : "missing";
}

function voteOfMarker({ identifier, parameters }: Action): Vote {
  if (parameters["WFConditions"] !== undefined || parameters["WFInput"] !== undefined) return "written";
  if ((parameters["WFControlFlowMode"] ?? 0) !== 0) return undefined;
  if (identifier === identifiers.repeatEach) return "missing";
  // An If without a condition is one that its author never filled in.
  return identifier === identifiers.conditional && hasTest(parameters) ? "missing" : undefined;
}

const NO_BLOCKS: ReadonlySet<number> = new Set();

/** Positions of actions between two that write their input, or at either end, where enough others lack theirs. */
function pastedBlocks(votes: readonly Vote[]): ReadonlySet<number> {
  const pasted = new Set<number>();
  let start = 0;
  let missing = 0;
  const close = (end: number) => {
    if (missing >= FEWEST_OF_A_BLOCK) for (let i = start; i < end; i++) pasted.add(i);
    start = end + 1;
    missing = 0;
  };
  votes.forEach((vote, i) => {
    if (vote === "written") close(i);
    if (vote === "missing") missing++;
  });
  close(votes.length);
  return pasted;
}

function isOld(version: PlistValue | undefined): boolean {
  return version === CONVERTED || (typeof version === "string" && parseFloat(version) < FIRST_EXPLICIT);
}
