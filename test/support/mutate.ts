import { isDict, PlistDate, PlistDict, PlistReal, PlistUid, type PlistValue } from "../../src/plist/value.ts";

/** A small generator of pseudo-random numbers, so that a failing case can be made again from its seed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

export type Mutation = "flip" | "cut" | "insert" | "delete" | "repeat" | "splice" | "confuse";

export const MUTATIONS: readonly Mutation[] = [
  "flip",
  "cut",
  "insert",
  "delete",
  "repeat",
  "splice",
  "confuse",
];

/** Damages a file. `splice` puts a piece of another file into it. `confuse` is for values, see {@link confuse}. */
export function mutateBytes(
  bytes: Uint8Array,
  other: Uint8Array,
  kind: Mutation,
  random: Random,
): Uint8Array {
  const at = random.below(bytes.length);
  const length = 1 + random.below(random.pick([4, 64, 1024]));
  switch (kind) {
    case "flip": {
      const copy = bytes.slice();
      for (let n = 1 + random.below(8); n > 0; n--) copy[random.below(copy.length)]! ^= 1 << random.below(8);
      return copy;
    }
    case "cut":
      return bytes.slice(0, at);
    case "insert":
      return join(bytes.subarray(0, at), noise(length, random), bytes.subarray(at));
    case "delete":
      return join(bytes.subarray(0, at), bytes.subarray(at + length));
    case "repeat":
      return join(bytes.subarray(0, at + length), bytes.subarray(at));
    default: {
      const from = random.below(other.length);
      return join(bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at + length));
    }
  }
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function noise(length: number, random: Random): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256));
}

const HOSTILE_TEXTS = [
  "",
  "\ufffc",
  '"""',
  "'''",
  "\\",
  "{",
  "}}",
  "{x!r:>10}",
  "\r\n",
  "\n  indented\n",
  "\u0000",
  "\ud800",
  "\u2028",
  "# fmt: off",
  "__proto__",
  "constructor",
  "class",
  "{0, 1}",
  "{-1, 1}",
  "{0, 2}",
  "is.workflow.actions.conditional",
  "é".repeat(3),
  "x".repeat(3000),
];

const TYPES = ["ActionOutput", "Variable", "Ask", "Input", "ExtensionInput", "CurrentDate", "HomeAccessory"];
/** Types of envelopes, the last two of which no app writes. */
export const SERIALIZATIONS = [
  "WFTextTokenString",
  "WFTextTokenAttachment",
  "WFDictionaryFieldValue",
  "WFArrayParameterState",
  "WFQuantityFieldValue",
  "WFTimeOffsetValue",
  "WFContactFieldValue",
  "WFContentPredicateTableTemplate",
  "WFNumberSubstitutableState",
  "WFStringSubstitutableState",
  "WFFutureValue",
  "",
];

/** A value that the place may not expect. */
function hostileValue(random: Random, depth = 0): PlistValue {
  const scalars: PlistValue[] = [
    random.pick(HOSTILE_TEXTS),
    random.pick([0, 1, 2, -1, 99, 100, 1003, 77, Number.MAX_SAFE_INTEGER]),
    random.pick([10n ** 30n, -(2n ** 63n)]),
    new PlistReal(random.pick([0, -0, 5, 1.5, 1e300, Infinity, -Infinity, NaN])),
    new PlistDate(random.pick([0, 0.5, -1e12, 1e15, 700_000_000.123_456])),
    new PlistUid(7),
    random.pick([true, false]),
    null,
    Uint8Array.from({ length: random.below(9) }, () => random.below(256)),
    random.pick(TYPES),
    random.pick(SERIALIZATIONS),
  ];
  const kind = random.below(depth > 3 ? scalars.length : scalars.length + 3);
  if (kind < scalars.length) return scalars[kind]!;
  if (kind === scalars.length) {
    return Array.from({ length: random.below(4) }, () => hostileValue(random, depth + 1));
  }
  const dict = new PlistDict();
  if (random.below(2) === 0) {
    dict["Value"] = hostileValue(random, depth + 1);
    dict["WFSerializationType"] = random.pick(SERIALIZATIONS);
  } else {
    dict["Type"] = random.pick(TYPES);
    for (let n = random.below(3); n > 0; n--) {
      dict[random.pick(["OutputUUID", "VariableName", "Aggrandizements", "odd key", "__proto__"])] =
        hostileValue(random, depth + 1);
    }
  }
  return dict;
}

/**
 * Puts values of the wrong type, pieces of another shortcut, and hostile texts into places of a shortcut; drops and
 * doubles some. The value given is left as it is.
 */
export function confuse(root: PlistValue, other: PlistValue, random: Random): PlistValue {
  const copy = clone(root);
  for (let n = 1 + random.below(4); n > 0; n--) {
    const slots = slotsOf(copy);
    if (slots.length === 0) break;
    const { holder, key } = random.pick(slots);
    const donor = random.pick(slotsOf(other));
    switch (random.below(5)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
        break;
      case 1:
        set(holder, key, clone(get(donor.holder, donor.key)));
        break;
      case 2:
        if (Array.isArray(holder)) holder.splice(Number(key), 0, clone(holder[Number(key)]!));
        else holder[random.pick(HOSTILE_TEXTS)] = clone(holder[key]!);
        break;
      default:
        set(holder, key, hostileValue(random));
    }
  }
  return copy;
}

/**
 * Mixes up the identities of actions and blocks, and their order: markers and tokens get those of others, actions and whole
 * blocks are copied, moved and dropped. The value given is left as it is.
 */
export function tangle(root: PlistDict, random: Random): PlistDict {
  const copy = clone(root) as PlistDict;
  const actions = copy["WFWorkflowActions"] as PlistValue[];
  for (let n = 1 + random.below(4); n > 0; n--) {
    const all = actions.map((item) => isDict(item) && item["WFWorkflowActionParameters"]).filter(isDict);
    const tokens = slotsOf(all).flatMap(({ holder }) => (isToken(holder) ? [holder] : []));
    const ends = all.filter((parameters) => parameters["WFControlFlowMode"] === 2);
    if (tokens.length === 0 || ends.length === 0) return copy;
    const ids = all.flatMap(({ UUID: uuid, GroupingIdentifier: group }) => [uuid, group]).filter(isString);
    const id = random.pick([...ids, "U"]);
    const at = random.below(actions.length);
    const end = random.pick(ends);
    const one = random.below(2) === 0 ? end : random.pick(all);
    switch (random.below(7)) {
      case 0:
        one[random.pick(["UUID", "GroupingIdentifier"])] = id;
        break;
      case 1:
        random.pick(tokens)["OutputUUID"] = id;
        break;
      case 2: {
        const some = actions.slice(at, at + 1 + random.below(8));
        actions.splice(random.below(actions.length), random.below(2), ...(clone(some) as PlistValue[]));
        break;
      }
      case 3:
        actions.splice(random.below(actions.length), 0, ...actions.splice(at, 1));
        break;
      case 4:
        delete one[random.pick(["UUID", "GroupingIdentifier"])];
        break;
      default: {
        // Both ends of a block, or those of two, have one identity, and somebody reads it.
        const group = end["GroupingIdentifier"];
        const isStart = (other: PlistDict) => other["GroupingIdentifier"] === group && other !== end;
        const twin = random.below(2) === 0 ? all.find(isStart) : random.pick(ends);
        const uuid = (end["UUID"] ??= id);
        if (twin) twin["UUID"] = uuid;
        random.pick(tokens)["OutputUUID"] = uuid;
      }
    }
  }
  return copy;
}

function isToken(value: PlistValue): value is PlistDict {
  return isDict(value) && "OutputUUID" in value;
}

function isString(value: PlistValue | undefined): value is string {
  return typeof value === "string";
}

interface Slot {
  holder: PlistValue[] | PlistDict;
  key: string;
}

function get(holder: Slot["holder"], key: string): PlistValue {
  return Array.isArray(holder) ? holder[Number(key)]! : holder[key]!;
}

function set(holder: Slot["holder"], key: string, value: PlistValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

/** Every place below a value that holds another; the list of actions itself stays, or little would be tested. */
function slotsOf(value: PlistValue, slots: Slot[] = []): Slot[] {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      slots.push({ holder: value, key: String(i) });
      slotsOf(item, slots);
    });
  } else if (isDict(value)) {
    for (const key of Object.keys(value)) {
      if (key !== "WFWorkflowActions") slots.push({ holder: value, key });
      slotsOf(value[key]!, slots);
    }
  }
  return slots;
}

function clone(value: PlistValue): PlistValue {
  if (Array.isArray(value)) return value.map(clone);
  if (!isDict(value)) return value;
  const copy = new PlistDict();
  for (const key of Object.keys(value)) copy[key] = clone(value[key]!);
  return copy;
}
