/** Lists of plain values stand on one line where they fit into this many characters, as Prettier has it. */
const WIDTH = 110;

/** JSON with two spaces of indentation: an object's keys on a line each, in their own order. */
export function printJson(value: unknown): string {
  return `${print(value, "", 0)}\n`;
}

/** @param taken characters on the line before the value. */
function print(value: unknown, indent: string, taken: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== "object" || item === null);
    const flat = isPlain ? `[${value.map((item) => JSON.stringify(item)).join(", ")}]` : undefined;
    // One more for the comma that may follow.
    if (flat !== undefined && taken + flat.length + 1 <= WIDTH) return flat;
    return lines(
      "[",
      value.map((item) => inner + print(item, inner, inner.length)),
      `${indent}]`,
    );
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const head = `${inner}${JSON.stringify(key)}: `;
    return head + print(item, inner, head.length);
  });
  return entries.length === 0 ? "{}" : lines("{", entries, `${indent}}`);
}

function lines(open: string, items: string[], close: string): string {
  return `${open}\n${items.join(",\n")}\n${close}`;
}
