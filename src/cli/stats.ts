import type { Command } from "commander";
import type { RecordCounts } from "../batch/record.ts";
import { readDataset } from "../batch/stats/read-dataset.ts";
import { StatisticsCollector, type Statistics } from "../batch/stats/statistics.ts";
import { statisticsPage } from "../batch/stats/page.ts";
import type { PythonParser } from "../evaluate/codebleu/parser.ts";
import { ShapeTable } from "../evaluate/codebleu/syntax-tree.ts";
import { countProgram } from "../evaluate/complexity.ts";
import { openParser } from "../evaluate/files.ts";
import { writeOutput } from "../node/output.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { forEachInput, jsonLine, type CommonFlags } from "./inputs.ts";
import { printStatistics } from "./report/statistics.ts";
import { styleFor, writeOut } from "./terminal.ts";

export interface StatsFlags extends CommonFlags {
  html?: string;
  published?: true;
}

/** `shortcut2py stats`: of one data set, or of two side by side and together. */
export async function runStats(datasets: string[], flags: StatsFlags, command: Command): Promise<void> {
  const { color, json = false, html, published = false } = flags;
  const registry = loadExtendedRegistry();
  const apps = new Map<string, string>();
  const appOf = (identifier: string) => {
    let app = apps.get(identifier);
    if (app === undefined) {
      const record = registry.get(identifier);
      // What nobody knows belongs to the app whose bundle id it starts with.
      app = record?.appName ?? record?.app ?? identifier.split(".").slice(0, 3).join(".");
      apps.set(identifier, app);
    }
    return app;
  };
  const found: [dataset: string, statistics: Statistics][] = [];
  const together = new StatisticsCollector(appOf);
  const run = async (dataset: string) => {
    const collector = new StatisticsCollector(appOf);
    for await (const record of readDataset(dataset, countCode)) {
      collector.add(record);
      together.add(record);
    }
    found.push([dataset, collector.finish()]);
  };
  await forEachInput(datasets, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
  if (found.length < datasets.length) return;
  if (datasets.length > 1) found.push(["together", together.finish()]);
  if (json) for (const [dataset, statistics] of found) writeOut(jsonLine({ dataset, ...statistics }));
  else writeOut(`${printStatistics(found, styleFor("stdout", color), published)}\n`);
  if (html !== undefined) {
    await forEachInput(
      [html],
      flags,
      command,
      async () => writeOutput(html, statisticsPage(found, { published }), datasets),
      () => {},
    );
  }
}

let parser: PythonParser | undefined;

/** Programs without a shortcut are counted by their syntax. */
async function countCode(code: string): Promise<RecordCounts> {
  parser ??= await openParser();
  return countProgram(parser.parse(code, new ShapeTable()).root, code);
}
