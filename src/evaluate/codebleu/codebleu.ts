import {
  bleuScore,
  brevityPenalty,
  MOST_TOKENS,
  ngramMatches,
  weightedNgramMatches,
  type Matches,
} from "./bleu.ts";
import { numberNames, readDataFlow, type FlowRules, type NumberedEdge } from "./data-flow.ts";
import type { PythonParser } from "./parser.ts";
import { splitAtBlanks, strip } from "./python-text.ts";
import { stripComments } from "./strip-comments.ts";
import { syntaxMatches } from "./syntax-match.ts";
import { isCode, ShapeTable, type SyntaxTree } from "./syntax-tree.ts";

/**
 * How to count:
 *
 * - `published`: as codebleu 0.6.1 does, which WorkflowLLM was scored with, with all its quirks.
 * - `strict`: with these repaired. An identical program gets 1 and an empty one 0; layout, comments and docstrings do
 *   not matter.
 */
export type CodeBleuMode = "published" | "strict";

/** Shares of the four scores in their sum, in the order of {@link CodeBleuScores}. */
export type CodeBleuWeights = readonly [ngram: number, weighted: number, syntax: number, dataflow: number];

/** Those that the paper uses. */
export const PUBLISHED_WEIGHTS: CodeBleuWeights = [0.1, 0.1, 0.4, 0.4];

/** Each from 0 to 1, under the names that codebleu gives them. */
export interface CodeBleuScores {
  ngram_match_score: number;
  weighted_ngram_match_score: number;
  syntax_match_score: number;
  /** With `strict` null for a reference without data flow, which nothing can match; the other scores then share its weight. */
  dataflow_match_score: number | null;
  codebleu: number;
}

/** Scores, and what they were counted from. */
export interface CodeBleuDetails {
  scores: CodeBleuScores;
  ngrams: Matches[];
  weightedNgrams: Matches[];
  syntax: Matches;
  dataflow: Matches;
  /** What the programs were parsed as. */
  reference: ParsedProgram;
  prediction: ParsedProgram;
}

/** A program, as it was parsed, and its tree. */
export interface ParsedProgram {
  code: string;
  tree: SyntaxTree;
}

/** Scores predictions against references, with one parser for all. */
export class CodeBleuScorer {
  readonly #parser: PythonParser;
  readonly #mode: CodeBleuMode;
  readonly #weights: CodeBleuWeights;

  constructor(
    parser: PythonParser,
    mode: CodeBleuMode = "published",
    weights: CodeBleuWeights = PUBLISHED_WEIGHTS,
  ) {
    this.#parser = parser;
    this.#mode = mode;
    this.#weights = weights;
  }

  score(reference: string, prediction: string): CodeBleuScores {
    return this.details(reference, prediction).scores;
  }

  details(reference: string, prediction: string): CodeBleuDetails {
    return this.#mode === "strict"
      ? this.#strict(reference, prediction)
      : this.#published(reference, prediction);
  }

  #published(reference: string, prediction: string): CodeBleuDetails {
    const texts = [strip(reference), strip(prediction)] as const;
    const tokens = texts.map(splitAtBlanks) as [string[], string[]];
    const shapes = new ShapeTable();
    const trees = texts.map((text) => {
      const code = stripComments(text);
      return { code, tree: this.#parser.parse(code, shapes) };
    }) as [ParsedProgram, ParsedProgram];
    const matches = {
      ngrams: ngramMatches(...tokens),
      weightedNgrams: weightedNgramMatches(...tokens),
      ...structureMatches(trees, "published"),
    };
    const [wanted, found] = tokens.map(({ length }) => length) as [number, number];
    const scores = [
      bleuScore(matches.ngrams, brevityPenalty(wanted, found)),
      // Not the reference's length, but that of the pair of its tokens and their weights.
      bleuScore(matches.weightedNgrams, brevityPenalty(2, found)),
      share(matches.syntax),
      share(matches.dataflow),
    ] as const;
    const [ngram, weighted, syntax, dataflow] = this.#weights;
    // A data flow of which nothing matches counts as if all did.
    const codebleu =
      ngram * scores[0] + weighted * scores[1] + syntax * scores[2] + dataflow * (scores[3] || 1);
    return { scores: named(scores, codebleu), ...matches, reference: trees[0], prediction: trees[1] };
  }

  #strict(reference: string, prediction: string): CodeBleuDetails {
    const shapes = new ShapeTable();
    const trees = [reference, prediction].map((code) => ({
      code,
      tree: this.#parser.parse(code, shapes, isCode),
    })) as [ParsedProgram, ParsedProgram];
    const tokens = trees.map(tokensOf) as [string[], string[]];
    const [wanted, found] = tokens.map(({ length }) => length) as [number, number];
    const orders = Math.max(1, Math.min(MOST_TOKENS, wanted));
    const matches = {
      ngrams: ngramMatches(...tokens, orders),
      weightedNgrams: weightedNgramMatches(...tokens, orders, 0),
      ...structureMatches(trees, "strict"),
    };
    const penalty = brevityPenalty(wanted, found);
    const scores = [
      bleuScore(matches.ngrams, penalty),
      bleuScore(matches.weightedNgrams, penalty),
      found === 0 ? 0 : share(matches.syntax),
      matches.dataflow.total === 0 ? null : share(matches.dataflow),
    ] as const;
    let sum = 0;
    let weights = 0;
    scores.forEach((score, i) => {
      if (score === null) return;
      sum += score * this.#weights[i]!;
      weights += this.#weights[i]!;
    });
    return {
      scores: named(scores, weights === 0 ? 0 : sum / weights),
      ...matches,
      reference: trees[0],
      prediction: trees[1],
    };
  }
}

function structureMatches(
  trees: readonly [reference: ParsedProgram, prediction: ParsedProgram],
  rules: FlowRules,
): Pick<CodeBleuDetails, "syntax" | "dataflow"> {
  const [reference, prediction] = trees.map(({ code, tree }) => numberNames(readDataFlow(tree, code, rules)));
  return {
    syntax: syntaxMatches(trees[0].tree.root, trees[1].tree.root, rules === "strict"),
    dataflow: flowMatches(reference!, prediction!),
  };
}

/** How many edges of the reference occur in the prediction, each as often as it does there. */
function flowMatches(reference: readonly NumberedEdge[], prediction: readonly NumberedEdge[]): Matches {
  const left = new Map<string, number>();
  for (const edge of prediction.map(String)) left.set(edge, (left.get(edge) ?? 0) + 1);
  let matched = 0;
  for (const edge of reference.map(String)) {
    const count = left.get(edge) ?? 0;
    if (count === 0) continue;
    matched++;
    left.set(edge, count - 1);
  }
  return { matched, total: reference.length };
}

/** Python's own tokens; a string is one, whatever is in it. */
function tokensOf({ code, tree }: ParsedProgram): string[] {
  const tokens: string[] = [];
  const stack = [tree.root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.children.length === 0 || node.type === "string") {
      if (node.end > node.start) tokens.push(code.slice(node.start, node.end));
    } else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!);
  }
  return tokens;
}

function share({ matched, total }: Matches): number {
  return total === 0 ? 0 : matched / total;
}

function named(
  [ngram, weighted, syntax, dataflow]: readonly [number, number, number, number | null],
  codebleu: number,
): CodeBleuScores {
  return {
    ngram_match_score: ngram,
    weighted_ngram_match_score: weighted,
    syntax_match_score: syntax,
    dataflow_match_score: dataflow,
    codebleu,
  };
}
