import { convert as convertUnproved, type Conversion, type ConvertOptions } from "./convert.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { compareShortcuts, type Difference } from "./ir/compare.ts";
import { encodeWorkflow } from "./ir/encode.ts";
import { newIdentifiers } from "./ir/identities.ts";
import { matchModule } from "./program/match-module.ts";
import { isOdd } from "./program/oddness.ts";
import { parsePython } from "./python/parse/parse.ts";
import { identifierOfFunction } from "./registry/names.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";

/**
 * Turns a Shortcuts file into Python. The same bytes and options always give the same text. Where a broken file would not
 * become the same shortcut again, a diagnostic says so (SC4022).
 *
 * @throws ShortcutError if the bytes hold no shortcut; every shortcut converts, with diagnostics where it is broken.
 */
export function convert(bytes: Uint8Array, options: ConvertOptions = {}): Conversion {
  const conversion = convertUnproved(bytes, options);
  const trouble = wayBackTrouble(conversion, options);
  if (trouble) conversion.diagnostics.push(trouble);
  return conversion;
}

/** What to say of a program with metadata that would become another shortcut; undefined for all others. */
function wayBackTrouble(
  { python, workflow, diagnostics }: Conversion,
  { registry, metadata = true, lossless = false, layout = "function" }: ConvertOptions,
): Diagnostic | undefined {
  if (!metadata || lossless || layout !== "function" || !isOdd(workflow, diagnostics)) return undefined;
  const { workflow: again } = matchModule(parsePython(python).module, {
    lookup: lookupWith(registry),
    tolerant: false,
    identifierOf: identifierOfFunction,
    newUuid: newIdentifiers(python),
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
