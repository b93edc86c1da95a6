import { expect, test } from "vitest";
import type { Expr } from "../../../src/python/ast.ts";
import { writeDirectly } from "../../../src/python/print/direct.ts";
import { printDoc } from "../../../src/python/print/doc-printer.ts";
import { flatExpr, FlatWriter } from "../../../src/python/print/flat.ts";
import { Layout } from "../../../src/python/print/layout.ts";
import { assignDoc, expressionDoc } from "../../../src/python/print/statement.ts";
import { columnAfter } from "../../../src/python/print/width.ts";
import { RandomPython } from "../../support/random-python.ts";

/** Every expression of random modules, also those that stand within another. */
function* expressions(node: unknown): Generator<Expr> {
  if (typeof node !== "object" || node === null) return;
  if (
    "kind" in node &&
    ("value" in node || "func" in node || "items" in node || "entries" in node || "parts" in node)
  ) {
    const statement = ["Assign", "ExprStmt", "Return"].includes(node.kind as string);
    if (!statement) yield node as Expr;
  }
  for (const child of Object.values(node)) yield* expressions(child);
}

const values = Array.from({ length: 1500 }, (_, seed) => [
  ...expressions(new RandomPython(seed).module()),
]).flat();
const tooWide = (before: string, value: Expr, indent: number) =>
  columnAfter(before + flatExpr(value, "multiline"), indent, 88) > 88;

test("what is laid out directly is what documents come to", () => {
  let direct = 0;
  for (const [index, value] of values.entries()) {
    const indent = [0, 4, 8, 40, 80, 88, 120][index % 7]!;
    for (const before of ["", "x = ", `${"long_".repeat(index % 17)}name = `]) {
      if (!tooWide(before, value, indent)) continue;
      const writer = new FlatWriter();
      writer.newLine(indent);
      writer.word(before);
      const lineBreaks = writeDirectly(writer, value, indent, before !== "");
      if (lineBreaks === undefined) continue;
      direct++;
      const layout = new Layout();
      const doc =
        before === ""
          ? expressionDoc(layout, value)
          : assignDoc(layout, { kind: "Assign", targets: [before.slice(0, -" = ".length)], value });
      const { text } = printDoc(doc, indent);
      if (writer.text !== text) expect(writer.text, JSON.stringify({ indent, before, value })).toBe(text);
      expect(lineBreaks).toBe(text.split("\n").length - 1);
    }
  }
  // The test has to have tested something.
  expect(direct).toBeGreaterThan(1000);
});
