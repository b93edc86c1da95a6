import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { inspect } from "../../src/inspect/inspect.ts";
import { makeArchive, makeSignedFile } from "../support/signed-fixture.ts";
import { shortcutFile, type Plain } from "../support/plist-files.ts";
import { cpuTime } from "../support/cpu-time.ts";

const block = (mode: number, more: Record<string, Plain> = {}) => ({
  GroupingIdentifier: "G",
  WFControlFlowMode: mode,
  ...more,
});

const SHORTCUT = shortcutFile(
  [
    ["gettext", { WFTextActionText: "a" }],
    ["conditional", block(0, { WFCondition: 100 })],
    ["repeat.count", block(0, { WFRepeatCount: 2 })],
    ["gettext", { WFTextActionText: "b" }],
    ["repeat.count", block(2)],
    ["conditional", block(1)],
    ["choosefrommenu", block(0, { WFMenuItems: ["x"] })],
    ["choosefrommenu", block(1, { WFMenuItemTitle: "x" })],
    ["com.example.nobody.knows"],
    ["choosefrommenu", block(2)],
    ["conditional", block(2)],
    ["gettext", { WFTextActionText: "c" }],
  ],
  {
    WFWorkflowName: "Test",
    WFWorkflowClientVersion: "1050.22",
    WFWorkflowClientRelease: "3.0",
    WFWorkflowMinimumClientVersion: 411,
    WFWorkflowInputContentItemClasses: ["WFStringContentItem"],
    WFWorkflowOutputContentItemClasses: ["WFNumberContentItem"],
    WFWorkflowTypes: ["Watch", "ActionExtension"],
    WFWorkflowImportQuestions: [{ ActionIndex: 0, Category: "Parameter", ParameterKey: "WFTextActionText" }],
  },
);

describe("an inspection", () => {
  test("says what is in the file", () => {
    expect(inspect(SHORTCUT)).toEqual({
      size: SHORTCUT.length,
      kind: "xml",
      propertyList: "xml",
      name: "Test",
      clientVersion: "1050.22",
      clientRelease: "3.0",
      minimumClientVersion: "411",
      actions: 12,
      blocks: { if: 1, repeat: 1, menu: 1, deepest: 2 },
      apis: [
        { identifier: "is.workflow.actions.choosefrommenu", count: 3, known: true },
        { identifier: "is.workflow.actions.conditional", count: 3, known: true },
        { identifier: "is.workflow.actions.gettext", count: 3, known: true },
        { identifier: "is.workflow.actions.repeat.count", count: 2, known: true },
        { identifier: "com.example.nobody.knows", count: 1, known: false },
      ],
      inputTypes: ["WFStringContentItem"],
      outputTypes: ["WFNumberContentItem"],
      surfaces: ["Watch", "ActionExtension"],
      importQuestions: 1,
      disclosures: [],
      privacy: {
        facts: [{ kind: "runs", what: "the app com.example.nobody", actions: [8] }],
        hosts: [],
      },
      diagnostics: [],
    });
  });

  test("says what the file is", () => {
    const signed = makeSignedFile(SHORTCUT, { scheme: "contact" });
    expect(inspect(signed)).toMatchObject({
      size: signed.length,
      kind: "signed",
      propertyList: "xml",
      signatureScheme: "contact",
    });
    const archive = makeArchive([{ path: "Shortcut.wflow", data: SHORTCUT }]);
    expect(inspect(archive)).toMatchObject({ kind: "archive", propertyList: "xml" });
    const json = inspect(Buffer.from('{"WFWorkflowActions": [], "WFWorkflowClientVersion": 700}'));
    expect(json).toMatchObject({ kind: "json", clientVersion: "700", actions: 0 });
    expect(json.diagnostics.map(({ code }) => code)).toEqual(["SC4010"]);
    expect(json).not.toHaveProperty("name");
  });

  test("says what is broken", () => {
    const { diagnostics, blocks } = inspect(shortcutFile([["conditional", block(0)]]));
    expect(diagnostics).toMatchObject([{ code: "SC4001", where: { action: 0 } }]);
    expect(blocks).toEqual({ if: 0, repeat: 0, menu: 0, deepest: 0 });
  });

  test("takes properties of the wrong type for none", () => {
    const properties = { WFWorkflowName: 5, WFWorkflowTypes: "Watch", WFWorkflowImportQuestions: ["x"] };
    const inspection = inspect(shortcutFile([], { ...properties, WFWorkflowClientVersion: { a: "b" } }));
    expect(inspection).toMatchObject({ surfaces: [], importQuestions: 0 });
    expect(inspection).not.toHaveProperty("clientVersion");
  });
});

/** What is found in a shortcut whose second action is a Text with this text. */
function foundIn(text: string) {
  return inspect(shortcutFile([["nothing"], ["gettext", { WFTextActionText: text }]])).disclosures;
}

/** Put together here, so that no scanner takes this file for one that gives something away. */
const digits = (count: number) => "0123456789".repeat(10).slice(0, count);
const letters = (count: number) => "aB3dE5gH1j".repeat(10).slice(0, count);
const capitals = (count: number) => "AB3DE5GH1J".repeat(10).slice(0, count);

describe("a warning", () => {
  test.each([
    ["a private key", `-----BEGIN ${"OPENSSH"} PRIVATE KEY-----\nabc`],
    ["a private key", `-----BEGIN ${"PRIVATE"} KEY-----`],
    ["a GitHub token", `token gh${"p_"}${letters(36)}`],
    ["a GitHub token", `github${"_pat_"}${letters(30)}`],
    ["a GitLab token", `gl${"pat-"}${letters(20)}`],
    ["an API key (sk-...)", `s${"k-"}proj-${letters(30)}`],
    ["a Stripe key", `sk${"_live_"}${letters(24)}`],
    ["a Slack token", `xo${"xb-"}${digits(12)}-${letters(12)}`],
    ["a Slack web hook", `https://hooks.slack.com/services/${"T"}0AB/B0CD/${letters(24)}`],
    ["a Discord web hook", `https://discord.com/api/webhooks/${digits(18)}/${letters(60)}`],
    ["an IFTTT web hook key", `https://maker.ifttt.com/trigger/\uFFFC/with/key/${letters(22)}`],
    ["a Telegram bot token", `https://api.telegram.org/bot${digits(9)}:A${"A"}${letters(33)}/send`],
    ["an AWS access key", `AK${"IA"}${capitals(16)}`],
    ["a Google API key", `https://x.example/?q=1&z=AI${"za"}${letters(35)}`],
    ["a Notion token", `ntn${"_"}${letters(46)}`],
    ["a JSON web token", `ey${"J"}${letters(20)}.ey${"J"}${letters(20)}.${letters(20)}`],
    ["an authorization header", `Bearer ${letters(24)}`],
    ["an authorization header", `Authorization is Basic ${letters(24)}==`],
    ["a URL with a password", "ftp://anna:geheim@files.example.org/"],
    ["a value that is called a key, token or password", `https://x.example/?api_key=${letters(8)}&q=1`],
    ["a value that is called a key, token or password", "https://x.example/v1?q=1&appid=abcdefgh"],
    ["a value that is called a key, token or password", `{"access_token": "${letters(20)}"}`],
    ["a value that is called a key, token or password", `password: ${letters(12)}`],
    ["an e-mail address", "Write to anna.b+c@mail.example-company.de, please."],
    ["a phone number", "Call +49 (30) 1234-5678."],
    ["a phone number", "tel:030 123456"],
    ["the coordinates of a place", "at 52.51627, -13.37770 exactly"],
    // The shortest of each rule, and its other forms.
    ["a GitHub token", `gh${"o_"}${letters(36)}`],
    ["a Stripe key", `rk${"_test_"}${letters(16)}`],
    ["a Slack token", `xo${"xp-"}${letters(10)}`],
    ["a Slack web hook", `hooks.slack.com/services/T0/B0/${letters(8)}`],
    ["a Discord web hook", `discordapp.com/api/webhooks/1/${letters(20)}`],
    ["an AWS access key", `AS${"IA"}${capitals(16)}`],
    ["a Notion token", `secret${"_"}${letters(43)}`],
    ["an authorization header", `Token ${letters(16)}`],
    ["a URL with a password", "ab://a:bcdefgh@"],
    ["a value that is called a key, token or password", "&x_auth=abcdefgh"],
    ["an e-mail address", "an@bcde.fg"],
    ["a phone number", "+12345678"],
    ["a phone number", "sms:12345"],
    ["a phone number", "facetime:12345"],
    ["the coordinates of a place", "1.1234,1.1234"],
  ])("%s in %j", (what, text) => {
    const kind = /phone|mail|coordinates/.test(what) ? "personal" : "secret";
    expect(foundIn(text)).toContainEqual({ kind, what, where: { action: 1, keyPath: "WFTextActionText" } });
    expect(JSON.stringify(foundIn(text))).not.toContain(text.slice(-8));
    // Behind an encoded file, where it is looked for in another way.
    expect(foundIn(`${"aZ+9/8".repeat(100)} ${text} `)).toEqual(foundIn(text));
  });

  test.each([
    "",
    "Hello, world: 12:30, 3.14159, 1,000,000",
    "task-management-with-a-long-hyphenated-name",
    "Basic understanding-of-everything, token required, Password: required",
    "https://example.org/?q=token&page=2",
    "https://api.example.org/?api_key=YOUR_API_KEY&token=\uFFFC&key=xxxxxxxx",
    "Bearer \uFFFC",
    "https://user:\uFFFC@host.org/",
    "someone@example.com",
    "font@2x.png, @handle, a@b",
    "1234567890123456789012345",
    "52.5, 13.4",
  ])("is not given for %j", (text) => expect(foundIn(text)).toEqual([]));

  test("is not given for chance in a file in Base64, but for a list of keys", () => {
    const key = `AK${"IA"}${capitals(16)}`;
    const line = "aZ/9".repeat(19);
    const file = [line, `${line}/${key}`, line, "+12345678", line, line].join("\n");
    expect(foundIn(`${file}==\r\n`)).toEqual([]);
    const named = `${file}\nsecret=${letters(12)}`;
    expect(foundIn(named).map(({ what }) => what)).toContain(
      "a value that is called a key, token or password",
    );
    const [found] = foundIn(new Array<string>(20).fill(key).join("\n"));
    expect(found).toMatchObject({ what: "an AWS access key", where: { action: 1 } });
  });

  test("a secret by the name that it is given", () => {
    const named = (...more: Parameters<typeof shortcutFile>[0]) => inspect(shortcutFile(more)).disclosures;
    const secret = (action: number, keyPath: string) => ({
      kind: "secret",
      what: "a value that is called a key, token or password",
      where: { action, keyPath },
    });
    const field = (key: string, value: string) => ({
      Value: { WFDictionaryFieldValueItems: [{ WFItemType: 0, WFKey: text(key), WFValue: text(value) }] },
      WFSerializationType: "WFDictionaryFieldValue",
    });
    const text = (string: string) => ({ Value: { string }, WFSerializationType: "WFTextTokenString" });
    const item = "Value.WFDictionaryFieldValueItems.0.WFValue";
    expect(named(["downloadurl", { WFHTTPHeaders: field("X-Api-Key", "hunter2") }])).toEqual([
      secret(0, `WFHTTPHeaders.${item}`),
    ]);
    expect(named(["downloadurl", { WFHTTPHeaders: field("X-Api-Key", "\uFFFC") }])).toEqual([]);
    expect(named(["downloadurl", { WFHTTPHeaders: field("Accept", "hunter2") }])).toEqual([]);
    expect(named(["runsshscript", { WFSSHPassword: "hunter2" }])).toEqual([secret(0, "WFSSHPassword")]);
    expect(named(["runsshscript", { WFSSHPassword: "" }])).toEqual([]);
    expect(named(["gettext", { WFTextActionText: "hunter2", CustomOutputName: "My Token" }])).toEqual([
      secret(0, "WFTextActionText"),
    ]);
    const hunter = { WFTextActionText: "hunter2" };
    expect(named(["gettext", hunter], ["setvariable", { WFVariableName: "API Key" }])).toEqual([
      secret(0, "WFTextActionText"),
    ]);
    expect(named(["gettext", hunter], ["setvariable", { WFVariableName: "Key Chain" }])).toEqual([]);
  });

  test("what stands in questions, places and contacts", () => {
    const question = { ActionIndex: 0, Text: "What is your API key?", DefaultValue: "hunter2" };
    const location = {
      placemark: { location: { latitude: 52, longitude: 13 }, addressDictionary: { City: "x" } },
    };
    const contact = [
      { SerializedEntry: { "link.contentkit.phonenumber": "555" } },
      { WFContactData: new Uint8Array(3) },
    ];
    const { disclosures } = inspect(
      shortcutFile(
        [
          ["weather", { WFLocation: location }],
          ["sendmessage", { To: contact }],
        ],
        {
          WFWorkflowImportQuestions: [question],
        },
      ),
    );
    expect(disclosures.map(({ what, where }) => [what, where.action, where.keyPath])).toEqual([
      [
        "a value that is called a key, token or password",
        undefined,
        "WFWorkflowImportQuestions.0.DefaultValue",
      ],
      ["a postal address", 0, "WFLocation.placemark.addressDictionary"],
      ["the coordinates of a place", 0, "WFLocation.placemark.location"],
      ["a phone number", 1, "To.0.SerializedEntry.link.contentkit.phonenumber"],
      ["a contact", 1, "To.1.WFContactData"],
    ]);
  });

  test.each([
    "a",
    "eyJ",
    "eyJ-12345678",
    "eyJ12345678.",
    "token",
    "hooks.slack.com/services/T",
    "+1",
    "1.1111,",
    "x@y.",
    "Bearer ",
    "?key=",
    "a:",
    "://a:",
    " ",
  ])("is found or not without delay in a long text of %j", (part) => {
    const started = cpuTime();
    const text = `${part.repeat(1_000_000 / part.length)}x`;
    inspect(shortcutFile([["gettext", { WFTextActionText: text, Items: { WFKey: text, WFValue: text } }]]));
    expect(cpuTime() - started).toBeLessThan(3000);
  });
});

const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus", "files");
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`Tests of inspect on real files are skipped: there is no ${corpus}.`);

test.skipIf(!hasCorpus)("every real file can be inspected, and what it holds does not show", () => {
  const files = readdirSync(corpus);
  expect(files.length).toBeGreaterThan(800);
  for (const file of files) {
    const { actions, apis, disclosures } = inspect(readFileSync(join(corpus, file)));
    const counted = apis.reduce((sum, { count }) => sum + count, 0);
    expect(counted, file).toBeLessThanOrEqual(actions);
    for (const { where } of disclosures) expect(where.keyPath, file).toMatch(/^[^\n@]+$/);
  }
});

test("a shortcut of malformed actions is searched too", () => {
  const found = inspect(
    Buffer.from('{"WFWorkflowActions": ["anna@mail.org", {"WFWorkflowActionIdentifier": 1}]}'),
  );
  expect(found.disclosures).toEqual([{ kind: "personal", what: "an e-mail address", where: { action: 0 } }]);
  expect(found.apis).toEqual([]);
});
