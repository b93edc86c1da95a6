import { describe, expect, test } from "vitest";
import { convert } from "../../../src/convert.ts";
import {
  apiBlock as blockOf,
  type ApiBlockOptions,
  type UsesActions,
} from "../../../src/registry/docs/api-block.ts";
import type { ActionRecord } from "../../../src/registry/records/record.ts";
import type { Registry } from "../../../src/registry/records/registry.ts";
import { parsePython, type PythonTree } from "../../support/cpython.ts";
import { shortcutFile } from "../../support/plist-files.ts";
import { records, registry, registryOf } from "../documents.ts";

const RESIZE = "is.workflow.actions.image.resize";
const FORMS = ["python", "json"] as const;
const everything = records.map(({ identifier }) => identifier);

/** An app's own action, with texts that try to get out of where they stand. */
const hostile: ActionRecord = {
  identifier: "org.example.App.DoIntent",
  pythonName: "org_example_App_DoIntent",
  title: 'Do """ it\n    os.system("x")',
  description: 'Ends with a quote " and a backslash \\',
  descriptionBy: "hand",
  pythonForm: "x = 1\nimport os",
  app: "org.example.App",
  kind: "appintent",
  knowledge: "observed",
  output: { name: '"""\nimport os\n"""', pythonType: "str" },
  parameters: [
    { key: "with", label: 'a"""', class: "str", pythonType: "str", default: '"\n', values: ['"\n', "\\"] },
    { key: "Show-x", class: "bool", pythonType: "bool" },
    { key: "others", class: "bool", pythonType: "bool" },
  ],
};

/** What is documented here are the API's own names. */
const apiBlock = (of: Registry, apis: readonly string[] | UsesActions, options: ApiBlockOptions = {}) =>
  blockOf(of, apis, { names: "api", ...options });

/** The same action with everything that a definition can tell. */
const plain: ActionRecord = {
  ...hostile,
  knowledge: "full",
  title: "Do It",
  description: "Copies the file. Nothing else happens.",
  input: { parameterKey: "source", types: ["public.data"], required: true },
  output: { name: "Copies", pythonType: "File", multiple: true },
  parameters: [
    { key: "source", label: "Source file", class: "file", pythonType: "File" },
    { key: "Mode", class: "str", pythonType: "str", default: "Copy", values: ["Copy", "Move"] },
    {
      key: "from",
      class: "str",
      pythonType: "str",
      multiple: true,
      when: [{ parameter: "Mode", values: ["Move"] }],
    },
    {
      key: "count",
      class: "int",
      pythonType: "int",
      default: 1,
      minimum: 1,
      maximum: 9,
      units: ["one", "two"],
    },
  ],
};
delete plain.pythonForm;

test("a place that says two parameters takes the words of one beside the other's values", () => {
  const split = apiBlock(registry, ["is.workflow.actions.text.split"], { names: "friendly" });
  const item = apiBlock(registry, ["is.workflow.actions.getitemfromlist"], { names: "friendly" });
  expect(split).toContain('custom_separator: str | Literal["New Lines", "Spaces", "Every Character"]');
  expect(item).toContain(
    'index: float | Literal["First Item", "Last Item", "Random Item", "Items in Range"]',
  );
});

describe("a block in Python", () => {
  test("is a function for each API", () => {
    const own = registryOf([plain]);
    expect(apiBlock(own, [hostile.identifier])).toBe(`def org_example_App_DoIntent(
    *,
    source: File,
    Mode: Literal["Copy", "Move"] = "Copy",
    from_: list[str] = ...,
    count: int = 1,
) -> list[File]:
    """Do It: Copies the file. Nothing else happens.

    Args:
        source: Source file; required
        from_: key from; if Mode is "Move"
        count: from 1 to 9; units: one, two

    Returns:
        Copies
    """
`);
  });

  test("is a line for each API in the compact form", () => {
    const block = apiBlock(registry, [RESIZE, "is.workflow.actions.setvariable"], { compact: true });
    expect(block.split("\n")).toEqual([
      expect.stringMatching(
        /^def is_workflow_actions_image_resize\(\*, WFImage, WFImageResizeKey:"Size"\|"Percentage"\|"Longest Edge"="Size", WFImageResizeWidth:float=640, WFImageResizeHeight:float, WFImageResizePercentage:float, WFImageResizeLength:float\) -> list\[Image\]: \.\.\. {2}# Resize Image: \S.*$/,
      ),
      expect.stringMatching(
        /^# is_workflow_actions_setvariable is written Name = value {2}# Set Variable: \S.*$/,
      ),
      "",
    ]);
  });

  test.each([false, true])("is legal Python, whatever the records hold (compact: %s)", (compact) => {
    // One source for each API: a text that gets out of its place would hardly show in all of them at once.
    const sources = everything.map((identifier) => apiBlock(registry, [identifier], { compact }));
    const own = apiBlock(registryOf([hostile]), [hostile.identifier], { compact });
    const parsed = parsePython([...sources, own], "tree");
    expect(parsed.filter(({ error }) => error !== undefined)).toEqual([]);
    // A module of one function, or of nothing where only comments stand.
    const statements = parsed.map(({ tree }) =>
      (tree as PythonTree[][])[1]!.slice(1).map((node) => (node as PythonTree[])[0]),
    );
    expect(
      statements.filter((types) => types.length > 1 || (types[0] ?? "FunctionDef") !== "FunctionDef"),
    ).toEqual([]);
  });

  test("cuts long lists of choices", () => {
    const block = apiBlock(registry, ["is.workflow.actions.format.date"]);
    expect(block).toMatch(/WFLocale: .*; one of 1059, such as "/);
    expect(block.length).toBeLessThan(4000);
  });
});

describe("a block in JSON", () => {
  test("says what a program has to know", () => {
    const [resize] = JSON.parse(apiBlock(registry, [RESIZE], { form: "json" })) as [Record<string, unknown>];
    expect(resize).toMatchObject({
      name: "is_workflow_actions_image_resize",
      identifier: RESIZE,
      title: "Resize Image",
      knowledge: "full",
      returns: { type: "list[Image]", name: "Resized Image" },
    });
    expect((resize["parameters"] as object[]).slice(0, 3)).toEqual([
      { name: "WFImage", type: "Any", label: "Image", required: true },
      {
        name: "WFImageResizeKey",
        type: "str",
        label: "By",
        default: "Size",
        values: ["Size", "Percentage", "Longest Edge"],
      },
      {
        name: "WFImageResizeWidth",
        type: "float",
        label: "Width",
        default: 640,
        when: [{ parameter: "WFImageResizeKey", values: ["Size"] }],
      },
    ]);
  });

  test("is short in the compact form", () => {
    const block = JSON.parse(apiBlock(registry, [RESIZE], { form: "json", compact: true })) as object;
    expect(block).toEqual({
      is_workflow_actions_image_resize: {
        about: expect.stringMatching(/^Resize Image: /) as string,
        args: {
          WFImage: "Any",
          WFImageResizeKey: 'Size|Percentage|Longest Edge = "Size"',
          WFImageResizeWidth: "float = 640",
          WFImageResizeHeight: "float",
          WFImageResizePercentage: "float",
          WFImageResizeLength: "float",
        },
        gives: "list[Image]",
      },
    });
  });

  test.each([false, true])("is JSON for every API (compact: %s)", (compact) => {
    const block = JSON.parse(apiBlock(registry, everything, { form: "json", compact })) as object;
    expect(Object.keys(block)).toHaveLength(records.length);
  });
});

describe("a block of any form", () => {
  const used = convert(
    shortcutFile([
      ["gettext", { WFTextActionText: "x" }],
      ["image.resize"],
      ["gettext"],
      ["com.example.app.Thing"],
    ]),
  );

  test.each(FORMS)("documents what a shortcut uses, each once, in its order (%s)", (form) => {
    for (const compact of [false, true]) {
      const block = apiBlock(registry, used, { form, compact });
      const names = ["gettext", "image_resize", "com_example_app_Thing"];
      const places = names.map((name) => block.indexOf(name));
      expect(places, block).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(-1);
    }
    const full = apiBlock(registry, used);
    expect(full.split("def is_workflow_actions_gettext(")).toHaveLength(2);
    expect(full).toContain("# com_example_app_Thing is not documented.");
  });

  test.each(FORMS)("takes every kind of name, and each API once (%s)", (form) => {
    const once = apiBlock(registry, [RESIZE], { form });
    expect(apiBlock(registry, ["is_workflow_actions_image_resize", RESIZE], { form })).toBe(once);
  });

  test.each(FORMS)("says that of an API only the name is known (%s)", (form) => {
    const nameOnly = records
      .filter(({ knowledge }) => knowledge === "name-only")
      .map(({ identifier }) => identifier);
    for (const compact of [false, true]) {
      for (const identifier of nameOnly.slice(0, 50)) {
        expect(apiBlock(registry, [identifier], { form, compact }), identifier).toMatch(/known|widget/);
      }
    }
  });

  test.each([
    ["python", 0.56],
    ["json", 0.35],
  ] as const)("takes less room in the compact form (%s)", (form, share) => {
    const full = apiBlock(registry, everything, { form }).length;
    const compact = apiBlock(registry, everything, { form, compact: true }).length;
    expect(compact / full).toBeLessThan(share);
  });

  test("of nothing is empty", () => {
    expect(apiBlock(registry, [])).toBe("");
    expect(apiBlock(registry, [], { form: "json" })).toBe("[]\n");
    expect(apiBlock(registry, [], { form: "json", compact: true })).toBe("{}\n");
  });
});
