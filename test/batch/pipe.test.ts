import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import type { DataRecord } from "../../src/batch/record.ts";
import { saying, setUp } from "./support.ts";

const { command, write, path, shortcut2py } = setUp();
const base64 = (text: string) => Buffer.from(saying(text)).toString("base64");

test("one record for each line, in order, and nothing else", async () => {
  write("one.shortcut", saying("one"));
  const lines = [
    JSON.stringify({ path: "one.shortcut", stars: 3 }),
    "",
    "no JSON",
    JSON.stringify({ id: "b", base64: base64("two"), name: "Two" }),
    JSON.stringify({ path: path("one.shortcut") }),
    JSON.stringify({ path: "none.shortcut" }),
  ];
  const { code, stdout, stderr } = await shortcut2py(["pipe"], { input: Buffer.from(lines.join("\n")) });
  const records = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as DataRecord);
  expect(records).toMatchObject([
    { source: "stdin#1", name: "one", metadata: { path: "one.shortcut", stars: 3 } },
    { source: "stdin#2", error: { code: "SC5201" } },
    { source: "stdin#3", error: { code: "SC5201" } },
    { id: "b", name: "Two", counts: { actions: 2 } },
    { name: "one" },
    { error: { code: "SC5001" } },
  ]);
  expect(records).toHaveLength(6);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("a record comes before the next line is there", async () => {
  const child = spawn(process.execPath, [command, "pipe"]);
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  for (const id of ["a", "b", "c"]) {
    child.stdin.write(`${JSON.stringify({ id, base64: base64(id) })}\n`);
    const { value } = await answers.next();
    expect(JSON.parse(value)).toMatchObject({ id });
  }
  child.stdin.end();
  expect((await answers.next()).done).toBe(true);
});

test("twenty thousand lines", async () => {
  const lines = Array.from({ length: 20_000 }, (_, id) => JSON.stringify({ id, base64: base64(`${id}`) }));
  const { stdout } = await shortcut2py(["pipe"], { input: Buffer.from(`${lines.join("\n")}\n`) });
  const ids = stdout
    .trimEnd()
    .split("\n")
    .map((line) => Number((JSON.parse(line) as DataRecord).id));
  expect(ids).toEqual(lines.map((_, id) => id));
});
