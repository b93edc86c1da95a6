import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forms } from "../../src/forms/dispatch.ts";
import { identifiers } from "../../src/ir/workflow.ts";
import { readShortcut } from "../../src/read.ts";
import { forms as randomForms } from "../support/random-shortcut.ts";
import { shortcutFile } from "../support/shortcut.ts";

/** Every action that is not written as a call. */
const written = [...new Set([...forms.map(({ identifier }) => identifier), ...Object.values(identifiers)])];

describe("every form", () => {
  test("comes up in random shortcuts, on which the laws are tested", () => {
    const made = new Set<string>();
    for (const arbitrary of Object.values(randomForms)) {
      for (const actions of fc.sample(arbitrary, { numRuns: 12, seed: 1 })) {
        for (const { identifier } of readShortcut(shortcutFile(actions)).workflow.actions)
          made.add(identifier);
      }
    }
    expect(written.filter((identifier) => !made.has(identifier))).toEqual([]);
  });

  test("has a pair in one-meaning.test.ts that could be taken for each other", () => {
    const source = readFileSync("test/forms/one-meaning.test.ts", "utf8");
    const names: Record<string, string> = {
      [identifiers.conditional]: "ifBlock(",
      [identifiers.menu]: "menu(",
      [identifiers.repeatCount]: "repeat(",
      [identifiers.repeatEach]: "repeatEach(",
    };
    const missing = written.filter((identifier) => {
      return !source.includes(
        names[identifier] ?? `action("${identifier.replace("is.workflow.actions.", "")}"`,
      );
    });
    expect(missing).toEqual([]);
  });
});
