import { readFileSync, statSync } from "node:fs";
import { AccessError, describeSystemError } from "../node/access-error.ts";
import { MAX_INPUT_SIZE, tooLarge } from "../node/limits.ts";
import { loadUserRegistry } from "../registry/node/user-registry.ts";
import type { TranscribeOptions } from "./options.ts";
import type { BatchInput, Transcription } from "./record.ts";
import { describeProblem, transcribeOne, transcriptionOfProblem } from "./transcribe-one.ts";

/** What a thread is given to do. */
export interface Task {
  inputs: BatchInput[];
  options: TranscribeOptions;
}

/** The thread's side of the pool: the transcriptions of some inputs, in their order. */
export default async function transcribeAll({ inputs, options }: Task): Promise<Transcription[]> {
  const results: Transcription[] = [];
  for (const input of inputs) results.push(await transcribeInput(input, options));
  return results;
}

/** The transcription of one input. A link has to be fetched before. */
export async function transcribeInput(input: BatchInput, options: TranscribeOptions): Promise<Transcription> {
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
      return readFile(content.path);
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

/** Without a stream: a batch names files only, and most are small. */
function readFile(path: string): Uint8Array {
  try {
    if (statSync(path).size > MAX_INPUT_SIZE) throw tooLarge(MAX_INPUT_SIZE);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5001", `The file cannot be read: ${describeSystemError(error)}.`);
  }
}
