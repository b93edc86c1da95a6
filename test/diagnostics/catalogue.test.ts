import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesPage } from "../../src/build/codes-page.ts";
import { codes, describeCode } from "../../src/diagnostics/catalogue.ts";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && name !== join("diagnostics", "catalogue.ts"))
  .map((name) => readFileSync(join("src", name), "utf8"))
  .join("\n");

describe("the catalogue of codes", () => {
  it("is what api-docs/codes.md says (npm run codes)", () => {
    expect(readFileSync("api-docs/codes.md", "utf8")).toBe(codesPage());
  });

  it("has no code that nothing gives", () => {
    expect(codes.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  });

  it("has each code once, in order within its thousand", () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
  });

  it.each(["README.md", "api-docs/dialect.md"])("has every code that %s names", (page) => {
    const named = readFileSync(page, "utf8").match(/\bSC\d{4}\b/g) ?? [];
    expect(named.filter((code) => !describeCode(code))).toEqual([]);
  });

  it("says in whole sentences what each code means, and what to do", () => {
    for (const code of codes) {
      const { means, remedy } = describeCode(code)!;
      expect(`${code} ${means}`).toMatch(/^SC\d{4} (?:[A-Z`]|iCloud).*\.$/);
      expect(`${code} ${remedy}`).toMatch(/^SC\d{4} [A-Z].*\.$/);
    }
  });

  it("knows nothing of other texts", () => {
    expect(describeCode("SC9999")).toBeUndefined();
    expect(describeCode("toString")).toBeUndefined();
  });
});
