import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/batch/engine.ts";
import { listInputs } from "../../src/batch/inputs/list.ts";
import { LinkFetcher } from "../../src/batch/links.ts";
import { DEFAULT_OPTIONS } from "../../src/batch/options.ts";
import { encodeLine } from "../../src/batch/record.ts";
import { runBatch, type BatchSettings } from "../../src/batch/run.ts";
import { transcribeInput } from "../../src/batch/thread.ts";
import { makeDirectory } from "../support/command.ts";
import { saying } from "./support.ts";

let work: ReturnType<typeof makeDirectory>;
beforeAll(() => {
  work = makeDirectory();
  mkdirSync(join(work.path, "in"));
  for (const name of ["a", "b"]) writeFileSync(join(work.path, `in/${name}.shortcut`), saying(name));
});
afterAll(() => work.remove());

/** Does its work here, without threads. */
const engine: Engine = {
  capacity: 1,
  transcribe: async (inputs) => {
    const lines = await Promise.all(inputs.map((input) => transcribeInput(input, DEFAULT_OPTIONS)));
    return lines.map(encodeLine);
  },
  close: async () => {},
};

function batch(folder: string, settings: Partial<BatchSettings> = {}) {
  const output = join(work.path, folder);
  const whole: BatchSettings = {
    output,
    sink: "jsonl",
    gzip: false,
    unordered: false,
    resume: false,
    transcribe: DEFAULT_OPTIONS,
    ...settings,
  };
  return runBatch(listInputs([join(work.path, "in")]), whole, engine, new LinkFetcher(undefined, 2));
}

describe("a batch that is finished", () => {
  test("says so when it is resumed, and what is not the same", async () => {
    const done = await batch("done");
    expect(done).toMatchObject({ inputs: 2, transcribed: 2 });
    expect(await batch("done", { resume: true })).toEqual(done);
    const other = { resume: true, transcribe: { ...DEFAULT_OPTIONS, metadata: true } };
    await expect(batch("done", other)).rejects.toMatchObject({
      code: "SC5204",
      message: /finished with other options/,
    });
    await expect(batch("done", { resume: true, sink: "files" })).rejects.toMatchObject({ code: "SC5204" });
    // The same name, another content.
    writeFileSync(join(work.path, "in/b.shortcut"), saying("longer than before"));
    utimesSync(join(work.path, "in/b.shortcut"), 1, 1);
    await expect(batch("done", { resume: true })).rejects.toMatchObject({
      code: "SC5204",
      message: /finished with other inputs/,
    });
  });

  test("leaves nothing of its own behind", async () => {
    await batch("clean");
    expect(existsSync(join(work.path, "clean/.shortcut2py"))).toBe(false);
  });
});

describe("a folder", () => {
  const lock = (folder: string, holder: string) => {
    mkdirSync(join(work.path, folder, ".shortcut2py"), { recursive: true });
    writeFileSync(join(work.path, folder, ".shortcut2py/lock"), holder);
  };

  test("belongs to one process", async () => {
    lock("taken", `${process.pid} ${hostname()}`);
    await expect(batch("taken")).rejects.toMatchObject({ code: "SC5208" });
    lock("elsewhere", "1 another-machine.example");
    await expect(batch("elsewhere")).rejects.toMatchObject({ code: "SC5208" });
  });

  test("is taken over from a process that is gone", async () => {
    lock("left", `999999999 ${hostname()}`);
    expect(await batch("left")).toMatchObject({ inputs: 2 });
  });
});
