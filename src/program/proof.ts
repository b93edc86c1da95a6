import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareShortcuts, type Difference } from "../ir/compare.ts";
import { encodeWorkflow } from "../ir/encode.ts";
import { newIdentifiers } from "../ir/identities.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { Module } from "../python/ast.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { identifierOfFunction } from "../registry/names.ts";
import { matchModule } from "./match-module.ts";

/**
 * Tells where a program with metadata would not become the same shortcut again. What the app itself has written comes
 * back by construction; a file that is broken, or made by another program, is compiled and compared.
 *
 * @param parse reads a program
 * @param diagnostics what is known to be wrong with the file; what is found is added
 */
export function proveWayBack(
  python: string,
  parse: (python: string) => Module,
  workflow: Workflow,
  lookup: (identifier: string) => ActionFacts | undefined,
  diagnostics: Diagnostic[],
): void {
  if (!isOdd(workflow, diagnostics)) return;
  const { workflow: again } = matchModule(parse(python), {
    lookup,
    tolerant: false,
    identifierOf: identifierOfFunction,
    newUuid: newIdentifiers(python),
  });
  const { total, differences } = compareShortcuts(encodeWorkflow(workflow), encodeWorkflow(again), {
    limit: 1,
  });
  if (total > 0) diagnostics.push(describe(differences[0]!, total));
}

function describe({ action, keyPath, kind }: Difference, total: number): Diagnostic {
  const places = total === 1 ? "one place" : `${total} places`;
  const message = `Compiled, this program gives another shortcut in ${places}; the first is ${keyPath} (${kind}).`;
  return diagnostic("SC4022", message, action === undefined ? {} : { action });
}

/** Codes of what does not keep a file from being one that the app has written. */
const ORDINARY: ReadonlySet<string> = new Set([
  "SC4006",
  "SC4010",
  "SC4011",
  "SC4013",
  "SC4020",
  "SC4021",
  "SC4023",
]);

function isOdd({ properties, actions }: Workflow, diagnostics: readonly Diagnostic[]): boolean {
  return (
    diagnostics.some(({ code }) => !ORDINARY.has(code)) ||
    Object.values(properties).includes(null) ||
    haveOddIdentities(actions) ||
    actions.some(({ parameters }) => Object.values(parameters).some(isOddEnvelope))
  );
}

/** What each envelope of the app holds: a token or its text in a dictionary, or nothing of that. */
const ENVELOPES: ReadonlySet<unknown> = new Set(["WFTextTokenAttachment", "WFTextTokenString"]);

/** An envelope that does not hold what its kind says. */
function isOddEnvelope(value: PlistValue): boolean {
  return isDict(value) && ENVELOPES.has(value["WFSerializationType"]) && !isDict(value["Value"]);
}

/** Whether identities are no texts, or one stands for an output and for a block. */
function haveOddIdentities(actions: readonly Action[]): boolean {
  const uuids = new Set<unknown>();
  const groups = new Set<unknown>();
  for (const { parameters } of actions) {
    const { UUID: uuid, GroupingIdentifier: group } = parameters;
    if (uuid !== undefined) uuids.add(uuid);
    if (group !== undefined) groups.add(group);
  }
  for (const set of [uuids, groups]) for (const id of set) if (typeof id !== "string") return true;
  for (const group of groups) if (uuids.has(group)) return true;
  return false;
}
