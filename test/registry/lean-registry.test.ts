import { expect, test } from "vitest";
import { openLeanRegistry, packLeanRegistry } from "../../src/registry/records/lean-registry.ts";
import { records, registry } from "./documents.ts";

test("the registry of the page is the whole one, but for what it says to leave out", () => {
  const lean = openLeanRegistry(packLeanRegistry(records));
  expect(lean.identifiers).toEqual(registry.identifiers);
  expect(lean.get("no.such.action")).toBeUndefined();
  for (const { summary: _summary, names, parameters, ...rest } of records) {
    const listed = new Set(parameters.map(({ key }) => key));
    const { keywords, friendly, main, next } = names!;
    expect(lean.get(rest.identifier)).toEqual({
      ...rest,
      names: {
        friendly,
        ...(main !== undefined && { main }),
        ...(next !== undefined && { next }),
        keywords: Object.fromEntries(Object.entries(keywords).filter(([key]) => listed.has(key))),
      },
      parameters: parameters.map((parameter) => {
        return { ...parameter, class: parameter.class === "WFExpandingParameter" ? parameter.class : "" };
      }),
    });
  }
});
