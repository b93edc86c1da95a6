import type { Command } from "commander";
import { convertReading, type Conversion } from "../convert.ts";
import { readShortcut } from "../read.ts";
import { diffShortcuts, type ActionChange, type ShortcutDiff } from "../diff/diff.ts";
import type { Difference } from "../ir/compare.ts";
import { readInput } from "../node/input.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { harmless, type Style } from "./report/style.ts";
import { styleFor, writeOut } from "./terminal.ts";

export type DiffFlags = CommonFlags;

/** `shortcut2py diff`: as with `diff`, the exit code tells whether there is a difference. */
export async function runDiff(
  older: string,
  newer: string,
  flags: DiffFlags,
  command: Command,
): Promise<void> {
  const { color, json = false } = flags;
  const read: Conversion[] = [];
  await forEachInput(
    [older, newer],
    flags,
    command,
    async (file) => {
      const { bytes } = await readInput(file, fetchOptions);
      read.push(convertReading(readShortcut(bytes), { metadata: false, registry: loadUserRegistry() }));
    },
    (failure) => {
      if (json) writeOut(jsonLine(failure));
    },
  );
  const [before, after] = read;
  if (!before || !after) return;
  const diff = diffShortcuts(before.workflow, after.workflow);
  if (!diff.equal) process.exitCode = 1;
  if (json) writeOut(jsonLine({ older, newer, ...diff }));
  else
    writeOut(printDiff(labelOf(older), labelOf(newer), diff, { before, after }, styleFor("stdout", color)));
}

interface Versions {
  before: Conversion;
  after: Conversion;
}

function printDiff(
  older: string,
  newer: string,
  { equal, actions, properties }: ShortcutDiff,
  versions: Versions,
  style: Style,
): string {
  if (equal) return `${harmless(older)} and ${harmless(newer)} do the same.\n`;
  const lines = [style.bold(`--- ${harmless(older)}`), style.bold(`+++ ${harmless(newer)}`)];
  for (const change of actions) lines.push(...printChange(change, versions, style));
  if (properties.length > 0) lines.push(style.info("@@ properties of the shortcut @@"));
  for (const difference of properties) lines.push(`  ${printDifference(difference)}`);
  return `${lines.join("\n")}\n`;
}

function printChange(change: ActionChange, { before, after }: Versions, style: Style): string[] {
  const heading = (text: string) => style.info(`@@ ${text} @@`);
  const minus = (position: number) =>
    statementsOf(before, position).map((line) => style.error(`- ${harmless(line)}`));
  const plus = (position: number) =>
    statementsOf(after, position).map((line) => style.added(`+ ${harmless(line)}`));
  switch (change.kind) {
    case "added":
      return [heading(`action ${change.after} added`), ...plus(change.after)];
    case "removed":
      return [heading(`action ${change.before} removed`), ...minus(change.before)];
    case "moved":
      return [
        heading(`action ${change.before} moved, now action ${change.after}`),
        ...statementsOf(after, change.after).map((line) => `  ${harmless(line)}`),
      ];
    case "changed": {
      const [was, is] = [minus(change.before), plus(change.after)];
      const place = change.before === change.after ? "" : `, now action ${change.after}`;
      // What a statement does not show is told by key.
      const isTold = statementsOf(before, change.before).join() !== statementsOf(after, change.after).join();
      const details = isTold ? [] : change.differences.map((item) => `  ${printDifference(item)}`);
      return [heading(`action ${change.before} changed${place}`), ...was, ...is, ...details];
    }
  }
}

/** The lines that stand for an action: of a block those of its marker, of some markers none. */
function statementsOf({ python, sourceMap }: Conversion, position: number): string[] {
  const text = python.split("\n");
  return sourceMap
    .filter(({ action }) => action === position)
    .flatMap(({ line, endLine }) => text.slice(line - 1, endLine));
}

function printDifference({ keyPath, kind, expected, actual }: Difference): string {
  if (kind === "unexpected") return harmless(`${keyPath}: ${actual} is new`);
  if (kind === "missing") return harmless(`${keyPath}: ${expected} is gone`);
  return harmless(`${keyPath}: ${expected} became ${actual}`);
}
