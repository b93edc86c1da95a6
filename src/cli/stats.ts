import type { Command } from "commander";
import { readDataset } from "../batch/stats/read-dataset.ts";
import { StatisticsCollector, type Statistics } from "../batch/stats/statistics.ts";
import { statisticsPage } from "../batch/stats/page.ts";
import { writeOutput } from "../node/output.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { forEachInput, jsonLine, type CommonFlags } from "./inputs.ts";
import { printStatistics } from "./report/statistics.ts";
import { styleFor, writeOut } from "./terminal.ts";

export interface StatsFlags extends CommonFlags {
  html?: string;
}

/** `shortcut2py stats`: of one data set, or of two side by side. */
export async function runStats(datasets: string[], flags: StatsFlags, command: Command): Promise<void> {
  const { color, json = false, html } = flags;
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
  const run = async (dataset: string) => {
    const collector = new StatisticsCollector(appOf);
    for await (const record of readDataset(dataset)) collector.add(record);
    found.push([dataset, collector.finish()]);
  };
  await forEachInput(datasets, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
  if (found.length < datasets.length) return;
  if (json) for (const [dataset, statistics] of found) writeOut(jsonLine({ dataset, ...statistics }));
  else writeOut(`${printStatistics(found, styleFor("stdout", color))}\n`);
  if (html !== undefined) {
    await forEachInput(
      [html],
      flags,
      command,
      async () => writeOutput(html, statisticsPage(found), datasets),
      () => {},
    );
  }
}
