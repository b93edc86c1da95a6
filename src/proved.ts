import { conversionOf, type Conversion, type ConvertOptions } from "./convert.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { compareShortcuts, type Difference } from "./ir/compare.ts";
import { encodeWorkflow } from "./ir/encode.ts";
import { newIdentifiers } from "./ir/identities.ts";
import type { Analysis } from "./passes/analyse.ts";
import { matchModule } from "./program/match-module.ts";
import { isOdd, readsTooEarly } from "./program/oddness.ts";
import type { Module } from "./python/ast.ts";
import { readShortcut } from "./read.ts";
import { identifierOfFunction } from "./registry/names.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";

/**
 * Turns a Shortcuts file into Python. The same bytes and options always give the same text. Where a broken file would not
 * become the same shortcut again, a diagnostic says so (SC4022).
 *
 * @throws ShortcutError if the bytes hold no shortcut; every shortcut converts, with diagnostics where it is broken.
 */
export function convert(bytes: Uint8Array, options: ConvertOptions = {}): Conversion {
  const stages = conversionOf(readShortcut(bytes), options);
  let module: Module = { body: [] };
  let references: Analysis["references"] | undefined;
  for (;;) {
    const { done, value } = stages.next();
    if (done) {
      const problem = wayBackProblem(module, references!, value, options);
      if (problem) value.diagnostics.push(problem);
      return value;
    }
    if (value.name === "flow") ({ references } = value.made);
    if (value.name === "ast") module = value.made;
  }
}

/**
 * What to say of a program with metadata that would become another shortcut; undefined for all others. The program is
 * matched as it was written: that its text is read as the same syntax tree again is a law of the printer, whatever the
 * file.
 */
function wayBackProblem(
  module: Module,
  references: Analysis["references"],
  { workflow, diagnostics }: Conversion,
  { registry, metadata = true, lossless = false, layout = "function" }: ConvertOptions,
): Diagnostic | undefined {
  if (!metadata || lossless || layout !== "function") return undefined;
  if (!isOdd(workflow, diagnostics, references) && !readsTooEarly(module)) return undefined;
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
