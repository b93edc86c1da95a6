/**
 * When V8 makes machine code of a function: once so much of its bytecode has run.
 *
 * By default that is early. A few hundred files reach most functions often enough, and making machine code of them all
 * took longer than running them as they are; over thousands of files it is worth it.
 */

/** From so many files on, loading what talks to the engine takes less than it saves. */
const SEVERAL = 8;
/** So many files one thread converts in the time that machine code would have saved by then. */
const MANY = 5_000;

const USUAL_BUDGET = 67_584;
const LATE_BUDGET = 1_000_000;

let budget = USUAL_BUDGET;

/** Tells the engine how far a command is: `files` are those that each thread has done, `all` those that there are. */
export function tuneEngine(files: number, all = Infinity): void {
  const wanted = all < SEVERAL || files >= MANY ? USUAL_BUDGET : LATE_BUDGET;
  if (wanted === budget || !KNOWN.test(process.version)) return;
  budget = wanted;
  process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${budget}`);
}

/**
 * Has garbage collected once the values have doubled. By default threads that may have much memory let them grow fourfold
 * first, for which a batch took more memory and no less time. To be said before the threads start.
 */
export function boundGarbage(): void {
  if (!KNOWN.test(process.version)) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--heap-growing-percent=100");
}

/** An engine that does not know the flag would say so on the standard error. */
const KNOWN = /^v2[0-4]\./;
