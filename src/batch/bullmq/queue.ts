import type * as BullMQ from "bullmq";
import { AccessError } from "../../diagnostics/access-error.ts";
import type { TranscribeOptions } from "../options.ts";
import type { BatchContent, BatchInput, Transcription } from "../record.ts";

/** What a job is given: inputs, with the bytes that they hold or name as base64, so that workers need nothing else. */
export interface PartJob {
  /** Of what is told here: workers and batches of other versions of it do not go together. */
  protocol: typeof PROTOCOL;
  inputs: WireInput[];
  options: TranscribeOptions;
}

export type WireInput = Omit<BatchInput, "content"> & {
  content: Exclude<BatchContent, { kind: "bytes" | "path" }> | { kind: "base64"; base64: string };
};

export const PROTOCOL = 1;

/**
 * A job as a worker takes it. The queue is a place that others reach, too: a job names no files, only bytes.
 *
 * @throws AccessError SC5209 for anything else
 */
export function checkedJob(data: unknown): PartJob {
  const { protocol, inputs, options } = (data ?? {}) as Partial<PartJob>;
  const fail = (what: string) => new AccessError("SC5209", `The job ${what}.`);
  if (protocol !== PROTOCOL)
    throw fail("was made by another version of shortcut2py: use the same one everywhere");
  const isSound =
    Array.isArray(inputs) &&
    inputs.every((input: Partial<WireInput> | null) => {
      return (
        typeof input?.id === "string" && typeof input.source === "string" && isWireContent(input.content)
      );
    });
  if (!isSound) throw fail("holds inputs that make no sense");
  const isOptions = typeof options === "object" && options !== null && Array.isArray(options.drop);
  if (!isOptions) throw fail("holds options that make no sense");
  return { protocol, inputs, options };
}

function isWireContent(content: WireInput["content"] | undefined): boolean {
  switch (content?.kind) {
    case "base64":
      return typeof content.base64 === "string";
    case "link":
      return typeof content.link === "string";
    case "problem":
      return typeof content.problem?.code === "string" && typeof content.problem.message === "string";
    default:
      return false;
  }
}

/** What is wrong with the answer of a worker to these inputs; undefined if nothing is. */
export function answerProblem(inputs: readonly WireInput[], answer: unknown): string | undefined {
  if (!Array.isArray(answer) || answer.length !== inputs.length) {
    return `a worker answered ${inputs.length} inputs with ${Array.isArray(answer) ? answer.length : "no list of"} records`;
  }
  const isRight = answer.every((item: Partial<Transcription<string>> | null, i) => {
    if (typeof item?.line !== "string" || typeof item.actions !== "number" || item.line.includes("\n"))
      return false;
    if (item.line === "") return item.rejected === "large";
    try {
      return (JSON.parse(item.line) as { id?: unknown }).id === inputs[i]!.id;
    } catch {
      return false;
    }
  });
  return isRight ? undefined : "a worker answered with records that make no sense";
}

/** @throws AccessError SC5206 */
export function checkQueueName(name: string): void {
  if (name !== "" && !name.includes(":")) return;
  throw new AccessError("SC5206", "The queue's name is empty, or holds a colon.", {
    hint: "Any other name will do, as long as batch and workers use the same.",
  });
}

/** Loads BullMQ, which only those who use it have installed. */
export async function loadBullMQ(): Promise<typeof BullMQ> {
  try {
    // What checks for ioredis, which BullMQ loads when it connects.
    await import("ioredis");
    return await import("bullmq");
  } catch (error) {
    throw new AccessError(
      "SC5205",
      "The packages bullmq and ioredis are needed for this, and not installed.",
      {
        hint: "Install them beside shortcut2py: npm install bullmq ioredis",
        cause: error,
      },
    );
  }
}

/** What is said of a connection that broke. */
export function unreachable({ message }: Error): string {
  return `The queue cannot be reached, and is tried again: ${message}`;
}

interface Connection {
  host: string;
  port: number;
  username?: string;
  password?: string;
  db?: number;
  tls?: object;
  maxRetriesPerRequest: null;
  /** Milliseconds to wait before the next attempt; null for none. */
  retryStrategy: (attempt: number) => number | null;
}

/**
 * How to reach Redis. A connection that breaks is made again for as long as it takes: whoever restarts Redis loses
 * nothing.
 *
 * @throws AccessError SC5206
 */
export function connectionOf(url: string): Connection {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new AccessError("SC5206", "This is no address of Redis.", {
      hint: "Such an address looks like redis://localhost:6379.",
    });
  }
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const database = pathname.replace(/^\//, "");
  if (!/^\d*$/.test(database)) {
    throw new AccessError("SC5206", "The database of Redis is named by a number.", {
      hint: "Such an address looks like redis://localhost:6379/1.",
    });
  }
  return {
    // An address of IPv6 stands in brackets.
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(database !== "" && { db: Number(database) }),
    ...(protocol === "rediss:" && { tls: {} }),
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2000),
  };
}

/** Asks Redis for a sign of life, once and not for ever. */
export async function checkConnection(url: string): Promise<void> {
  const { Redis } = await import("ioredis");
  const redis = new Redis({ ...connectionOf(url), lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    const { host } = new URL(url);
    const [what, hint] = refusal(error instanceof Error ? error.message : String(error));
    throw new AccessError("SC5206", `Redis at ${host} ${what}.`, { hint, cause: error });
  } finally {
    redis.disconnect();
  }
}

/** What Redis has against us, and what to do about it. */
function refusal(message: string): [what: string, hint: string] {
  if (/WRONGPASS|NOAUTH|invalid password|invalid username-password/i.test(message)) {
    return [
      "refuses the user name or the password",
      "Correct them in the address: redis://:PASSWORD@HOST:6379.",
    ];
  }
  if (/DB index/i.test(message))
    return ["has no database of this number", "Use a smaller one; 0 is always there."];
  return ["does not answer", "Start it, or correct the address."];
}
