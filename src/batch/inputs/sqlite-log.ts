const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

/**
 * A database with what stands in its write-ahead log, as SQLite would read it: a program that runs writes there first.
 * Frames count up to the last that ends a transaction, as long as they carry the log's own salt; see "WAL-mode File
 * Format" in SQLite's documentation. Checksums are not computed: a frame that is cut off ends the log as well.
 */
export function withLog(database: Uint8Array, log: Uint8Array): Uint8Array {
  const pages = committedPages(log);
  if (pages.size === 0) return withoutLog(database);
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const pageSize = view.getUint32(8);
  const count = pages.get(0)!;
  const merged = new Uint8Array(count * pageSize);
  merged.set(database.subarray(0, merged.length));
  for (const [page, at] of pages) {
    if (page > 0 && page <= count) merged.set(log.subarray(at, at + pageSize), (page - 1) * pageSize);
  }
  return withoutLog(merged);
}

/** Where the newest content of each page stands; under 0, the number of pages. */
function committedPages(log: Uint8Array): Map<number, number> {
  const pages = new Map<number, number>();
  if (log.length < HEADER) return pages;
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const pageSize = view.getUint32(8);
  const isLog = (view.getUint32(0) & ~1) >>> 0 === MAGIC;
  if (!isLog || pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) return pages;
  const pending = new Map<number, number>();
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    const isOwn =
      view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
    if (!isOwn) break;
    pending.set(view.getUint32(at), at + FRAME_HEADER);
    const size = view.getUint32(at + 4);
    // No database grows by more pages than its log has.
    if (size === 0 || size * pageSize > 2 ** 30) continue;
    for (const [page, where] of pending) pages.set(page, where);
    pages.set(0, size);
    pending.clear();
  }
  return pages;
}

/** Says in the header that there is no log, without which a database in memory does not open. */
function withoutLog(database: Uint8Array): Uint8Array {
  if (database[18] !== 2 && database[19] !== 2) return database;
  const copy = Uint8Array.from(database);
  copy[18] = 1;
  copy[19] = 1;
  return copy;
}
