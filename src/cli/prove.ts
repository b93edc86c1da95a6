import type { ConvertOptions } from "../convert.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { convert } from "../proved.ts";

/** What to say of a broken file whose program would become another shortcut. It takes the parser, which few files need. */
export function wayBackProblem(bytes: Uint8Array, options: ConvertOptions): Diagnostic | undefined {
  return convert(bytes, options).diagnostics.find(({ code }) => code === "SC4022");
}
