import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check, compile, convert, ShortcutError } from "../src/index.ts";
import { mutate } from "./python/parse/mutations.ts";
import { registry } from "./registry/documents.ts";
import { corpusFiles } from "./support/corpus.ts";
import { randomNumbers } from "./support/random.ts";
import { cpuTime } from "./support/cpu-time.ts";

/** More programs: `BROKEN_PROGRAMS=20000`. */
const count = Number(process.env["BROKEN_PROGRAMS"] ?? 300);
const sampleFolders = readdirSync("samples").map((name) => `samples/${name}`);
/** A broken program that takes longer, in milliseconds, has found a slow path. */
const SLOW = 2000;

test(
  "broken programs are refused at a place, or become shortcuts that convert",
  { timeout: 3_600_000 },
  () => {
    const random = randomNumbers(3);
    const programs = corpusFiles("files")
      .filter(({ bytes }) => bytes.length < 20_000)
      .map(({ name, bytes }) => convert(bytes, { name }).python)
      .concat(sampleFolders.map((folder) => readFileSync(`${folder}/expected.py`, "utf8")));
    const faults: string[] = [];
    for (let index = 0; index < count; index++) {
      const text = mutate(programs[Math.floor(random() * programs.length)]!, random);
      const tolerant = index % 2 === 1;
      const start = cpuTime();
      const fault = faultOf(() => {
        const { bytes, diagnostics } = compile(text, { tolerant });
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        if ((bytes === undefined) !== errors.length > 0) return "bytes and errors disagree";
        for (const { code, where } of errors) {
          if (!where.range || where.range.end > text.length) return `${code} has no place in the text`;
        }
        if (bytes) convert(bytes);
        check(text, registry, { tolerant });
        return undefined;
      });
      const milliseconds = cpuTime() - start;
      if (fault !== undefined || milliseconds > SLOW)
        faults.push(`${index}: ${fault ?? `${milliseconds} ms`}`);
    }
    expect(faults).toEqual([]);
  },
);

function faultOf(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof ShortcutError ? undefined : String((error as Error).stack);
  }
}
