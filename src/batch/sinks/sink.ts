import type { Transcription } from "../record.ts";

/** Data that tells where a sink stands; JSON. */
export type SinkState = Record<string, number>;

/**
 * Where records go. What is written since the last checkpoint may be lost when the process dies: then the sink is
 * opened with the state of that checkpoint, cuts off what came after it, and gets the same records again.
 */
export interface Sink {
  write(transcription: Transcription): void;
  /** Puts everything on the disk. Undefined if this is no place where it could go on, and it has to be a later one. */
  checkpoint(): SinkState | undefined;
  finish(): void;
}
