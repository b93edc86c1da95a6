import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { PythonParser } from "../../src/evaluate/codebleu/parser.ts";

const modules = resolve("node_modules");

/** The parser, with the grammar from where the build takes it. */
export function openParser(): Promise<PythonParser> {
  return PythonParser.open({
    runtime: readFileSync(`${modules}/web-tree-sitter/tree-sitter.wasm`),
    python: readFileSync(`${modules}/tree-sitter-wasms/out/tree-sitter-python.wasm`),
  });
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** Material of other people, which may be beside the repository. */
const material = resolve("../shared/workflowbench");
export const hasMaterial = existsSync(material);
if (!hasMaterial) console.warn("Tests on WorkflowBench's own samples are skipped: they are not there.");

export function readMaterial<T>(name: string): T {
  return readJson<T>(resolve(material, name));
}

/** A pair that codebleu 0.6.1 has scored. */
export interface ScoredPair {
  id: string;
  /** Only of pairs that are not ours. */
  group?: string;
  /** Whether both programs parse; unless said otherwise, they do. */
  errorFree?: boolean;
  reference: string;
  prediction: string;
  expected: Record<"ngram" | "weightedNgram" | "syntax" | "dataflow" | "codebleu", number>;
}
