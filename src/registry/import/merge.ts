import type { ActionParameter, ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";

/** What became of the records of one file; identifiers, sorted. */
export interface MergeReport {
  added: string[];
  updated: string[];
  unchanged: string[];
}

/**
 * Puts imported records into those that are there, which it changes. Of an action that is there already, the record
 * that knows more stays and takes from the other what it lacks; of two that know as much, the imported one replaces.
 */
export function mergeRecords(
  records: Map<string, ActionRecord>,
  imported: readonly ActionRecord[],
): MergeReport {
  const report: MergeReport = { added: [], updated: [], unchanged: [] };
  const before = new Map(records);
  for (const record of imported) {
    const known = records.get(record.identifier);
    records.set(record.identifier, known ? layer(known, record) : record);
  }
  for (const identifier of [...new Set(imported.map((record) => record.identifier))].sort()) {
    const old = before.get(identifier);
    if (!old) report.added.push(identifier);
    else (isSame(old, records.get(identifier)!) ? report.unchanged : report.updated).push(identifier);
  }
  return report;
}

function layer(known: ActionRecord, added: ActionRecord): ActionRecord {
  const difference = RANKS[added.knowledge] - RANKS[known.knowledge];
  if (difference === 0) return added;
  return difference > 0 ? complete(added, known) : complete(known, added);
}

const RANKS: Record<ActionRecord["knowledge"], number> = { "name-only": 0, observed: 1, toolkit: 2, full: 3 };

/**
 * The record of an action by our registry, with what the user's own adds to it. What ours says about input and output
 * has been held against real files, so it stays; so do our own words. Parameters and what they take are the newer
 * definition's, where it knows as much.
 */
export function withUserRecord(ours: ActionRecord | undefined, user: ActionRecord): ActionRecord {
  if (!ours) return user;
  if (RANKS[user.knowledge] < RANKS[ours.knowledge]) return complete(ours, user);
  const knowsMore = RANKS[user.knowledge] > RANKS[ours.knowledge];
  const flow = knowsMore ? flowOf(user, ours) : flowOf(ours, user);
  return {
    ...withoutFlow({ ...ours, ...user }),
    ...wordsOf(ours, user),
    ...flow,
    parameters: union(user.parameters, ours.parameters, flow.input?.parameterKey),
  };
}

/** The better known record, with what only the other one says. */
function complete(upper: ActionRecord, lower: ActionRecord): ActionRecord {
  const flow = flowOf(upper, lower);
  return {
    ...withoutFlow({ ...lower, ...upper }),
    ...wordsOf(upper, lower),
    ...flow,
    parameters: union(upper.parameters, lower.parameters, flow.input?.parameterKey),
  };
}

/** A description that a person has written goes before one that is put together. */
function wordsOf(
  first: ActionRecord,
  second: ActionRecord,
): Pick<ActionRecord, "description" | "descriptionBy"> {
  const { description, descriptionBy } =
    first.descriptionBy === "composed" && second.descriptionBy !== "composed" ? second : first;
  return { description, descriptionBy };
}

const FLOW = ["input", "inputPassthrough", "blocksOutput", "output"] as const;
type Flow = Partial<Pick<ActionRecord, (typeof FLOW)[number]>>;

function withoutFlow(record: ActionRecord): ActionRecord {
  const rest = { ...record };
  for (const key of FLOW) delete rest[key];
  return rest;
}

/** What goes in and out, by the first; each of the two by the second where the first knows nothing of it. */
function flowOf(first: ActionRecord, second: ActionRecord): Flow {
  const input = first.input ?? second.input;
  const { inputPassthrough, blocksOutput, output } = knowsOutput(first) ? first : second;
  // A name alone has been seen in files; it tells nothing of what the output is.
  const named = output ?? first.output;
  return {
    ...(input && { input }),
    ...(inputPassthrough && { inputPassthrough }),
    ...(blocksOutput && { blocksOutput }),
    ...(named && { output: named }),
  };
}

function knowsOutput({ output, inputPassthrough, blocksOutput }: ActionRecord): boolean {
  return inputPassthrough === true || blocksOutput === true || output?.types !== undefined;
}

/** The first list and what only the second one has, the input first. */
function union(
  first: readonly ActionParameter[],
  second: readonly ActionParameter[],
  inputKey: string | undefined,
): ActionParameter[] {
  const known = new Set(first.map(({ key }) => key));
  const all = [...first, ...second.filter(({ key }) => !known.has(key))];
  return [...all.filter(({ key }) => key === inputKey), ...all.filter(({ key }) => key !== inputKey)];
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const entries = Object.entries(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    entries.length === Object.keys(b).length &&
    entries.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]))
  );
}

/** Our registry, and what the user's own adds to it. */
export function extendRegistry(ours: Registry, user: Registry): Registry {
  const identifiers = [...new Set([...ours.identifiers, ...user.identifiers])].sort();
  return {
    identifiers,
    get(identifier) {
      const own = user.get(identifier);
      return own ? withUserRecord(ours.get(identifier), own) : ours.get(identifier);
    },
  };
}
