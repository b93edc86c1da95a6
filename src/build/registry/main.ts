/**
 * Writes the registry anew from the collected facts:
 * `npm run registry [-- path/to/facts.json]`, by default `../shared/registry/facts.json`.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRegistry } from "./build.ts";
import type { RawFacts } from "../../registry/records/raw-facts.ts";
import type { Override } from "./overrides.ts";
import type { OwnWords } from "../../registry/records/own-words.ts";

const DOCUMENTS = "api-docs/actions";
const OVERRIDES = "api-docs/overrides.json";
const WORDS = "api-docs/descriptions.json";
const INDEX = "src/registry/slim-index.json";

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const facts = readJson(process.argv[2] ?? "../shared/registry/facts.json") as RawFacts[];
const words = readJson(WORDS) as Record<string, OwnWords>;
const { documents, index } = buildRegistry(facts, readJson(OVERRIDES) as Override[], words);
mkdirSync(DOCUMENTS, { recursive: true });
for (const name of readdirSync(DOCUMENTS)) {
  if (!documents.has(name)) rmSync(join(DOCUMENTS, name));
}
for (const [name, text] of documents) writeFileSync(join(DOCUMENTS, name), text);
writeFileSync(INDEX, index);
console.log(
  `${facts.length} actions in ${documents.size} files; the index takes ${index.length} characters.`,
);
