import type { Registry } from "../registry/records/registry.ts";
import type { NameStyle } from "../registry/names.ts";
import { apiBlock } from "../registry/docs/api-block.ts";
import { queryField } from "./annotate.ts";
import { BUILT_IN, CATEGORIES, isBuiltIn, SYNTAX_APIS } from "./categories.ts";
import { AskFailure, Interview, type AskSettings } from "./models/interview.ts";
import type { Model } from "./models/model.ts";
import { readPrompt } from "./prompts.ts";
import { Draws } from "./random.ts";
import type { ReadRow } from "./read-rows.ts";
import { programOf, schemaOf, type Row } from "./row.ts";
import type { Outcome, Step } from "./run-step.ts";
import { skeletonOf } from "./skeleton.ts";
import type { QueryLength } from "./text-rules.ts";

export interface ExpandOptions extends AskSettings {
  seed: number;
  queryLength: QueryLength;
  /** Rows that are shown as examples (default 3). */
  exemplars: number;
  /** How many applications are drawn (default 1 to 5). */
  applications: { fewest: number; most: number };
  /**
   * Whether an application's APIs are cut so that all APIs together are as many as drawn (`fit`, the default), or all
   * of them are taken (`all`). The paper says both.
   */
  thirdParty: "fit" | "all";
  categories: readonly string[];
  /** Whether the documentation is the short one, and by which names it calls APIs. */
  compact: boolean;
  names: NameStyle;
  prompts?: string;
}

export const EXPAND_DEFAULTS = {
  queryLength: { fewest: 20, most: 100 },
  exemplars: 3,
  applications: { fewest: 1, most: 5 },
  thirdParty: "fit",
  categories: CATEGORIES,
} as const;

/** What the seed says about real shortcuts, to draw from. */
export interface SeedFacts {
  /** Rows with a question, each with its logic. */
  exemplars: { id: string; query: string; skeleton: string }[];
  /** How many APIs a shortcut has: the number, and how many have it. */
  sizes: (readonly [apis: number, rows: number])[];
  /** How many shortcuts have an API, among those that come with the app. */
  uses: (readonly [api: string, rows: number])[];
}

/** Exemplars that are held; of more, an even sample. */
const MOST_EXEMPLARS = 5000;

/** Goes over the seed once. */
export async function collectSeedFacts(rows: AsyncIterable<Row>, seed: number): Promise<SeedFacts> {
  const draws = new Draws(seed, "exemplars");
  const exemplars: SeedFacts["exemplars"] = [];
  const sizes = new Map<number, number>();
  const uses = new Map<string, number>();
  let seen = 0;
  for await (const row of rows) {
    const apis = (row.apis ?? []).filter((api) => !SYNTAX_APIS.has(api));
    if (apis.length > 0) sizes.set(apis.length, (sizes.get(apis.length) ?? 0) + 1);
    for (const api of apis) if (isBuiltIn(api)) uses.set(api, (uses.get(api) ?? 0) + 1);
    const program = programOf(row);
    if (row.query === undefined || program === undefined) continue;
    const place = seen < MOST_EXEMPLARS ? seen : draws.below(seen + 1);
    seen++;
    if (place >= MOST_EXEMPLARS) continue;
    exemplars[place] = { id: row.id, query: row.query, skeleton: skeletonOf(program) };
  }
  const byName = <T>([a]: readonly [T, number], [b]: readonly [T, number]) => (a < b ? -1 : 1);
  return { exemplars, sizes: [...sizes].sort(byName), uses: [...uses].sort(byName) };
}

/** Places for so many new questions: what a step that makes them up goes over. */
export async function* queryPlaces(count: number, seed: number): AsyncGenerator<ReadRow> {
  for (let i = 0; i < count; i++) {
    yield { row: { schema: schemaOf("query"), id: `query-${seed}-${i}` } };
  }
}

/** Makes up new tasks: for APIs, applications, examples and a category that are drawn for each. */
export function expandStep(
  model: Model,
  facts: SeedFacts,
  registry: Registry,
  options: ExpandOptions,
  concurrency: number,
): Step {
  const prompt = readPrompt("expand", options.prompts);
  const applications = applicationsOf(registry);
  return {
    name: "expand",
    options: { ...options, prompts: prompt.version, facts },
    concurrency,
    hasMemory: false,
    run: async ({ id }): Promise<Outcome> => {
      const interview = new Interview(model, options);
      const drawn = draw(new Draws(options.seed, id), facts, applications, registry, options);
      const values = {
        examples: drawn.exemplars.map(printExemplar).join("\n\n"),
        apis: apiBlock(registry, drawn.apis, { compact: options.compact, names: options.names }).trimEnd(),
        category: drawn.category,
      };
      const { usage } = interview;
      try {
        const fields = { query: queryField(options.queryLength) };
        const { values: answers, problems } = await interview.ask(prompt, values, fields);
        const query = answers["query"];
        if (typeof query !== "string") {
          return { reject: { reason: "query", message: problems["query"]! }, usage };
        }
        const { exemplars, apis, category, ...draws } = drawn;
        const row: Row = {
          schema: schemaOf("query"),
          id,
          query: query.trim(),
          apis,
          category,
          provenance: [
            interview.provenance("expand", {
              seed: options.seed,
              draws: { ...draws, exemplars: exemplars.map((exemplar) => exemplar.id) },
            }),
          ],
        };
        return { row, usage };
      } catch (error) {
        if (!(error instanceof AskFailure)) throw error;
        return { reject: { reason: error.reason, message: error.message }, usage };
      }
    },
  };
}

function printExemplar({ query, skeleton }: SeedFacts["exemplars"][number]): string {
  return `Task: ${query}\nLogic:\n${skeleton}`;
}

/** The applications beside the app itself, each with its documented APIs. */
function applicationsOf(registry: Registry): Map<string, string[]> {
  const applications = new Map<string, string[]>();
  for (const identifier of registry.identifiers) {
    if (isBuiltIn(identifier)) continue;
    const record = registry.get(identifier)!;
    if (record.knowledge === "name-only" || record.deprecated || record.widgetConfiguration) continue;
    const apis = applications.get(record.app) ?? [];
    apis.push(identifier);
    applications.set(record.app, apis);
  }
  return applications;
}

interface Drawn {
  /** How many APIs were to be. */
  size: number;
  applications: string[];
  apis: string[];
  exemplars: SeedFacts["exemplars"];
  category: string;
}

function draw(
  draws: Draws,
  facts: SeedFacts,
  applications: Map<string, string[]>,
  registry: Registry,
  options: ExpandOptions,
): Drawn {
  const size = draws.weightedSample(facts.sizes, 1)[0] ?? 2;
  const known = facts.uses.filter(([api]) => registry.get(api) !== undefined);
  const builtIn = draws.weightedSample(known, Math.floor(size / 2));
  const { fewest, most } = options.applications;
  const chosen = draws.sample([...applications.keys()], fewest + draws.below(most - fewest + 1));
  const theirs = chosen.flatMap((app) => applications.get(app)!);
  const wanted = options.thirdParty === "all" ? theirs.length : Math.max(1, size - builtIn.length);
  return {
    size,
    applications: builtIn.length > 0 ? [BUILT_IN, ...chosen] : chosen,
    apis: [...builtIn, ...(wanted >= theirs.length ? theirs : draws.sample(theirs, wanted))],
    exemplars: draws.sample(facts.exemplars, options.exemplars),
    category: draws.pick(options.categories),
  };
}
