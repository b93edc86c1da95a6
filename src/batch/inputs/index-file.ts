import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { parse } from "csv-parse";
import { AccessError } from "../../node/access-error.ts";
import type { BatchInput } from "../record.ts";
import { inputOfLine, inputOfRow } from "./row.ts";
import { readLines } from "./lines.ts";
import { unpacked } from "./unpacked.ts";

/** The inputs that the lines of a JSONL stream name or hold. Blank lines are none. */
export async function* jsonlInputs(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  folder: string,
): AsyncGenerator<BatchInput> {
  let number = 0;
  for await (const line of readLines(unpacked(stream))) {
    number++;
    if (typeof line === "string" && line.trim() === "") continue;
    yield inputOfLine(line, `${name}#${number}`, folder);
  }
}

/** The rows of a table with a heading; columns are as the fields of a JSONL line. */
export async function* csvInputs(path: string): AsyncGenerator<BatchInput> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      columns: true,
      delimiter: /\.tsv$/i.test(path) ? "\t" : ",",
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  let number = 0;
  try {
    for await (const row of parser) {
      number++;
      yield inputOfRow(row as Record<string, string>, `${basename(path)}#${number}`, resolve(path, ".."));
    }
  } catch (error) {
    if (error instanceof AccessError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AccessError("SC5202", `The table ${path} cannot be read on: ${reason}.`, { cause: error });
  }
}
