/** Reads the hostile files and prints what came of it; runs in a process of its own, with little memory. */

import { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { hostileFiles } from "./hostile-files.ts";

export interface HostileResult {
  outcome: string;
  /** Of processor time, which other processes do not lengthen as they do the time on the clock. */
  milliseconds: number;
}

const decoders = { binary: decodeBinaryPlist, xml: decodeXmlPlist, json: decodeJson };

const results = hostileFiles.map(({ format, bytes }): HostileResult => {
  const file = bytes();
  const start = process.cpuUsage();
  let outcome = "value";
  try {
    decoders[format](file);
  } catch (error) {
    outcome = error instanceof ShortcutError ? error.code : String(error);
  }
  const { user, system } = process.cpuUsage(start);
  return { outcome, milliseconds: (user + system) / 1000 };
});

console.log(JSON.stringify({ results, maxRss: process.resourceUsage().maxRSS }));
