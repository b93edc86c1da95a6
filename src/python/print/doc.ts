/**
 * A layout document: text with the places where it may break (printed by {@link printDoc}).
 *
 * It has the usual combinators (group, indent, soft line) and three that `ruff format` decides by and that
 * general pretty printers lack: content that may overflow while something around it is measured
 * ({@link fitsExpanded}), parentheses that are added only if they help ({@link parenthesizeIfItHelps}), and
 * groups that exist only inside parentheses that were really added ({@link groupInside}).
 */
/** Text without line breaks, a sequence, or one of the nodes below. */
export type Doc = string | readonly Doc[] | Node;

export type Node =
  | Line
  | MultilineText
  | { kind: "trailing-comma"; list: object }
  | { kind: "expand-parent" }
  | { kind: "group"; id: number; content: Doc; expand: boolean }
  | { kind: "group-inside"; id: number; content: Doc; expand: boolean }
  | { kind: "indent"; content: Doc }
  | { kind: "indent-inside"; id: number; content: Doc }
  | { kind: "conditional"; id: number; flat: boolean; content: Doc }
  | { kind: "fits-expanded"; id: number; content: Doc; expand: boolean }
  | { kind: "parenthesize"; id: number; content: Doc }
  | { kind: "alternatives"; variants: Doc[] };

/** A place to break: nothing, a space, or always a line break. */
interface Line {
  kind: "line";
  flat: "" | " " | undefined;
}
/** Text with line breaks of its own, printed as it is. */
interface MultilineText {
  kind: "multiline-text";
  text: string;
}

/** A group that no condition is about. */
export const ANONYMOUS = -1;

/** Nothing, or a line break where the group around is expanded. */
export const softLine: Doc = { kind: "line", flat: "" };
/** A space, or a line break where the group around is expanded. */
export const lineOrSpace: Doc = { kind: "line", flat: " " };
/** Always a line break. */
export const hardLine: Doc = { kind: "line", flat: undefined };
/**
 * The comma after the last item, there only where the items stand on lines of their own. `list` is whatever has
 * the items; {@link printDoc} reports it if the comma was printed.
 */
export const trailingComma = (list: object): Doc => ({ kind: "trailing-comma", list });
/** Nothing to see, but it expands every group around it. */
export const expandParent: Doc = { kind: "expand-parent" };

/** Text that contains line breaks: it expands every group around it. */
export const multilineText = (text: string): Doc => ({ kind: "multiline-text", text });

/** Content whose lines break together: all of them, or none if it fits flat up to the next possible break. */
export const group = (content: Doc, id = ANONYMOUS): Doc => ({
  kind: "group",
  id,
  content,
  expand: expands(content),
});
/** A group that is expanded whether it fits or not. */
export const expandedGroup = (content: Doc): Doc => ({
  kind: "group",
  id: ANONYMOUS,
  content,
  expand: true,
});
/** A group if group `id` is expanded; else just its content. */
export const groupInside = (id: number, content: Doc): Doc => ({
  kind: "group-inside",
  id,
  content,
  expand: expands(content),
});
export const indent = (content: Doc): Doc => ({ kind: "indent", content });
/** Indented if group `id` is expanded. */
export const indentInside = (id: number, content: Doc): Doc => ({ kind: "indent-inside", id, content });
/** There only if group `id` is expanded. */
export const ifExpanded = (id: number, content: Doc): Doc => ({
  kind: "conditional",
  id,
  flat: false,
  content,
});
/** There only if group `id` is flat. */
export const ifFlat = (id: number, content: Doc): Doc => ({ kind: "conditional", id, flat: true, content });
/**
 * Content that does not count against the parentheses of group `id`: while it is measured whether that group can
 * stay flat, this content is taken as expanded and may be as wide as it likes, so that only what stands before
 * and after it decides.
 */
export const fitsExpanded = (id: number, content: Doc): Doc => ({
  kind: "fits-expanded",
  id,
  content,
  expand: expands(content),
});
/** Content that gets parentheses of its own line if it does not fit without them but does with them. */
export const parenthesizeIfItHelps = (id: number, content: Doc): Doc => ({
  kind: "parenthesize",
  id,
  content,
});
/** The first variant that fits on its first line, else the last. */
export const alternatives = (...variants: Doc[]): Doc => ({ kind: "alternatives", variants });

/** Items with a comma and a possible line break between them. */
export function commaSeparated(items: Doc[]): Doc[] {
  const docs: Doc[] = [];
  for (const item of items) {
    if (docs.length > 0) docs.push(",", lineOrSpace);
    docs.push(item);
  }
  return docs;
}

/**
 * Whether a document contains something that must break. Groups know it of themselves, so no document is
 * searched twice. What may overflow ({@link fitsExpanded}) or is decided on its own does not count.
 */
function expands(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (isSequence(doc)) return doc.some(expands);
  switch (doc.kind) {
    case "line":
      return doc.flat === undefined;
    case "multiline-text":
    case "expand-parent":
      return true;
    case "trailing-comma":
      return false;
    case "group":
    case "group-inside":
      return doc.expand;
    case "indent":
    case "indent-inside":
    case "conditional":
      return expands(doc.content);
    case "fits-expanded":
    case "parenthesize":
    case "alternatives":
      return false;
  }
}

export function isSequence(doc: readonly Doc[] | Node): doc is readonly Doc[] {
  return Array.isArray(doc);
}
