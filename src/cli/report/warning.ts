import { writeMessage } from "../terminal.ts";
import { harmless } from "./style.ts";

/** Milliseconds in which the same problem is said once. */
const QUIET = 10_000;

/** Says what goes wrong and is tried again; not at each attempt. */
export function warningWriter(wantsColor: boolean, subject: string): (message: string) => void {
  const said = new Map<string, number>();
  return (message) => {
    const now = performance.now();
    if (now - (said.get(message) ?? -Infinity) < QUIET) return;
    said.set(message, now);
    writeMessage(wantsColor, (style) => `${subject}: ${style.warning("warning")}: ${harmless(message)}`);
  };
}
