import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listInputs, type ListOptions } from "../../src/batch/inputs/list.ts";
import { DEFAULT_OPTIONS } from "../../src/batch/options.ts";
import { pipeLines } from "../../src/batch/pipe.ts";
import { isTranscribed, type DataRecord } from "../../src/batch/record.ts";
import { LinkFetcher } from "../../src/batch/links.ts";
import { transcribeInput } from "../../src/batch/thread.ts";
import { makeDirectory } from "../support/command.ts";
import { tar, tarGz, zip } from "./archives.ts";
import { saying } from "./support.ts";

let folder: ReturnType<typeof makeDirectory>;
beforeAll(() => (folder = makeDirectory()));
afterAll(() => folder.remove());
const at = (name: string) => join(folder.path, name);

function write(name: string, content: string | Uint8Array): string {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

/** The records of what a command line names, without the threads of a batch. */
async function recordsOf(inputs: string[], options: ListOptions = {}): Promise<DataRecord[]> {
  const records: DataRecord[] = [];
  for await (const input of listInputs(inputs, options)) {
    records.push(JSON.parse(String((await transcribeInput(input, DEFAULT_OPTIONS)).line)) as DataRecord);
  }
  return records;
}

/** Of each record, the source and the action, or the error. */
const brief = (records: readonly DataRecord[]) =>
  records.map((record) => [record.source, isTranscribed(record) ? record.apis.join() : record.error.code]);

const action = (name: string) => ({ WFWorkflowActionIdentifier: `is.workflow.actions.${name}` });
const shortcut = (name: string) => ({ WFWorkflowClientVersion: "900", WFWorkflowActions: [action(name)] });
const BUZZ = "is.workflow.actions.vibrate";
const SCAN = "is.workflow.actions.scanbarcode";
const RECORDS = [
  {
    NameInStore: "Buzz",
    URL: `https://www.icloud.com/shortcuts/${"0".repeat(32)}`,
    shortcut: shortcut("vibrate"),
  },
  { category: "x", sourceCode: JSON.stringify(shortcut("scanbarcode")) },
  { title: "nothing" },
];

describe("JSON, told by its content", () => {
  test.each<[what: string, text: string, expected: [source: string, result: string][]]>([
    [
      "an array",
      JSON.stringify(RECORDS),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
        ["f.json#3", "SC5201"],
      ],
    ],
    [
      "an array over many lines",
      JSON.stringify(RECORDS, null, 2),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
        ["f.json#3", "SC5201"],
      ],
    ],
    ["an array of one", JSON.stringify([shortcut("vibrate")]), [["f.json", BUZZ]]],
    [
      "an array of actions",
      JSON.stringify([action("vibrate"), action("scanbarcode")]),
      [["f.json", `${SCAN},${BUZZ}`]],
    ],
    [
      "an array of arrays",
      JSON.stringify([[shortcut("vibrate")], [action("scanbarcode")]]),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
      ],
    ],
    [
      "lines",
      RECORDS.map((row) => JSON.stringify(row)).join("\n"),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
        ["f.json#3", "SC5201"],
      ],
    ],
    [
      "lines, the first broken",
      `{"a":}\n${JSON.stringify(shortcut("vibrate"))}\n`,
      [
        ["f.json#1", "SC5201"],
        ["f.json#2", BUZZ],
      ],
    ],
    [
      "lines of actions",
      [[action("vibrate")], [action("scanbarcode")]].map((row) => JSON.stringify(row)).join("\n"),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
      ],
    ],
    [
      "a page of records",
      JSON.stringify({ total: 2, items: RECORDS.slice(0, 2) }),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
      ],
    ],
    [
      "records by name",
      JSON.stringify({ a: { x: shortcut("vibrate") }, b: { x: shortcut("scanbarcode") } }),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
      ],
    ],
    ["a record", JSON.stringify(RECORDS[0], null, 1), [["f.json", BUZZ]]],
    ["a shortcut", JSON.stringify(shortcut("vibrate"), null, 1), [["f.json", BUZZ]]],
    [
      "with a mark before it",
      `\uFEFF${JSON.stringify(RECORDS.slice(0, 2))}`,
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
      ],
    ],
    [
      "an array that is cut off",
      JSON.stringify(RECORDS).slice(0, -5),
      [
        ["f.json#1", BUZZ],
        ["f.json#2", SCAN],
        ["f.json#3", "SC5201"],
      ],
    ],
    ["an empty array", "[]", [["f.json", "SC3001"]]],
  ])("%s", async (_what, text, expected) => {
    expect(brief(await recordsOf([write("f.json", text)]))).toEqual(expected);
    const packed = expected.map(([source, result]) => [source.replace("f.json", "g.json.gz"), result]);
    expect(brief(await recordsOf([write("g.json.gz", gzipSync(text))]))).toEqual(packed);
  });

  test("names, metadata, and what is left out of them", async () => {
    const [first, second] = await recordsOf([write("f.json", JSON.stringify(RECORDS))]);
    expect(first).toMatchObject({ name: "Buzz", metadata: { URL: RECORDS[0]!.URL }, kind: "json" });
    expect(second!.metadata).toEqual({ category: "x" });
  });

  test("a long array is read as it comes", async () => {
    // Quotes, brackets and backslashes in texts do not end an element, wherever the stream is cut.
    const tricky = { WFWorkflowName: '}],{"\\', ...shortcut("vibrate") };
    const text = `[${Array.from({ length: 3000 }, () => JSON.stringify(tricky)).join(" ,\n")}]`;
    let count = 0;
    for await (const { source } of listInputs([write("long.json", text)])) {
      expect(source).toBe(`long.json#${++count}`);
    }
    expect(count).toBe(3000);
  });
});

describe("numbers that JavaScript has not", () => {
  const metadata =
    '{"downloads":9007199254740993,"price":0.10,"big":123456789012345678901234567890,"f":1.0,"e":1e3,"deep":[{"x":-0}]}';
  const row = `{"id": 1234567890123456789, "base64": "${Buffer.from(saying("a")).toString("base64")}", ${metadata.slice(1)}`;

  test("come through digit by digit", async () => {
    for await (const input of listInputs([write("n.jsonl", row)])) {
      const line = String((await transcribeInput(input, DEFAULT_OPTIONS)).line);
      expect(line).toContain(`{"id":"1234567890123456789","source":"n.jsonl#1"`);
      expect(line).toContain(`"metadata":${metadata},`);
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });
});

describe("an index", () => {
  test("names files of its own folder", async () => {
    write("in/a.shortcut", saying("a"));
    write("out.shortcut", saying("out"));
    symlinkSync(at("out.shortcut"), at("in/link.shortcut"));
    const paths = [
      "a.shortcut",
      "./a.shortcut",
      "../in/a.shortcut",
      "../out.shortcut",
      at("out.shortcut"),
      "link.shortcut",
      "x\0y",
    ];
    const index = write("in/index.jsonl", paths.map((path) => JSON.stringify({ path })).join("\n"));
    const codes = (records: DataRecord[]) => brief(records).map(([, result]) => result);
    const text = "is.workflow.actions.gettext,is.workflow.actions.speaktext";
    expect(codes(await recordsOf([index]))).toEqual([
      text,
      text,
      text,
      "SC5207",
      "SC5207",
      "SC5207",
      "SC5201",
    ]);
    const outside = await recordsOf([index], { allowOutside: true });
    expect(codes(outside)).toEqual([text, text, text, text, text, text, "SC5201"]);
  });

  test("says nothing of what a refused file holds", async () => {
    const secret = write("secret", "\x01\x02SECRET");
    const [record] = await recordsOf([write("in2/index.jsonl", JSON.stringify({ path: secret }))]);
    expect(JSON.stringify(record)).not.toMatch(/SECRET|01 02/);
  });

  test("lines that are no JSON, too deep, or marked are one record each", async () => {
    const good = JSON.stringify({ base64: Buffer.from(saying("a")).toString("base64") });
    const deep = `{"base64":"","m":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    const records = await recordsOf([
      write("l.jsonl", [`\uFEFF${good}`, deep, "{", "5", '"x"', good].join("\n")),
    ]);
    expect(brief(records).map(([, result]) => result)).toEqual([
      "is.workflow.actions.gettext,is.workflow.actions.speaktext",
      "SC5201",
      "SC5201",
      "SC5201",
      "SC5201",
      "is.workflow.actions.gettext,is.workflow.actions.speaktext",
    ]);
  });
});

describe("what cannot be read is one record, and the rest goes on", () => {
  const entries = { "a.shortcut": saying("a"), "b.shortcut": saying("b") };
  const TEXT = "is.workflow.actions.gettext,is.workflow.actions.speaktext";

  test("archives that are cut off", async () => {
    const whole = tar({ ...entries, "c.shortcut": Buffer.alloc(5000, 1) });
    write("cut.tar", whole.subarray(0, whole.length - 4000));
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i * 31) % 251));
    const packed = tarGz({ ...entries, "c.shortcut": noise });
    write("cut.tar.gz", packed.subarray(0, packed.length - 200));
    const records = brief(
      await recordsOf([at("cut.tar"), at("cut.tar.gz"), write("after.shortcut", saying("z"))]),
    );
    expect(records.map(([, result]) => result)).toEqual([TEXT, TEXT, "SC5202", TEXT, TEXT, "SC5202", TEXT]);
  });

  test("entries whose names lead out", async () => {
    const hostile = { "../x.shortcut": saying("x"), "/y.shortcut": saying("y"), ...entries };
    for (const [name, pack] of [
      ["t.zip", zip],
      ["t.tar", tar],
    ] as const) {
      const results = brief(await recordsOf([write(name, pack(hostile))])).map(([, result]) => result);
      expect(results, name).toEqual(["SC5207", "SC5207", TEXT, TEXT]);
    }
  });

  test("entries that are too large", async () => {
    const large = tar({ "large.bin": Buffer.alloc(64 * 1024 * 1024 + 1), ...entries });
    const results = brief(await recordsOf([write("large.tar", large)]));
    expect(results.map(([, result]) => result)).toEqual(["SC5003", TEXT, TEXT]);
  });

  test("lists that are cut off", async () => {
    const packed = gzipSync(
      Array.from({ length: 50 }, (_, i) => JSON.stringify({ title: `${i * i}` })).join("\n"),
    );
    const records = await recordsOf([write("cut.jsonl.gz", packed.subarray(0, -20)), at("after.shortcut")]);
    expect(brief(records).at(-2)).toEqual(["cut.jsonl.gz", "SC5202"]);
    expect(brief(records).at(-1)).toEqual(["after.shortcut", TEXT]);
  });

  test("pipes, sockets and devices", async () => {
    execFileSync("mkfifo", [at("fifo")]);
    const server = createServer().listen(at("socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    const index = write(
      "dev.jsonl",
      ["fifo", "/dev/zero", "socket"].map((path) => JSON.stringify({ path })).join("\n"),
    );
    const records = await recordsOf([at("fifo"), at("socket"), "/dev/zero", at("after.shortcut"), index], {
      allowOutside: true,
    });
    server.close();
    expect(brief(records).map(([, result]) => result)).toEqual([
      "SC5001",
      "SC5001",
      "SC5001",
      TEXT,
      "SC5001",
      "SC5001",
      "SC5001",
    ]);
  });

  test.skipIf(process.platform !== "linux")("names that are no UTF-8 are read", async () => {
    mkdirSync(at("latin"));
    writeFileSync(
      Buffer.concat([Buffer.from(`${at("latin")}/caf`), Buffer.from([0xe9]), Buffer.from(".shortcut")]),
      saying("x"),
    );
    expect(brief(await recordsOf([at("latin")]))).toEqual([["latin/caf\\xE9.shortcut", TEXT]]);
  });
});

describe("a folder", () => {
  test("lists in it are read, and an index among its files is not", async () => {
    write("d/a.shortcut", saying("a"));
    write("d/b.json", JSON.stringify(RECORDS.slice(0, 2)));
    write("d/c.zip", zip({ "x.shortcut": saying("x") }));
    write("d/index.jsonl", JSON.stringify({ path: "a.shortcut" }));
    expect(brief(await recordsOf([at("d")]))).toEqual([
      ["d/a.shortcut", "is.workflow.actions.gettext,is.workflow.actions.speaktext"],
      ["d/b.json#1", BUZZ],
      ["d/b.json#2", SCAN],
      ["d/c.zip!x.shortcut", "is.workflow.actions.gettext,is.workflow.actions.speaktext"],
      ["d/index.jsonl", "SC5201"],
    ]);
  });
});

test("a pipe answers each line once", async () => {
  const lines = [...RECORDS, [shortcut("vibrate"), shortcut("vibrate")], [action("vibrate")]].map((row) =>
    JSON.stringify(row),
  );
  const text = [...lines, "", "{", `\uFEFF${lines[0]}`].join("\n");
  const place = { folder: folder.path, allowOutside: false };
  const records: DataRecord[] = [];
  const stream = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const line of pipeLines(stream, place, DEFAULT_OPTIONS, new LinkFetcher(undefined, 2))) {
    records.push(JSON.parse(line) as DataRecord);
  }
  expect(brief(records).map(([, result]) => result)).toEqual([
    BUZZ,
    SCAN,
    "SC5201",
    "SC1012",
    BUZZ,
    "SC5201",
    "SC5201",
    BUZZ,
  ]);
});
