import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** The real shortcuts that tests may use, beside the repository unless the environment says otherwise. */
export const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus");

export const hasCorpus = existsSync(join(corpus, "manifest.json"));

export interface CorpusFile {
  name: string;
  path: string;
  bytes: Uint8Array;
}

/** Every readable file, or every signed original. */
export function corpusFiles(kind: "files" | "signed"): CorpusFile[] {
  if (!hasCorpus) return [];
  const folder = join(corpus, kind);
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      return { name: basename(name), path, bytes: new Uint8Array(readFileSync(path)) };
    });
}
