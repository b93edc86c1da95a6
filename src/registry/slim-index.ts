import {
  OUTPUT_KINDS,
  type ActionFacts,
  type DecisiveParameter,
  type OutputKind,
  type PairCondition,
} from "./action-facts.ts";

/**
 * The generated index that `lookup` reads: of every action, what the writing of programs needs, packed so that loading
 * it costs nothing until an action is looked up.
 *
 * A group holds the actions whose identifiers agree up to the last dot, separated by spaces. An action is its last
 * component and, where anything is known, `,` flags and kind of output, `,` name of the output, `,` parameters
 * (separated by dots, the input first), `,=` other keys that files carry, where all parameters are known. Names and parameters are positions in the table `strings`, in base 36.
 */
export interface SlimIndex {
  /**
   * Separated by `|`: parameter keys, each with its class after a space, and names of outputs. Behind the class of a
   * parameter that decides what the action does, its default and when it applies, as a JSON array. Characters beyond ASCII
   * are escaped as in JSON: one of them, and all that is cut out of the table would take two bytes a character.
   */
  strings: string;
  /** Names by which WorkflowBench knows an action, where they do not follow from its identifier. */
  aliases: Record<string, string>;
  groups: Record<string, string>;
  /** Further groups; see `PackedGroups`. */
  others?: () => Record<string, string>;
}

/** What is packed: {@link ActionFacts} as plain data. */
export interface SlimAction {
  identifier: string;
  hasInput: boolean;
  inputOptional: boolean;
  passthrough: boolean;
  blocksOutput: boolean;
  outputName?: string;
  outputNameFrom?: string;
  outputKind?: OutputKind;
  /** The input first. `class` is Apple's, without its `WF` and `Parameter`. */
  otherKeys?: readonly string[];
  parameters: SlimParameter[];
}

interface SlimParameter {
  key: string;
  class?: string;
  isText: boolean;
  /** Of one that decides what the action does: its default, and when it applies. */
  decisive?: Decisive;
}

type Decisive = [value: DecisiveParameter["value"], ...when: PairCondition[]];

const FLAGS = { hasInput: 1, inputOptional: 2, passthrough: 4, blocksOutput: 8 };
const NO_OUTPUT = "-";
/** Where all parameters are known. */
const ALL_KNOWN = "=";
/** Marks the parameter that names the output. */
const NAMES_OUTPUT = "!";
/** Behind the class of a parameter that holds a lone variable as a text. */
const HOLDS_TEXT = "$";

/** A parameter in the table: key, class, and what decides. */
const ENTRY = /^(\S+)(?: (\S*)(?: (.+))?)?$/;

/** Where an identifier is cut: the group, and the action in it. */
export function splitIdentifier(identifier: string): [group: string, name: string] {
  const dot = identifier.lastIndexOf(".");
  return [identifier.slice(0, Math.max(dot, 0)), identifier.slice(dot + 1)];
}

/** Names of a group's actions, and each as it is packed. */
export function unpackGroup(group: string): Map<string, string> {
  const actions = new Map<string, string>();
  for (const packed of group.split(" ")) {
    const comma = packed.indexOf(",");
    actions.set(comma < 0 ? packed : packed.slice(0, comma), packed);
  }
  return actions;
}

export function unpackAction(identifier: string, packed: string, strings: readonly string[]): ActionFacts {
  const [, head = `0${NO_OUTPUT}`, name = "", list = "", others = ""] = packed.split(",");
  const flags = parseInt(head.charAt(0), 16);
  const kind = head.charAt(1);
  const order: string[] = [];
  const classes = new Map<string, string>();
  const texts: string[] = [];
  const decisive: DecisiveParameter[] = [];
  let outputNameFrom: string | undefined;
  for (const item of list === "" ? [] : list.split(".")) {
    const [, key = "", className, json] = ENTRY.exec(strings[parseInt(item, 36)]!)!;
    order.push(key);
    if (json !== undefined) {
      const [value, ...when] = JSON.parse(json) as Decisive;
      decisive.push({ key, value, when });
    }
    const kind = className?.replace(HOLDS_TEXT, "");
    if (kind) classes.set(key, `WF${kind}Parameter`);
    if (className?.endsWith(HOLDS_TEXT)) texts.push(key);
    if (item.endsWith(NAMES_OUTPUT)) outputNameFrom = key;
  }
  const stringAt = (item: string): string[] => (item === "" ? [] : [strings[parseInt(item, 36)]!]);
  const passthrough = (flags & FLAGS.passthrough) !== 0;
  const blocksOutput = (flags & FLAGS.blocksOutput) !== 0;
  return {
    identifier,
    inputKey: flags & FLAGS.hasInput ? order[0] : undefined,
    inputOptional: (flags & FLAGS.inputOptional) !== 0,
    passthrough,
    blocksOutput,
    outputName: unescaped(strings[parseInt(name, 36)]),
    outputNameFrom,
    outputKnown: passthrough || blocksOutput || kind !== NO_OUTPUT,
    outputKind: kind === NO_OUTPUT ? undefined : OUTPUT_KINDS[parseInt(kind, 36)],
    parameterOrder: order,
    otherKeys: others === "" ? undefined : others.slice(1).split(".").flatMap(stringAt),
    textParameters: texts,
    decisive,
    parameterClass: (key) => classes.get(key),
  };
}

/** A name from the table. */
function unescaped(text: string | undefined): string | undefined {
  return text?.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
}

/** Packs all actions. The table has the commonest strings first, since these then take fewer characters. */
export function packIndex(actions: readonly SlimAction[], aliases: Record<string, string>): SlimIndex {
  const uses = new Map<string, number>();
  for (const action of actions) {
    for (const text of stringsOf(action)) uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const strings = [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)! || (a < b ? -1 : 1));
  const positions = new Map(strings.map((text, position) => [text, position.toString(36)]));
  const groups: Record<string, string> = {};
  for (const action of actions) {
    const [group] = splitIdentifier(action.identifier);
    const packed = packAction(action, positions);
    groups[group] = group in groups ? `${groups[group]} ${packed}` : packed;
  }
  return { strings: strings.map(escaped).join("|"), aliases, groups };
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function packAction(action: SlimAction, positions: ReadonlyMap<string, string>): string {
  let flags = 0;
  for (const [flag, bit] of Object.entries(FLAGS)) if (action[flag as keyof typeof FLAGS]) flags |= bit;
  const { outputKind, outputName, outputNameFrom, parameters } = action;
  const kind = outputKind === undefined ? NO_OUTPUT : OUTPUT_KINDS.indexOf(outputKind).toString(36);
  const list = parameters.map((parameter) => {
    return positions.get(entryOf(parameter))! + (parameter.key === outputNameFrom ? NAMES_OUTPUT : "");
  });
  const fields = [
    splitIdentifier(action.identifier)[1],
    flags.toString(16) + kind,
    outputName === undefined ? "" : positions.get(outputName)!,
    list.join("."),
    action.otherKeys ? ALL_KNOWN + action.otherKeys.map((key) => positions.get(key)!).join(".") : "",
  ];
  return fields.join(",").replace(/(,0-)?,*$/, "");
}

function* stringsOf({ outputName, parameters, otherKeys = [] }: SlimAction): Generator<string> {
  for (const key of otherKeys) {
    requirePlain(key);
    yield key;
  }
  for (const parameter of parameters) {
    const entry = entryOf(parameter);
    requirePlain(parameter.key);
    if (entry.includes("|")) throw new Error(`Cannot pack the parameter ${entry}.`);
    yield entry;
  }
  if (outputName === undefined) return;
  if (/[|\\]/.test(outputName)) throw new Error(`Cannot pack the output name ${outputName}.`);
  yield outputName;
}

/** Keys are read from the table as they stand there. */
function requirePlain(key: string): void {
  if (/[^!-~]|[|\\]/.test(key)) throw new Error(`Cannot pack the key ${key}.`);
}

function entryOf(parameter: SlimParameter): string {
  const kind = `${parameter.class ?? ""}${parameter.isText ? HOLDS_TEXT : ""}`;
  if (parameter.decisive) return `${parameter.key} ${kind} ${JSON.stringify(parameter.decisive)}`;
  return kind === "" ? parameter.key : `${parameter.key} ${kind}`;
}
