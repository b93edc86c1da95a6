import { move, transferableSymbol, valueSymbol } from "piscina";
import { AccessError } from "../diagnostics/access-error.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import type { TranscribeOptions } from "./options.ts";
import { readContent } from "./read-content.ts";
import type { BatchInput, Transcription } from "./record.ts";
import { describeProblem, transcribeOne, transcriptionOfProblem } from "./transcribe-one.ts";

/** What a thread is given to do. */
export interface Task {
  inputs: BatchInput[];
  options: TranscribeOptions;
}

/** Transcriptions on their way from a thread: all lines in one piece of memory, which is handed over and not copied. */
export interface Packet {
  lines: Uint8Array;
  /** Where each line ends. */
  ends: number[];
  rest: Omit<Transcription, "line">[];
}

const LINE_FEED = 10;

/** The thread's side of the pool: the transcriptions of some inputs, in their order. */
export default async function transcribeAll({ inputs, options }: Task): Promise<Packet> {
  const results: Transcription<string>[] = [];
  for (const input of inputs) results.push(await transcribeInput(input, options));
  // One piece of memory for all: many small ones cost more than what is in them.
  const size = results.reduce((sum, { line }) => sum + Buffer.byteLength(line) + 1, 0);
  const lines = Buffer.allocUnsafeSlow(size);
  const packet: Packet = { lines, ends: [], rest: [] };
  let end = 0;
  for (const { line, ...rest } of results) {
    end += lines.write(line, end);
    lines[end++] = LINE_FEED;
    packet.ends.push(end);
    packet.rest.push(rest);
  }
  // What `move` makes of it arrives as the packet.
  return move({ [transferableSymbol]: lines.buffer, [valueSymbol]: packet }) as unknown as Packet;
}

/** The inverse of what the thread does. */
export function unpack({ lines, ends, rest }: Packet): Transcription[] {
  return rest.map((item, i) => ({ ...item, line: lines.subarray(ends[i - 1] ?? 0, ends[i]) }));
}

/** The transcription of one input. A link has to be fetched before. */
export async function transcribeInput(
  input: BatchInput,
  options: TranscribeOptions,
): Promise<Transcription<string>> {
  let bytes: Uint8Array;
  try {
    bytes = bytesOf(input);
  } catch (error) {
    return transcriptionOfProblem(input, describeProblem(error), options);
  }
  return transcribeOne(input, bytes, options, loadUserRegistry());
}

function bytesOf({ content }: BatchInput): Uint8Array {
  switch (content.kind) {
    case "path":
      return readContent(content);
    case "bytes":
      return content.bytes;
    case "link":
      throw new AccessError("SC5201", "A link has to be fetched first.");
    case "problem": {
      const { code, message, hint } = content.problem;
      throw new AccessError(code as AccessError["code"], message, hint === undefined ? {} : { hint });
    }
  }
}
