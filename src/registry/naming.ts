import { isKeyword } from "../python/identifier.ts";

/**
 * The name of the function that stands for an action: `is.workflow.actions.gettext` -> `is_workflow_actions_gettext`.
 *
 * Letters and digits stay, a dot becomes `_`, any other character is escaped: `-` -> `__2d`, `_` -> `__5f`, beyond
 * Latin-1 `__u1f525_`. {@link identifierOf} undoes it; no two identifiers share a name, and case counts.
 * WorkflowBench's names follow the same rule except that they escape nothing, so wherever such a name is valid Python
 * and names the real identifier, it is this one (checked over all records by the tests).
 *
 * @param identifier not empty.
 */
export function pythonName(identifier: string): string {
  const escapesFirst = meetsOtherNames(identifier);
  return !escapesFirst && UNESCAPED.test(identifier)
    ? identifier.replaceAll(".", "_")
    : encode(identifier, escapesFirst);
}

/** The same for an action whose name is taken by another one: its first letter is escaped. */
export function escapedName(identifier: string): string {
  return encode(identifier, true);
}

/** The identifier that {@link escapedName} writes this way. */
export function unescapedName(name: string): string | undefined {
  const identifier = decode(name);
  return identifier !== "" && escapedName(identifier) === name ? identifier : undefined;
}

/** The identifier that {@link pythonName} writes this way; undefined where it writes no identifier so. */
export function identifierOf(name: string): string | undefined {
  const identifier = decode(name);
  return identifier !== "" && pythonName(identifier) === name ? identifier : undefined;
}

/**
 * The keyword argument for a parameter: its own key wherever Python takes that. Python's keywords get a `_` (`from_`),
 * the editor's keys `Show-text` become `Show_text`, and any other key is escaped after `k__` like an identifier.
 * {@link parameterKey} undoes it; no two keys share a name.
 */
export function parameterName(key: string): string {
  if (COMMON_KEY.test(key) && !isKeyword(key)) return key;
  if (isRefusedAsArgument(key)) return `${key}_`;
  if (/^Show-[A-Za-z0-9]+$/.test(key)) return key.replace("-", "_");
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !EDITOR_NAME.test(key) && !key.startsWith(ESCAPED);
  return isPlain ? key : escapedKey(key);
}

/** The key that {@link parameterName} writes this way; undefined where it writes no key so. */
export function parameterKey(name: string): string | undefined {
  let key = name;
  if (name.startsWith(ESCAPED)) key = decode(name.slice(ESCAPED.length));
  else if (EDITOR_NAME.test(name)) key = name.replace("_", "-");
  else if (name.endsWith("_") && isRefusedAsArgument(name.slice(0, -1))) key = name.slice(0, -1);
  return parameterName(key) === name ? key : undefined;
}

/** A keyword that any key can have, for one whose own spelling means another parameter of the action. */
export function escapedKey(key: string): string {
  return ESCAPED + encode(key, false);
}

/** The key that {@link escapedKey} writes this way. */
export function unescapedKey(name: string): string | undefined {
  if (!name.startsWith(ESCAPED)) return undefined;
  const key = decode(name.slice(ESCAPED.length));
  return escapedKey(key) === name ? key : undefined;
}

/** Identifiers in which only the dots change: nearly all of them. */
const UNESCAPED = /^[A-Za-z](?:\.?[A-Za-z0-9])*$/;
/** Keys that stay as they are unless they are keywords: nearly all of them. */
const COMMON_KEY = /^[A-Z][A-Za-z0-9]*$/;
const ESCAPED = "k__";
const EDITOR_NAME = /^Show_[A-Za-z0-9]+$/;

/** Keywords and `__debug__`, which Python lets nobody assign, and the same with more underscores after them. */
function isRefusedAsArgument(key: string): boolean {
  if (key.startsWith("__debug__")) return /^_*$/.test(key.slice("__debug__".length));
  let end = key.length;
  while (key[end - 1] === "_") end--;
  return isKeyword(key.slice(0, end));
}

/**
 * Whether an identifier, with `_` for its dots, could be a keyword, a builtin, or one of the dialect's own functions
 * (`format_date`, `is_in_last`). Those have at most three words in lower case or are one word; no real identifier
 * is like that, so only made-up ones are escaped for it.
 */
function meetsOtherNames(identifier: string): boolean {
  const parts = identifier.split(".", 4).length;
  return parts === 1 || (parts <= 3 && !/[A-Z]/.test(identifier));
}

function encode(text: string, escapesFirst: boolean): string {
  if (text.length < LONG) return encodeText(text, escapesFirst);
  if (lastLong?.text !== text || lastLong.escapesFirst !== escapesFirst) {
    lastLong = { text, escapesFirst, name: encodeText(text, escapesFirst) };
  }
  return lastLong.name;
}

/** A key of this length is nobody's, but a file can repeat one in each action, so the last one is kept. */
const LONG = 1000;
let lastLong: { text: string; escapesFirst: boolean; name: string } | undefined;

function encodeText(text: string, escapesFirst: boolean): string {
  const first = text === "" ? "" : String.fromCodePoint(text.codePointAt(0)!);
  const staysFirst = !escapesFirst && /^[A-Za-z.]?$/.test(first);
  const rest = staysFirst ? text : text.slice(first.length);
  // A second dot in a row is escaped: two underscores open an escape.
  return (
    (staysFirst ? "" : escape(first)) +
    rest.replace(/\.(\.?)|[^A-Za-z0-9]/gu, (match, second: string | undefined) => {
      return match.startsWith(".") ? `_${second ? escape(second) : ""}` : escape(match);
    })
  );
}

function escape(char: string): string {
  const code = char.codePointAt(0)!.toString(16);
  return code.length <= 2 ? `__${code.padStart(2, "0")}` : `__u${code}_`;
}

/** Undoes {@link encode}; on a text that it never writes, the result is of no meaning. */
function decode(name: string): string {
  return name === lastLong?.name ? lastLong.text : decodeName(name);
}

function decodeName(name: string): string {
  return name.replace(
    /__u(10[0-9a-f]{4}|[0-9a-f]{3,5})_|__([0-9a-f]{2})|_/g,
    (match, long: string | undefined, short: string | undefined) =>
      match === "_" ? "." : String.fromCodePoint(parseInt(long ?? short!, 16)),
  );
}
