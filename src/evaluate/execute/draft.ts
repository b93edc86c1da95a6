import { ShortcutError } from "../../diagnostics/error.ts";
import type { DeviceSpec } from "../../run/device/spec.ts";
import type { Runnable } from "../../run/program.ts";
import { run } from "../../run/run.ts";
import { describeValue } from "../../run/trace.ts";
import { BranchWatcher, branchesOf, type Branches } from "./branches.ts";
import { choicesOf, cluesOf, type Choice, type Clues } from "./clues.ts";
import { isDetermined } from "./execute.ts";

/** A task as `evaluate --execute` reads it, and what its devices are good for. */
export interface TaskDraft {
  id: string;
  /** Empty if it is on no device known what the shortcut does. */
  devices: DeviceSpec[];
  /** Branches of the shortcut's Ifs and menus, one that skips an If included. */
  branches: number;
  /** Those that it takes on one of the devices. */
  reached: number;
  /** Where the others begin: positions of actions, from 0. */
  unreached: number[];
}

export interface DraftOptions {
  /** What rows of a data set call it. */
  id: string;
  /** Runs that the search may take (default 200). */
  runs?: number;
}

/** A device without answers, and the answers to the first dialogs. */
interface Trial {
  device: DeviceSpec;
  script: readonly Choice[];
}

interface Attempt {
  device: DeviceSpec;
  taken: ReadonlySet<string>;
  isDetermined: boolean;
  steps: number;
  /** What it did, in a form that can be compared. */
  outcome: string;
  /** What was asked, with what was answered and what could have been. */
  asked: { given: Choice; choices: Choice[] }[];
}

/** Devices differ in what is asked and read; runs that take longer than this are of no use. */
const LIMITS = { steps: 20_000, effects: 1000, memory: 2_000_000, regex: 500_000 };
/** Actions that all runs of a search may execute together. */
const MOST_STEPS = 200_000;
/** Tries without which a shortcut that has no branches would have one device only. */
const FEWEST_TRIES = 12;
/** Dialogs of a run whose answers are varied. */
const MOST_DIALOGS = 20;

/**
 * Drafts a task from a shortcut: as few devices as take every branch that the search has got to. It varies answers to
 * dialogs, and what the shortcut reads (clipboard, input, clock, battery), by what its conditions compare with; what
 * leads to a new branch is looked at first.
 */
export function draftTask(workflow: Runnable, { id, runs = 200 }: DraftOptions): TaskDraft {
  const branches = branchesOf(workflow);
  const useful = search(workflow, branches, runs).filter((attempt) => attempt.isDetermined);
  const chosen = fewest(useful);
  const [only] = chosen;
  // One device tells a program that does the same from one that has learned an answer only with a second one.
  if (chosen.length === 1) {
    const other = useful.find(({ outcome }) => outcome !== only!.outcome);
    if (other) chosen.push(other);
  }
  const reached = new Set(chosen.flatMap(({ taken }) => [...taken]));
  return {
    id,
    devices: chosen.map(({ device }) => device),
    branches: branches.size,
    reached: reached.size,
    unreached: [...branches].filter(([branch]) => !reached.has(branch)).map(([, next]) => next),
  };
}

function search(workflow: Runnable, branches: Branches, runs: number): Attempt[] {
  const clues = cluesOf(workflow);
  const promising: Trial[] = [{ device: {}, script: [] }];
  const others: Trial[] = [];
  const tried = new Set<string>();
  const seen = new Set<string>();
  const attempts: Attempt[] = [];
  for (let steps = 0; attempts.length < runs && steps < MOST_STEPS;) {
    if (seen.size === branches.size && attempts.length >= FEWEST_TRIES) break;
    const trial = promising.shift() ?? others.shift();
    if (!trial) break;
    const key = JSON.stringify([trial.device, trial.script]);
    if (tried.has(key)) continue;
    tried.add(key);
    const attempt = attemptOn(workflow, trial, branches, clues);
    const isNew = attempts.length === 0 || [...attempt.taken].some((branch) => !seen.has(branch));
    attempts.push(attempt);
    steps += attempt.steps;
    if (attempt.isDetermined) for (const branch of attempt.taken) seen.add(branch);
    (isNew ? promising : others).push(...variantsOf(trial, attempt, clues));
  }
  return attempts;
}

function attemptOn(workflow: Runnable, { device, script }: Trial, branches: Branches, clues: Clues): Attempt {
  const asked: Attempt["asked"] = [];
  const watcher = new BranchWatcher(branches);
  const attempt = (outcome: string, determined: boolean, steps: number): Attempt => {
    const answers = asked.map(({ given }) => given.json);
    return {
      device: { ...device, ...(answers.length > 0 && { answers }) },
      taken: watcher.taken,
      isDetermined: determined,
      steps,
      outcome,
      asked,
    };
  };
  try {
    const result = run(workflow, device, {
      limits: LIMITS,
      onAction: watcher.onAction,
      respond: (dialog) => {
        const choices = choicesOf(dialog, clues);
        // On another device, another dialog may come in its place.
        const planned = JSON.stringify(script[asked.length]?.json);
        const given = choices.find(({ json }) => JSON.stringify(json) === planned) ?? choices[0]!;
        asked.push({ given, choices });
        return { answer: given.answer };
      },
    });
    const { status, by, effects, result: value } = result;
    const outcome = JSON.stringify([status, by, effects, describeValue(value)]);
    return attempt(outcome, isDetermined(result), result.steps);
  } catch (error) {
    if (error instanceof ShortcutError) return attempt("", false, 0);
    throw error;
  }
}

/** The same with one thing changed: the answer to a dialog after those that are fixed, or what the device holds. */
function* variantsOf({ device, script }: Trial, { asked }: Attempt, clues: Clues): Generator<Trial> {
  const given = asked.map((dialog) => dialog.given);
  for (let at = script.length; at < Math.min(asked.length, MOST_DIALOGS); at++) {
    for (const choice of asked[at]!.choices.slice(1)) {
      yield { device, script: [...given.slice(0, at), choice] };
    }
  }
  for (const [field, values] of clues.fields) {
    for (const value of values) yield { device: { ...device, [field]: value }, script };
  }
}

/** As few as take every branch that any of them takes; of equals, the one that was found first. */
function fewest(attempts: readonly Attempt[]): Attempt[] {
  const chosen = new Set<Attempt>(attempts.slice(0, 1));
  const reached = new Set(attempts[0]?.taken);
  const gain = ({ taken }: Attempt) => [...taken].filter((branch) => !reached.has(branch)).length;
  for (;;) {
    let best: Attempt | undefined;
    for (const attempt of attempts) if (gain(attempt) > (best ? gain(best) : 0)) best = attempt;
    if (!best) return attempts.filter((attempt) => chosen.has(attempt));
    chosen.add(best);
    for (const branch of best.taken) reached.add(branch);
  }
}
