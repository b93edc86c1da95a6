import { check, compile } from "../compile.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import type { Module } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { functionName, resolveName } from "../registry/names.ts";
import { signatureOf as parametersOf } from "../registry/docs/signature.ts";
import type { Registry } from "../registry/records/registry.ts";
import { executeWorkflow } from "../batch/execution.ts";
import { analyse, hasStatements, type Analysis } from "./analyse.ts";
import { redactRow } from "./redact-row.ts";
import { programOf, withProvenance, type Row } from "./row.ts";
import type { Outcome, Rejection, Step } from "./run-step.ts";
import {
  digestOf,
  NearDuplicates,
  SHINGLE_SIZE,
  shinglesOf,
  signatureOf,
  tokensOfProgram,
  wordsOf,
} from "./similarity.ts";

/** Why a row is left out, in the order in which the reasons are looked at: the first one that applies counts. */
export const FILTER_REASONS = [
  "no-code",
  "unparsable",
  "no-api",
  "foreign-call",
  "uncompilable",
  "unknown-parameter",
  "missing-parameter",
  "bad-enum",
  "bad-type",
  "binary",
  "too-long",
  "fails",
  "disclosure",
  "contaminated",
  "duplicate",
  "near-duplicate",
] as const;
export type FilterReason = (typeof FILTER_REASONS)[number];

export interface FilterOptions {
  /** Reasons that leave nothing out. */
  allow: readonly FilterReason[];
  /** How much two programs have in common that are nearly the same, from 0 to 1 (default 0.8). */
  threshold: number;
  /** Tokens of question, plan and program together, at most. */
  maxTokens?: number;
  /** Whether to replace what looks like a secret or like personal data, instead of leaving the row out. */
  redact: boolean;
  /** Whether to run each program on the default virtual device, and leave out those that end with an error. */
  executes: boolean;
  /** The share of a program's runs of 8 tokens that a test set may have, too (default 0.5). */
  overlap: number;
}

export const FILTER_DEFAULTS = {
  allow: [],
  threshold: 0.8,
  redact: false,
  executes: false,
  overlap: 0.5,
} as const;

/** Tokens of the runs that show that something was in a test set before. */
const CONTAMINATION_SIZE = 8;

/** What a test set holds, as far as it takes to find it again. */
export interface TestSet {
  words: ReadonlySet<number>;
  code: ReadonlySet<number>;
}

export async function collectTestSet(rows: AsyncIterable<Row>): Promise<TestSet> {
  const words = new Set<number>();
  const code = new Set<number>();
  for await (const row of rows) {
    for (const shingle of longShingles(wordsOf(row.query ?? ""))) words.add(shingle);
    const program = programOf(row);
    if (program === undefined) continue;
    for (const shingle of longShingles(tokensOfProgram(program))) code.add(shingle);
  }
  return { words, code };
}

/** Of texts that are long enough to say something by it. */
function longShingles(tokens: readonly string[]): Set<number> {
  return tokens.length < CONTAMINATION_SIZE ? new Set() : shinglesOf(tokens, CONTAMINATION_SIZE);
}

/** Leaves out rows that break a rule: the second quality confirmation. Asks no model. */
export function filterStep(
  registry: Registry,
  testSet: TestSet | undefined,
  countTokens: (text: string) => number,
  options: FilterOptions,
): Step {
  const filter = new Filter(registry, testSet, countTokens, options);
  return {
    name: "filter",
    options,
    concurrency: 1,
    hasMemory: true,
    run: (row) => filter.run(row),
  };
}

/** A reason that applies, with what it says. */
type Found = readonly [reason: FilterReason, message: string];

class Filter {
  readonly #registry: Registry;
  readonly #testSet: TestSet | undefined;
  readonly #countTokens: (text: string) => number;
  readonly #options: FilterOptions;
  readonly #seen = new Map<string, string>();
  readonly #near: NearDuplicates;
  readonly #ids: string[] = [];

  constructor(
    registry: Registry,
    testSet: TestSet | undefined,
    countTokens: (text: string) => number,
    options: FilterOptions,
  ) {
    this.#registry = registry;
    this.#testSet = testSet;
    this.#countTokens = countTokens;
    this.#options = options;
    this.#near = new NearDuplicates(options.threshold);
  }

  run(given: Row): Outcome {
    const allowed = new Set<string>(this.#options.allow);
    const { row, disclosed } = this.#redact(given);
    for (const [reason, message] of this.#reasons(row, disclosed)) {
      if (!allowed.has(reason)) return { reject: { reason, message } satisfies Rejection };
    }
    this.#remember(row);
    return { row: withProvenance(row, { step: "filter" }) };
  }

  #redact(row: Row): { row: Row; disclosed: Record<string, number> } {
    const { row: redacted, counts } = redactRow(row);
    if (Object.keys(counts).length === 0) return { row, disclosed: {} };
    if (!this.#options.redact) return { row, disclosed: counts };
    return { row: { ...redacted, disclosures: counts }, disclosed: redactRow(redacted).counts };
  }

  *#reasons(row: Row, disclosed: Record<string, number>): Generator<Found> {
    const program = programOf(row) ?? "";
    if (program.trim() === "") {
      yield ["no-code", row.error ? `There is no program: ${row.error.message}` : "There is no program."];
      return;
    }
    const analysis = analyse(program);
    if (analysis.syntaxError !== undefined) yield ["unparsable", analysis.syntaxError];
    if (!hasStatements(analysis.module.body)) yield ["no-code", "The program has no statement."];
    yield* calls(row, program, analysis);
    if (analysis.syntaxError === undefined) {
      yield* this.#parameters(program);
      yield* this.#missing(analysis.module);
    }
    const data = binaryIn(analysis.module);
    if (data !== undefined) yield ["binary", `The text ${data} is data that nobody can read.`];
    yield* this.#length(row, program);
    if (this.#options.executes) yield* failure(program);
    for (const [what, count] of Object.entries(disclosed)) {
      yield ["disclosure", `The row holds ${what}${count > 1 ? `, ${count} times` : ""}.`];
    }
    yield* this.#contamination(row, program);
    yield* this.#twins(row, program);
  }

  *#parameters(program: string): Generator<Found> {
    const found = check(program, this.#registry);
    const failed = found.find(({ severity, code }) => severity === "error" && REASONS[code] === undefined);
    if (failed) yield ["uncompilable", failed.message];
    for (const { code, message } of found) {
      const reason = REASONS[code];
      if (reason) yield [reason, message];
    }
  }

  *#missing(module: Module): Generator<Found> {
    const found: Found[] = [];
    walk(module.body, (node) => {
      if (node.kind !== "Call" || node.func.kind !== "Name") return;
      const { id } = node.func;
      const record = this.#registry.get(resolveName(id) ?? "");
      const given = new Set(node.keywords.map(({ name }) => name));
      // An argument without a name is the input.
      if (!record || node.args.length > 0) return;
      const style = functionName(record.identifier, "api") === id ? "api" : "friendly";
      for (const { name, isRequired, parameter } of parametersOf(record, style).parameters) {
        // What one picks has a value of the app's own until then.
        const isPicked = parameter.class.includes("Picker");
        if (isRequired && !isPicked && !given.has(name))
          found.push(["missing-parameter", `${id} needs ${name}.`]);
      }
    });
    yield* found;
  }

  *#length(row: Row, program: string): Generator<Found> {
    const { maxTokens } = this.#options;
    if (maxTokens === undefined) return;
    const count = this.#countTokens([row.query, row.plan, program].filter(Boolean).join("\n"));
    if (count > maxTokens) yield ["too-long", `The row has ${count} tokens, more than ${maxTokens}.`];
  }

  *#contamination(row: Row, program: string): Generator<Found> {
    if (!this.#testSet) return;
    const words = longShingles(wordsOf(row.query ?? ""));
    if ([...words].some((shingle) => this.#testSet!.words.has(shingle))) {
      yield ["contaminated", `The question shares ${CONTAMINATION_SIZE} words in a row with the test set.`];
    }
    const code = [...longShingles(tokensOfProgram(program))];
    const shared = code.filter((shingle) => this.#testSet!.code.has(shingle)).length;
    if (code.length > 0 && shared / code.length > this.#options.overlap) {
      const share = Math.round((100 * shared) / code.length);
      yield ["contaminated", `The test set has ${share} % of the program.`];
    }
  }

  *#twins(row: Row, program: string): Generator<Found> {
    const tokens = tokensOfProgram(program);
    const twin = this.#seen.get(digestOf(tokens)) ?? this.#seen.get(queryDigest(row) ?? "");
    if (twin !== undefined) yield ["duplicate", `It is the same as ${twin}.`];
    const [near] = this.#near.find(signatureOf(shinglesOf(tokens, SHINGLE_SIZE)));
    if (near !== undefined) yield ["near-duplicate", `It is nearly the same as ${this.#ids[near]!}.`];
  }

  /** Only what stays can make a later row its twin. */
  #remember(row: Row): void {
    const tokens = tokensOfProgram(programOf(row) ?? "");
    this.#seen.set(digestOf(tokens), row.id);
    const query = queryDigest(row);
    if (query !== undefined) this.#seen.set(query, row.id);
    this.#near.add(signatureOf(shinglesOf(tokens, SHINGLE_SIZE)));
    this.#ids.push(row.id);
  }
}

/** What `check` warns of, as reasons. */
const REASONS: Partial<Record<DiagnosticCode, FilterReason>> = {
  SC6017: "missing-parameter",
  SC6008: "unknown-parameter",
  SC6009: "bad-enum",
  SC6010: "bad-type",
  SC6018: "bad-type",
};

function* calls({ apis }: Row, program: string, { called }: Analysis): Generator<Found> {
  if (apis !== undefined && apis.length > 0) {
    const listed = new Set(apis.map((api) => resolveName(api) ?? api));
    const used = called.filter(({ identifier }) => identifier !== undefined);
    // Some actions are no calls: texts, variables, decisions.
    const said = compile(program).workflow.actions.map(({ identifier }) => identifier);
    if (![...said, ...used.map(({ identifier }) => identifier!)].some((api) => listed.has(api))) {
      yield ["no-api", "The program uses none of the APIs of its list."];
    }
    const other = used.find(({ identifier }) => !listed.has(identifier!));
    if (other) yield ["foreign-call", `${other.name} is none of the APIs of the list.`];
  }
  const foreign = called.find(({ isForeign }) => isForeign);
  if (foreign)
    yield ["foreign-call", `${foreign.name} is no API, and no function of Python that programs have.`];
}

/** What ends a run of the program on the default device before its own end. */
function* failure(program: string): Generator<Found> {
  const { bytes, workflow } = compile(program);
  if (!bytes) {
    yield ["fails", "It cannot be run, since it does not compile."];
    return;
  }
  const { status, error } = executeWorkflow(workflow);
  if (error !== undefined) yield ["fails", `Its run ends ${status}: ${error}`];
}

function queryDigest({ query }: Row): string | undefined {
  return query === undefined ? undefined : `query ${digestOf(wordsOf(query))}`;
}

/** Letters and digits without a space between them, as in an image in base64. */
const DATA = /[A-Za-z0-9+/]{300,}={0,2}/;

/** The beginning of a text that holds data instead of words. */
function binaryIn(module: Module): string | undefined {
  let found: string | undefined;
  const look = (text: string) => {
    const match = DATA.exec(text);
    // Long addresses and lists have other characters between.
    if (match && /[a-z]/.test(match[0]) && /[A-Z]/.test(match[0]) && /\d/.test(match[0])) {
      found ??= JSON.stringify(`${match[0].slice(0, 24)}...`);
    }
  };
  walk(module.body, (node) => {
    if (node.kind === "Str") look(node.value);
    if (node.kind === "FString") for (const part of node.parts) if (typeof part === "string") look(part);
  });
  return found;
}
