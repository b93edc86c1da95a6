import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PlistDate, PlistDict, PlistReal, PlistUid, isDict } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";

export type Format = "binary" | "xml" | "json";

export type OracleRequest =
  | { read: Format; path: string }
  | { read: Format; bytes: string }
  | { write: "binary" | "xml"; value: Tagged };

/** The tagged JSON of plistlib-oracle.py, which says what it looks like. */
export type Tagged = string | boolean | null | Tagged[];

/** What plistlib answers to each request, as one line of ASCII JSON each; all requests go to one process. */
export function askPlistlib(requests: OracleRequest[]): string[] {
  const script = fileURLToPath(new URL("plistlib-oracle.py", import.meta.url));
  const input = requests.map((request) => JSON.stringify(request)).join("\n");
  const run = spawnSync("python3", [script], { input, encoding: "utf8", maxBuffer: 1 << 29 });
  if (run.status !== 0) throw new Error(run.stderr || String(run.error));
  return run.stdout.trimEnd().split("\n");
}

export function pythonIsMissing(): boolean {
  const missing = spawnSync("python3", ["--version"]).status !== 0;
  if (missing) console.warn("Tests against plistlib are skipped: there is no python3.");
  return missing;
}

/** The same line of JSON that plistlib-oracle.py would print for an equal value. */
export function tagged(value: PlistValue): string {
  return JSON.stringify(tag(value)).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function tag(value: PlistValue): Tagged {
  if (typeof value === "number" || typeof value === "bigint") return ["i", String(value)];
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return ["a", ...value.map(tag)];
  if (value instanceof PlistReal) return ["r", realTag(value.value)];
  if (value instanceof PlistDate) return ["d", String(microseconds(value.seconds))];
  if (value instanceof PlistUid) return ["u", String(value.value)];
  if (value instanceof Uint8Array) return ["b", Buffer.from(value).toString("base64")];
  if (!isDict(value)) throw new Error("Not a PlistValue");
  // sort() compares UTF-16 units.
  const keys = Object.keys(value).sort();
  return ["o", ...keys.flatMap((key) => [key, tag(value[key]!)])];
}

function realTag(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

/** Rounded as Python's timedelta rounds: the fraction of a second by itself, halves to even. */
export function microseconds(seconds: number): bigint {
  const whole = Math.trunc(seconds);
  const fraction = (seconds - whole) * 1e6;
  let rounded = Math.round(fraction);
  if (Math.abs(fraction % 1) === 0.5 && rounded % 2 !== 0) rounded -= 1;
  return BigInt(whole) * 1_000_000n + BigInt(rounded);
}

/** A dictionary from its entries, in their order. */
export function dict(...entries: [string, PlistValue][]): PlistDict {
  const result = new PlistDict();
  for (const [key, value] of entries) result[key] = value;
  return result;
}
