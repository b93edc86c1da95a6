import { expect, vi } from "vitest";

/*
 * What is known of a statement by comparing it with its action is what matching it gives. The oracle is `convert` that
 * knows nothing in advance, so that it matches every statement.
 */

const KNOWN = "../../../src/program/metadata/known.ts";

const { convert } = await import("../../../src/convert.ts");
vi.resetModules();
vi.doMock(KNOWN, () => ({ knownFrom: () => () => undefined, areCalledSo: () => true }));
const { convert: convertByMatching } = await import("../../../src/convert.ts");
vi.doUnmock(KNOWN);

export function expectSame(bytes: Uint8Array, names: "friendly" | "api" = "friendly"): void {
  expect(convert(bytes, { names }).python).toBe(convertByMatching(bytes, { names }).python);
}
