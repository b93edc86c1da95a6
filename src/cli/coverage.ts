import type { Command } from "commander";
import { readShortcut } from "../read.ts";
import type { Input } from "../node/input-bytes.ts";
import {
  coverage,
  type ApiCoverage,
  type Coverage,
  type CountedAction,
  type Share,
} from "../registry/records/coverage.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { forEachInput, jsonLine, type CommonFlags, type Failure } from "./inputs.ts";
import { harmless, type Style } from "./report/style.ts";
import { forEachShortcut } from "./shortcuts.ts";
import { styleFor, writeOut } from "./terminal.ts";

export type CoverageFlags = CommonFlags;

/** `shortcut2py coverage` */
export async function runCoverage(files: string[], flags: CoverageFlags, command: Command): Promise<void> {
  const { json = false, color } = flags;
  const shortcuts: { actions: readonly CountedAction[] }[] = [];
  const failures: Failure[] = [];
  const read = async ({ bytes }: Input) => {
    shortcuts.push(readShortcut(bytes).workflow);
  };
  const report = async () => {
    const found = coverage(loadExtendedRegistry(), shortcuts);
    if (json) writeOut(jsonLine({ files: shortcuts.length, failures, ...found }));
    else if (shortcuts.length > 0) {
      writeOut(printCoverage(found, shortcuts.length, styleFor("stdout", color)));
    }
  };
  await forEachShortcut(files, flags, command, read, (failure) => failures.push(failure));
  await forEachInput([PROGRAM], flags, command, report, () => {});
}

/** What stands for the input where there is no file: what fails then is the registry. */
const PROGRAM = "shortcut2py";

function printCoverage({ actions, parameters, apis }: Coverage, files: number, style: Style): string {
  const missing = apis.filter(({ isDocumented }) => !isDocumented);
  const documented = apis.filter(({ isDocumented }) => isDocumented);
  const section = (title: string, lines: string[]) => {
    return lines.length === 0 ? [] : ["", style.bold(title), ...lines];
  };
  const lines = [
    `files        ${files}`,
    `actions      ${printShare(actions)}`,
    `parameters   ${printShare(parameters)}`,
    ...section("Actions that are not documented", missing.map(printApi)),
    ...section("Parameters that are not documented", printMissing(documented)),
    ...section("Documented", documented.map(printApi)),
  ];
  return `${lines.join("\n")}\n`;
}

function printShare({ uses, documented }: Share): string {
  if (uses === 0) return "none";
  // Never 100 % where something is missing.
  const percent = Math.floor((documented / uses) * 10_000) / 100;
  return `${documented} of ${uses} uses are documented (${percent.toFixed(2)} %)`;
}

function printApi({ identifier, uses, knowledge }: ApiCoverage): string {
  return `${count(uses)}  ${harmless(identifier)}  ${knowledge ?? "unknown"}`;
}

/** The most used first. */
function printMissing(apis: readonly ApiCoverage[]): string[] {
  const missing = apis.flatMap(({ identifier, parameters }) => {
    return parameters
      .filter(({ isDocumented }) => !isDocumented)
      .map((parameter) => ({ identifier, ...parameter }));
  });
  missing.sort((a, b) => b.uses - a.uses);
  return missing.map(({ identifier, key, uses }) => `${count(uses)}  ${harmless(`${identifier}: ${key}`)}`);
}

function count(uses: number): string {
  return String(uses).padStart(7);
}
