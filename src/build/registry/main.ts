/**
 * Writes the registry anew from the collected facts:
 * `npm run registry [-- path/to/facts.json path/to/apple-python-names.json path/to/param-shapes.json]`, by default those
 * in `../shared/registry` and `../shared/format`.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRegistry, type Apps } from "./build.ts";
import { appleNames, furtherFacts, type AppleTool, type FurtherIdentifiers } from "./further-facts.ts";
import type { RawFacts } from "../../registry/records/raw-facts.ts";
import type { ObservedShapes } from "./forms.ts";
import type { NameRules } from "./names.ts";
import type { Override } from "./overrides.ts";
import type { OwnWords } from "../../registry/records/own-words.ts";

const DOCUMENTS = "api-docs/actions";
const OVERRIDES = "api-docs/overrides.json";
const WORDS = "api-docs/descriptions.json";
const NAMES = "api-docs/names.json";
const FURTHER = "api-docs/identifiers.json";
const FURTHER_APPS = "api-docs/apps.json";
const SLIM_NAMES = "src/registry/slim-names.json";
const INDEX = "src/registry/slim-index.json";
const APPS = "src/registry/apps.json";

/** Of Apple's names only what is used. */
interface AppleNames {
  tools: AppleTool[];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const facts = readJson(process.argv[2] ?? "../shared/registry/facts.json") as RawFacts[];
const words = readJson(WORDS) as Record<string, OwnWords>;
const { tools } = readJson(process.argv[3] ?? "../shared/registry/apple-python-names.json") as AppleNames;
const apple = appleNames(tools);
const further = furtherFacts(facts, readJson(FURTHER) as FurtherIdentifiers, tools);
const { documents, index, names, apps } = buildRegistry(
  [...facts, ...further],
  readJson(OVERRIDES) as Override[],
  words,
  {
    apple,
    rules: readJson(NAMES) as NameRules,
    later: new Set(further.map(({ identifier }) => identifier)),
  },
  readJson(process.argv[4] ?? "../shared/format/param-shapes.json") as ObservedShapes,
  readJson(FURTHER_APPS) as Apps,
);
mkdirSync(DOCUMENTS, { recursive: true });
for (const name of readdirSync(DOCUMENTS)) {
  if (!documents.has(name)) rmSync(join(DOCUMENTS, name));
}
for (const [name, text] of documents) writeFileSync(join(DOCUMENTS, name), text);
writeFileSync(INDEX, index);
writeFileSync(SLIM_NAMES, names);
writeFileSync(APPS, apps);
console.log(
  `${facts.length + further.length} actions in ${documents.size} files; the index takes ${index.length} characters, the names take ${names.length}.`,
);
