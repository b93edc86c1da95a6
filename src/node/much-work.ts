/**
 * Tells the engine that the process has many files before it.
 *
 * V8 makes machine code of a function once so much of its bytecode has run; here that is far more than usual. Half of the
 * functions that a few hundred files reach by default are hardly used again, and making machine code of them took as
 * long as all else. What is really hot gets there all the same, a moment later.
 */
export function expectMuchWork(): void {
  // Asked for here, because loading it takes a single file longer than it is worth.
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  // An engine that does not know the flag would say so on the standard error.
  if (KNOWN.test(process.version)) setFlagsFromString("--interrupt-budget=500000");
}

const KNOWN = /^v2[0-4]\./;
