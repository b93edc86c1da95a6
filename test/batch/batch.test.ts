import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import type { TranscribedRecord } from "../../src/batch/record.ts";
import { convert } from "../../src/index.ts";
import { ruffFormat } from "../support/ruff.ts";
import { comesBackDifferent } from "../support/shortcut.ts";
import { COMMENT, EMPTY, linesOf, saying, setUp } from "./support.ts";

const bench = setUp();
const { path, write, shortcut2py } = bench;
const summaryOf = (folder: string) => JSON.parse(readFileSync(path(`${folder}/summary.json`), "utf8"));
const recordsOf = (folder: string) => linesOf(path(`${folder}/records.jsonl`));

/** A small dump: good, bad, double, empty. */
function writeDump(): void {
  write("dump/b/Second.shortcut", saying("second"));
  write("dump/a.shortcut", saying("first"));
  write("dump/Page.shortcut", "<!doctype html><html></html>");
  write("dump/z copy.shortcut", saying("first"));
  write("dump/Empty.shortcut", EMPTY);
  write("dump/Comment.shortcut", COMMENT);
  write("dump/.DS_Store", "hidden");
}

describe("records", () => {
  test("one for each input, good or bad, in order", async () => {
    writeDump();
    const { code, stdout, stderr } = await shortcut2py(["batch", "dump", "-o", "out"]);
    expect(recordsOf("out").map(({ source }) => source)).toEqual([
      "dump/Comment.shortcut",
      "dump/Empty.shortcut",
      "dump/Page.shortcut",
      "dump/a.shortcut",
      "dump/b/Second.shortcut",
      "dump/z copy.shortcut",
    ]);
    expect(summaryOf("out")).toEqual({
      inputs: 6,
      transcribed: 5,
      actions: 7,
      errors: { SC1002: 1 },
      left_out: {},
      // By which a later run knows whether it goes on with the same.
      batch: {
        inputs: expect.stringMatching(/^[0-9a-f]{64}$/),
        options: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^out: done in \d+ s, \d+\/s\n/);
    expect(stderr).toContain("\n  1  errors SC1002\n");
    // Some inputs have error records.
    expect(code).toBe(3);
    expect(readdirSync(path("out")).toSorted()).toEqual(["records.jsonl", "rejects.jsonl", "summary.json"]);
  });

  test("of what lies below, but not of the output itself", async () => {
    write("here/a.shortcut", saying("a"));
    write("here/sub/b.shortcut", saying("b"));
    for (const output of ["out", "sub/out"]) {
      await shortcut2py(["batch", ".", "-o", output], { cwd: path("here") });
      const records = linesOf(path(`here/${output}/records.jsonl`));
      const shortcuts = records.filter(({ source }) => !source.startsWith("here/out/"));
      expect(shortcuts.map(({ source }) => source)).toEqual(["here/a.shortcut", "here/sub/b.shortcut"]);
    }
  });

  test("say what a shortcut is, and hold its program", async () => {
    writeDump();
    await shortcut2py(["batch", "dump/b", "-o", "one", "--metadata"]);
    const [record] = recordsOf("one") as [TranscribedRecord];
    const bytes = saying("second");
    expect(Object.keys(record)).toEqual([
      ...["id", "source", "sha256", "name", "kind", "actions_sha256", "client_version", "python", "apis"],
      ...["counts", "diagnostics"],
    ]);
    expect(record).toMatchObject({
      id: "b/Second.shortcut",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      name: "Second",
      kind: "xml",
      apis: ["is.workflow.actions.gettext", "is.workflow.actions.speaktext"],
      counts: { actions: 2, branches: 0, loops: 0, menus: 0, nesting: 0 },
      diagnostics: [],
    });
    expect(record.python).toBe(convert(bytes, { name: "Second", names: "api" }).python);
    expect(ruffFormat(record.python)).toBe(record.python);
  });

  test("say that a program with metadata would become another shortcut", async () => {
    write("Early.shortcut", comesBackDifferent());
    await shortcut2py(["batch", "Early.shortcut", "-o", "early", "--metadata"]);
    await shortcut2py(["batch", "Early.shortcut", "-o", "bare"]);
    const codes = (folder: string) =>
      (recordsOf(folder) as TranscribedRecord[]).map(({ diagnostics }) =>
        diagnostics.map(({ code }) => code),
      );
    expect(codes("early")).toEqual([["SC4022"]]);
    // Without metadata, nobody promises that it would not.
    expect(codes("bare")).toEqual([[]]);
  });

  test("of what cannot be read say why", async () => {
    writeDump();
    await shortcut2py(["batch", "dump/Page.shortcut", "-o", "page"]);
    expect(recordsOf("page")).toEqual([
      {
        id: "Page.shortcut",
        source: "Page.shortcut",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        name: "Page",
        error: { code: "SC1002", message: expect.any(String), hint: expect.any(String) },
      },
    ]);
  });
});

describe("filters", () => {
  test("leave out what they are asked to, and list it", async () => {
    writeDump();
    write(
      "dump/zz near.shortcut",
      Buffer.from(saying("first"))
        .toString()
        .replaceAll("<string>first</string></dict>", "<string>first</string></dict>\n"),
    );
    const drop = ["unreadable", "no-actions", "only-comments", "duplicate", "near-duplicate"];
    const { code, stdout } = await shortcut2py([
      "batch",
      "dump",
      "-o",
      "filtered",
      "--json",
      "--drop",
      ...drop,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      inputs: 7,
      transcribed: 2,
      errors: {},
      left_out: { unreadable: 1, "no-actions": 1, "only-comments": 1, duplicate: 1, "near-duplicate": 1 },
    });
    expect(recordsOf("filtered").map(({ name }) => name)).toEqual(["a", "Second"]);
    const rejects = linesOf<{ source: string; reason: string }>(path("filtered/rejects.jsonl"));
    expect(rejects.map(({ source, reason }) => [source, reason])).toEqual([
      ["dump/Comment.shortcut", "only-comments"],
      ["dump/Empty.shortcut", "no-actions"],
      ["dump/Page.shortcut", "unreadable"],
      ["dump/z copy.shortcut", "duplicate"],
      ["dump/zz near.shortcut", "near-duplicate"],
    ]);
    expect(code).toBe(0);
  });

  test.each([
    ["few actions", ["--min-actions", "2"], { "few-actions": 1 }],
    ["many actions", ["--max-actions", "1"], { "many-actions": 1 }],
    ["large files", ["--max-bytes", "100"], { large: 2 }],
    ["other APIs", ["--apis", "apis.txt"], { "other-apis": 1 }],
    ["programs that do not parse, of which there are none", ["--drop", "unparsable"], {}],
  ])("%s", async (name, flags, leftOut) => {
    write("few/Comment.shortcut", COMMENT);
    write("few/Two.shortcut", saying("two"));
    write("apis.txt", "is_workflow_actions_gettext\nis.workflow.actions.speaktext\n");
    const folder = `few ${name}`;
    await shortcut2py(["batch", "few", "-o", folder, ...flags]);
    expect(summaryOf(folder).left_out).toEqual(leftOut);
  });
});

describe("sinks", () => {
  test("packed JSONL holds the same", async () => {
    writeDump();
    await shortcut2py(["batch", "dump", "-o", "plain"]);
    await shortcut2py(["batch", "dump", "-o", "packed", "--gzip"]);
    const packed = gunzipSync(readFileSync(path("packed/records.jsonl.gz")));
    expect(packed.equals(readFileSync(path("plain/records.jsonl")))).toBe(true);
  });

  test("Parquet is read by DuckDB", async () => {
    writeDump();
    await shortcut2py(["batch", "dump", "-o", "plain2"]);
    await shortcut2py(["batch", "dump", "-o", "parquet", "--sink", "parquet"]);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const reader = await connection.runAndReadAll(`SELECT * FROM '${path("parquet/records/*.parquet")}'`);
    const expected = linesOf(path("plain2/records.jsonl")) as Partial<TranscribedRecord>[];
    expect(reader.getRowObjectsJson()).toEqual(
      expected.map(({ counts, ...record }) => ({
        ...Object.fromEntries(reader.columnNames().map((name) => [name, null])),
        ...record,
        ...counts,
        ...(record.diagnostics && { diagnostics: JSON.stringify(record.diagnostics) }),
        ...("error" in record && { error: JSON.stringify(record.error) }),
      })),
    );
    connection.closeSync();
  });

  test("files have safe names, one each", async () => {
    const rows = ["../../evil", "A/B", "a/b", "", "CON\u0000"].map((name, i) => {
      return JSON.stringify({ id: i, name, base64: Buffer.from(saying(`text ${i}`)).toString("base64") });
    });
    write("names.jsonl", rows.join("\n"));
    await shortcut2py(["batch", "names.jsonl", "-o", "named", "--sink", "files"]);
    const names = readdirSync(path("named/files"));
    expect(names).toHaveLength(5);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5);
    const index = linesOf<{ file: string; python?: string }>(path("named/index.jsonl"));
    expect(index.every(({ file, python }) => existsSync(path(`named/${file}`)) && python === undefined)).toBe(
      true,
    );
    // Where the first name leads from the folder of the files.
    expect(existsSync(path("evil.py"))).toBe(false);
  });
});

describe("mistakes", () => {
  test.each([
    ["an input that is not there", ["batch", "nowhere", "-o", "never"], 1, "SC5001"],
    ["a folder that is not empty", ["batch", "full", "-o", "full"], 1, "SC5204"],
    ["no output", ["batch", "full"], 2, "required option"],
    ["a filter that there is not", ["batch", "full", "-o", "x", "--drop", "bad"], 2, "Allowed choices"],
    [
      "packing what is packed",
      ["batch", "full", "-o", "x", "--sink", "parquet", "--gzip"],
      2,
      "--sink jsonl",
    ],
  ])("%s", async (_, args, expected, words) => {
    mkdirSync(path("full"), { recursive: true });
    write("full/a.shortcut", saying("a"));
    const { code, stderr } = await shortcut2py(args);
    expect(stderr).toContain(words);
    expect(code).toBe(expected);
    expect(existsSync(path("never"))).toBe(false);
  });
});
