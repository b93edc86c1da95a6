import {
  convertNoting,
  needsProof,
  type Conversion,
  type ConvertOptions,
  type NotedConversion,
} from "./convert.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { compareShortcuts, type Difference } from "./ir/compare.ts";
import { encodeWorkflow } from "./ir/encode.ts";
import { newIdentifiers } from "./ir/identities.ts";
import { matchModule } from "./program/match-module.ts";
import { readShortcut, type Reading } from "./read.ts";
import { identifierOfFunction } from "./registry/names.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";

/**
 * Turns a Shortcuts file into Python. The same bytes and options always give the same text. Where a broken file would not
 * become the same shortcut again, a diagnostic says so (SC4022).
 *
 * @throws ShortcutError if the bytes hold no shortcut; every shortcut converts, with diagnostics where it is broken.
 */
export function convert(bytes: Uint8Array, options: ConvertOptions = {}): Conversion {
  return convertProved(readShortcut(bytes), options);
}

/** `convert`, for a file that is already read. */
export function convertProved(reading: Reading, options: ConvertOptions): Conversion {
  const made = convertNoting(reading, options);
  const { conversion } = made;
  const problem = needsProof(made, options) ? wayBackProblem(made, options) : undefined;
  if (problem) conversion.diagnostics.push(problem);
  return conversion;
}

/**
 * What to say of a program that would become another shortcut. The program is matched as it was written: that its text is
 * read as the same syntax tree again is a law of the printer, whatever the file.
 */
export function wayBackProblem(
  { conversion: { workflow }, module }: NotedConversion,
  { registry }: Pick<ConvertOptions, "registry">,
): Diagnostic | undefined {
  const { workflow: again } = matchModule(module, {
    lookup: lookupWith(registry),
    tolerant: false,
    isWritten: true,
    identifierOf: identifierOfFunction,
    newUuid: newIdentifiers(""),
  });
  const { total, differences } = compareShortcuts(encodeWorkflow(workflow), encodeWorkflow(again), {
    limit: 1,
  });
  return total > 0 ? describe(differences[0]!, total) : undefined;
}

function describe({ action, keyPath, kind }: Difference, total: number): Diagnostic {
  const places = total === 1 ? "one place" : `${total} places`;
  const message = `Compiled, this program gives another shortcut in ${places}; the first is ${keyPath} (${kind}).`;
  return diagnostic("SC4022", message, action === undefined ? {} : { action });
}
