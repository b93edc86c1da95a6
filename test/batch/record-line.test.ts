import { expect, test } from "vitest";
import { LineBuffer, RecordLine } from "../../src/batch/record-line.ts";

const written = (...lines: RecordLine[]) => {
  const buffer = new LineBuffer();
  const ends = lines.map((line) => buffer.add(line));
  return { text: buffer.copy().toString(), ends, buffer };
};

test.each([
  ["nothing", ""],
  ["a plain text", "a".repeat(20_000)],
  ["what JSON escapes", '"\\\n\t\u0001\u2028'.repeat(5_000)],
  ["characters of two halves, at even places", "😀".repeat(20_000)],
  ["characters of two halves, at odd places", `a${"😀".repeat(20_000)}`],
  ["halves of characters", `${"\ud83d".repeat(9_000)}${"\ude00".repeat(9_000)}`],
  ["more than a buffer holds at first", "ü".repeat(3_000_000)],
])("a line says %s as JSON does", (_, program) => {
  const line = new RecordLine('{"python":', program, ',"a":1}');
  const expected = `{"python":${JSON.stringify(program)},"a":1}`;
  expect(String(line)).toBe(expected);
  expect(written(line).text === `${expected}\n`).toBe(true);
});

test("lines follow each other, and a buffer that is cleared holds none of them", () => {
  const { text, ends, buffer } = written(
    new RecordLine('{"error":"ü"}'),
    new RecordLine(""),
    new RecordLine("{}"),
  );
  expect(text).toBe('{"error":"ü"}\n\n{}\n');
  expect(ends).toEqual([15, 16, 19]);
  buffer.clear();
  expect(buffer.add(new RecordLine("[]"))).toBe(3);
  expect(buffer.copy().toString()).toBe("[]\n");
});
