import type { Registry } from "../registry/records/registry.ts";
import { agreementOf, type Agreement } from "./agreement.ts";
import { bootstrapIntervals, type Interval } from "./bootstrap.ts";
import { CHECKS, checkProgram, type ProgramChecks } from "./checks.ts";
import type { CodeBleuScorer, CodeBleuScores } from "./codebleu/codebleu.ts";
import {
  COMPLEXITY_BINS,
  complexityOf,
  countProgram,
  isWithin,
  type Bin,
  type Complexity,
} from "./complexity.ts";
import { scoreExecution, type Execution, type Tasks } from "./execute/execute.ts";
import type { Pair, Unpaired } from "./pairs.ts";

/** Whether a program does what the task asks for, and why. */
export interface Verdict {
  pass: boolean;
  reason: string;
}

/** How one prediction scores. */
export interface RowResult extends CodeBleuScores {
  id: string;
  checks?: ProgramChecks;
  /** What it does on the devices of its task. */
  execution?: Execution;
  /** What the judge says. */
  judge?: Verdict;
  /** What a human says. */
  human?: boolean;
}

export const SCORES = [
  "ngram_match_score",
  "weighted_ngram_match_score",
  "syntax_match_score",
  "dataflow_match_score",
  "codebleu",
] as const satisfies readonly (keyof CodeBleuScores)[];
export type ScoreName = (typeof SCORES)[number];

/** What a mean is taken of: shares are means of yes (1) and no (0). */
export type MeasureName =
  ScoreName | (typeof CHECKS)[number] | "execution_score" | "execution_rate" | "pass_rate";
export const MEASURES: readonly MeasureName[] = [
  ...SCORES,
  ...CHECKS,
  "execution_score",
  "execution_rate",
  "pass_rate",
];

export interface Mean {
  mean: number;
  /** Rows that have a value. */
  rows: number;
  /** Absent where there are less than two rows. */
  interval?: Interval;
}

/** Rows whose reference is within some bounds of complexity. */
export interface ComplexityBin extends Bin {
  rows: number;
  codebleu: number | null;
  compiles: number | null;
  pass_rate: number | null;
}

/** How a model scores on all rows. */
export interface EvaluationSummary {
  rows: number;
  means: Partial<Record<MeasureName, Mean>>;
  by: Record<keyof Complexity, ComplexityBin[]>;
  /** Rows whose reference or prediction is no Python, so that syntax and data flow are those of a guess. */
  guessed: { references: number; predictions: number };
  /** Judge against humans, where both have a say. */
  agreement?: Agreement;
}

export interface EvaluationParts {
  scorer: CodeBleuScorer;
  /** For checks without a judge; left out, there are none. */
  registry?: Registry;
  /** Devices to run both programs on. */
  tasks?: Tasks;
  judge?: (pair: Pair) => Promise<Verdict>;
  /** Pairs that the judge is asked about at a time (default 1). */
  parallel?: number;
  /** What humans say, by id. */
  labels?: ReadonlyMap<string, boolean>;
}

/** A summary, and what has no partner. */
export type EvaluationResult = EvaluationSummary & Unpaired;

/**
 * Scores pairs and hands out how each scores, in order. Nothing of them is kept but numbers.
 *
 * @returns how they score together
 * @throws whatever the source of the pairs or the judge throws
 */
export async function* evaluatePairs(
  pairs: AsyncGenerator<Pair, Unpaired>,
  parts: EvaluationParts,
): AsyncGenerator<RowResult, EvaluationResult> {
  const { judge, parallel = 1 } = parts;
  const evaluation = new Evaluation(parts);
  const running: Promise<[Pair, Verdict | undefined]>[] = [];
  const finishOne = async () => evaluation.score(...(await running.shift()!));
  let next = await pairs.next();
  for (; next.done !== true; next = await pairs.next()) {
    const pair = next.value;
    const asked = Promise.resolve(judge?.(pair)).then((verdict): [Pair, Verdict | undefined] => [
      pair,
      verdict,
    ]);
    // Whoever waits for it hears of a failure; until then it is no unhandled one.
    asked.catch(() => {});
    running.push(asked);
    if (running.length >= parallel) yield await finishOne();
  }
  while (running.length > 0) yield await finishOne();
  return { ...evaluation.finish(), ...next.value };
}

class Evaluation {
  readonly #parts: EvaluationParts;
  readonly #columns = new Map(MEASURES.map((name) => [name, new Column()]));
  readonly #complexity = { actions: new Column(), branchesAndLoops: new Column(), depth: new Column() };
  readonly #verdicts: [judge: boolean, human: boolean][] = [];
  readonly #guessed = { references: 0, predictions: 0 };

  constructor(parts: EvaluationParts) {
    this.#parts = parts;
  }

  score({ prediction, reference }: Pair, verdict: Verdict | undefined): RowResult {
    const { scorer, registry, tasks, labels } = this.#parts;
    const details = scorer.details(reference.code, prediction.code);
    const { code, tree } = details.reference;
    if (tree.errors > 0) this.#guessed.references++;
    if (details.prediction.tree.errors > 0) this.#guessed.predictions++;
    const complexity = complexityOf(reference.counts ?? countProgram(tree.root, code));
    const apis = prediction.apis ?? reference.apis;
    const execution = tasks && scoreExecution({ prediction, reference }, tasks);
    const human = labels?.get(prediction.id);
    const result: RowResult = {
      id: prediction.id,
      ...details.scores,
      ...(registry && { checks: checkProgram(prediction.code, registry, apis) }),
      ...(execution && { execution }),
      ...(verdict && { judge: verdict }),
      ...(human !== undefined && { human }),
    };
    this.#keep(result, complexity);
    return result;
  }

  #keep(result: RowResult, complexity: Complexity): void {
    const { checks, execution, judge, human } = result;
    for (const name of SCORES) this.#columns.get(name)!.push(result[name] ?? undefined);
    for (const name of CHECKS) this.#columns.get(name)!.push(checks?.[name]);
    this.#columns.get("execution_score")!.push(execution?.score);
    this.#columns.get("execution_rate")!.push(execution?.passed);
    this.#columns.get("pass_rate")!.push(judge?.pass);
    for (const name of Object.keys(complexity) as (keyof Complexity)[]) {
      this.#complexity[name].push(complexity[name]);
    }
    if (judge && human !== undefined) this.#verdicts.push([judge.pass, human]);
  }

  finish(): EvaluationSummary {
    const columns = new Map([...this.#columns].map(([name, column]) => [name, column.values()]));
    const filled = [...columns].filter(([, values]) => values.some((value) => !Number.isNaN(value)));
    const intervals = bootstrapIntervals(filled.map(([, values]) => values));
    const means: EvaluationSummary["means"] = {};
    filled.forEach(([name, values], i) => {
      const { mean, rows } = meanOf(values, () => true);
      const interval = intervals[i];
      means[name] = { mean: mean!, rows, ...(interval && { interval }) };
    });
    const by = Object.fromEntries(
      Object.entries(COMPLEXITY_BINS).map(([name, bins]) => {
        const complexity = this.#complexity[name as keyof Complexity].values();
        return [name, bins.map((bin) => binOf(bin, complexity, columns))];
      }),
    ) as EvaluationSummary["by"];
    return {
      rows: columns.get("codebleu")!.length,
      means,
      by,
      guessed: this.#guessed,
      ...(this.#verdicts.length > 0 && { agreement: agreementOf(this.#verdicts) }),
    };
  }
}

function binOf(
  bin: Bin,
  complexity: Float64Array,
  columns: ReadonlyMap<MeasureName, Float64Array>,
): ComplexityBin {
  const within = (row: number) => isWithin(complexity[row]!, bin);
  const mean = (name: MeasureName) => meanOf(columns.get(name)!, within).mean;
  return {
    ...bin,
    rows: complexity.filter((value) => isWithin(value, bin)).length,
    codebleu: mean("codebleu"),
    compiles: mean("compiles"),
    pass_rate: mean("pass_rate"),
  };
}

/** Of the rows that have a value. */
function meanOf(
  values: Float64Array,
  counts: (row: number) => boolean,
): { mean: number | null; rows: number } {
  let sum = 0;
  let rows = 0;
  values.forEach((value, row) => {
    if (Number.isNaN(value) || !counts(row)) return;
    sum += value;
    rows++;
  });
  return { mean: rows === 0 ? null : sum / rows, rows };
}

/** Numbers one after the other, eight bytes each. */
class Column {
  #values = new Float64Array(1024);
  #length = 0;

  push(value: number | boolean | undefined): void {
    if (this.#length === this.#values.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length++] = value === undefined ? NaN : Number(value);
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
