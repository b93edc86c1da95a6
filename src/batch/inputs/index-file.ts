import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parse } from "csv-parse";
import { MAX_INPUT_SIZE } from "../../node/limits.ts";
import type { BatchInput } from "../record.ts";
import { readElements } from "./json-elements.ts";
import { outlineOf, textOf } from "../json-text.ts";
import { readLines, TOO_LONG } from "./lines.ts";
import { inputOfCells, inputOfLine, problemInput, type IndexPlace } from "./row.ts";
import { peeked, unpacked } from "./unpacked.ts";

/** The inputs that the lines of a JSONL stream name or hold. Blank lines are none. */
export async function* jsonlInputs(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  place: IndexPlace,
): AsyncGenerator<BatchInput> {
  let number = 0;
  for await (const line of readLines(unpacked(stream))) {
    number++;
    if (typeof line === "string" && line.trim() === "") continue;
    yield inputOfLine(line, `${name}#${number}`, place);
  }
}

/** So much of a stream tells what it is. */
const HEAD = 1024 * 1024;

/**
 * The inputs in a JSON stream that is told by its content: the elements of an array, the lines of JSONL, or one
 * shortcut. Only one that is a single value, and no array, is read whole.
 */
export async function* jsonInputs(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  place: IndexPlace,
): AsyncGenerator<BatchInput> {
  const { head, whole, isAll } = await peeked(unpacked(stream), HEAD);
  switch (formOf(head.toString("utf8").replace(/^\uFEFF/, ""), isAll)) {
    case "lines":
      yield* jsonlInputs(whole, name, place);
      break;
    case "array":
      yield* elementInputs(whole, name, place);
      break;
    case "document":
      yield* documentInputs(whole, name, place);
  }
}

/** What a stream of JSON is, by its start. */
function formOf(head: string, isAll: boolean): "lines" | "array" | "document" {
  const text = head.trimStart();
  if (!/^[[{]/.test(text)) return "lines";
  const single = text.startsWith("[") ? "array" : "document";
  const end = text.indexOf("\n");
  if (end < 0 || (isAll && text.slice(end).trim() === "")) return single;
  const line = text.slice(0, end).trim();
  // Of lines, the first may be broken; the first of a value that goes on in the next ends before a bracket does.
  return isJson(line) || /^\{.*\}$/.test(line) ? "lines" : single;
}

function isJson(text: string): boolean {
  try {
    outlineOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The elements of an array; an array of actions is one shortcut. */
async function* elementInputs(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  place: IndexPlace,
): AsyncGenerator<BatchInput> {
  const elements = readElements(stream);
  const first = await elements.next();
  if (first.done || isAction(first.value)) {
    yield await listOfActions(first.done ? [] : [first.value], elements, name);
    return;
  }
  const second = await elements.next();
  if (second.done) {
    // A list of one is the file, rather than a part of it.
    yield inputOfLine(first.value, name, place);
    return;
  }
  yield inputOfLine(first.value, `${name}#1`, place);
  yield inputOfLine(second.value, `${name}#2`, place);
  let number = 2;
  for await (const element of elements) yield inputOfLine(element, `${name}#${++number}`, place);
}

function isAction(element: string | typeof TOO_LONG): boolean {
  if (typeof element !== "string" || !element.includes("WFWorkflowActionIdentifier")) return false;
  try {
    const shape = outlineOf(element);
    return shape.kind === "object" && shape.entries.some(([key]) => key === "WFWorkflowActionIdentifier");
  } catch {
    return false;
  }
}

async function listOfActions(
  begun: (string | typeof TOO_LONG)[],
  elements: AsyncIterable<string | typeof TOO_LONG>,
  name: string,
): Promise<BatchInput> {
  const texts: string[] = [];
  let size = 0;
  const add = (element: string | typeof TOO_LONG) => {
    size += element === TOO_LONG ? Infinity : element.length;
    if (element !== TOO_LONG && size <= MAX_INPUT_SIZE) texts.push(element);
  };
  begun.forEach(add);
  for await (const element of elements) add(element);
  if (size > MAX_INPUT_SIZE) {
    const hint = "No shortcut is that large; this is something else.";
    return problemInput(name, "This list of actions is too large.", hint, "SC5003");
  }
  return { id: name, source: name, content: { kind: "bytes", bytes: Buffer.from(`[${texts.join(",")}]`) } };
}

/** One value: a shortcut, a record, or a page of records that stand in it as a list or by their names. */
async function* documentInputs(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  place: IndexPlace,
): AsyncGenerator<BatchInput> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size <= MAX_INPUT_SIZE) parts.push(part);
  }
  if (size > MAX_INPUT_SIZE) {
    const hint = "Larger ones are read where they are an array, or lines, of records.";
    yield problemInput(name, `This is one JSON value of more than ${MAX_INPUT_SIZE} bytes.`, hint, "SC5003");
    return;
  }
  const bytes = Buffer.concat(parts);
  const page = pageIn(bytes);
  if (!page) {
    const input = inputOfLine(bytes.toString("utf8").trim(), name, place);
    // What makes no sense as an entry of an index is a file like any other, whose reader knows more to say.
    const isFile = input.content.kind === "problem" && input.content.problem.code === "SC5201";
    yield isFile ? { id: name, source: name, content: { kind: "bytes", bytes } } : input;
    return;
  }
  for (const [i, text] of page.entries()) yield inputOfLine(text, `${name}#${i + 1}`, place);
}

/** The records in an object that holds several: under one of its keys as a list, or each under a key of its own. */
function pageIn(bytes: Buffer): string[] | undefined {
  const text = bytes.toString("utf8").trim();
  if (!text.includes("WFWorkflowAction") && !text.includes("icloud.com/shortcuts/")) return undefined;
  try {
    const shape = outlineOf(text);
    if (shape.kind !== "object" || shape.entries.some(([key]) => key.startsWith("WFWorkflow")))
      return undefined;
    const objects = shape.entries.filter(([, slice]) => /^[[{]/.test(slice.text.charAt(slice.start)));
    const lists = objects.map(([, slice]) => elementsOf(textOf(slice))).filter((list) => list.length > 1);
    if (lists.length === 1) return lists[0];
    const holders = objects
      .map(([, slice]) => textOf(slice))
      .filter((slice) => slice.includes('"WFWorkflowAction'));
    return holders.length > 1 ? holders : undefined;
  } catch {
    return undefined;
  }
}

/** The elements of a list of records; none where it is a list of anything else. */
function elementsOf(text: string): string[] {
  if (!text.startsWith("[")) return [];
  const values = JSON.parse(text) as unknown[];
  const isRecord = (value: unknown) =>
    typeof value === "object" && value !== null && !("WFWorkflowActionIdentifier" in value);
  return values.every(isRecord) ? values.map((value) => JSON.stringify(value)) : [];
}

/** The rows of a table with a heading; columns are as the fields of a JSONL line. */
export async function* csvInputs(
  path: string,
  name: string,
  allowOutside: boolean,
): AsyncGenerator<BatchInput> {
  const place = { folder: resolve(path, ".."), allowOutside };
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
      yield inputOfCells(row as Record<string, string>, `${name}#${++number}`, place);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield problemInput(
      `${name}#${number + 1}`,
      `The table cannot be read on: ${reason}.`,
      undefined,
      "SC5202",
    );
  }
}
