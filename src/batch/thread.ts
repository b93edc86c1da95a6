import { move, transferableSymbol, valueSymbol } from "piscina";
import { AccessError } from "../diagnostics/access-error.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import type { TranscribeOptions } from "./options.ts";
import { readContent } from "./read-content.ts";
import type { BatchInput, Transcription } from "./record.ts";
import { LineBuffer, type LineChunk, type RecordLine } from "./record-line.ts";
import { describeProblem, transcribeOne, transcriptionOfProblem } from "./transcribe-one.ts";

/** What a thread is given to do. */
export interface Task {
  inputs: BatchInput[];
  options: TranscribeOptions;
  /** Memory for the lines, which others have come in. */
  shuttles: ArrayBuffer[];
}

/** Transcriptions on their way from a thread: lines in few pieces of memory, which are handed over and not copied. */
export interface Packet {
  chunks: LineChunk[];
  rest: Omit<Transcription, "line">[];
}

const buffer = new LineBuffer();

/** The thread's side of the pool: the transcriptions of some inputs, in their order. A thread is given one task at a time. */
export default async function transcribeAll({ inputs, options, shuttles }: Task): Promise<Packet> {
  buffer.clear(shuttles);
  const rest: Packet["rest"] = [];
  for (const input of inputs) {
    const { line, ...others } = await transcribeInput(input, options);
    buffer.add(line);
    rest.push(others);
  }
  const packet: Packet = { chunks: buffer.take(), rest };
  const memory = packet.chunks.map(({ lines }) => lines.buffer);
  // What `move` makes of it arrives as the packet.
  return move({ [transferableSymbol]: memory, [valueSymbol]: packet }) as unknown as Packet;
}

/** The inverse of what the thread does. */
export function unpack({ chunks, rest }: Packet): Transcription[] {
  const lines = chunks.flatMap(({ lines: bytes, ends }) =>
    ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)),
  );
  return rest.map((item, i) => ({ ...item, line: lines[i]! }));
}

/** The transcription of one input. A link has to be fetched before. */
export async function transcribeInput(
  input: BatchInput,
  options: TranscribeOptions,
): Promise<Transcription<RecordLine>> {
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
