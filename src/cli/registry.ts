import type { Command } from "commander";
import type { DefinitionsKind } from "../registry/import/detect.ts";
import { mergeRecords, type MergeReport } from "../registry/import/merge.ts";
import { lookup } from "../registry/lookup.ts";
import { readDefinitionsFile, type DefinitionsFile } from "../node/registry/import-files.ts";
import { openUserRegistry, userRegistryPath, writeUserRegistry } from "../node/registry/user-registry.ts";
import type { ActionRecord } from "../registry/records/record.ts";
import { titleOf } from "../registry/records/title.ts";
import { forEachInput, jsonLine, type CommonFlags, type Failure } from "./inputs.ts";
import { harmless } from "./report/style.ts";
import { styleFor, writeMessage, writeOut } from "./terminal.ts";

export interface RegistryFlags extends CommonFlags {
  /** Bundle id. */
  app?: string;
}

/** The build puts it beside the command. */
const wasm = new URL("sql-wasm.wasm", import.meta.url);

/** `shortcut2py registry import`: all of the files or none. */
export async function runRegistryImport(
  files: string[],
  flags: RegistryFlags,
  command: Command,
): Promise<void> {
  const { app, json = false, color } = flags;
  const read: [file: string, definitions: DefinitionsFile][] = [];
  const failures: Failure[] = [];
  const run = async (file: string) => {
    read.push([file, await readDefinitionsFile(file, wasm, app)]);
  };
  await forEachInput(files, flags, command, run, (failure) => failures.push(failure));
  if (json) for (const failure of failures) writeOut(jsonLine(failure));
  if (failures.length > 0) {
    writeMessage(color, () => "shortcut2py: Nothing was imported.");
    return;
  }
  const path = userRegistryPath();
  await forEachInput(
    [path],
    flags,
    command,
    async () => {
      const records = recordsIn(path);
      const reports = read.map(([file, definitions]) => {
        return { file, definitions, report: mergeRecords(records, definitions.records) };
      });
      if (reports.some(({ report }) => report.added.length + report.updated.length > 0)) {
        writeUserRegistry(path, records.values());
      }
      for (const { file, definitions, report } of reports) {
        writeOut(
          json
            ? jsonLine(jsonReport(file, definitions, report, path))
            : printReport(file, definitions.kind, report),
        );
        for (const warning of definitions.warnings) {
          writeMessage(color, (style) => `${harmless(file)}: ${style.warning("warning")}: ${warning}`);
        }
      }
    },
    (failure) => {
      if (json) writeOut(jsonLine(failure));
    },
  );
}

function jsonReport(
  file: string,
  { kind, warnings }: DefinitionsFile,
  report: MergeReport,
  registry: string,
) {
  return { file, kind, registry, ...report, warnings };
}

const KINDS: Record<DefinitionsKind, string> = {
  WFActions: "the built-in actions (WFActions.plist)",
  intentdefinition: "an app's custom intents (.intentdefinition)",
  actionsdata: "an app's App Intents (actionsdata)",
  ToolKit: "the ToolKit database",
};

function printReport(
  file: string,
  kind: DefinitionsKind,
  { added, updated, unchanged }: MergeReport,
): string {
  const unknown = added.filter((identifier) => lookup(identifier) === undefined).length;
  const news = unknown === 0 ? "" : ` (${unknown} of them not in shortcut2py's own registry)`;
  const counts = `${added.length} added${news}, ${updated.length} updated, ${unchanged.length} unchanged`;
  return `${harmless(file)}: ${KINDS[kind]}: ${counts}\n`;
}

/** `shortcut2py registry list`: what has been imported. */
export async function runRegistryList(flags: RegistryFlags, command: Command): Promise<void> {
  const path = userRegistryPath();
  const run = async () => {
    const records = [...recordsIn(path).values()].filter(
      ({ app }) => flags.app === undefined || app === flags.app,
    );
    const style = styleFor("stdout", flags.color);
    for (const record of records) {
      writeOut(
        flags.json
          ? jsonLine(record)
          : `${harmless(record.identifier)}  ${style.bold(harmless(titleOf(record)))}\n`,
      );
    }
  };
  await forEachInput([path], flags, command, run, (failure) => {
    if (flags.json) writeOut(jsonLine(failure));
  });
}

/** `shortcut2py registry remove`: takes out actions, by their identifiers or by the bundle id of their app. */
export async function runRegistryRemove(
  names: string[],
  flags: RegistryFlags,
  command: Command,
): Promise<void> {
  const path = userRegistryPath();
  const run = async () => {
    const records = recordsIn(path);
    const removed = [...records.values()].filter(
      ({ identifier, app }) => names.includes(identifier) || names.includes(app),
    );
    for (const { identifier } of removed) records.delete(identifier);
    if (removed.length > 0) writeUserRegistry(path, records.values());
    else process.exitCode = 1;
    const identifiers = removed.map(({ identifier }) => identifier);
    writeOut(flags.json ? jsonLine({ registry: path, removed: identifiers }) : `${removed.length} removed\n`);
  };
  await forEachInput([path], flags, command, run, (failure) => {
    if (flags.json) writeOut(jsonLine(failure));
  });
}

function recordsIn(path: string): Map<string, ActionRecord> {
  const registry = openUserRegistry(path);
  return new Map(registry.identifiers.map((identifier) => [identifier, registry.get(identifier)!]));
}
