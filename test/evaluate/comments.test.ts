import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { strip } from "../../src/evaluate/codebleu/python-text.ts";
import { cutComments, stripComments } from "../../src/evaluate/codebleu/strip-comments.ts";
import { hasPython } from "../support/cpython.ts";
import { randomNumbers } from "../support/random.ts";
import { hasMaterial, readJson, readMaterial } from "./support.ts";

interface Case {
  note?: string;
  source: string;
  result: string;
}
const { comments, commentCut } = readJson<{ comments: Case[]; commentCut: Case[] }>(
  "test/evaluate/codebleu-unit-cases.json",
);

test.each(comments)("are taken out: $note", ({ source, result }) => {
  expect(stripComments(source)).toBe(result);
});

test.each(commentCut)("are cut off: $source", ({ source, result }) => {
  expect(cutComments(source)).toBe(result);
});

describe("as CPython's tokenize takes them out", () => {
  // From 3.12 on it refuses more, and the scores that are published were counted with an older one.
  const isOld = hasPython && /^3\.(?:[89]|1[01])\./.test(pythonVersion());

  test.skipIf(!isOld)("of texts made of what matters", () => {
    const random = randomNumbers(14);
    const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!;
    const bits = (
      `' " ''' """ \\ # ( ) [ { } x f' rb" f''' 1e5 0x1f 1_0 12j .5 ? $ ! != -> := ... : 0777r'a' abr'x' u"q" ` +
      "\u00aa \u0301 \u00b2 \u00bd é 😀 \\'"
    ).split(" ");
    bits.push(" ", "  ", "\t", "    ", "\f", "\n", "\\\n", "\r\n", "\r", "if a:\n", "\n    ", "\n  ");
    bits.push("\u00a0", "\u2028", "\v", "\u001c");
    const samples = hasMaterial
      ? readMaterial<{ annotated_code: string }[]>("data_samples.json").map((sample) => sample.annotated_code)
      : ["if a:\n    '''doc'''\n    x = f(1,  # one\n      2)\ny = '''#\n'''\n"];
    const texts = [
      ...samples,
      ...Array.from({ length: 2000 }, () =>
        Array.from({ length: 1 + random() * 25 }, () => pick(bits)).join(""),
      ),
      ...Array.from({ length: 600 }, () => {
        const sample = pick(samples);
        const start = Math.floor(random() * sample.length);
        const middle = start + Math.floor(random() * 400);
        return sample.slice(start, middle) + pick(bits) + sample.slice(middle, middle + 400);
      }),
    ].map(strip);
    const answers = JSON.parse(
      execFileSync("python3", ["test/evaluate/comments-oracle.py"], {
        input: JSON.stringify(texts),
        maxBuffer: 2 ** 30,
        encoding: "utf8",
      }),
    ) as (string | null)[];
    expect(texts.map(stripComments)).toEqual(texts.map((text, i) => answers[i] ?? text));
    // Both kinds occur.
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(100);
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(100);
  });
});

function pythonVersion(): string {
  return execFileSync("python3", ["-c", "import platform; print(platform.python_version())"]).toString();
}
