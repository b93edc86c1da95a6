import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseBuffer } from "bplist-parser";
import { describe, expect, test } from "vitest";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { PlistDate, PlistReal, PlistUid, isDict } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { askPlistlib, pythonIsMissing, tagged } from "./plistlib-oracle.ts";
import type { Format } from "./plistlib-oracle.ts";

const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus", "files");
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`Tests on real property lists are skipped: there is no ${corpus}.`);

const decoders = { binary: decodeBinaryPlist, xml: decodeXmlPlist, json: decodeJson };

interface CorpusFile {
  name: string;
  path: string;
  format: Format;
}

const files: CorpusFile[] = hasCorpus
  ? readdirSync(corpus).map((name) => ({ name, path: join(corpus, name), format: formatOf(name) }))
  : [];

function formatOf(name: string): Format {
  if (name.endsWith(".shortcut")) return "binary";
  return name.endsWith(".json") ? "json" : "xml";
}

describe.skipIf(!hasCorpus)("every real file is read", () => {
  test.skipIf(pythonIsMissing())("as plistlib and Python's json read it", () => {
    const expected = askPlistlib(files.map(({ format, path }) => ({ read: format, path })));
    const different = files.filter(({ path, format }, i) => {
      return tagged(decoders[format](readFileSync(path))) !== expected[i];
    });
    expect(files.length).toBeGreaterThan(800);
    expect(different.map(({ name }) => name)).toEqual([]);
  });

  test("as bplist-parser reads it, apart from reals that it makes integers", () => {
    const binary = files.filter(({ format }) => format === "binary");
    const different = binary.filter(({ path }) => {
      const bytes = readFileSync(path);
      return !likeBplistParser(decodeBinaryPlist(bytes), parseBuffer<unknown>(bytes)[0]);
    });
    expect(binary.length).toBeGreaterThan(700);
    expect(different.map(({ name }) => name)).toEqual([]);
  });
});

/** Whether `theirs` is what bplist-parser makes of `ours`. */
function likeBplistParser(ours: PlistValue, theirs: unknown): boolean {
  if (typeof ours !== "object" || ours === null) return Object.is(ours, theirs);
  if (ours instanceof PlistReal) return Object.is(ours.value, theirs);
  // Their dates are cut to milliseconds.
  if (ours instanceof PlistDate) {
    return theirs instanceof Date && Math.abs(theirs.getTime() / 1000 - 978_307_200 - ours.seconds) < 0.001;
  }
  if (ours instanceof PlistUid) return (theirs as { UID: number }).UID === ours.value;
  if (ours instanceof Uint8Array) return Buffer.from(ours).equals(theirs as Buffer);
  if (Array.isArray(ours)) {
    return (
      Array.isArray(theirs) &&
      theirs.length === ours.length &&
      ours.every((item, i) => likeBplistParser(item, theirs[i]))
    );
  }
  if (!isDict(ours) || typeof theirs !== "object" || theirs === null) return false;
  const keys = Object.keys(ours);
  return (
    keys.length === Object.keys(theirs).length &&
    keys.every((key) => likeBplistParser(ours[key]!, (theirs as Record<string, unknown>)[key]))
  );
}
