import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import type { TranscribedRecord } from "../../src/batch/record.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { linesOf, saying, setUp } from "./support.ts";

const { path, write, shortcut2py } = setUp();

test("records say what shortcuts do, where they are run", async () => {
  write("in/1-says.shortcut", saying("Hello"));
  const math = { WFInput: "1", WFMathOperation: "÷", WFMathOperand: 0 };
  write(
    "in/2-divides.shortcut",
    shortcutFile([["vibrate"], ["number", { WFNumberActionNumber: 1 }], ["math", math]]),
  );
  write("in/3-app.shortcut", shortcutFile([["getwallpaper"], ["exit"]]));
  write("in/4-none.shortcut", "no shortcut");
  const expected = [
    { status: "finished", effects: 1, unmodelled: [] },
    { status: "failed", effects: 1, unmodelled: [], error: "A number cannot be divided by zero." },
    // Nobody knows what it does, so it counts as if it did something.
    { status: "stopped", effects: 1, unmodelled: ["is.workflow.actions.getwallpaper"] },
    undefined,
  ];
  await shortcut2py(["batch", "in", "-o", "out", "--execute"]);
  const records = linesOf<TranscribedRecord>(path("out/records.jsonl"));
  expect(records.map(({ execution }) => execution)).toEqual(expected);

  await shortcut2py(["batch", "in", "-o", "parquet", "--execute", "--sink", "parquet"]);
  const duck = await (await DuckDBInstance.create()).connect();
  const sql = `SELECT execution FROM '${path("parquet")}/records/*.parquet'`;
  const rows = (await duck.runAndReadAll(sql)).getRowObjectsJson();
  duck.closeSync();
  expect(rows.map(({ execution }) => execution && JSON.parse(execution as string))).toEqual(
    expected.map((execution) => execution ?? null),
  );

  // Steps of dataset read the column from both, and hand it on.
  for (const folder of ["out", "parquet"]) {
    await shortcut2py([
      "dataset",
      "filter",
      folder,
      "-o",
      `${folder}-kept`,
      "--allow",
      "no-api",
      "near-duplicate",
    ]);
    const kept = linesOf<TranscribedRecord>(path(`${folder}-kept/records.jsonl`));
    expect(kept.map(({ execution }) => execution)).toEqual(expected.slice(0, 3));
  }

  await shortcut2py(["batch", "in", "-o", "plain"]);
  for (const record of linesOf(path("plain/records.jsonl"))) expect(record).not.toHaveProperty("execution");
});
