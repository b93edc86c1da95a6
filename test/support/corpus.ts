import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { convert, type Conversion, type ConvertOptions } from "../../src/index.ts";

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

export interface ConvertedFile extends CorpusFile, Omit<Conversion, "workflow"> {
  /** How many actions it has. */
  actions: number;
}

let all: CorpusFile[] | undefined;
const converted = new Map<string, ConvertedFile[]>();

/** The programs of all of them, called after their files. Test files in one worker share what one of them has made. */
export function convertedCorpus(options: ConvertOptions = {}): ConvertedFile[] {
  const key = JSON.stringify(options);
  const known = converted.get(key);
  if (known) return known;
  all ??= [...corpusFiles("files"), ...corpusFiles("signed")];
  const made = all.map((file) => {
    const { workflow, ...rest } = convert(file.bytes, { name: file.name.replace(/\..*/, ""), ...options });
    return { ...file, ...rest, actions: workflow.actions.length };
  });
  converted.set(key, made);
  return made;
}
