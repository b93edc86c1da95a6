import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as Batch from "../../src/batch.ts";
import type { BatchInput } from "../../src/batch/record.ts";
import { saying, setUp } from "./support.ts";

const bench = setUp();
const load = (): Promise<typeof Batch> => import(pathToFileURL(join(bench.package, "batch.js")).href);

function* inputs(count: number, onTaken: (number: number) => void = () => {}): Generator<BatchInput> {
  for (let i = 0; i < count; i++) {
    onTaken(i);
    yield { id: String(i), source: `made#${i}`, content: { kind: "bytes", bytes: saying(`text ${i}`) } };
  }
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe("transcribe", () => {
  test("gives a record for each input, in order", async () => {
    const { transcribe, isTranscribed } = await load();
    const records = await all(transcribe(inputs(500), { threads: 2 }));
    expect(records.map(({ id }) => Number(id))).toEqual(Array.from({ length: 500 }, (_, i) => i));
    expect(records.every(isTranscribed)).toBe(true);
  });

  test("takes paths", async () => {
    const { transcribe } = await load();
    bench.write("in/a.shortcut", saying("a"));
    const [record] = await all(transcribe([bench.path("in")], { layout: "script" }));
    expect(record).toMatchObject({ source: "in/a.shortcut", python: expect.stringMatching(/^text = "a"\n/) });
  });

  test("reads only a bounded number ahead, and ends when its records are no longer wanted", async () => {
    const { transcribe } = await load();
    let taken = 0;
    for await (const record of transcribe(
      inputs(1e9, (i) => (taken = i)),
      { threads: 1 },
    )) {
      if (record.id === "100") break;
    }
    expect(taken).toBeLessThan(1000);
  });
});
