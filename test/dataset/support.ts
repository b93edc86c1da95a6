import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { convert } from "../../src/convert.ts";
import type { Row } from "../../src/dataset/row.ts";
import { run, type Run } from "../support/command.ts";
import { setUp, type Bench } from "../batch/support.ts";

/** The built package, a folder to work in, and the command without waiting for its end. */
export function setUpDataset(): Bench & {
  dataset: (args: string[], env?: Record<string, string>) => Promise<Run>;
} {
  const bench = setUp();
  return {
    ...bench,
    dataset: (args, env = {}) => bench.shortcut2py(["dataset", ...args], { env }),
  };
}

export { run };

/** All files below a folder, with their content. */
export function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), "latin1")]),
  );
}

/** The samples, as rows of a data set that `batch` wrote. */
export function sampleRows(): Row[] {
  return readdirSync("samples")
    .toSorted()
    .map((name): Row => {
      const folder = join("samples", name);
      const file = join(
        folder,
        readdirSync(folder).find((entry) => entry.startsWith("input"))!,
      );
      const { python, workflow } = convert(readFileSync(file), { layout: "script", name });
      const apis = [...new Set(workflow.actions.map(({ identifier }) => identifier))]
        .filter(Boolean)
        .toSorted();
      return { schema: "seed/1", id: name, name, python, apis };
    });
}
