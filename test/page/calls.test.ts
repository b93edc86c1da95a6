import { expect, test } from "vitest";
import { answerCalls } from "../../src/page/worker/calls.ts";
import { registry } from "../registry/documents.ts";
import { comesBackDifferent } from "../support/shortcut.ts";

test("the page says that a program would become another shortcut", () => {
  const options = { layout: "function", metadata: true, names: "friendly" } as const;
  const codes = (metadata: boolean) => {
    const { open } = answerCalls(registry);
    const opened = open({ bytes: comesBackDifferent(), name: "Early", options: { ...options, metadata } });
    return opened.diagnostics.map(({ code }) => code);
  };
  expect(codes(true)).toEqual(["SC4022"]);
  expect(codes(false)).toEqual([]);
});
