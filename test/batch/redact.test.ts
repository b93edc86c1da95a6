import { expect, test } from "vitest";
import { DEFAULT_OPTIONS } from "../../src/batch/options.ts";
import type { TranscribedRecord } from "../../src/batch/record.ts";
import { transcribeOne } from "../../src/batch/transcribe-one.ts";
import { openRegistry } from "../../src/registry/records/registry.ts";
import { shortcutFile } from "../support/plist-files.ts";

const PLANTED = ["jane.doe@mail.net", `ghp_${"a1B2".repeat(9)}`, "hunter2-secret9"];

const file = shortcutFile([
  ["gettext", { WFTextActionText: `Write to ${PLANTED[0]}`, UUID: "A" }],
  ["downloadurl", { WFURL: `https://example.org/?q=${PLANTED[1]}` }],
  ["gettext", { WFTextActionText: PLANTED[2]!, CustomOutputName: "Password", UUID: "B" }],
  ["conditional", { GroupingIdentifier: "G", WFControlFlowMode: 0, WFCondition: 100 }],
  ["comment", { WFCommentActionText: `Ask ${PLANTED[0]}` }],
  ["conditional", { GroupingIdentifier: "G", WFControlFlowMode: 2 }],
]);

async function record(redact: boolean): Promise<{ line: string; record: TranscribedRecord }> {
  const input = {
    id: "1",
    source: "1",
    name: `Mail for ${PLANTED[0]}`,
    metadata: { json: JSON.stringify({ author: PLANTED[0], token: PLANTED[2] }) },
  };
  const options = { ...DEFAULT_OPTIONS, redact };
  const line = String((await transcribeOne(input, file, options, openRegistry(""))).line);
  return { line, record: JSON.parse(line) as TranscribedRecord };
}

test("a batch counts what shortcuts disclose, and leaves it", async () => {
  const { line, record: found } = await record(false);
  for (const secret of PLANTED) expect(line).toContain(secret);
  expect(found.disclosures).toEqual({
    "an e-mail address": 2,
    "a GitHub token": 1,
    "a value that is called a key, token or password": 1,
  });
});

test("redacted, none of it is left, also within blocks and in what an index says", async () => {
  const { line, record: found } = await record(true);
  for (const secret of PLANTED) expect(line).not.toContain(secret);
  expect(found.python).toContain("Write to <email-1>");
  expect(found.python).toContain("# Ask <email-1>");
  expect(found.metadata).toEqual({ author: "<email-1>", token: expect.stringMatching(/^<secret-\d>$/) });
  expect(found.disclosures).toMatchObject({ "an e-mail address": 4 });
});
