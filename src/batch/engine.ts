import type { BatchInput, Transcription } from "./record.ts";

/** Transcribes inputs somewhere else: in threads, or on other machines. */
export interface Engine {
  /** How many calls of {@link transcribe} it can use at a time. */
  readonly capacity: number;
  /** The transcriptions in the order of the inputs; none of which may be a link. `number` names the part of the batch. */
  transcribe(inputs: BatchInput[], number: number): Promise<Transcription[]>;
  /** Told when nobody needs transcriptions any more: the memory of their lines is used for others. */
  release?(transcriptions: readonly Transcription[]): void;
  close(): Promise<void>;
}
