import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { Queue, Worker } from "bullmq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedis, RedisServer } from "./redis.ts";
import { linesOf, saying, setUp } from "./support.ts";
import { connectionOf } from "../../src/batch/bullmq/queue.ts";
import { randomNumbers } from "../support/random.ts";

const bench = setUp();
const { path, write, shortcut2py } = bench;
const INPUTS = 12_000;

describe.skipIf(!hasRedis)("BullMQ", () => {
  const redis = new RedisServer();
  const workers: ChildProcess[] = [];
  /** A worker that waits for work: how long it takes to start depends on what else the machine does. */
  const startWorker = async () => {
    const args = [bench.command, "worker", "--redis", redis.url, "--workers", "1"];
    const worker = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    workers.push(worker);
    await new Promise((resolve, reject) => {
      worker.stderr.on("data", (chunk: Buffer) => String(chunk).includes("waiting") && resolve(undefined));
      worker.on("close", () => reject(new Error("The worker has ended.")));
    });
    return worker;
  };

  beforeAll(async () => {
    // As where a user has installed them beside the package.
    symlinkSync(resolve("node_modules"), join(bench.package, "node_modules"));
    await redis.start();
    const rows = Array.from({ length: INPUTS }, (_, i) => {
      const base64 = i % 100 === 7 ? "AAAA" : Buffer.from(saying(`text ${i}`)).toString("base64");
      return JSON.stringify({ id: i, base64 });
    });
    write("many.jsonl", rows.join("\n"));
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    await redis.remove();
  });

  test("two of three workers killed, Redis restarted: the output is that of threads", async () => {
    const random = randomNumbers(5);
    const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (let i = 0; i < 3; i++) await startWorker();
    const batch = shortcut2py([
      "batch",
      "many.jsonl",
      "-o",
      "queue",
      "--engine",
      "bullmq",
      "--redis",
      redis.url,
    ]);
    let isDone = false;
    void batch.then(() => (isDone = true));
    await sleep(1000 + 500 * random());
    workers[0]!.kill("SIGKILL");
    await sleep(1000 * random());
    await redis.stop();
    await sleep(500);
    await redis.start();
    await sleep(1000 * random());
    workers[1]!.kill("SIGKILL");
    expect(isDone).toBe(false);
    expect((await batch).code).toBe(3);
    await shortcut2py(["batch", "many.jsonl", "-o", "threads"]);
    for (const name of ["records.jsonl", "rejects.jsonl", "summary.json"]) {
      expect(readFileSync(path(`queue/${name}`), "utf8")).toBe(readFileSync(path(`threads/${name}`), "utf8"));
    }
  });

  test("what every worker fails at is an error record, and stays in the queue as failed", async () => {
    write("two.jsonl", `{"base64":"AAAA"}\n{"base64":"BBBB"}`);
    const connection = connectionOf(redis.url);
    const worker = new Worker("bad", () => Promise.reject(new Error("no luck")), { connection });
    const flags = ["--engine", "bullmq", "--redis", redis.url, "--queue", "bad"];
    const { code } = await shortcut2py(["batch", "two.jsonl", "-o", "bad", ...flags]);
    const failed = { error: { code: "SC5203", message: expect.stringContaining("no luck") } };
    expect(linesOf(path("bad/records.jsonl"))).toMatchObject([failed, failed]);
    expect(code).toBe(3);
    await worker.close();
    const queue = new Queue("bad", { connection });
    // The part, and each of its inputs alone.
    expect(await queue.getFailedCount()).toBe(3);
    await queue.close();
  });

  test("a worker that is asked to stop ends what it has begun", async () => {
    const worker = await startWorker();
    const ended = new Promise((resolve) => worker.on("close", resolve));
    worker.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test.each([
    ["without an address", [], "Add --redis"],
    ["with one that is none", ["--redis", "localhost"], "looks like redis://"],
    ["where no Redis is", ["--redis", "redis://127.0.0.1:1"], "does not answer"],
  ])("%s, says what to do", async (name, flags, words) => {
    const args = ["batch", "many.jsonl", "-o", name, "--engine", "bullmq", ...flags];
    const { code, stderr } = await shortcut2py(args);
    expect(stderr).toContain(words);
    expect(code).toBe(1);
  });
});
