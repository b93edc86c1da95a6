import type { Module } from "../../../src/python/ast.ts";
import type { ParsedModule } from "../../../src/python/parse/parse.ts";
import { expectedTree } from "../../support/python-tree.ts";
import type { PythonTree } from "../../support/cpython.ts";

/** The same tree without ranges, so that it compares with one that was never a text. */
export function withoutRanges<Tree>(tree: Tree): Tree {
  return mapObjects(tree, (node) => {
    delete node["range"];
    return node;
  });
}

/** CPython's tree of a module that was read from a text: see `expectedTree`. */
export function pythonTree({ module }: ParsedModule): PythonTree {
  return expectedTree(
    mapObjects(module, (node) =>
      node["kind"] === "Num" ? { ...node, text: pythonNumber(node["text"] as string) } : node,
    ),
  );
}

/** The module that prints as another: what the printer writes as a docstring is one, and a numeral has one spelling. */
export function asPrinted(module: Module): Module {
  const { docstring, body } = mapObjects(module, (node) =>
    node["kind"] === "Num" ? { ...node, text: (node["text"] as string).replace("e+", "e") } : node,
  );
  if (docstring !== undefined) return { docstring, body };
  const [first] = body;
  if (first?.kind !== "ExprStmt" || first.value.kind !== "Str") return { body };
  return { docstring: first.value.value, body: body.slice(1) };
}

/** Python's `repr` of a number: whole ones as they are, others with an exponent from 1e16 on and below 1e-4. */
function pythonNumber(text: string): string {
  if (!/[.e]/.test(text)) return text;
  const value = Number(text);
  if (value === 0) return text.startsWith("-") ? "-0.0" : "0.0";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const plain = /e/.test(String(value)) ? value.toFixed(20).replace(/0+$/, "") : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

function mapObjects<Tree>(
  tree: Tree,
  change: (node: Record<string, unknown>) => Record<string, unknown>,
): Tree {
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    if (typeof value !== "object" || value === null) return value;
    const node = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]));
    return change(node);
  };
  return map(tree) as Tree;
}
