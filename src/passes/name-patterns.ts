import { repeatVariable } from "../ir/token.ts";
import { isReserved, toSnakeCase } from "../python/identifier.ts";

/*
 * What names look like of which kind: `compile` knows by it what `convert` has named.
 */

/** What a case calls the item that was chosen, where it has to be compared with a text that is made at run time. */
export const MENU_ITEM = "menu_item";

/** Results of blocks have names of a pattern that nothing else may have; `compile` knows them by it. */
// An output that fills one goes by its name, a space and a number, see `hiddenName`: that is none.
export const RESULT = /^(if_result|menu_result|repeat_results)(_\S*)?$/;
/** The variables that the app defines in repeats. */
export const REPEAT_VARIABLE = /^Repeat (Item|Index)(?: (\d+))?$/;
const REPEAT_NAME = /^repeat_(item|index)(_\d+)?$/;

/** What an output that only fills a variable goes by: no name of Python's, so that it never meets one. */
export function hiddenName(variable: string, number: number): string {
  return `${variable} ${number}`;
}

/** In place of the variable, for the outputs of operations within the one that gives a name its value. */
export function partOf(name: string): string {
  return `${name} part`;
}

/** In place of the variable, for the output of a call that stands in the line of what takes it. */
export function nestedName(functionName: string): string {
  return `${functionName}()`;
}

/** The function of such an output's action; undefined for any other name. */
export function calledOf(name: string): string | undefined {
  const end = name.lastIndexOf("() ");
  return end < 0 ? undefined : name.slice(0, end);
}

/** What such an output fills; undefined for any other name. */
export function filledOf(name: string): string | undefined {
  const end = name.lastIndexOf(" ");
  return end < 0 ? undefined : name.slice(0, end);
}

/**
 * What the result of a block goes by that is the result of the block around it, as the last of a branch: no name of
 * Python's either. Each reading of the program finds the same.
 */
export function chainedName(kind: string, outer: string, branch: number): string {
  return `${kind}_#${outer}#${branch}`;
}

/** The result that such a one is in the end; undefined for any other name. */
export function endOfChain(name: string): string | undefined {
  const start = name.lastIndexOf("_#");
  return start < 0 ? undefined : name.slice(start + 2, name.indexOf("#", start + 2));
}

/** Whether only a variable is spelled like this: the names of outputs are in lower case, but for those that are hidden. */
export function isVariableSpelling(name: string): boolean {
  return name !== name.toLowerCase() && !name.includes(" ");
}

/** Whether a name has a meaning of its own, so that no variable may take it. */
export function isClaimed(name: string): boolean {
  return isReserved(name) || isResultName(name) || isRepeatName(name) || name.startsWith("__");
}

/** How the names of results of blocks begin. */
export const RESULTS_OF = { if: "if_result", menu: "menu_result", repeat: "repeat_results" } as const;

/** What the editor calls the results of blocks. */
const RESULT_LABELS: Record<string, string> = {
  if_result: "If Result",
  menu_result: "Menu Result",
  repeat_results: "Repeat Results",
};

/** What an output is called in Python, but for a number. */
export function outputSlug(label: string): string {
  let slug = slugs.get(label);
  if (slug === undefined) {
    if (slugs.size >= MOST_SLUGS) slugs.clear();
    slugs.set(label, (slug = makeSlug(label)));
  }
  return slug;
}

/** Files have the same labels again and again; the map is emptied before it grows large. */
const slugs = new Map<string, string>();
const MOST_SLUGS = 2000;

function makeSlug(label: string): string {
  const slug = toSnakeCase(label);
  return isResultName(slug) || isRepeatName(slug) ? `output_${slug}` : isReserved(slug) ? `${slug}_` : slug;
}

/** Whether a name, but for a number at its end, is that of a result without a name of its own. */
export function isPlainResult(name: string): boolean {
  return Object.hasOwn(RESULT_LABELS, name);
}

/** The editor's name for the result of a block, by the Python name. */
export function resultLabel(name: string): string | undefined {
  return RESULT_LABELS[RESULT.exec(name)?.[1] ?? ""];
}

/** Whether a name is one that only results of blocks have. */
export function isResultName(name: string): boolean {
  // Nearly all names are told by a few letters, at a fraction of what the pattern takes.
  switch (name.charCodeAt(0)) {
    case 0x69:
      return name.startsWith("if_") && RESULT.test(name);
    case 0x6d:
      return name.startsWith("menu_") && RESULT.test(name);
    case 0x72:
      return name.startsWith("repeat_r") && RESULT.test(name);
    default:
      return false;
  }
}

/** Whether a name is that of a repeat's item or index. */
export function isRepeatName(name: string): boolean {
  return name.startsWith("repeat_") && REPEAT_NAME.test(name);
}

/** Whether a variable is spelled like one of a repeat, but for case and blanks. */
export function isOfRepeat(variable: string): boolean {
  return /^r/i.test(variable) && isRepeatName(repeatName(variable));
}

/** `Repeat Item 2` -> `repeat_item_2`. */
export function repeatName(variable: string): string {
  return variable.toLowerCase().replaceAll(" ", "_");
}

/** `repeat_item_2` -> `Repeat Item 2`. */
export function repeatOfName(name: string): string | undefined {
  if (!isRepeatName(name)) return undefined;
  const [, what, number] = name.split("_");
  return repeatVariable(what === "item" ? "Item" : "Index", Number(number ?? 1));
}
