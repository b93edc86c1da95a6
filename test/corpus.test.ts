import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convert, type ConvertOptions } from "../src/index.ts";
import { convertedCorpus, corpus, hasCorpus, type ConvertedFile } from "./support/corpus.ts";
import { hasPython, parsePython } from "./support/cpython.ts";
import { ruffFormat } from "./support/ruff.ts";

/** Measures written by somebody else, which stand beside the corpus. */
const tools = resolve(corpus, "../tools");
const hasTools = hasPython && existsSync(join(tools, "lost_values.py"));

if (!hasCorpus) console.warn(`Tests on real shortcuts are skipped: there is no ${corpus}.`);
else if (!hasTools) console.warn(`Measures of lost values are skipped: there is no ${tools}, or no python3.`);

const settings: Record<string, ConvertOptions> = {
  function: {},
  "function without metadata": { metadata: false },
  script: { layout: "script", lossless: true },
};

describe.skipIf(!hasCorpus)("the corpus", () => {
  describe.each(Object.entries(settings))("as %s", (name, options) => {
    let outputs: ConvertedFile[];
    let scratch: string;

    beforeAll(() => {
      scratch = mkdtempSync(join(tmpdir(), "shortcut2py-"));
      outputs = convertedCorpus(options);
    });
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));

    test("parses in CPython", () => {
      const parsed = parsePython(
        outputs.map(({ python }) => python),
        "nothing",
      );
      const refused = parsed.flatMap(({ error }, i) => (error ? [`${outputs[i]!.name}: ${error}`] : []));
      expect(refused).toEqual([]);
    });

    test("has a source map within the text, in order", () => {
      for (const { name, python, sourceMap, actions } of outputs) {
        const lines = python.split("\n").length;
        let [first, last] = [0, 0];
        for (const { line, endLine, action } of sourceMap) {
          // An action and the Set Variable that its output fills are one statement.
          const isInOrder = line > last || (line === first && endLine === last);
          const isSound = isInOrder && endLine >= line && endLine <= lines && action >= 0 && action < actions;
          if (!isSound) expect.fail(`${name}: line ${line} to ${endLine} for action ${action}`);
          [first, last] = [line, endLine];
        }
      }
    });

    // The statements of a script are those of a function without metadata: the slow tests need only one of them.
    if (name === "function without metadata") return;

    test("is as ruff formats it", () => {
      const changed = outputs.filter(({ python }) => ruffFormat(python) !== python);
      expect(changed.map(({ name }) => name)).toEqual([]);
    });

    test.skipIf(!hasTools)("reads no name too early and loses no value", () => {
      const list = outputs.map(({ name, path, python }, i) => {
        const file = join(scratch, `${i}.py`);
        writeFileSync(file, python);
        return `${name}\t${path}\t${file}`;
      });
      // A menu always takes one of its cases; the tool has to be told where no function stands around it.
      const paths = outputs.map((_, i) => join(scratch, `${i}.py`));
      const { status, stderr } = spawnSync("python3", ["test/support/exhaustive-menus.py", ...paths], {
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(stderr);
      const told = list.map((line) => line.replace(/\.py$/, ".menus.py"));
      const names = measure("undefined_names.py", scratch, told);
      expect(names.length).toBe(outputs.length);
      expect(names.filter((r) => !isEmpty(r, "never", "before", "maybe")).map((r) => r["id"])).toEqual([]);

      // The tool reads property lists; signed files have a twin among them, and JSON is no property list.
      const readable = list.filter(
        (line) => !/\.json\t/.test(line) && !line.includes(join(corpus, "signed")),
      );
      const values = measure("lost_values.py", scratch, readable);
      expect(values.length).toBe(readable.length);
      const classes = name === "function" ? ["literal", "name", "label"] : ["literal"];
      const losing = values.filter((r) => classes.some((c) => (r[c] as { lost: number }).lost > 0));
      expect(losing.map((r) => [r["id"], r["examples"]])).toEqual([]);
    });
  });

  test("signed files become what their unsigned twins become", () => {
    const manifest = JSON.parse(readFileSync(join(corpus, "manifest.json"), "utf8")) as ManifestEntry[];
    for (const entry of manifest.filter(({ same_actions_as }) => same_actions_as !== undefined)) {
      const twin = manifest.find(({ id }) => id === entry.same_actions_as)!;
      const [signed, plain] = [entry, twin].map(({ file }) =>
        convert(readFileSync(join(corpus, file)), { layout: "script" }),
      );
      expect(signed!.python === plain!.python, entry.id).toBe(true);
    }
  });

  test("the same bytes give the same text", () => {
    for (const { name, bytes, python } of convertedCorpus().filter((_, i) => i % 10 === 0)) {
      expect(convert(bytes.slice(), { name: name.replace(/\..*/, "") }).python === python).toBe(true);
    }
  });
});

interface ManifestEntry {
  id: string;
  file: string;
  same_actions_as?: string;
}

/** Runs one of the tools over `id<TAB>shortcut<TAB>python` lines; it answers with a line of JSON for each. */
function measure(tool: string, scratch: string, lines: string[]): Record<string, unknown>[] {
  const list = join(scratch, "list.tsv");
  writeFileSync(list, `${lines.join("\n")}\n`);
  const result = spawnSync("python3", [join(tools, tool), "--batch", list], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`${tool} failed: ${result.stderr}`);
  return result.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function isEmpty(result: Record<string, unknown>, ...keys: string[]): boolean {
  return result["parses"] === true && keys.every((key) => (result[key] as unknown[]).length === 0);
}
