import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openPromise } from "yauzl";
import { kindOf } from "./kind.ts";

/** How many inputs there are, where that is quick to tell; undefined where it takes reading them. */
export async function countInputs(args: readonly string[]): Promise<number | undefined> {
  let total = 0;
  try {
    for (const argument of args) {
      const count = /^https?:\/\//i.test(argument) ? 1 : await countPath(argument);
      if (count === undefined) return undefined;
      total += count;
    }
  } catch {
    // Listing says what is wrong.
    return undefined;
  }
  return total;
}

async function countPath(path: string): Promise<number | undefined> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return countFiles(path);
  if (!stats?.isFile()) return undefined;
  switch (kindOf(path)) {
    case "shortcut":
      return 1;
    case "zip":
      return countEntries(path);
    default:
      return undefined;
  }
}

function countFiles(folder: string): number {
  let count = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    count += entry.isDirectory() ? countFiles(join(folder, entry.name)) : 1;
  }
  return count;
}

/** Folders and hidden files count, too: it is for telling the time that is left. */
async function countEntries(path: string): Promise<number> {
  const zip = await openPromise(path);
  zip.close();
  return zip.entryCount;
}
