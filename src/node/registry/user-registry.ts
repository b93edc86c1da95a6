import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ShortcutError } from "../../diagnostics/error.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError, systemErrorCode } from "../system-error.ts";
import { writeOutput } from "../output.ts";
import type { ActionRecord } from "../../registry/records/record.ts";
import type { Registry } from "../../registry/records/registry.ts";

/**
 * Where the user's own registry lies: `$SHORTCUT2PY_REGISTRY`, else `shortcut2py/registry.json` in the directory for
 * settings (`%APPDATA%` on Windows, `$XDG_CONFIG_HOME` or `~/.config` elsewhere).
 */
export function userRegistryPath(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const { SHORTCUT2PY_REGISTRY, XDG_CONFIG_HOME, APPDATA } = environment;
  if (SHORTCUT2PY_REGISTRY) return SHORTCUT2PY_REGISTRY;
  const base = platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  return join(base || join(homedir(), ".config"), "shortcut2py", "registry.json");
}

const EMPTY: Registry = { identifiers: [], get: () => undefined };
let registry: Registry | undefined;

/**
 * The user's own registry, read from the disk the first time; empty where there is none, or where the directory for
 * settings cannot be looked into and nobody has named another file.
 *
 * @throws AccessError SC5001, ShortcutError SC3104
 */
export function loadUserRegistry(): Registry {
  try {
    registry ??= openUserRegistry(userRegistryPath());
  } catch (error) {
    if (!(error instanceof AccessError) || process.env["SHORTCUT2PY_REGISTRY"]) throw error;
    registry = EMPTY;
  }
  return registry;
}

/**
 * The registry in a file; empty where there is no such file. A record is parsed when it is asked for, since all that a
 * Mac knows takes longer than a command may.
 *
 * @throws AccessError SC5001; ShortcutError SC3104 if the file is damaged, then or when the record is asked for
 */
export function openUserRegistry(path: string): Registry {
  const text = readText(path);
  if (text === undefined) return EMPTY;
  const lines = linesOf(text, path);
  const records = new Map<string, ActionRecord>();
  return {
    identifiers: [...lines.keys()],
    get(identifier) {
      const line = lines.get(identifier);
      let record = records.get(identifier);
      if (!record && line !== undefined) {
        record = parseRecord(line, identifier, path);
        records.set(identifier, record);
      }
      return record;
    },
  };
}

/**
 * Writes a whole registry or none of it.
 *
 * @throws AccessError SC5002
 */
export function writeUserRegistry(path: string, records: Iterable<ActionRecord>): void {
  const sorted = [...records].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const lines = sorted.map((record) => JSON.stringify(record));
  writeOutput(path, `${HEAD}${lines.join(SEPARATOR)}${TAIL}`, []);
  registry = undefined;
}

/** The file is a JSON document with one record a line, each of which starts with its identifier, as all records do. */
const HEAD = '{"shortcut2py":1,"actions":[\n';
const SEPARATOR = ",\n";
const TAIL = "\n]}\n";
const START = /^\{"identifier":"([^"\\]+)"/;

function linesOf(text: string, path: string): Map<string, string> {
  if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) {
    throw damaged(path, "it does not begin and end as shortcut2py writes it");
  }
  const body = text.slice(HEAD.length, -TAIL.length);
  const lines = new Map<string, string>();
  for (const line of body === "" ? [] : body.split(SEPARATOR)) {
    const identifier = START.exec(line)?.[1];
    if (identifier === undefined) throw damaged(path, "a line in it is no record of an action");
    lines.set(identifier, line);
  }
  return lines;
}

function parseRecord(line: string, identifier: string, path: string): ActionRecord {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw damaged(path, `the record of ${identifier} makes no sense`);
}

const KNOWLEDGE = ["full", "toolkit", "observed", "name-only"];

/** Whether a value has what every reader of records counts on. */
function isRecord(value: unknown): value is ActionRecord {
  const record = value as Partial<ActionRecord> | null;
  return (
    typeof record === "object" &&
    record !== null &&
    [record.identifier, record.pythonName, record.app, record.description].every(isText) &&
    KNOWLEDGE.includes(record.knowledge!) &&
    Array.isArray(record.parameters) &&
    record.parameters.every((item) => [item?.key, item?.class, item?.pythonType].every(isText))
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    const message = `Your own registry, ${path}, cannot be read: ${describeSystemError(error)}.`;
    throw new AccessError("SC5001", message, { cause: error });
  }
}

function damaged(path: string, why: string): ShortcutError {
  return new ShortcutError("SC3104", `Your own registry, ${path}, is damaged: ${why}.`, {
    hint: "Delete that file and import your definitions again; nothing else is lost.",
  });
}
