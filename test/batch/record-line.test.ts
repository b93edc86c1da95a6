import { expect, test } from "vitest";
import { LineBuffer, RecordLine, SHUTTLE_SIZE, type LineChunk } from "../../src/batch/record-line.ts";

const written = (...lines: RecordLine[]) => {
  const buffer = new LineBuffer();
  for (const line of lines) buffer.add(line);
  return { chunks: buffer.take(), buffer };
};
const textOf = (chunks: LineChunk[]) => chunks.map(({ lines }) => Buffer.from(lines).toString()).join("");

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
  expect(textOf(written(line).chunks) === `${expected}\n`).toBe(true);
});

test("lines follow each other, and a buffer that is cleared holds none of them", () => {
  const { chunks, buffer } = written(
    new RecordLine('{"error":"ü"}'),
    new RecordLine(""),
    new RecordLine("{}"),
  );
  expect(textOf(chunks)).toBe('{"error":"ü"}\n\n{}\n');
  expect(chunks.map(({ ends }) => ends)).toEqual([[15, 16, 19]]);
  buffer.add(new RecordLine("1"));
  buffer.clear();
  buffer.add(new RecordLine("[]"));
  const [chunk] = buffer.take();
  expect([textOf([chunk!]), chunk!.ends]).toEqual(["[]\n", [3]]);
});

test("many lines come in pieces, each of which ends where a line does", () => {
  const sizes = [400_000, 400_000, 400_000, 10, 9_000_000, 5];
  const { chunks } = written(...sizes.map((size) => new RecordLine("", "x".repeat(size))));
  expect(chunks.map(({ ends }) => ends.length)).toEqual([3, 2, 1]);
  expect(textOf(chunks)).toBe(sizes.map((size) => `"${"x".repeat(size)}"\n`).join(""));
  // What is larger than usual comes in memory of its own size, which is not used again.
  const [first, second, third] = chunks.map(({ lines }) => lines.buffer.byteLength);
  expect([first, second, third]).toEqual([SHUTTLE_SIZE, 9_000_016, SHUTTLE_SIZE]);
  for (const { lines, ends } of chunks) {
    expect(lines.length).toBe(ends.at(-1));
    for (const end of ends) expect(lines[end - 1]).toBe(10);
  }
});

test("lines come in the memory that is given for them", () => {
  const shuttle = new ArrayBuffer(SHUTTLE_SIZE);
  new Uint8Array(shuttle).fill(7);
  const buffer = new LineBuffer();
  buffer.clear([shuttle]);
  buffer.add(new RecordLine("[]"));
  const chunks = buffer.take();
  expect(chunks.map(({ lines }) => lines.buffer === shuttle)).toEqual([true]);
  expect(textOf(chunks)).toBe("[]\n");
});
