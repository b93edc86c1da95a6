import Parser from "web-tree-sitter";
import { readTree } from "./read-tree.ts";
import type { ShapeTable, SyntaxNode, SyntaxTree } from "./syntax-tree.ts";

/** The two files that tree-sitter consists of, as bytes. */
export interface GrammarFiles {
  /** `tree-sitter.wasm` of web-tree-sitter. */
  runtime: Uint8Array;
  /** `tree-sitter-python.wasm` of tree-sitter-wasms. */
  python: Uint8Array;
}

/** Parses Python with tree-sitter, which takes whatever it is given. */
export class PythonParser {
  readonly #parser: Parser;

  private constructor(parser: Parser) {
    this.#parser = parser;
  }

  static async open({ runtime, python }: GrammarFiles): Promise<PythonParser> {
    await Parser.init({ wasmBinary: runtime });
    const parser = new Parser();
    parser.setLanguage(await Parser.Language.load(python));
    return new PythonParser(parser);
  }

  /** @param keep see {@link readTree}. */
  parse(text: string, shapes: ShapeTable, keep?: (node: SyntaxNode) => boolean): SyntaxTree {
    const tree = this.#parser.parse(text);
    try {
      return readTree(tree, text, shapes, keep);
    } finally {
      tree.delete();
    }
  }
}
