import type * as BullMQ from "bullmq";
import { AccessError } from "../../diagnostics/access-error.ts";
import type { TranscribeOptions } from "../options.ts";
import type { BatchContent, BatchInput } from "../record.ts";

/** What a job is given: inputs, with the bytes that they hold or name as base64, so that workers need nothing else. */
export interface PartJob {
  inputs: WireInput[];
  options: TranscribeOptions;
}

export type WireInput = Omit<BatchInput, "content"> & {
  content: Exclude<BatchContent, { kind: "bytes" | "path" }> | { kind: "base64"; base64: string };
};

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
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
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
    throw new AccessError("SC5206", `Redis at ${host} does not answer.`, {
      hint: "Start it, or correct the address.",
      cause: error,
    });
  } finally {
    redis.disconnect();
  }
}
