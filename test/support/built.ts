import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the first test file that needs the built package puts it for all of them. */
    built: string;
  }
}

/** Before and after all test files. */
export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "shortcut2py-built-"));
  provide("built", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
