/**
 * The generated table of the names that people read, packed so that loading it costs nothing until a name is asked for.
 *
 * A group holds the actions whose identifiers agree up to the last dot, separated by `|`, after what their names begin
 * with. An action is its last component, the rest of its friendly name (`-` for the name of the API), the key of its
 * first argument (`-` for none), and its keywords as `key=keyword`, separated by spaces. A keyword is left out after the
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
  main?: string;
  /** Keyword by key, as far as the action lists it itself. */
  keywords: ReadonlyMap<string, string>;
  /** Key by further keywords that are read. */
  also: ReadonlyMap<string, string>;
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
    ...(main !== NONE && { main }),
    keywords: unpackKeywords(list.filter((item) => !item.includes(":"))),
    also: new Map(also.map(([key, keyword]) => [keyword, key])),
  };
}

/** `WFHTTPMethod` -> `http_method`, `dueDate` -> `due_date` */
export function snakeOf(key: string): string {
  return key
    .replace(/^WF(?=[A-Z])/, "")
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
