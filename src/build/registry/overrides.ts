import type {
  ActionInput,
  ActionOutput,
  ActionParameter,
  ActionRecord,
  AlsoAccepted,
  ParameterCondition,
} from "../../registry/records/record.ts";
import { compact, type Draft } from "../../registry/records/record-of-facts.ts";

/** A correction of the facts: an entry of `api-docs/overrides.json`. */
export interface Override {
  /** Why, and where that is known from. */
  reason: string;
  /** Identifiers. */
  actions: string[];
  set: Partial<Changes>;
}

interface Changes {
  /** Replaces single fields; null takes the input away. */
  input: Partial<ActionInput> | null;
  /** Replaces single fields, null takes one away; null instead of fields takes the whole output away. */
  output: Partial<Draft<ActionOutput>> | null;
  blocksOutput: true;
  summary: null;
  /** Parameters that the facts lack. */
  addParameters: ActionParameter[];
  /** What parameters take besides, by key. */
  alsoAccepts: Record<string, AlsoAccepted>;
  /** Parameters on which it hangs what the action does, with their defaults, by key. */
  decides: Record<string, unknown>;
  /** Keys of parameters without which the action does nothing. */
  needed: string[];
  /** When parameters apply, by key. */
  when: Record<string, ParameterCondition[]>;
  /** Keys that come first, in this order; the others follow in theirs. */
  order: string[];
}

type Change<K extends keyof Changes> = (record: ActionRecord, value: Changes[K]) => void;

/** Keeps the fields in their order. */
const NO_OUTPUT: Draft<ActionOutput> = {
  name: null,
  nameFrom: null,
  types: null,
  pythonType: null,
  multiple: null,
};

const apply: { [K in keyof Changes]: Change<K> } = {
  input(record, value) {
    if (value === null) delete record.input;
    else record.input = { types: [], ...record.input, ...value };
  },
  output(record, value) {
    if (value === null) delete record.output;
    else record.output = compact<ActionOutput>({ ...NO_OUTPUT, ...record.output, ...value });
  },
  blocksOutput(record, value) {
    record.blocksOutput = value;
  },
  summary(record) {
    delete record.summary;
  },
  addParameters(record, value) {
    record.parameters.push(...value);
    if (!record.otherKeys) return;
    for (const { key } of value) delete record.otherKeys[key];
    if (Object.keys(record.otherKeys).length === 0) delete record.otherKeys;
  },
  alsoAccepts(record, value) {
    for (const [key, accepted] of Object.entries(value)) {
      parameterOf(record, key, "widen").alsoAccepts = accepted;
    }
  },
  decides(record, value) {
    for (const [key, wanted] of Object.entries(value)) {
      const parameter = parameterOf(record, key, "decide");
      const isOther = "default" in parameter && parameter.default !== wanted;
      if (isOther) throw new Error(`${record.identifier} has another default for ${key}.`);
      parameter.default = wanted;
      parameter.decides = true;
    }
  },
  needed(record, value) {
    for (const key of value) parameterOf(record, key, "need").needed = true;
  },
  when(record, value) {
    for (const [key, conditions] of Object.entries(value)) {
      parameterOf(record, key, "restrict").when = conditions;
    }
  },
  order(record, value) {
    const first = value.map((key) => parameterOf(record, key, "put first"));
    record.parameters = [...first, ...record.parameters.filter((parameter) => !first.includes(parameter))];
  },
};

function parameterOf(record: ActionRecord, key: string, what: string): ActionParameter {
  const parameter = record.parameters.find((candidate) => candidate.key === key);
  if (!parameter) throw new Error(`${record.identifier} has no parameter ${key} to ${what}.`);
  return parameter;
}

/**
 * Corrects the records in place.
 *
 * @throws Error if a correction names an action or a field that does not exist, or changes nothing: then it is out of
 *   date.
 */
export function applyOverrides(
  records: ReadonlyMap<string, ActionRecord>,
  overrides: readonly Override[],
): void {
  for (const { reason, actions, set } of overrides) {
    for (const identifier of actions) {
      const record = records.get(identifier);
      if (!record) throw new Error(`There is no ${identifier} to correct: ${reason}`);
      const before = JSON.stringify(record);
      for (const field of Object.keys(set) as (keyof Changes)[]) {
        if (!Object.hasOwn(apply, field)) throw new Error(`A correction cannot set ${field}: ${reason}`);
        (apply[field] as Change<typeof field>)(record, set[field] as never);
      }
      if (JSON.stringify(record) === before)
        throw new Error(`Nothing is left to correct in ${identifier}: ${reason}`);
    }
  }
}
