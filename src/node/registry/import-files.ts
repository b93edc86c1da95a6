import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { decodeBinaryPlist } from "../../plist/binary.ts";
import { isDict } from "../../plist/value.ts";
import { decodeXmlPlist } from "../../plist/xml.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../system-error.ts";
import { MAX_INPUT_SIZE, tooLarge } from "../limits.ts";
import { isBundleId, readDefinitions, type Definitions } from "../../registry/import/detect.ts";
import { isSqlite } from "../../registry/import/sqlite.ts";

/** The most bytes of a database: it is held in memory, twice while it is opened. */
const MAX_DATABASE_SIZE = 512 * 1024 * 1024;

/** A file's definitions, and what its reader should know about them. */
export interface DefinitionsFile extends Definitions {
  warnings: string[];
}

/**
 * Reads a file with definitions of actions. Where the definitions do not say whose they are and `app` does not either,
 * it is the app that the file lies in.
 *
 * @param wasm `sql-wasm.wasm` of sql.js
 * @throws AccessError SC5001, SC5003; and as {@link readDefinitions}
 */
export async function readDefinitionsFile(
  path: string,
  wasm: URL,
  app: string | undefined,
): Promise<DefinitionsFile> {
  const bytes = readBytes(path);
  const definitions = await readDefinitions(bytes, {
    app: app ?? bundleIdAround(path),
    wasm: () => readFileSync(wasm),
  });
  return { ...definitions, warnings: hasLog(path) ? [LOG_WARNING] : [] };
}

const LOG_WARNING =
  "There is a write-ahead log (-wal) beside this database. What stands only in there is not imported: quit Shortcuts and import again, should actions be missing.";

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

const HEADER_SIZE = 16;

function readBytes(path: string): Uint8Array {
  try {
    const file = openSync(path, "r");
    try {
      const header = Buffer.alloc(HEADER_SIZE);
      readSync(file, header, 0, HEADER_SIZE, 0);
      const limit = isSqlite(header) ? MAX_DATABASE_SIZE : MAX_INPUT_SIZE;
      if (fstatSync(file).size > limit) throw tooLarge(limit);
      return readFileSync(path);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5001", `The file cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}

/** Above this, a file does not lie in an app. */
const HIGHEST = 8;

/**
 * Bundle id of the app that a file lies in: the nearest directory above it with the `Info.plist` of an app. Those of
 * extensions and frameworks in between do not count, since identifiers of actions start with the app's.
 */
function bundleIdAround(path: string): string | undefined {
  let directory = resolve(path);
  for (let level = 0; level < HIGHEST && directory !== dirname(directory); level++) {
    directory = dirname(directory);
    for (const place of ["Info.plist", join("Contents", "Info.plist")]) {
      const id = bundleIdIn(join(directory, place));
      if (id !== undefined) return id;
    }
  }
  return undefined;
}

/** Undefined also where the file is none, or is no app's: that it is missing is not an error, then. */
function bundleIdIn(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    const info =
      bytes.subarray(0, 6).toString("latin1") === "bplist" ? decodeBinaryPlist(bytes) : decodeXmlPlist(bytes);
    if (!isDict(info) || info["CFBundlePackageType"] !== "APPL") return undefined;
    const id = info["CFBundleIdentifier"];
    return typeof id === "string" && isBundleId(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
