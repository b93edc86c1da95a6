import { test } from "vitest";
import { corpusFiles, hasCorpus } from "../../support/corpus.ts";
import { expectSame } from "./by-matching.ts";

test.skipIf(!hasCorpus)("statements of real shortcuts are known as matching knows them", () => {
  for (const { bytes } of corpusFiles("files")) expectSame(bytes);
});
