/**
 * How fast property lists are read and written, beside other libraries, over the files of the corpus.
 *
 *     npx esbuild bench/plist.ts --bundle --platform=node --format=esm --outfile=/tmp/bench-plist.mjs
 *     node /tmp/bench-plist.mjs
 *
 * The files are in memory; a figure is the fastest of several rounds over all files of its row. Megabytes are those
 * of the files, read or written.
 */

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseBuffer } from "bplist-parser";
import { parse as parseXml, parseBinary } from "plist";
import { encodeBinaryPlist } from "../src/plist/binary-writer.ts";
import { decodeBinaryPlist } from "../src/plist/binary.ts";
import { decodeJson } from "../src/plist/json.ts";
import { isDict } from "../src/plist/value.ts";
import type { PlistValue } from "../src/plist/value.ts";
import { encodeXmlPlist } from "../src/plist/xml-writer.ts";
import { decodeXmlPlist } from "../src/plist/xml.ts";

const ROUNDS = 12;

/** Long texts (images in base64, mostly) are copied at the speed of memory; small files hold few of them. */
const SMALL = 20_000;

type Reader = (bytes: Buffer) => unknown;

const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus", "files");
const load = (ending: string): Buffer[] =>
  readdirSync(corpus)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(corpus, name)));

const binary = load(".shortcut");
const readersOfBinary: Record<string, Reader> = {
  shortcut2py: decodeBinaryPlist,
  "bplist-parser": (bytes) => parseBuffer(bytes),
  plist: parseBinary,
};

measure("binary, all", binary, readersOfBinary, decodeBinaryPlist);
measure(
  `binary, under ${SMALL / 1000} kB`,
  binary.filter((bytes) => bytes.length < SMALL),
  readersOfBinary,
  decodeBinaryPlist,
);
const xml = load(".xml.plist");
measure(
  "XML",
  xml,
  { shortcut2py: decodeXmlPlist, plist: (bytes) => parseXml(bytes.toString()) },
  decodeXmlPlist,
);
measure(
  "JSON",
  load(".json"),
  { shortcut2py: decodeJson, "JSON.parse": (bytes) => JSON.parse(bytes.toString()) as unknown },
  decodeJson,
);
measureWriter("binary, written", binary.map(decodeBinaryPlist), encodeBinaryPlist);
measureWriter(
  "XML, written",
  xml.map((bytes) => decodeXmlPlist(bytes)),
  encodeXmlPlist,
);
measureWriter(
  "binary, one list of 100,000 texts, written",
  [Array.from({ length: 100_000 }, (_, i) => `object ${i}`)],
  encodeBinaryPlist,
);

function measure(
  title: string,
  files: Buffer[],
  readers: Record<string, Reader>,
  decode: (bytes: Buffer) => PlistValue,
): void {
  const size = announce(title, files, files.map(decode));
  for (const [name, read] of Object.entries(readers)) printRate(name, size, fastestRound(files, read));
}

function measureWriter(title: string, values: PlistValue[], write: (value: PlistValue) => Uint8Array): void {
  const size = announce(title, values.map(write), values);
  printRate("shortcut2py", size, fastestRound(values, write));
}

interface Size {
  bytes: number;
  actions: number;
}

function announce(title: string, files: Uint8Array[], values: PlistValue[]): Size {
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const actions = values.reduce<number>((sum, value) => sum + countActions(value), 0);
  console.log(`${title}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${actions} actions`);
  return { bytes, actions };
}

function printRate(name: string, { bytes, actions }: Size, seconds: number): void {
  const rate = `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
  const time = `${(seconds * 1000).toFixed(0)} ms`;
  console.log(
    `  ${name.padEnd(14)} ${rate.padStart(9)} ${time.padStart(8)} ${Math.round(actions / seconds)} actions/s`,
  );
}

function countActions(value: PlistValue): number {
  const actions = isDict(value) ? value["WFWorkflowActions"] : undefined;
  return Array.isArray(actions) ? actions.length : 0;
}

/** The seconds that the fastest of several rounds over all items takes. */
function fastestRound<Item>(items: Item[], run: (item: Item) => unknown): number {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const item of items) run(item);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest / 1000;
}
