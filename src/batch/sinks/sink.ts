/** Data that tells where a sink stands; JSON. */
export type SinkState = Record<string, number>;

/**
 * Where records go. What is written since the last checkpoint may be lost when the process dies: then the sink is
 * opened with the state of that checkpoint, cuts off what came after it, and gets the same records again.
 */
export interface Sink {
  /** @param written a record as JSON in UTF-8, with the end of the line. */
  write(written: { line: Uint8Array }): void;
  /** Puts everything on the disk. Undefined if this is no place where it could go on, and it has to be a later one. */
  checkpoint(): SinkState | undefined;
  finish(): void;
}
