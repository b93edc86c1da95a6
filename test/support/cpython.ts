import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";

/**
 * Reads JSON (a list of sources) from stdin, writes JSON: for each source the tree, its digest, or the error.
 *
 * The tree is that of the module `ast` without positions, types first: `["Name", "x"]`; numbers are
 * `["#", "5.0"]`. Texts that are not printable ASCII are `["u", ...]` with their UTF-16 units in
 * hexadecimal, so that no encoding can hide a difference.
 */
const SCRIPT = String.raw`
import ast, hashlib, json, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

def text(value):
    if value.isascii() and value.isprintable():
        return value
    return ["u", value.encode("utf-16-le", "surrogatepass").hex()]

def tree(node):
    if isinstance(node, ast.AST):
        fields = (getattr(node, name) for name in node._fields if name != "ctx")
        return [type(node).__name__, *map(tree, fields)]
    if isinstance(node, list):
        return ["*", *map(tree, node)]
    if isinstance(node, str):
        return text(node)
    if node is None or isinstance(node, bool):
        return node
    return ["#", repr(node)]

def parse(source):
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"error": str(error)}
    if wanted == "nothing":
        return {}
    if wanted == "tree":
        return {"tree": tree(module)}
    return {"digest": hashlib.md5(json.dumps(tree(module), separators=(",", ":")).encode()).hexdigest()}

request = json.load(sys.stdin)
wanted = request["wanted"]
json.dump([parse(source) for source in request["sources"]], sys.stdout)
`;

/** A node of CPython's tree: its type, then its fields; a list is a node of type `*`. */
export type PythonTree = string | number | boolean | null | PythonTree[];

export interface Parsed {
  tree?: PythonTree;
  /** See {@link digestOf}. */
  digest?: string;
  /** Why CPython refuses the source; then there is nothing else. */
  error?: string;
}

/** Whether there is a CPython to ask; where there is none, vitest.config.ts says so in one line. */
export const hasPython = spawnSync("python3", ["--version"]).status === 0;

/**
 * Has one CPython process parse all sources. Without CPython, all of them pass as far as only errors are wanted; tests
 * that want more than that have to skip.
 */
export function parsePython(sources: string[], wanted: "nothing" | "digest" | "tree"): Parsed[] {
  if (!hasPython && wanted === "nothing") return sources.map(() => ({}));
  const result = spawnSync("python3", ["-c", SCRIPT], {
    input: JSON.stringify({ sources, wanted }),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  return JSON.parse(result.stdout) as Parsed[];
}

/** Equal trees have equal digests: cheaper than to send thousands of trees through a pipe. */
export function digestOf(tree: PythonTree): string {
  return createHash("md5").update(JSON.stringify(tree)).digest("hex");
}
