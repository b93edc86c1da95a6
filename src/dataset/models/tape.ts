import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { writeError } from "../../batch/write-error.ts";
import type { ModelAnswer, ModelRequest } from "./model.ts";

interface TapeLine {
  /** SHA-256 of the request. */
  request: string;
  answer: ModelAnswer;
}

/** What a request is found by. */
export function keyOf({ model, messages, temperature, maxTokens, schema, format }: ModelRequest): string {
  const content = [1, model, messages.map(({ role, content }) => [role, content]), temperature];
  return createHash("sha256")
    .update(JSON.stringify([...content, maxTokens ?? null, schema ?? null, format]))
    .digest("hex");
}

/**
 * Answers on the disk, each by the content of its request: a line of JSON for each, in the order in which they came.
 * Only where they stand is held in memory. A line that a kill has cut off is forgotten.
 */
export class Tape {
  readonly #path: string;
  readonly #file: number;
  readonly #places = new Map<string, [start: number, length: number]>();
  #length = 0;

  /** @throws AccessError SC5002, SC5305 */
  static async open(path: string): Promise<Tape> {
    const tape = new Tape(path);
    await tape.#index();
    return tape;
  }

  private constructor(path: string) {
    this.#path = path;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#file = openSync(path, existsSync(path) ? "r+" : "w+");
    } catch (error) {
      throw new AccessError("SC5002", `${path} cannot be opened: ${describeSystemError(error)}.`, {
        cause: error,
      });
    }
  }

  get(key: string): ModelAnswer | undefined {
    const place = this.#places.get(key);
    if (!place) return undefined;
    const [start, length] = place;
    const bytes = Buffer.alloc(length);
    readSync(this.#file, bytes, 0, length, start);
    return (JSON.parse(bytes.toString()) as TapeLine).answer;
  }

  add(key: string, answer: ModelAnswer): void {
    const bytes = Buffer.from(`${JSON.stringify({ request: key, answer } satisfies TapeLine)}\n`);
    try {
      let written = 0;
      while (written < bytes.length) {
        written += writeSync(this.#file, bytes, written, bytes.length - written, this.#length + written);
      }
    } catch (error) {
      throw writeError(this.#path, error);
    }
    this.#places.set(key, [this.#length, bytes.length - 1]);
    this.#length += bytes.length;
  }

  close(): void {
    closeSync(this.#file);
  }

  async #index(): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.#path) as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
        this.#take(rest.toString("utf8", from, end), end - from);
        from = end + 1;
      }
      rest = rest.subarray(from);
    }
    ftruncateSync(this.#file, this.#length);
  }

  #take(line: string, length: number): void {
    let key: unknown;
    try {
      key = (JSON.parse(line) as TapeLine).request;
    } catch {
      // Said below.
    }
    if (typeof key !== "string") {
      throw new AccessError("SC5305", `${this.#path} is no tape of answers.`, {
        hint: "Name a file that --tape has written, or one that is not there yet.",
      });
    }
    this.#places.set(key, [this.#length, length]);
    this.#length += length + 1;
  }
}
