import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/index.ts";
import { encodeWorkflow } from "../../src/ir/encode.ts";
import { isDict, PlistReal, type PlistValue } from "../../src/plist/value.ts";
import { readPrograms } from "../support/agree.ts";

/* What `compile` writes, the app can hold. */

const programs = ["programs.py", "more-programs.py"].flatMap((name) =>
  readPrograms(new URL(`../support/${name}`, import.meta.url)),
);
const compiled = programs.flatMap(({ name, source }) =>
  [true, false].flatMap((tolerant) => {
    const { bytes, workflow } = compile(source, { tolerant });
    return bytes ? [{ name, workflow }] : [];
  }),
);

test("a new shortcut has what every file has", () => {
  for (const { workflow } of compiled) {
    const file = encodeWorkflow(workflow);
    expect(file["WFWorkflowClientVersion"]).toMatch(/^\d+/);
    expect(file["WFWorkflowIcon"]).toMatchObject({
      WFWorkflowIconStartColor: expect.any(Number) as number,
      WFWorkflowIconGlyphNumber: expect.any(Number) as number,
    });
    const classes = file["WFWorkflowInputContentItemClasses"] as string[];
    expect(classes.every((name) => /^WF\w+ContentItem$/.test(name))).toBe(true);
  }
});

test("no two actions have one UUID", () => {
  for (const { name, workflow } of compiled) {
    const uuids = workflow.actions.flatMap(({ parameters }) => parameters["UUID"] ?? []);
    expect([name, new Set(uuids).size]).toEqual([name, uuids.length]);
  }
});

const SHAPES = "../shared/format/param-shapes.json";
const shapes = ((): Record<string, Record<string, Record<string, unknown>>> | undefined => {
  try {
    return JSON.parse(readFileSync(SHAPES, "utf8")) as Record<
      string,
      Record<string, Record<string, unknown>>
    >;
  } catch {
    return undefined;
  }
})();

/** How a value stands in a file, in the words of the table. */
function shapeOf(value: PlistValue): string {
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number" || typeof value === "bigint") return "int";
  if (Array.isArray(value)) return "array";
  if (value instanceof PlistReal) return "real";
  if (!isDict(value)) return "other";
  const type = value["WFSerializationType"];
  const inner = value["Value"];
  if (type === "WFTextTokenAttachment" && isDict(inner)) return `${type}:${String(inner["Type"])}`;
  if (typeof type === "string") return type;
  return value["Type"] === "Variable" ? "bare:Variable{Variable}" : "dict";
}

/**
 * Of the old action that stops: its result is one that no file of ours has, and that the app knows. Of the others: a
 * field for a text or a number, which in the few files that have it holds variables.
 */
const UNSEEN = new Set([
  "is.workflow.actions.exit WFResult",
  "is.workflow.actions.round WFInput",
  "is.workflow.actions.text.trimwhitespace WFInput",
]);

describe.skipIf(!shapes)("a parameter", () => {
  test("stands as real files have it", () => {
    const unseen = new Set<string>();
    for (const { name, workflow } of compiled) {
      for (const { identifier, parameters } of workflow.actions) {
        for (const key in parameters) {
          const known = shapes?.[identifier]?.[key];
          const shape = shapeOf(parameters[key]!);
          const isKnown = Object.keys(known ?? {}).some(
            (one) => one === shape || one.startsWith(`${shape}[`) || one.startsWith(`${shape}{`),
          );
          if (known && !isKnown && !UNSEEN.has(`${identifier} ${key}`))
            unseen.add(`${name}: ${identifier} ${key} ${shape}`);
        }
      }
    }
    expect([...unseen]).toEqual([]);
  });
});
