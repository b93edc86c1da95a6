import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ShortcutError } from "../../../src/diagnostics/error.ts";
import { readDefinitions } from "../../../src/registry/import/detect.ts";
import type { ActionRecord } from "../../../src/registry/records/record.ts";
import { shortcutFile } from "../../support/plist-files.ts";
import {
  actionsData,
  intentDefinition,
  json,
  makeDatabase,
  TOOLKIT_ROWS,
  TOOLKIT_SCHEMA,
  TURN,
  wasm,
  wfActions,
  xmlPlist,
} from "./fixtures.ts";

const APP = "com.example.Tea";

async function read(bytes: Uint8Array, app?: string) {
  const { kind, records } = await readDefinitions(bytes, { app, wasm });
  return { kind, records, byId: new Map(records.map((record) => [record.identifier, record])) };
}

const failure = (bytes: Uint8Array, app?: string) =>
  read(bytes, app).then(
    () => undefined,
    (error: unknown) => error,
  );
const keys = (record: ActionRecord | undefined) => record?.parameters.map(({ key }) => key);

describe("WFActions.plist", () => {
  test("gives an action with everything that its definition says", async () => {
    const { kind, byId } = await read(xmlPlist(wfActions));
    expect(kind).toBe("WFActions");
    expect(byId.get(TURN)).toEqual({
      identifier: TURN,
      pythonName: "is_workflow_actions_teapot_turn",
      app: "com.apple.shortcuts",
      appName: "Shortcuts",
      relatedApp: "com.example.kitchen",
      title: "Turn Teapot",
      description: "Turns a teapot. The turned teapot.",
      descriptionBy: "hand",
      keywords: ["pour"],
      category: ["Kitchen", "Pots"],
      kind: "builtin",
      knowledge: "full",
      summary: { "Teapot,Direction": "Turn ${Teapot} ${Direction}" },
      input: { parameterKey: "Teapot", types: ["WFImage"], multiple: true, required: true },
      output: {
        name: "Turned Teapot",
        types: ["WFImage", "WFPDFContentItem"],
        pythonType: "Image | PDF",
        multiple: true,
      },
      parameters: [
        { key: "Teapot", label: "Teapot", class: "WFVariablePickerParameter", pythonType: "Any" },
        {
          key: "Direction",
          label: "Direction",
          class: "WFEnumerationParameter",
          pythonType: "str",
          default: "Left",
          values: ["Left", "Right"],
        },
        {
          key: "Degrees",
          class: "WFNumberFieldParameter",
          pythonType: "float",
          minimum: 0,
          maximum: 360,
          when: [{ parameter: "Direction", relation: "!=", values: ["Left"] }],
        },
      ],
      requires: ["WFTeapotAccessResource"],
    });
  });

  test("tells actions that hand their input on from those that leave nothing", async () => {
    const { byId } = await read(
      xmlPlist({ ...wfActions, "is.workflow.actions.teapot.drop": { ActionClass: "WFDropAction" } }),
    );
    const admire = byId.get("is.workflow.actions.teapot.admire")!;
    expect(admire).toMatchObject({ inputPassthrough: true, descriptionBy: "composed" });
    expect(admire).not.toHaveProperty("blocksOutput");
    expect(byId.get("is.workflow.actions.teapot.drop")).toMatchObject({ blocksOutput: true });
  });

  test("does not count on an input that is none of the parameters", async () => {
    const action = { ActionClass: "X", Input: { Types: ["NSString"], ParameterKey: "Gone" } };
    const { records } = await read(xmlPlist({ [TURN]: action }));
    expect(records[0]!.input).toEqual({ types: ["NSString"] });
  });

  test("is malformed with a definition that is none, or an impossible identifier", async () => {
    const broken = [
      { ...wfActions, "is.workflow.actions.x": "text" },
      { 'a"b': { ActionClass: "X" } },
      { "a\u202eb": { ActionClass: "X" } },
    ];
    for (const value of broken) expect(await failure(xmlPlist(value))).toMatchObject({ code: "SC3102" });
  });
});

describe(".intentdefinition", () => {
  test("gives the app's own intents under the names of their classes", async () => {
    const { kind, byId } = await read(xmlPlist(intentDefinition), APP);
    expect(kind).toBe("intentdefinition");
    expect([...byId.keys()]).toEqual([`${APP}.TPBrewTeaIntent`, `${APP}.ShelfIntent`]);
    expect(byId.get(`${APP}.ShelfIntent`)).toMatchObject({ widgetConfiguration: true });
    expect(byId.get(`${APP}.TPBrewTeaIntent`)).toMatchObject({
      app: APP,
      title: "Brew Tea",
      description: "Brews a pot of tea.",
      kind: "intent",
      knowledge: "full",
      summary: "Brew ${leaves}",
      input: { parameterKey: "leaves", types: [] },
      output: { name: "Pot", types: ["Teapot(Object)"], pythonType: "Entity" },
      parameters: [
        { key: "leaves", class: "String", pythonType: "str", multiple: true },
        {
          key: "strength",
          label: "Strength",
          class: "Strength(Enum)",
          pythonType: "str",
          default: "mild",
          values: ["mild", "bold"],
          valueTitles: ["Mild", "bold"],
        },
        {
          key: "milk",
          class: "Bool",
          pythonType: "bool",
          hidden: true,
          when: [{ parameter: "strength", values: ["bold"] }],
        },
      ],
    });
  });

  test("needs the app's bundle id", async () => {
    for (const app of [undefined, "Tea", "$(PRODUCT_BUNDLE_IDENTIFIER)", "com.example."]) {
      const error = await failure(xmlPlist(intentDefinition), app);
      expect(error).toMatchObject({ code: "SC3103" });
      expect((error as ShortcutError).hint).toContain("--app");
    }
  });

  test("is malformed with an intent or a parameter that has no name", async () => {
    const nameless = { INIntentName: "A", INIntentParameters: [{ INIntentParameterType: "String" }] };
    for (const intent of [{ INIntentTitle: "A" }, nameless]) {
      expect(await failure(xmlPlist({ INIntents: [intent] }), APP)).toMatchObject({ code: "SC3102" });
    }
  });
});

describe("actionsdata", () => {
  test("gives the App Intents that Shortcuts offers", async () => {
    const { kind, records } = await read(json(actionsData), APP);
    expect(kind).toBe("actionsdata");
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      identifier: `${APP}.PourIntent`,
      title: "Pour Tea",
      description: "Pours.",
      keywords: ["fill"],
      kind: "appintent",
      knowledge: "full",
      summary: "Pour ${cup}",
      input: { parameterKey: "cup", types: [], required: true },
      output: { types: ["Float"], pythonType: "float" },
      parameters: [
        { key: "cup", class: "Cup(Object)", pythonType: "Entity" },
        { key: "full", label: "To the Brim", class: "Bool", pythonType: "bool", default: true },
        {
          key: "size",
          class: "Size(Enum)",
          pythonType: "str",
          default: "small",
          values: ["small", "large"],
          valueTitles: ["Small", "Large"],
        },
        { key: "notes", class: "array(String)", pythonType: "list[str]" },
        { key: "photo", class: "File", pythonType: "File" },
        { key: "odd", class: "unknown", pythonType: "Any" },
      ],
    });
  });

  test("may be empty, but not of another shape", async () => {
    expect((await read(json({ actions: {}, entities: {}, queries: {} }), APP)).records).toEqual([]);
    const broken = { ...actionsData, actions: { ...actionsData.actions, Odd: "text" } };
    expect(await failure(json(broken), APP)).toMatchObject({ code: "SC3102" });
  });
});

describe("ToolKit", () => {
  test("gives names in English, parameters in order, choices and outputs", async () => {
    const { kind, byId } = await read(await makeDatabase());
    expect(kind).toBe("ToolKit");
    expect(byId.get("com.example.Tea.SteepIntent")).toEqual({
      identifier: "com.example.Tea.SteepIntent",
      pythonName: "com_example_Tea_SteepIntent",
      app: APP,
      appName: "Tea",
      title: "Steep Tea",
      description: "Lets tea steep.",
      descriptionBy: "hand",
      keywords: ["brew", "pot"],
      kind: "appintent",
      knowledge: "toolkit",
      output: { name: "Steeped Tea", types: ["string"], pythonType: "str" },
      parameters: [
        { key: "tea", class: "com.example.Tea.Leaf|string", pythonType: "Entity | str" },
        { key: "minutes", label: "Minutes", class: "measurement_duration", pythonType: "Quantity" },
        {
          key: "mood",
          class: "com.example.Tea.Mood",
          pythonType: "str",
          values: ["calm", "wild"],
          valueTitles: ["Calm", "Wild"],
        },
      ],
    });
    expect(byId.get("com.example.Tea.TPRinseIntent")).toMatchObject({
      kind: "intent",
      deprecated: true,
      blocksOutput: true,
    });
    const turn = byId.get(TURN)!;
    expect(turn).toMatchObject({ kind: "builtin", title: "Tourner", knowledge: "toolkit" });
    expect(turn).not.toHaveProperty("blocksOutput");
  });

  test("gets by with the tables that every version has, and in the mode with a log", async () => {
    const bytes = await makeDatabase(`
      CREATE TABLE Tools (rowId INTEGER PRIMARY KEY, id TEXT, toolType TEXT);
      CREATE TABLE Parameters (toolId INTEGER, key TEXT);
      INSERT INTO Tools VALUES (1, 'com.example.Tea.Do', 'appIntent');
      INSERT INTO Parameters VALUES (1, 'what');`);
    bytes.fill(2, 18, 20);
    const before = bytes.slice();
    const { records } = await read(bytes);
    expect(records).toHaveLength(1);
    expect(keys(records[0])).toEqual(["what"]);
    expect(bytes).toEqual(before);
  });

  test("runs no program that a database brings", async () => {
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT";
    const tools = TOOLKIT_SCHEMA.replace(/CREATE TABLE Tools .*?;/s, "");
    const views = [
      `${tools} CREATE VIEW Tools AS ${endless} i AS rowId, 'a.b' AS id, 'action' AS toolType FROM n;`,
      `${tools} CREATE TABLE Tools (rowId INTEGER, id TEXT AS (hex(zeroblob(100000000))), toolType TEXT);`,
    ];
    for (const sql of views) expect(await failure(await makeDatabase(sql))).toMatchObject({ code: "SC3101" });
    // The others only say more about the actions.
    const optional = TOOLKIT_SCHEMA.replace(/CREATE TABLE SearchKeywords .*?;/s, "");
    const view = `CREATE VIEW SearchKeywords AS ${endless} i AS toolId, 'en' AS locale, 'x' AS keyword FROM n;`;
    const rows = TOOLKIT_ROWS.replace(/INSERT INTO SearchKeywords .*?;/s, "");
    expect((await read(await makeDatabase(optional + view + rows))).records).toHaveLength(3);
  });

  test("is refused where it is damaged or another database", async () => {
    const bytes = await makeDatabase();
    expect(await failure(bytes.subarray(0, 4096 + 100))).toMatchObject({ code: "SC3102" });
    expect(await failure(bytes.slice().fill(0xff, 100))).toMatchObject({ code: "SC3102" });
    const other = await failure(await makeDatabase("CREATE TABLE ZSHORTCUT (Z_PK INTEGER);"));
    expect(other).toMatchObject({ code: "SC3101" });
    const nameless = await makeDatabase(
      `${TOOLKIT_SCHEMA} INSERT INTO Tools VALUES (1, '', 'action', 0, 0, 0, 0);`,
    );
    expect(await failure(nameless)).toMatchObject({ code: "SC3102" });
  });
});

describe("a file of another kind", () => {
  test("is told by its content", async () => {
    expect(await failure(shortcutFile([["nothing"]]))).toMatchObject({
      code: "SC3101",
      message: "This file defines no actions: it is a shortcut.",
    });
    const info = xmlPlist({ CFBundleIdentifier: APP, CFBundlePackageType: "APPL" });
    expect(await failure(info)).toMatchObject({
      code: "SC3101",
      message: expect.stringContaining("Info.plist"),
    });
    expect(await failure(xmlPlist(["a"]))).toMatchObject({ code: "SC3101" });
    expect(await failure(json({ a: 1 }))).toMatchObject({ code: "SC3101" });
    expect(await failure(Buffer.from("AEA1"))).toMatchObject({ code: "SC3101" });
    expect(await failure(new Uint8Array())).toMatchObject({ code: "SC1001" });
    expect(await failure(Buffer.from("{"))).toMatchObject({ code: "SC2004" });
  });

  test("never escapes with another error, however it is broken", async () => {
    const database = await makeDatabase();
    const whole = [xmlPlist(wfActions), xmlPlist(intentDefinition), json(actionsData), database];
    const broken = fc.record({
      file: fc.constantFrom(...whole),
      edits: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }), {
        maxLength: 12,
      }),
      end: fc.double({ min: 0.5, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(broken, async ({ file, edits, end }) => {
        const bytes = file.slice(0, Math.ceil(file.length * end));
        for (const { at, byte } of edits) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        const error = await failure(bytes, APP);
        expect(error === undefined || error instanceof ShortcutError).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("of another shape in its depths is read or refused", async () => {
    const odd = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, true, 5, "x", "__proto__"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom("Key", "name", "wrapper", "Class", "valueType", "__proto__"),
          tie("value"),
        ),
      ),
    })).value;
    const places = [
      "title",
      "parameters",
      "outputType",
      "actionConfiguration",
      "descriptionMetadata",
    ] as const;
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom(...places), async (value, place) => {
        const action = { ...actionsData.actions.PourIntent, [place]: value };
        const error = await failure(json({ ...actionsData, actions: { PourIntent: action } }), APP);
        expect(error === undefined || error instanceof ShortcutError).toBe(true);
      }),
    );
  });
});
