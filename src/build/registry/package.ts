import type { ActionRecord } from "../../registry/records/record.ts";
import { openRegistry, packRegistry } from "../../registry/records/registry.ts";
import { packSearchIndex } from "../../registry/search/search-index.ts";

/** The texts that the package holds beside its code, from which `loadRegistry` makes a registry. */
export function packageTexts(records: readonly ActionRecord[]): { registry: string; searchIndex: string } {
  const registry = packRegistry(records);
  const { identifiers, get } = openRegistry(registry);
  const sorted = identifiers.map((identifier) => get(identifier)!);
  return {
    registry,
    searchIndex: JSON.stringify(packSearchIndex(sorted)),
  };
}
