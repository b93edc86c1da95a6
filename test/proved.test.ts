import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verify } from "../src/compile.ts";
import { convert } from "../src/index.ts";
import { decodeBinaryPlist } from "../src/plist/binary.ts";
import type { PlistDict } from "../src/plist/value.ts";
import { confuse, Random, tangle } from "./support/mutate.ts";
import { forms } from "./support/random-shortcut.ts";
import { encodeBinaryPlist } from "./support/encode-plist.ts";
import {
  action,
  attachment,
  condition,
  marker,
  OLD_SHORTCUT,
  output,
  shortcutFile,
  text,
  token,
  variable,
} from "./support/shortcut.ts";

const codes = (bytes: Uint8Array) => convert(bytes).diagnostics.map(({ code }) => code);

describe("a file that does not come back is told", () => {
  test("where one identity stands for an output and for a block", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000001";
    const repeat = (mode: number, more = {}) =>
      action("repeat.each", { GroupingIdentifier: id, WFControlFlowMode: mode, ...more });
    const bytes = shortcutFile([
      repeat(0, { WFInput: attachment(token("ExtensionInput")) }),
      repeat(2, { UUID: id }),
    ]);
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where an envelope holds something else than its kind says", () => {
    const odd = { Value: "\\", WFSerializationType: "WFTextTokenAttachment" };
    const bytes = shortcutFile([action("setvariable", { WFInput: odd, WFVariableName: "x" })]);
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where the identity of a variable is no text", () => {
    const odd = attachment(Object.assign(token("Variable"), { VariableName: "x", VariableUUID: false }));
    const bytes = shortcutFile(
      [
        action("setvariable", { WFVariableName: "x", WFInput: attachment(token("ExtensionInput")) }),
        action("getvariable", { WFVariable: odd }),
        action("getvalueforkey", { WFDictionaryKey: "k" }),
      ],
      OLD_SHORTCUT,
    );
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where the name of an output is no text", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000003";
    const odd = attachment(Object.assign(output(id, "URLs"), { OutputName: 5 }));
    const bytes = shortcutFile(
      [
        action("detect.link", { UUID: id }),
        action("getvariable", { WFVariable: odd }),
        action("file.delete", {}),
      ],
      OLD_SHORTCUT,
    );
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where a block reads its own result", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000002";
    const read = attachment(output(id, "Result"));
    const inside = shortcutFile([
      marker("conditional", 0, "G", condition(variable("x"), 100)),
      marker("conditional", 1, "G"),
      action("count", { Input: read }),
      marker("conditional", 2, "G", { UUID: id }),
    ]);
    const repeated = shortcutFile([
      marker("repeat.count", 0, "G"),
      action("count", { Input: read }),
      marker("repeat.count", 2, "G", { UUID: id }),
    ]);
    const ended = shortcutFile([
      marker("conditional", 0, "G", condition(output(id), 0, { WFNumberValue: "5" })),
      marker("conditional", 0, "H", condition(variable("x"), 100)),
      marker("conditional", 1, "H"),
      action("gettext", { WFTextActionText: "made" }),
      marker("conditional", 2, "H"),
      marker("conditional", 2, "G", { UUID: id }),
    ]);
    const stopped = shortcutFile([
      marker("repeat.each", 0, "G"),
      action("exit", { WFVariable: read }),
      marker("repeat.each", 2, "G", { UUID: id }),
    ]);
    for (const bytes of [inside, repeated, ended, stopped]) {
      expect(verify(bytes).equal).toBe(false);
      expect(codes(bytes)).toContain("SC4022");
    }
  });

  test("where an If without Otherwise reads its own result, which is what was made before it until it ends", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000002";
    const bytes = shortcutFile([
      action("gettext", { WFTextActionText: "before", UUID: "u1" }),
      marker("conditional", 0, "G", condition(output("u1"), 101)),
      action("count", { Input: attachment(output(id, "Result")), UUID: "u2" }),
      marker("conditional", 2, "G", { UUID: id }),
      action("showresult", { Text: text(output(id)) }),
    ]);
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where an If without Otherwise reads its own result in a branch that ends the shortcut", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000002";
    const stopping = (...before: PlistDict[]) =>
      shortcutFile([
        ...before,
        marker("conditional", 0, "G", condition(variable("x"), 100)),
        action("output", { WFOutput: text(output(id, "If Result")) }),
        marker("conditional", 2, "G", { UUID: id }),
        action("showresult", { Text: text(output(id, "If Result")) }),
      ]);
    const made = action("gettext", { WFTextActionText: "before", UUID: "u1" });
    const read = action("showresult", { Text: text(output("u1", "Text")) });
    for (const bytes of [stopping(made), stopping(made, read)]) {
      expect(verify(bytes).equal).toBe(false);
      expect(codes(bytes)).toContain("SC4022");
    }
  });

  test("but a definition at the top stays there, though the If behind it has a call in its header", () => {
    const id = "5B2C1B0E-0000-4000-8000-000000000002";
    const early = shortcutFile([
      action("getdevicedetails", { UUID: "u1" }),
      marker("conditional", 0, "G", condition(output("u1", "Device Details"), 100)),
      action("vibrate"),
      marker("conditional", 2, "G"),
      action("gettext", { WFTextActionText: "made" }),
      marker("conditional", 0, "H", condition(output(id, "If Result"), 100)),
      action("exit"),
      marker("conditional", 2, "H", { UUID: id }),
    ]);
    expect(convert(early).python).toMatch(/if_result = unset\(\)\n +if has_value\(get_device_details/);
    expect(verify(early).differences).toEqual([]);
  });

  test("where parameters look like a variable, so that its output is read by nobody else", () => {
    const odd = { Type: "ActionOutput", OutputUUID: "u1", OutputName: "Text" };
    const bytes = shortcutFile([
      action("gettext", { WFTextActionText: "a", UUID: "u1" }),
      action("vibrate", odd),
    ]);
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("where a token reads the identity of a block", () => {
    const bytes = shortcutFile([
      marker("repeat.count", 0, "G"),
      action("gettext", { WFTextActionText: "a", UUID: "u1" }),
      marker("repeat.count", 2, "G"),
      action("showresult", { Text: text(output("G"), output("u1")) }),
    ]);
    expect(verify(bytes).equal || codes(bytes).includes("SC4022")).toBe(true);
  });

  test("but both ends of a block, or the ends of two, can have one identity", () => {
    const block = (open: string, end: string, group: string) => [
      marker("repeat.count", 0, group, { UUID: open }),
      action("gettext", { WFTextActionText: "a" }),
      marker("repeat.count", 2, group, { UUID: end }),
    ];
    const read = action("showresult", { Text: text(output("u1")) });
    const files = [
      [block("u1", "u1", "G"), read],
      [block("u2", "u1", "G"), block("u3", "u1", "H"), read],
      [block("u2", "u2", "G"), block("u2", "u1", "H"), read],
    ];
    for (const actions of files) {
      const bytes = shortcutFile(actions);
      expect(verify(bytes).equal).toBe(true);
      expect(codes(bytes)).not.toContain("SC4022");
    }
  });

  test("also of two that end the branches of a block, whose result is another", () => {
    const made = (value: string) =>
      action("setvariable", { WFVariableName: "y", WFInput: attachment(variable(value)) });
    const inner = (group: string) => [
      marker("conditional", 0, group, condition(variable("x"), 100)),
      made("a"),
      marker("conditional", 1, group),
      made("b"),
      marker("conditional", 2, group, { UUID: "u1" }),
    ];
    const bytes = shortcutFile([
      marker("conditional", 0, "G", condition(variable("x"), 100)),
      ...inner("H"),
      marker("conditional", 1, "G"),
      ...inner("I"),
      marker("conditional", 2, "G"),
      action("showresult", { Text: text(output("u1", "If Result")) }),
    ]);
    expect(verify(bytes).differences).toEqual([]);
  });

  test("but what was handed on without being written comes back, though the program has to say it as a text", () => {
    const bytes = shortcutFile(
      [
        marker("conditional", 0, "G", condition(variable("x"), 100)),
        action("detect.images"),
        action("choosefromlist"),
        action("showwebpage"),
        marker("conditional", 1, "G"),
        action("detect.images"),
        marker("conditional", 2, "G"),
        action("setitemname", { WFName: "name" }),
        action("previewdocument"),
      ],
      OLD_SHORTCUT,
    );
    const { python } = convert(bytes);
    expect(python).toContain("if_result = chosen_item");
    expect(verify(bytes)).toMatchObject({ differences: [], diagnostics: [] });
  });

  test("but what a Set Variable puts out can be read before it", () => {
    const bytes = shortcutFile([
      action("setvariable", { WFVariableName: "A", WFInput: attachment(output("u1", "Result")) }),
      action("setvariable", { UUID: "u1", WFVariableName: "A" }),
    ]);
    expect(verify(bytes).equal).toBe(true);
    expect(codes(bytes)).toEqual([]);
  });

  test("but copies with the UUID of the original do", () => {
    const made = action("gettext", { WFTextActionText: "a", UUID: "u1" });
    const read = action("showresult", { Text: text(output("u1")) });
    const bytes = shortcutFile([made, made, read]);
    expect(verify(bytes).equal).toBe(true);
    expect(codes(bytes)).toEqual(["SC4003"]);
  });

  test("and one that does is not", () => {
    const bytes = shortcutFile([action("gettext", { WFTextActionText: text("a") }), action("vibrate")]);
    expect(verify(bytes).equal).toBe(true);
    expect(codes(bytes)).not.toContain("SC4022");
  });

  test("whatever is exchanged in it", () => {
    const random = new Random(11);
    const blocks = fc.array(fc.oneof(...Object.values(forms)), { minLength: 1, maxLength: 6 });
    const seeds = fc
      .sample(blocks, { seed: 7, numRuns: 30 })
      .map((actions) => decodeBinaryPlist(shortcutFile(actions)) as PlistDict);
    let differ = 0;
    for (let i = 0; i < 120; i++) {
      const seed = random.pick(seeds);
      const root = i % 2 === 0 ? confuse(seed, random.pick(seeds), random) : tangle(seed, random);
      const bytes = encodeBinaryPlist(root);
      const isEqual = verify(bytes).equal;
      if (!isEqual) differ++;
      expect(isEqual || codes(bytes).includes("SC4022"), `case ${i}`).toBe(true);
    }
    expect(differ).toBeLessThan(120);
  });
});

describe("names that may fool a reader", () => {
  const naming = (name: string) => {
    return convert(
      shortcutFile([
        action("setvariable", { WFVariableName: name, WFInput: attachment(token("ExtensionInput")) }),
      ]),
    ).diagnostics.filter(({ code }) => code === "SC4023");
  };
  test.each(["p\u0430yment", "\u05d0\u05d1", "\u03b1b"])("%s is told", (name) => {
    expect(naming(name)).toHaveLength(1);
  });
  test.each([
    "payment",
    "\u043e\u043f\u043b\u0430\u0442\u0430",
    "caf\u00e9",
    "\u5909\u6570",
    "URL\u30ea\u30b9\u30c8",
  ])("%s is not", (name) => {
    expect(naming(name)).toEqual([]);
  });
});
