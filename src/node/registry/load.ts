import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { extendRegistry } from "../../registry/import/merge.ts";
import { openRegistry, type Registry } from "../../registry/records/registry.ts";
import type { PackedSearchIndex } from "../../registry/records/packed-search-index.ts";
import { loadUserRegistry } from "./user-registry.ts";

let registry: Registry | undefined;

/** The registry that comes with the package, read from the disk the first time. */
export function loadRegistry(): Registry {
  registry ??= {
    ...openRegistry(readPacked("registry.ndjson.gz")),
    packedSearchIndex: () => JSON.parse(readPacked("registry-search.json.gz")) as PackedSearchIndex,
  };
  return registry;
}

/**
 * The registry that comes with the package, with what the user has imported.
 *
 * @throws AccessError SC5001, ShortcutError SC3104 if the user's own registry cannot be read
 */
export function loadExtendedRegistry(): Registry {
  const user = loadUserRegistry();
  return user.identifiers.length === 0 ? loadRegistry() : extendRegistry(loadRegistry(), user);
}

/** The build puts these files beside the code. */
function readPacked(name: string): string {
  return gunzipSync(readFileSync(new URL(name, import.meta.url))).toString();
}
