import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { AccessError } from "../diagnostics/access-error.ts";
import { writeOutput } from "../node/output.ts";
import { readRows } from "./read-rows.ts";
import { kindOf, type Row } from "./row.ts";
import { readSchema } from "./schema.ts";

/** What only who publishes a data set knows. */
export interface CardOptions {
  /** What the data set is called. */
  name: string;
  /** One or two sentences; one of ours where absent. */
  description?: string;
  /** An identifier of Hugging Face or SPDX: `apache-2.0`, `cc-by-4.0`, `other`. */
  license: string;
  /** Codes of ISO 639-1 (default `en`). */
  languages: readonly string[];
  /** Where the data set is published. */
  url?: string;
  creator?: string;
  /** `YYYY-MM-DD`. */
  published?: string;
  /** How to cite it: BibTeX or a sentence. */
  citation?: string;
}

/** What is in a data set, as its card says. */
export interface CardFacts {
  rows: number;
  rejected: number;
  kinds: Record<string, number>;
  splits: Record<string, number>;
  steps: Record<string, number>;
  models: Record<string, number>;
  prompts: Record<string, number>;
  licences: Record<string, number>;
  disclosures: Record<string, number>;
  withQuery: number;
  withPlan: number;
  apis: number;
  categories: number;
  /** Means of what rows with counts have. */
  means: { actions: number; branches: number; loops: number; nesting: number } | undefined;
  /** Keys that some row has. */
  fields: string[];
}

/** Goes over a data set once. */
export async function collectCardFacts(path: string): Promise<CardFacts> {
  const collector = new FactCollector();
  for await (const item of readRows(path)) {
    if ("row" in item) collector.add(item.row);
    else collector.facts.rejected++;
  }
  return collector.finish();
}

class FactCollector {
  readonly facts: CardFacts = {
    rows: 0,
    rejected: 0,
    kinds: {},
    splits: {},
    steps: {},
    models: {},
    prompts: {},
    licences: {},
    disclosures: {},
    withQuery: 0,
    withPlan: 0,
    apis: 0,
    categories: 0,
    means: undefined,
    fields: [],
  };
  readonly #apis = new Set<string>();
  readonly #categories = new Set<string>();
  readonly #fields = new Set<string>();
  readonly #sums = { rows: 0, actions: 0, branches: 0, loops: 0, nesting: 0 };

  add(row: Row): void {
    const { facts } = this;
    facts.rows++;
    increase(facts.kinds, kindOf(row));
    if (row.split !== undefined) increase(facts.splits, row.split);
    for (const { step, model, prompts = {} } of row.provenance ?? []) {
      increase(facts.steps, step);
      if (model !== undefined) increase(facts.models, model);
      for (const [name, version] of Object.entries(prompts)) increase(facts.prompts, `${name} ${version}`);
    }
    const licence = row.metadata?.["license"] ?? row.metadata?.["licence"];
    if (typeof licence === "string") increase(facts.licences, licence);
    for (const [what, count] of Object.entries(row.disclosures ?? {})) {
      facts.disclosures[what] = (facts.disclosures[what] ?? 0) + count;
    }
    if (row.query !== undefined) facts.withQuery++;
    if (row.plan !== undefined) facts.withPlan++;
    for (const api of row.apis ?? []) this.#apis.add(api);
    if (row.category !== undefined) this.#categories.add(row.category);
    for (const key of Object.keys(row)) this.#fields.add(key);
    if (!row.counts) return;
    this.#sums.rows++;
    for (const name of ["actions", "branches", "loops", "nesting"] as const) {
      this.#sums[name] += row.counts[name];
    }
  }

  finish(): CardFacts {
    const { rows, ...sums } = this.#sums;
    const mean = (sum: number) => Math.round((10 * sum) / rows) / 10;
    const { facts } = this;
    return {
      ...facts,
      apis: this.#apis.size,
      categories: this.#categories.size,
      means:
        rows === 0
          ? undefined
          : {
              actions: mean(sums.actions),
              branches: mean(sums.branches),
              loops: mean(sums.loops),
              nesting: mean(sums.nesting),
            },
      fields: [...this.#fields],
    };
  }
}

function increase(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** A file of the data set, as metadata name it. */
interface DataFile {
  path: string;
  size: number;
  sha256: string;
}

/**
 * Writes `README.md`, a card as Hugging Face has them, and `croissant.json` (Croissant 1.0) into the folder of a data
 * set.
 *
 * @throws AccessError SC5302 if the path is no folder of a data set
 */
export async function writeCard(folder: string, options: CardOptions): Promise<CardFacts> {
  const files = await dataFiles(folder);
  const facts = await collectCardFacts(folder);
  writeOutput(join(folder, "README.md"), cardText(facts, files, options), []);
  const croissant = `${JSON.stringify(croissantOf(facts, files, options), undefined, 2)}\n`;
  writeOutput(join(folder, "croissant.json"), croissant, []);
  return facts;
}

async function dataFiles(folder: string): Promise<DataFile[]> {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const names = ["records.jsonl", "records.jsonl.gz"].filter((name) => existsSync(join(folder, name)));
  if (names.length === 0 && isFolder && existsSync(join(folder, "records"))) {
    const parts = readdirSync(join(folder, "records")).filter((name) => name.endsWith(".parquet"));
    names.push(...parts.sort().map((name) => `records/${name}`));
  }
  if (names.length === 0) {
    throw new AccessError("SC5302", `${folder} is no folder of a data set.`, {
      hint: "A card belongs to a folder that batch or a step wrote.",
    });
  }
  const files: DataFile[] = [];
  for (const path of names) {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>)
      hash.update(chunk);
    files.push({ path, size: statSync(join(folder, path)).size, sha256: hash.digest("hex") });
  }
  return files;
}

/** The classes of sizes that Hugging Face has. */
const SIZES: [below: number, name: string][] = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
];

function sizeOf(rows: number): string {
  return SIZES.find(([below]) => rows < below)?.[1] ?? "10M<n<100M";
}

function cardText(facts: CardFacts, files: readonly DataFile[], options: CardOptions): string {
  const { name, license, languages, url, citation } = options;
  const paths = files.map(({ path }) => path);
  const metadata = {
    pretty_name: name,
    license,
    language: [...languages],
    task_categories: ["text-generation"],
    size_categories: [sizeOf(facts.rows)],
    tags: ["code", "workflow", "apple-shortcuts", "croissant"],
    configs: [
      {
        config_name: "default",
        data_files: [{ split: "train", path: paths.length === 1 ? paths[0] : "records/*.parquet" }],
      },
    ],
  };
  return [
    `---\n${stringify(metadata)}---\n`,
    `# ${name}\n`,
    `${describe(facts, options)}\n`,
    ...(url === undefined ? [] : [`Home: ${url}\n`]),
    section("What is in it", [
      ["rows", facts.rows],
      ...counted(facts.kinds),
      ["with a question", facts.withQuery],
      ["with a plan", facts.withPlan],
      ["APIs", facts.apis],
      ["categories", facts.categories],
      ...(facts.means === undefined
        ? []
        : counted(facts.means).map(([key, mean]): Line => [`${key}, mean`, mean])),
    ]),
    section("Splits", counted(facts.splits)),
    section("How it was made", [
      ...counted(facts.steps).map(([step, count]): Line => [`step ${step}`, count]),
      ...counted(facts.models).map(([model, count]): Line => [`model ${model}`, count]),
      ...counted(facts.prompts).map(([prompt, count]): Line => [`prompt ${prompt}`, count]),
    ]),
    section("Licences that sources state", counted(facts.licences)),
    section("Secrets and personal data that were replaced or found", counted(facts.disclosures)),
    "## Licence\n",
    `${license}. Shortcuts belong to their authors: whoever publishes them needs the right to.\n`,
    "## Limits\n",
    "Questions, plans, comments and names were written by models, where the steps above say so, and nobody has checked " +
      "each of them. What looks like a secret was looked for by patterns, which miss some and find others that are none.\n",
    ...(citation === undefined ? [] : ["## Citation\n", `\`\`\`\n${citation.trim()}\n\`\`\`\n`]),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

type Line = [what: string, count: number];

function counted(counts: Record<string, number>): Line[] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function section(title: string, lines: readonly Line[]): string {
  if (lines.length === 0) return "";
  const rows = lines.map(
    ([what, count]) => `| ${what.replaceAll("|", "\\|")} | ${count.toLocaleString("en")} |`,
  );
  return [`## ${title}\n`, "| | |", "| --- | ---: |", ...rows, ""].join("\n");
}

function describe(facts: CardFacts, { description }: CardOptions): string {
  if (description !== undefined) return description;
  return (
    `${facts.rows.toLocaleString("en")} programs and tasks made of Apple Shortcuts: Python that says what a shortcut ` +
    "does, with the question that it answers, a plan, and comments. Made with shortcut2py."
  );
}

const TYPES: Record<string, string> = { string: "sc:Text", integer: "sc:Integer", number: "sc:Float" };

/** The terms of Croissant 1.0, as its specification gives them. */
const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

function croissantOf(facts: CardFacts, files: readonly DataFile[], options: CardOptions): object {
  const { name, license, languages, url, creator, published, citation } = options;
  const isParquet = files[0]!.path.endsWith(".parquet");
  const encodingFormat = isParquet ? "application/x-parquet" : "application/jsonlines";
  const objects = files.map(({ path, size, sha256 }) => ({
    "@type": "cr:FileObject",
    "@id": path,
    name: basename(path),
    contentUrl: path,
    contentSize: `${size} B`,
    encodingFormat,
    sha256,
  }));
  // Several files of the same kind are one source.
  const set = {
    "@type": "cr:FileSet",
    "@id": "records",
    name: "records",
    encodingFormat,
    includes: "records/*.parquet",
  };
  const source = isParquet ? { fileSet: { "@id": "records" } } : { fileObject: { "@id": files[0]!.path } };
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name,
    description: describe(facts, options),
    license,
    inLanguage: [...languages],
    ...(url !== undefined && { url }),
    ...(creator !== undefined && { creator: { "@type": "sc:Person", name: creator } }),
    ...(published !== undefined && { datePublished: published }),
    ...(citation !== undefined && { citeAs: citation }),
    version: "1.0.0",
    distribution: isParquet ? [...objects, set] : objects,
    recordSet: [
      {
        "@type": "cr:RecordSet",
        "@id": "rows",
        name: "rows",
        key: { "@id": "rows/id" },
        field: (isParquet ? facts.fields.flatMap(columnsOf) : facts.fields).map((field) => ({
          "@type": "cr:Field",
          "@id": `rows/${field}`,
          name: field,
          ...fieldFacts(field),
          source: { ...source, extract: isParquet ? { column: field } : { jsonPath: `$.${field}` } },
        })),
      },
    ],
  };
}

/** In Parquet, each count is a column of its own. */
function columnsOf(field: string): string[] {
  return field === "counts" ? ["actions", "branches", "loops", "menus", "nesting"] : [field];
}

/** Type and description by the schemas of rows; what has a shape of its own is JSON in a text. */
function fieldFacts(field: string): { dataType: string; description?: string; repeated?: true } {
  interface Property {
    type?: string;
    $ref?: string;
    description?: string;
    items?: { type?: string };
  }
  const common = (readSchema("common") as { $defs: Record<string, Property> }).$defs;
  const { properties } = readSchema("seed") as { properties: Record<string, Property> };
  let property = properties[field] ?? {};
  if (property.$ref !== undefined) property = common[property.$ref.split("/").at(-1)!] ?? {};
  const { type, description } = property;
  const isList = type === "array" && property.items?.type === "string";
  return {
    dataType: TYPES[type ?? "string"] ?? "sc:Text",
    ...(isList && { repeated: true }),
    ...(description !== undefined && { description }),
  };
}
