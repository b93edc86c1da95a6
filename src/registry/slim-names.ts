/**
 * The generated table of the names that people read, packed so that loading it costs nothing until a name is asked for.
 *
 * A group holds the actions whose identifiers agree up to the last dot, separated by `|`, after what their names begin
 * with. An action is its last component, the rest of its friendly name (`-` for the name of the API), the key of its
 * first argument (`-` for none) with those of further ones, see `unpackPositions`, and its keywords as `key=keyword`, separated by spaces. A keyword is left out after the
 * `=` where it is the key in snake_case, and altogether where it is what most actions call the key.
 */
export interface SlimNames {
  /** What most actions call a key, `key=keyword`, separated by spaces. */
  keywords: string;
  groups: Record<string, string>;
  /** Further groups; see `PackedGroups`. */
  others?: () => Record<string, string>;
  /** Apple's own names, where they do not follow from ours, by identifier. */
  apple: Record<string, string>;
}

/** The names of one action. */
export interface Names {
  /** Undefined where it has no name but that of the API. */
  friendly?: string;
  /** What stands in a call without its keyword, in its order. */
  positions: readonly Position[];
  /** Keyword by key, as far as the action lists it itself. */
  keywords: ReadonlyMap<string, string>;
  /** Key by further keywords that are read. */
  also: ReadonlyMap<string, string>;
}

/** A parameter that stands in a call without its keyword. */
export interface Position {
  key: string;
  choice?: Choice;
}

/** Another parameter that the same place says: `get_item_from_list(items, 3)`, `get_item_from_list(items, "Last Item")`. */
export interface Choice {
  key: string;
  /** What it is where the place holds the value of the position's own parameter. */
  value: string;
  /** Literals that are its own value. */
  words: readonly string[];
  /** Whether other texts in the place are numerals, because it takes a number. */
  isNumber?: true;
}

const NONE = "-";

/** What Apple's engine calls an action of Shortcuts itself. */
export function builtInName(friendly: string): string {
  return `${APPLE_PREFIX}${friendly}`;
}

export const APPLE_PREFIX = "com_apple_shortcuts_";

/** What the names of a group begin with, and each of its actions as it is packed. */
export function unpackNameGroup(group: string): { prefix: string; actions: Map<string, string> } {
  const [prefix = "", ...actions] = group.split("|");
  return { prefix, actions: new Map(actions.map((packed) => [packed.split(" ", 1)[0]!, packed])) };
}

/** Keywords by key. */
export function unpackKeywords(list: readonly string[]): Map<string, string> {
  return new Map(
    list.map((item) => {
      const [key = "", keyword] = item.split("=");
      return [key, keyword === "" ? snakeOf(key) : (keyword ?? key)];
    }),
  );
}

export function unpackNames(packed: string, prefix: string): Names {
  const [, friendly = NONE, main = NONE, ...list] = packed.split(" ");
  const also = list.filter((item) => item.includes(":")).map((item) => item.split(":") as [string, string]);
  return {
    ...(friendly !== NONE && { friendly: prefix + friendly }),
    positions: unpackPositions(main),
    keywords: unpackKeywords(list.filter((item) => !item.includes(":"))),
    also: new Map(also.map(([key, keyword]) => [keyword, key])),
  };
}

/**
 * Keys with a `,` between them; behind one its choice, key, value and words, each after a `;`, with `~` for blanks. A `#`
 * stands before the key of a number.
 */
function unpackPositions(packed: string): Position[] {
  return packed
    .split(",")
    .filter((item) => item !== NONE)
    .map((item) => {
      const [key = "", chosen, ...texts] = item.split(";");
      const [value = "", ...words] = texts.map((text) => text.replaceAll("~", " "));
      if (chosen === undefined) return { key };
      const isNumber = key.startsWith("#");
      const choice = { key: chosen, value, words, ...(isNumber && { isNumber }) };
      return { key: isNumber ? key.slice(1) : key, choice };
    });
}

export function packPositions(positions: readonly Position[]): string {
  const items = positions.map(({ key, choice }) =>
    (choice ? [choice.isNumber ? `#${key}` : key, choice.key, choice.value, ...choice.words] : [key])
      .map(packPart)
      .join(";"),
  );
  return items.length > 0 ? items.join(",") : NONE;
}

function packPart(text: string): string {
  if (/[,;|~]/.test(text)) throw new Error(`Cannot pack ${text}.`);
  return text.replaceAll(" ", "~");
}

/** `WFHTTPMethod` -> `http_method`, `dueDate` -> `due_date` */
export function snakeOf(key: string): string {
  return key
    .replace(/^WF(?=[A-Z])/, "")
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
