/** The bytes of a file, of the standard input, or of what a link leads to. */
export interface Input {
  bytes: Uint8Array;
  /** What the shortcut is called: after the file, or as iCloud says. The standard input has no name. */
  name?: string;
}
