import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus");

interface ManifestEntry {
  id: string;
  file: string;
  format: "AEA1" | "bplist" | "xml" | "json";
  /** For a signed file, the entry that has the property list in it. */
  same_actions_as?: string;
}

export interface SignedFile {
  id: string;
  bytes: Uint8Array;
  /** The property list in it, as another program took it out. */
  plist: Uint8Array;
}

const manifestPath = join(corpus, "manifest.json");

export const hasCorpus = existsSync(manifestPath);

const manifest: ManifestEntry[] = hasCorpus
  ? (JSON.parse(readFileSync(manifestPath, "utf8")) as ManifestEntry[])
  : [];

// A plain Uint8Array, as a browser would have: node's Buffers hide mistakes, since their slices are views.
const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(corpus, file)));

/** All property lists that are not signed. */
export function bareFiles(): { format: string; bytes: Uint8Array }[] {
  return manifest
    .filter(({ format }) => format !== "AEA1")
    .map(({ format, file }) => ({ format, bytes: read(file) }));
}

export function signedFiles(): SignedFile[] {
  return manifest
    .filter(({ format }) => format === "AEA1")
    .map(({ id, file, same_actions_as }) => {
      const other = manifest.find((entry) => entry.id === same_actions_as);
      return { id, bytes: read(file), plist: read(other!.file) };
    });
}

/** 20 signed files, small enough to open often and large enough for several blocks of LZFSE in some of them. */
export function filesForDamage(): SignedFile[] {
  const bySize = signedFiles().sort((a, b) => a.bytes.length - b.bytes.length);
  return bySize.slice(14, 34);
}
