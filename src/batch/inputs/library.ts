import { existsSync, readFileSync, statSync } from "node:fs";
import { ShortcutError } from "../../diagnostics/error.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { encodeBinaryPlist } from "../../plist/binary-writer.ts";
import { decodeBinaryPlist } from "../../plist/binary.ts";
import { PlistDict } from "../../plist/value.ts";
import { withSqlite } from "../../registry/import/sqlite.ts";
import type { Row } from "../../registry/import/tool-kit.ts";
import { tooLarge } from "../../node/limits.ts";
import { withLog } from "./sqlite-log.ts";
import type { BatchContent, BatchInput, Json } from "../record.ts";

/** The build puts it beside this file. */
const wasm = new URL("sql-wasm.wasm", import.meta.url);

const SHORTCUTS = "ZSHORTCUT";
const ACTIONS = "ZSHORTCUTACTIONS";

/** Columns of the table of shortcuts that are handed through, where the version of the app has them. */
const METADATA: Record<string, string> = {
  ZACTIONSDESCRIPTION: "description",
  ZCREATIONDATE: "created",
  ZMODIFICATIONDATE: "modified",
  ZTRIGGERCOUNT: "runs",
};

/**
 * The shortcuts in the app's own database on a Mac. What the app has only written into the log beside it so far counts.
 *
 * @param label what inputs are called after
 * @throws AccessError SC5001, SC5003 or SC5202 if it cannot be read, or is no such database
 */
export async function* libraryInputs(path: string, label: string): AsyncGenerator<BatchInput> {
  const log = `${path}-wal`;
  const frames = existsSync(log) ? readDatabase(log) : new Uint8Array();
  yield* await shortcutsOf(withLog(readDatabase(path), frames), label);
}

/** The most bytes of a library; one of ten thousand shortcuts has a tenth. */
const MOST_BYTES = 2 ** 30;

function readDatabase(path: string): Uint8Array {
  try {
    if (statSync(path).size > MOST_BYTES) throw tooLarge(MOST_BYTES);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5001", `The database cannot be read: ${describeSystemError(error)}.`);
  }
}

/** The shortcuts in such a database. */
export async function shortcutsOf(bytes: Uint8Array, label: string): Promise<BatchInput[]> {
  try {
    return await withSqlite(bytes, readFileSync(wasm), (database) => {
      const columns = database.columns(SHORTCUTS) ?? [];
      const actions = database.columns(ACTIONS) ?? [];
      if (!columns.includes("ZNAME") || !actions.includes("ZDATA") || !actions.includes("ZSHORTCUT")) {
        throw new AccessError("SC5202", "This is a database, but not that of the Shortcuts app.");
      }
      const byShortcut = new Map<unknown, Row>();
      for (const row of database.rows(ACTIONS, ["ZSHORTCUT", "ZDATA"])) byShortcut.set(row["ZSHORTCUT"], row);
      const wanted = ["Z_PK", "ZNAME", ...Object.keys(METADATA).filter((name) => columns.includes(name))];
      return [...database.rows(SHORTCUTS, wanted)].map((row) => {
        return libraryInput(row, byShortcut.get(row["Z_PK"])?.["ZDATA"], label);
      });
    });
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
    throw new AccessError("SC5202", error.message, { cause: error });
  }
}

function libraryInput(row: Row, data: unknown, label: string): BatchInput {
  const source = `${label}#${String(row["Z_PK"])}`;
  const name = row["ZNAME"];
  const metadata: Record<string, Json> = {};
  for (const [column, key] of Object.entries(METADATA)) {
    const value = row[column];
    if (typeof value === "string" || typeof value === "number") metadata[key] = value;
  }
  return {
    id: source,
    source,
    ...(typeof name === "string" && { name }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    content: contentOf(data),
  };
}

/** The app stores the list of actions alone. */
function contentOf(data: unknown): BatchContent {
  if (!(data instanceof Uint8Array)) {
    return { kind: "problem", problem: { code: "SC5201", message: "This shortcut has no actions stored." } };
  }
  try {
    const value = decodeBinaryPlist(data);
    if (!Array.isArray(value)) return { kind: "bytes", bytes: data };
    const root = new PlistDict();
    root["WFWorkflowActions"] = value;
    return { kind: "bytes", bytes: encodeBinaryPlist(root) };
  } catch {
    // Whatever it is, its own reader says what is wrong with it.
    return { kind: "bytes", bytes: data };
  }
}
