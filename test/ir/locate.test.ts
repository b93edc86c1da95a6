import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { encodeBinaryPlist } from "../../src/plist/binary-writer.ts";
import { encodeXmlPlist } from "../../src/plist/xml-writer.ts";
import { PlistDict, type PlistValue } from "../../src/plist/value.ts";

/** What people hold, by hand: one shortcut that says "Hello". */
const ACTION = {
  WFWorkflowActionIdentifier: "is.workflow.actions.speaktext",
  WFWorkflowActionParameters: { WFText: "Hello" },
};
const SHORTCUT = { WFWorkflowActions: [ACTION], WFWorkflowClientVersion: "900" };

const plist = (value: unknown): PlistValue => {
  if (Array.isArray(value)) return value.map(plist);
  if (typeof value !== "object" || value === null) return value as PlistValue;
  const entries = Object.entries(value).map(([key, item]) => [key, plist(item)]);
  return Object.assign(new PlistDict(), Object.fromEntries(entries));
};
const script = (bytes: Uint8Array) => convert(bytes, { layout: "script" });
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

describe("a shortcut is found", () => {
  const binary = encodeBinaryPlist(plist(SHORTCUT));
  const xml = Buffer.from(encodeXmlPlist(plist(SHORTCUT)));
  test.each<[shape: string, bytes: Uint8Array, codes: string[]]>([
    ["as the app writes it", binary, []],
    ["as JSON", json(SHORTCUT), ["SC4010"]],
    ["in a list of one", json([SHORTCUT]), ["SC4010", "SC4021"]],
    ["in a list of one list", json([[SHORTCUT]]), ["SC4010", "SC4021"]],
    ["as a list of actions", json([ACTION]), ["SC4010", "SC4021"]],
    ["as a list of actions, as the database stores it", encodeBinaryPlist(plist([ACTION])), ["SC4021"]],
    ["as a single action", json(ACTION), ["SC4010", "SC4021"]],
    ["as a single action in XML", Buffer.from(encodeXmlPlist(plist(ACTION))), ["SC4021"]],
    ["in a record", json({ title: "x", shortcut: SHORTCUT, URL: "https://a" }), ["SC4010", "SC4021"]],
    ["in a record in a list", json([{ title: "x", shortcut: SHORTCUT }]), ["SC4010", "SC4021"]],
    ["in a page of records", json({ count: 1, results: [{ workflow: SHORTCUT }] }), ["SC4010", "SC4021"]],
    ["as a record's list of actions", json({ name: "x", actions: [ACTION] }), ["SC4010", "SC4021"]],
    ["as JSON in a text", json({ sourceCode: JSON.stringify(SHORTCUT) }), ["SC4010", "SC4021", "SC4010"]],
    ["as XML in a text", json({ plist: xml.toString() }), ["SC4010", "SC4021"]],
    ["as base64", json({ file: base64(binary) }), ["SC4010", "SC4021"]],
    ["as base64 of XML", json({ file: base64(xml) }), ["SC4010", "SC4021"]],
  ])("%s", (_shape, bytes, codes) => {
    const { workflow, diagnostics } = script(bytes);
    const [{ identifier, parameters }] = workflow.actions as [(typeof workflow.actions)[0]];
    expect([identifier, parameters["WFText"]]).toEqual(["is.workflow.actions.speaktext", "Hello"]);
    expect(workflow.actions).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});

describe("nothing is found", () => {
  const codeOf = (bytes: Uint8Array) => {
    try {
      script(bytes);
    } catch (error) {
      if (error instanceof ShortcutError) return [error.code, error.message];
      throw error;
    }
    return "converted";
  };

  test.each<[what: string, value: unknown, code: string, message: RegExp]>([
    ["an empty list", [], "SC3001", /not a dictionary/],
    ["a list of numbers", [1, 2], "SC3001", /not a dictionary/],
    ["a record without one", { title: "WFWorkflowActions" }, "SC3001", /no WFWorkflowActions/],
    ["several", [SHORTCUT, SHORTCUT], "SC1012", /several/],
    ["several in records", { a: { x: SHORTCUT }, b: { x: SHORTCUT } }, "SC1012", /several/],
    ["a text in a text without end", { a: "[[[[[[[[[WFWorkflowAction" }, "SC2004", /./],
    ["an Automator workflow", { AMApplicationBuild: "523", actions: [] }, "SC3001", /Automator workflow/],
    ["a profile", { PayloadContent: [] }, "SC3001", /configuration profile/],
  ])("in %s", (_what, value, code, message) => {
    expect(codeOf(json(value))).toEqual([code, expect.stringMatching(message)]);
  });

  test("where texts hold texts that hold texts", () => {
    let value: unknown = SHORTCUT;
    for (let i = 0; i < 8; i++) value = { text: JSON.stringify(value) };
    expect(codeOf(json(value))).toEqual(["SC3001", expect.any(String)]);
  });
});
