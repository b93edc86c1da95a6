import { readdirSync, readFileSync } from "node:fs";
import { packageTexts } from "../../src/build/registry/package.ts";
import type { ActionRecord } from "../../src/registry/records/record.ts";
import { openRegistry, type Registry } from "../../src/registry/records/registry.ts";
import type { PackedSearchIndex } from "../../src/registry/records/packed-search-index.ts";

/** The shipped documents, by file name. */
export const documents: ReadonlyMap<string, { actions: ActionRecord[] }> = new Map(
  readdirSync("api-docs/actions").map((name) => {
    return [
      name,
      JSON.parse(readFileSync(`api-docs/actions/${name}`, "utf8")) as { actions: ActionRecord[] },
    ];
  }),
);

export const records: readonly ActionRecord[] = [...documents.values()].flatMap(({ actions }) => actions);

/** A registry of some records, by the way that the package goes. */
export function registryOf(some: readonly ActionRecord[]): Registry {
  const { registry, searchIndex } = packageTexts(some);
  return {
    ...openRegistry(registry),
    packedSearchIndex: () => JSON.parse(searchIndex) as PackedSearchIndex,
  };
}

export const registry = registryOf(records);
