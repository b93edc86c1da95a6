import { describe, expect, test } from "vitest";
import { readShortcut } from "../../../src/read.ts";
import { coverage } from "../../../src/registry/records/coverage.ts";
import { corpusFiles, hasCorpus } from "../../support/corpus.ts";
import { shortcutFile } from "../../support/plist-files.ts";
import { registry } from "../documents.ts";

if (!hasCorpus) console.warn("The coverage of real files is not checked: they are not there.");

const workflow = (actions: Parameters<typeof shortcutFile>[0]) =>
  readShortcut(shortcutFile(actions)).workflow;

describe("the coverage of shortcuts", () => {
  const found = coverage(registry, [
    workflow([
      ["gettext", { WFTextActionText: "a", UUID: "1", CustomOutputName: "b", Typo: 1 }],
      ["gettext", { WFTextActionText: "c", "Show-WFTextActionText": true }],
    ]),
    workflow([
      ["com.example.app.Thing", { x: 1, ShowWhenRun: true }],
      ["gettext", { Typo: 2, WFTextActionText: "d" }],
    ]),
    workflow([
      ["com.skype.skype.call", { y: 1 }],
      ["choosefrommenu", { WFControlFlowMode: 1, WFMenuItemTitle: "x" }],
    ]),
  ]);

  test("counts what is documented and what is not, the most used first", () => {
    expect(found).toEqual({
      actions: { uses: 6, documented: 4 },
      parameters: { uses: 8, documented: 4 },
      apis: [
        {
          identifier: "is.workflow.actions.gettext",
          uses: 3,
          knowledge: "full",
          isDocumented: true,
          parameters: [
            { key: "WFTextActionText", uses: 3, isDocumented: true },
            { key: "Typo", uses: 2, isDocumented: false },
          ],
        },
        {
          identifier: "com.example.app.Thing",
          uses: 1,
          isDocumented: false,
          parameters: [{ key: "x", uses: 1, isDocumented: false }],
        },
        // Of this one, only the name is known.
        {
          identifier: "com.skype.skype.call",
          uses: 1,
          knowledge: "name-only",
          isDocumented: false,
          parameters: [{ key: "y", uses: 1, isDocumented: false }],
        },
        // The key of a marker is in no definition, but we know what it means.
        {
          identifier: "is.workflow.actions.choosefrommenu",
          uses: 1,
          knowledge: "full",
          isDocumented: true,
          parameters: [{ key: "WFMenuItemTitle", uses: 1, isDocumented: true }],
        },
      ],
    });
  });

  test("of nothing is nothing", () => {
    const none = { uses: 0, documented: 0 };
    expect(coverage(registry, [])).toEqual({ actions: none, parameters: none, apis: [] });
  });
});

test.skipIf(!hasCorpus)(
  "real files use what is documented, but for 1 action in 333 and 1 parameter in 33",
  () => {
    const found = coverage(
      registry,
      corpusFiles("files").map(({ bytes }) => readShortcut(bytes).workflow),
    );
    expect(found.actions.uses).toBeGreaterThan(40_000);
    expect(found.actions.documented / found.actions.uses).toBeGreaterThan(0.997);
    expect(found.parameters.uses).toBeGreaterThan(60_000);
    expect(found.parameters.documented / found.parameters.uses).toBeGreaterThan(0.97);
  },
);
