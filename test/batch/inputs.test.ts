import { chmodSync, readdirSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import initSqlJs from "sql.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBinaryPlist } from "../../src/plist/binary-writer.ts";
import { PlistDict } from "../../src/plist/value.ts";
import { iCloudRecord, serve } from "../support/web-server.ts";
import { tar, tarGz, zip } from "./archives.ts";
import { linesOf, saying, setUp } from "./support.ts";

const { path, write, shortcut2py } = setUp();
const base64 = (text: string) => Buffer.from(saying(text)).toString("base64");

let count = 0;
/** The records of a batch over these inputs. */
async function recordsOf(
  inputs: string[],
  options: Parameters<typeof shortcut2py>[1] = {},
  flags: string[] = [],
) {
  const folder = `out ${++count}`;
  const { stderr } = await shortcut2py(["batch", ...inputs, "-o", folder, ...flags], options);
  try {
    return linesOf(path(`${folder}/records.jsonl`));
  } catch {
    throw new Error(stderr);
  }
}

const brief = (records: Awaited<ReturnType<typeof recordsOf>>) =>
  records.map((record) => [record.source, "error" in record ? record.error.code : record.name]);

describe("files", () => {
  test("globs, of files at any depth", async () => {
    write("g/one.shortcut", saying("one"));
    write("g/deep/two.shortcut", saying("two"));
    write("g/deep/three.plist", saying("three"));
    expect(brief(await recordsOf(["g/**/*.shortcut"]))).toEqual([
      ["g/deep/two.shortcut", "two"],
      ["g/one.shortcut", "one"],
    ]);
  });

  test("links, and folders that cannot be read", async () => {
    write("l/a.shortcut", saying("a"));
    write("l/closed/b.shortcut", saying("b"));
    symlinkSync("a.shortcut", path("l/link.shortcut"));
    symlinkSync("nowhere", path("l/lost.shortcut"));
    symlinkSync("round.shortcut", path("l/round.shortcut"));
    symlinkSync(".", path("l/same"));
    chmodSync(path("l/closed"), 0);
    chmodSync(path(""), 0o777);
    const records = await recordsOf(["l"], { unprivileged: true });
    chmodSync(path("l/closed"), 0o755);
    expect(brief(records)).toEqual([
      ["l/a.shortcut", "a"],
      ["l/closed", "SC5001"],
      ["l/link.shortcut", "link"],
      ["l/lost.shortcut", "SC5001"],
      ["l/round.shortcut", "SC5001"],
    ]);
  });

  test("several inputs, in the order in which they are given", async () => {
    write("x.shortcut", saying("x"));
    write("f/y.shortcut", saying("y"));
    expect(brief(await recordsOf(["x.shortcut", "f"]))).toEqual([
      ["x.shortcut", "x"],
      ["f/y.shortcut", "y"],
    ]);
  });
});

describe("archives", () => {
  const entries = {
    "dump/": "",
    "dump/one.shortcut": saying("one"),
    "dump/two.shortcut": saying("two"),
    "__MACOSX/dump/._one.shortcut": "noise",
    "dump/.DS_Store": "noise",
    "dump/bad.shortcut": "bad",
  };
  test.each([
    // By bytes: names do not matter.
    ["dump.zip", zip],
    ["dump.tar", tar],
    ["dump.tar.gz", tarGz],
    ["odd-name", zip],
  ])("%s", async (name, pack) => {
    write(name, pack(entries));
    expect(brief(await recordsOf([name]))).toEqual([
      [`${name}!dump/one.shortcut`, "one"],
      [`${name}!dump/two.shortcut`, "two"],
      [`${name}!dump/bad.shortcut`, "SC1002"],
    ]);
  });

  test("an entry that is damaged is an error record, and the others are read", async () => {
    const bytes = zip({ "a.shortcut": saying("a"), "b.shortcut": saying("b"), "c.shortcut": saying("c") });
    // Into the packed bytes of the first entry.
    bytes[60]! ^= 0xff;
    write("damaged.zip", bytes);
    expect(brief(await recordsOf(["damaged.zip"]))).toEqual([
      ["damaged.zip!a.shortcut", "SC5202"],
      ["damaged.zip!b.shortcut", "b"],
      ["damaged.zip!c.shortcut", "c"],
    ]);
  });
});

describe("an index", () => {
  const rows = [
    { id: 7, title: "Seven", path: "below/seven.shortcut", downloads: 12, tags: ["a"] },
    { _id: "x", base64: base64("inline") },
    { path: "below/none.shortcut" },
    { title: "nothing at all" },
    { base64: "%%%" },
  ];
  const expected = [
    { id: "7", name: "Seven", metadata: { path: "below/seven.shortcut", downloads: 12, tags: ["a"] } },
    { id: "x", kind: "xml" },
    { name: "none", error: { code: "SC5001" } },
    { name: "nothing at all", error: { code: "SC5201" } },
    { error: { code: "SC5201" } },
  ];

  test("of JSONL, packed or not, beside its files", async () => {
    write("idx/below/seven.shortcut", saying("seven"));
    const text = `${rows.map((row) => JSON.stringify(row)).join("\r\n")}\n\n`;
    write("idx/index.jsonl", text);
    write("idx/index.ndjson.gz", gzipSync(text));
    expect(await recordsOf(["idx/index.jsonl"])).toMatchObject(expected);
    expect(await recordsOf(["idx/index.ndjson.gz"])).toMatchObject(expected);
  });

  test("of JSONL on the standard input, with lines that make no sense", async () => {
    const lines = [`{"base64":"${base64("in")}"}`, "{", "[]", "", saying("raw").toString().slice(0, 20)];
    expect(brief(await recordsOf(["-"], { input: Buffer.from(lines.join("\n")) }))).toEqual([
      ["stdin#1", undefined],
      ["stdin#2", "SC5201"],
      ["stdin#3", "SC5201"],
      ["stdin#5", "SC5201"],
    ]);
  });

  test("of JSONL whose lines are shortcuts", async () => {
    const shortcut = { WFWorkflowActions: [{ WFWorkflowActionIdentifier: "is.workflow.actions.vibrate" }] };
    write("raw.jsonl", JSON.stringify(shortcut));
    expect(await recordsOf(["raw.jsonl"])).toMatchObject([
      { kind: "json", apis: ["is.workflow.actions.vibrate"] },
    ]);
  });

  test("as a table", async () => {
    write("idx/below/seven.shortcut", saying("seven"));
    const text = `\uFEFFid,name,path,note\n7,"Se""ven",below/seven.shortcut,"two\nlines"\n8,,below/none.shortcut,\n`;
    write("idx/index.csv", text);
    write("idx/index.tsv", text.replaceAll(",", "\t"));
    const rows = [
      { id: "7", source: "index.csv#1", name: 'Se"ven', metadata: { note: "two\nlines" } },
      { id: "8", source: "index.csv#2", error: { code: "SC5001" } },
    ];
    expect(await recordsOf(["idx/index.csv"])).toMatchObject(rows);
    expect(await recordsOf(["idx/index.tsv"])).toMatchObject([{ name: 'Se"ven' }, { id: "8" }]);
  });
});

test("a Mac's library", async () => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(`CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, ZNAME TEXT, ZACTIONSDESCRIPTION TEXT);
    CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, ZSHORTCUT INTEGER, ZDATA BLOB);`);
  const vibrate = new PlistDict();
  vibrate["WFWorkflowActionIdentifier"] = "is.workflow.actions.vibrate";
  database.run("INSERT INTO ZSHORTCUT VALUES (1, 'Buzz', '1 action'), (2, 'Lost', NULL)");
  database.run("INSERT INTO ZSHORTCUTACTIONS VALUES (5, 1, ?)", [encodeBinaryPlist([vibrate])]);
  write("Shortcuts.sqlite", database.export());
  database.close();
  expect(await recordsOf(["Shortcuts.sqlite"])).toMatchObject([
    { id: "Shortcuts.sqlite#1", name: "Buzz", metadata: { description: "1 action" }, counts: { actions: 1 } },
    { id: "Shortcuts.sqlite#2", name: "Lost", error: { code: "SC5201" } },
  ]);
});

describe("links", () => {
  const id = "0123abcd0123abcd0123abcd0123abcd";
  const gone = "ffffffffffffffffffffffffffffffff";
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve({
      [`/shortcuts/api/records/${id}`]: (_request, response) => {
        response.end(iCloudRecord(`${server.url}/file`));
      },
      "/file": (_request, response) => response.end(saying("from iCloud")),
    });
  });
  afterAll(() => server.close());

  test("are fetched once, kept, and told apart from those that lead nowhere", async () => {
    const env = { SHORTCUT2PY_ICLOUD_URL: server.url };
    const link = (of: string) => `https://www.icloud.com/shortcuts/${of}`;
    write("links.jsonl", [link(id), link(gone), link(id)].map((url) => JSON.stringify({ url })).join("\n"));
    const records = await recordsOf(["links.jsonl"], { env }, ["--rate", "50"]);
    expect(brief(records)).toEqual([
      ["links.jsonl#1", "Morning Light"],
      ["links.jsonl#2", "SC5102"],
      ["links.jsonl#3", "Morning Light"],
    ]);
    expect(server.requests.filter((path) => path === "/file")).toHaveLength(1);
    const kept = readdirSync(path(`out ${count}/.shortcut2py/icloud`));
    expect(kept.toSorted()).toEqual([`${id}.json`, `${gone}.json`]);
  });

  test("in different parts are fetched once, too, and what is kept but damaged is fetched again", async () => {
    const env = { SHORTCUT2PY_ICLOUD_URL: server.url };
    const row = JSON.stringify({ url: `https://www.icloud.com/shortcuts/${id}` });
    write("many.jsonl", Array.from({ length: 100 }, () => row).join("\n"));
    const asked = () => server.requests.filter((path) => path === "/file").length;
    const before = asked();
    write(`out ${count + 1}/.shortcut2py/icloud/${id}.json`, "");
    const records = await recordsOf(["many.jsonl"], { env }, ["--rate", "50"]);
    expect(records.filter((record) => "python" in record)).toHaveLength(100);
    expect(asked()).toBe(before + 1);
  });

  test("in records of iCloud are followed", async () => {
    const env = { SHORTCUT2PY_ICLOUD_URL: server.url };
    write("record.json", iCloudRecord("https://example.com/expired"));
    expect(await recordsOf(["record.json"], { env })).toMatchObject([
      { source: "record.json", name: "Morning Light", counts: { actions: 2 } },
    ]);
  });
});
