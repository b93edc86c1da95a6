import { readFileSync } from "node:fs";
import { PythonParser } from "./codebleu/parser.ts";

/** Tree-sitter with its grammar for Python, from the files that the build puts beside the code. */
export function openParser(): Promise<PythonParser> {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url));
  return PythonParser.open({ runtime: read("tree-sitter.wasm"), python: read("tree-sitter-python.wasm") });
}
