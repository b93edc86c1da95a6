import { describe, expect, test } from "vitest";
import {
  answerProblem,
  checkedJob,
  checkQueueName,
  connectionOf,
  PROTOCOL,
  type WireInput,
} from "../../src/batch/bullmq/queue.ts";

const input: WireInput = { id: "a", source: "a", content: { kind: "base64", base64: "" } };
const job = {
  protocol: PROTOCOL,
  inputs: [input],
  options: { layout: "function", metadata: false, drop: [] },
};

describe("a job", () => {
  test("of this version is taken", () => expect(checkedJob(job)).toEqual(job));

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a job of another version", { ...job, protocol: 0 }],
    ["one without a version", { inputs: [], options: job.options }],
    [
      "one that names a file",
      { ...job, inputs: [{ ...input, content: { kind: "path", path: "/etc/passwd" } }] },
    ],
    ["one without content", { ...job, inputs: [{ id: "a", source: "a" }] }],
    ["one of nulls", { ...job, inputs: [null] }],
    ["one without options", { ...job, options: null }],
  ])("%s is refused", (_what, data) => {
    expect(() => checkedJob(data)).toThrow(expect.objectContaining({ code: "SC5209" }));
  });
});

describe("an answer", () => {
  const right = { line: '{"id":"a"}', actions: 0 };
  test("with a record for each input is right", () =>
    expect(answerProblem([input], [right])).toBeUndefined());

  test.each<[string, unknown]>([
    ["too few", []],
    ["too many", [right, right]],
    ["no list", { 0: right }],
    ["records of others", [{ ...right, line: '{"id":"b"}' }]],
    ["two lines in one", [{ ...right, line: '{"id":"a"}\n{"id":"b"}' }]],
    ["no JSON", [{ ...right, line: "{" }]],
    ["nulls", [null]],
    ["no counts", [{ line: right.line }]],
    ["silence", [{ line: "", actions: 0 }]],
  ])("with %s is not", (_what, answer) =>
    expect(answerProblem([input], answer)).toMatch(/a worker answered/),
  );
});

describe("an address of Redis", () => {
  test("of IPv6, with a database and a password", () => {
    expect(connectionOf("redis://me:p%40ss@[::1]:7000/3")).toMatchObject({
      host: "::1",
      port: 7000,
      username: "me",
      password: "p@ss",
      db: 3,
    });
  });

  test.each(["redis", "http://x", "redis://localhost/one"])("%s makes no sense", (url) => {
    expect(() => connectionOf(url)).toThrow(expect.objectContaining({ code: "SC5206" }));
  });

  test.each(["", "a:b"])("nor does a queue called %j", (name) => {
    expect(() => checkQueueName(name)).toThrow(expect.objectContaining({ code: "SC5206" }));
  });
});
