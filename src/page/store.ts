import { del, get, set } from "idb-keyval";

/** What a reload brings back. */
export interface Kept {
  documents: { name: string; python: string; bytes?: Uint8Array }[];
  current: number;
}

const KEY = "shortcut2py documents";

/** More is not kept: a browser's store is small, and shared. */
const LARGEST = 50_000_000;

/** Whether it was kept; a private window or a full disk may refuse. */
export async function keep(kept: Kept): Promise<boolean> {
  const size = kept.documents.reduce(
    (sum, { python, bytes }) => sum + python.length + (bytes?.length ?? 0),
    0,
  );
  if (size > LARGEST) return false;
  return set(KEY, kept).then(
    () => true,
    () => false,
  );
}

export async function restore(): Promise<Kept | undefined> {
  return get<Kept>(KEY).catch(() => undefined);
}

export async function forget(): Promise<void> {
  await del(KEY).catch(() => undefined);
}
