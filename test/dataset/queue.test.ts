import { spawn, type ChildProcess } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { Queue, Worker } from "bullmq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionOf } from "../../src/batch/bullmq/queue.ts";
import type { ModelRequest } from "../../src/dataset/models/model.ts";
import { QueueEndpoint } from "../../src/dataset/models/queue-endpoint.ts";
import { checkedModelJob, MODEL_PROTOCOL, wireAnswerProblem } from "../../src/dataset/models/queue-wire.ts";
import { startModelWorker } from "../../src/dataset/models/worker.ts";
import { hasRedis, RedisServer } from "../batch/redis.ts";
import { ModelServer } from "./model-server.ts";
import { contentOf, setUpDataset } from "./support.ts";

const requestOf = (content: string): ModelRequest => ({
  model: "m",
  messages: [
    { role: "system", content: "s" },
    { role: "user", content },
  ],
  temperature: 0,
  format: "text",
});

describe("a job", () => {
  const job = { protocol: MODEL_PROTOCOL, request: requestOf("a") };
  test("of this version is taken", () => expect(checkedModelJob(job)).toEqual(job));

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a job of another version", { ...job, protocol: 0 }],
    ["one without a request", { protocol: MODEL_PROTOCOL }],
    ["one without messages", { ...job, request: { ...job.request, messages: [null] } }],
    ["one with a schema that is none", { ...job, request: { ...job.request, schema: "x" } }],
  ])("%s is refused", (_what, data) => {
    expect(() => checkedModelJob(data)).toThrow(expect.objectContaining({ code: "SC5209" }));
  });
});

describe("an answer", () => {
  const answer = { content: "c", finish: "stop", model: "m", tokens: { input: 1, output: 2 } };
  test.each([{ answer }, { failure: "no" }, { answer: { ...answer, refusal: "I will not" } }])(
    "%j is taken",
    (value) => expect(wireAnswerProblem(value)).toBeUndefined(),
  );
  test.each<unknown>([
    undefined,
    {},
    { answer: { ...answer, content: 1 } },
    { answer: { ...answer, tokens: { input: -1, output: 0 } } },
    { answer: { ...answer, tokens: { input: 1 } } },
  ])("%j is not", (value) => expect(wireAnswerProblem(value)).toMatch(/makes no sense/));
});

describe.skipIf(!hasRedis)("steps through a queue", () => {
  const redis = new RedisServer();
  const server = new ModelServer({ fault: (digest) => (digest % 3 === 0 ? "slow" : undefined) });
  const bench = setUpDataset();
  const { path, dataset, shortcut2py } = bench;
  const workers: ChildProcess[] = [];
  const stops: (() => Promise<void>)[] = [];

  /** A worker of the command, which waits for requests. */
  const startCommand = async () => {
    const args = [bench.command, "dataset", "worker", "--redis", redis.url, "--base-url", server.url];
    const worker = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    workers.push(worker);
    await new Promise((resolve, reject) => {
      worker.stderr.on("data", (chunk: Buffer) => String(chunk).includes("waiting") && resolve(undefined));
      worker.on("close", () => reject(new Error("The worker has ended.")));
    });
    return worker;
  };
  const startHere = async (queue: string, baseUrl = server.url) => {
    const settings = { baseUrl, keyVariable: "NO_KEY", retries: 0, timeLimit: 10 };
    const warnings: string[] = [];
    const { stop } = await startModelWorker(
      { ...settings, url: redis.url, queue, parallel: 8 },
      () => {},
      (message) => warnings.push(message),
    );
    stops.push(stop);
    return warnings;
  };
  const connect = async (name: string, rate?: number) => {
    const endpoint = await QueueEndpoint.connect({ url: redis.url, name, onWarning: () => {} }, rate);
    stops.push(() => endpoint.close());
    return endpoint;
  };

  beforeAll(async () => {
    symlinkSync(resolve("node_modules"), join(bench.package, "node_modules"));
    await Promise.all([redis.start(), server.start()]);
    await shortcut2py([
      "batch",
      resolve("samples"),
      "-o",
      "seed",
      "--layout",
      "script",
      "--drop",
      "unreadable",
    ]);
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    await Promise.all(stops.map((stop) => stop()));
    await server.stop();
    await redis.remove();
  });

  test("give the bytes that they give by themselves, also when a worker is killed and Redis restarted", async () => {
    await dataset(["annotate", path("seed"), "-o", path("alone"), "--base-url", server.url]);
    const asked = server.requests;
    await startCommand();
    const doomed = await startCommand();
    const args = ["annotate", path("seed"), "-o", path("queued"), "--redis", redis.url, "--parallel", "4"];
    const queued = dataset(args);
    while (server.requests < asked + 5) await new Promise((resolve) => setTimeout(resolve, 10));
    doomed.kill("SIGKILL");
    await redis.stop();
    await redis.start();
    const { code, stderr } = await queued;
    expect([0, 3], stderr).toContain(code);
    expect(JSON.stringify(contentOf(path("queued"))) === JSON.stringify(contentOf(path("alone")))).toBe(true);
  }, 120_000);

  test("keep to one rate, however many workers there are", async () => {
    await startHere("rate");
    await startHere("rate");
    const endpoint = await connect("rate", 20);
    const from = performance.now();
    const before = server.requests;
    await Promise.all(Array.from({ length: 50 }, (_, i) => endpoint.ask(requestOf(`q ${i}`))));
    expect(server.requests - before).toBe(50);
    // 20 at once, 20 a second later, the rest another second later.
    expect(performance.now() - from).toBeGreaterThan(1900);
  });

  test("ask a question that two steps have once at a time", async () => {
    await startHere("twins");
    const [one, other] = [await connect("twins"), await connect("twins")];
    const before = server.requests;
    const answers = await Promise.all([one.ask(requestOf("same")), one.ask(requestOf("same"))]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await other.ask(requestOf("same"))).toEqual(answers[0]);
    expect(server.requests - before).toBeLessThanOrEqual(3);
  });

  test("stop where no worker reaches its endpoint, and go on later", async () => {
    const warnings = await startHere("down", "http://127.0.0.1:1/v1");
    const endpoint = await connect("down");
    await expect(endpoint.ask(requestOf("a"))).rejects.toMatchObject({ code: "SC5301" });
    expect(warnings[0]).toContain("cannot be reached");
    await stops.splice(-2, 1)[0]!();
    await startHere("down");
    expect((await endpoint.ask(requestOf("a"))).finish).toBe("stop");
  });

  test("do not believe a worker that lies", async () => {
    const connection = connectionOf(redis.url);
    const liar = new Worker("lies", () => Promise.resolve({ answer: "yes" }), { connection });
    stops.push(() => liar.close());
    const endpoint = await connect("lies");
    await expect(endpoint.ask(requestOf("a"))).rejects.toMatchObject({ code: "SC5301" });
  });

  test("leave nothing in the queue", async () => {
    const queue = new Queue("rate", { connection: connectionOf(redis.url) });
    expect(Object.values(await queue.getJobCounts()).reduce((sum, count) => sum + count, 0)).toBe(0);
    await queue.close();
  });
});
