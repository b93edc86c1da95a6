/**
 * How fast property lists are read, beside other readers, over the files of the corpus.
 *
 *     npx esbuild bench/plist.ts --bundle --platform=node --format=esm --outfile=/tmp/bench-plist.mjs
 *     node /tmp/bench-plist.mjs
 *
 * The files are in memory; a figure is the fastest of several rounds over all files of its row.
 */

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseBuffer } from "bplist-parser";
import { parse as parseXml, parseBinary } from "plist";
import { decodeBinaryPlist } from "../src/plist/binary.ts";
import { decodeJson } from "../src/plist/json.ts";
import { isDict } from "../src/plist/value.ts";
import type { PlistValue } from "../src/plist/value.ts";
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
measure(
  "XML",
  load(".xml.plist"),
  { shortcut2py: decodeXmlPlist, plist: (bytes) => parseXml(bytes.toString()) },
  decodeXmlPlist,
);
measure(
  "JSON",
  load(".json"),
  { shortcut2py: decodeJson, "JSON.parse": (bytes) => JSON.parse(bytes.toString()) as unknown },
  decodeJson,
);

function measure(
  title: string,
  files: Buffer[],
  readers: Record<string, Reader>,
  decode: (bytes: Buffer) => PlistValue,
): void {
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const actions = files.reduce((sum, file) => sum + countActions(decode(file)), 0);
  console.log(`${title}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${actions} actions`);
  for (const [name, read] of Object.entries(readers)) {
    const seconds = fastestRound(files, read);
    const rate = `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
    console.log(`  ${name.padEnd(14)} ${rate.padStart(9)} ${Math.round(actions / seconds)} actions/s`);
  }
}

function countActions(value: PlistValue): number {
  const actions = isDict(value) ? value["WFWorkflowActions"] : undefined;
  return Array.isArray(actions) ? actions.length : 0;
}

function fastestRound(files: Buffer[], read: Reader): number {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const file of files) read(file);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest / 1000;
}
