import type { Database as SqlJsDatabase } from "sql.js";
import { ShortcutError } from "../../diagnostics/error.ts";
import type { Cell, Database, Row } from "./tool-kit.ts";
import { malformed } from "./values.ts";

const MAGIC = "SQLite format 3\0";

export function isSqlite(bytes: Uint8Array): boolean {
  return bytes.length >= MAGIC.length && [...MAGIC].every((char, i) => bytes[i] === char.charCodeAt(0));
}

/** So many rows no table of a real ToolKit has: a file that was made to have no end. */
const MOST_ROWS = 5_000_000;
/** Characters in all cells that are read; a real ToolKit has a hundredth. */
const MOST_TEXT = 512 * 1024 * 1024;

/**
 * Opens a database in memory, and nothing else: the file it came from is neither locked nor written to. What stands
 * only in a write-ahead log beside the file is not seen.
 *
 * A database is untrusted: only whole tables are read, as they lie there. Views, virtual tables and computed columns
 * could hold any program.
 *
 * @param wasm the bytes of `sql-wasm.wasm` of sql.js
 * @param use is handed the database, which is closed afterwards
 * @throws ShortcutError SC3102 if it is damaged
 */
export async function withSqlite<T>(
  bytes: Uint8Array,
  wasm: Uint8Array,
  use: (database: Database) => T,
): Promise<T> {
  const { default: initSqlJs } = await import("sql.js/dist/sql-wasm-browser.js");
  const { Database } = await initSqlJs({ wasmBinary: wasm.slice().buffer });
  let database: SqlJsDatabase | undefined;
  try {
    database = new Database(bytes);
    database.run("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    return use(new Reader(database));
  } catch (error) {
    if (error instanceof ShortcutError) throw error;
    throw malformed(
      `The database cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  } finally {
    database?.close();
  }
}

class Reader implements Database {
  private readonly database: SqlJsDatabase;
  /** Of each table that has been asked for. */
  private readonly known = new Map<string, string[] | undefined>();
  private textLeft = MOST_TEXT;

  constructor(database: SqlJsDatabase) {
    this.database = database;
  }

  columns(table: string): string[] | undefined {
    if (!this.known.has(table)) this.known.set(table, this.findColumns(table));
    return this.known.get(table);
  }

  *rows(table: string, columns: readonly string[]): Iterable<Row> {
    // No index: one on an expression would compute it.
    const sql = `SELECT ${columns.map(quoteName).join(", ")} FROM ${quoteName(table)} NOT INDEXED`;
    const statement = this.database.prepare(sql);
    try {
      for (let count = 0; statement.step(); count++) {
        if (count >= MOST_ROWS) throw malformed(`The table ${table} has more than ${MOST_ROWS} rows.`);
        const cells = statement.get() as Cell[];
        for (const cell of cells) this.pay(cell);
        yield Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null]));
      }
    } finally {
      statement.free();
    }
  }

  private findColumns(table: string): string[] | undefined {
    const [found] = this.all("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", [table]);
    if (!found || /^\s*CREATE\s+VIRTUAL/i.test(String(found[0]))) return undefined;
    // `hidden` tells computed columns from stored ones.
    const columns = this.all("SELECT name, hidden FROM pragma_table_xinfo(?)", [table]);
    return columns.filter(([, hidden]) => hidden === 0).map(([name]) => String(name));
  }

  private all(sql: string, parameters: string[]): Cell[][] {
    return (this.database.exec(sql, parameters)[0]?.values ?? []) as Cell[][];
  }

  private pay(cell: Cell): void {
    if (typeof cell !== "string") return;
    this.textLeft -= cell.length;
    if (this.textLeft < 0) throw malformed(`The database holds more than ${MOST_TEXT} characters of text.`);
  }
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
