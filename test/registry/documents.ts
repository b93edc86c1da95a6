import { readdirSync, readFileSync } from "node:fs";
import type { ActionRecord } from "../../src/registry/record.ts";

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
