import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { fetchShortcut, parseShareLink, type FetchOptions } from "../node/icloud.ts";
import type { Input } from "../node/input-bytes.ts";
import { writeOutput } from "../node/output.ts";
import type { BatchInput, Problem } from "./record.ts";
import { describeProblem } from "./transcribe-one.ts";

/** What of a failure stays true when one asks again. */
const LASTING: ReadonlySet<string> = new Set(["SC5101", "SC5102", "SC5103", "SC5104"]);

/**
 * Fetches what links lead to: one at a time, with a pause between them, and each link once: what came is kept in a
 * folder, so that a batch that goes on, or runs again, asks for nothing twice.
 */
export class LinkFetcher {
  readonly #folder: string | undefined;
  readonly #pause: number;
  readonly #options: FetchOptions;
  #turn: Promise<void> = Promise.resolve();
  #next = 0;

  /**
   * @param folder where to keep what came; undefined keeps nothing
   * @param rate links a second, at most
   */
  constructor(folder: string | undefined, rate: number, options: FetchOptions = {}) {
    this.#folder = folder;
    this.#pause = 1000 / rate;
    this.#options = options;
  }

  /** The same input with what its link leads to; any other as it is. */
  async resolve(input: BatchInput): Promise<BatchInput> {
    if (input.content.kind !== "link") return input;
    const found = await this.fetch(input.content.link);
    if (!("bytes" in found)) return { ...input, content: { kind: "problem", problem: found } };
    const { bytes, name = input.name } = found;
    return { ...input, ...(name !== undefined && { name }), content: { kind: "bytes", bytes } };
  }

  /** What a link leads to, or why it does not. */
  async fetch(link: string): Promise<Input | Problem> {
    const kept = this.#read(link);
    if (kept) return kept;
    const before = this.#turn;
    let finish = (): void => {};
    this.#turn = new Promise((resolve) => (finish = resolve));
    await before;
    try {
      // Whoever had the turn before may have asked for the same.
      const found = this.#read(link);
      if (found) return found;
      await sleep(this.#next - Date.now());
      this.#next = Date.now() + this.#pause;
      const input = await fetchShortcut(link, this.#options);
      this.#keep(link, input);
      return input;
    } catch (error) {
      const problem = describeProblem(error);
      if (error instanceof AccessError && LASTING.has(error.code)) this.#keep(link, problem);
      return problem;
    } finally {
      finish();
    }
  }

  #pathOf(link: string): string | undefined {
    if (this.#folder === undefined) return undefined;
    const id = parseShareLink(link) ?? createHash("sha256").update(link).digest("hex");
    return join(this.#folder, `${id}.json`);
  }

  #read(link: string): Input | Problem | undefined {
    const path = this.#pathOf(link);
    if (path === undefined || !existsSync(path)) return undefined;
    let kept: { base64?: string } & Problem;
    try {
      kept = JSON.parse(readFileSync(path, "utf8")) as typeof kept;
    } catch {
      // Damaged, as by a power cut: it is fetched again, and replaced.
      return undefined;
    }
    const { base64, ...rest } = kept;
    return base64 === undefined ? rest : { ...rest, bytes: new Uint8Array(Buffer.from(base64, "base64")) };
  }

  #keep(link: string, found: Input | Problem): void {
    const path = this.#pathOf(link);
    if (path === undefined) return;
    const { bytes, ...rest } = found as Input;
    const kept = bytes ? { ...rest, base64: Buffer.from(bytes).toString("base64") } : rest;
    writeOutput(path, JSON.stringify(kept), []);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
