/**
 * The Python abstract syntax tree: exactly the part of Python that the dialect uses.
 *
 * Nodes hold values, not spelling: how a string is quoted and where a line breaks is the printer's decision,
 * so that two equal trees always print the same text.
 */
export type Expr =
  | Name
  | Str
  | FString
  | Num
  | Constant
  | Call
  | Attribute
  | Subscript
  | List
  | Dict
  | Compare
  | BoolOp
  | Not
  | BinOp
  | Foreign;

/** Where a node stands in the text that it was read from: UTF-16 indexes, `end` behind the last character. */
export interface Range {
  start: number;
  end: number;
}

interface Node {
  /** Only a node that was read from a text has one; of a statement with a body it is the header. Not printed. */
  range?: Range;
}

/** An identifier. Whoever makes one has seen to it that Python can spell it. */
export interface Name extends Node {
  kind: "Name";
  id: string;
}
/** A string literal; `value` is the text itself (UTF-16, may hold lone surrogates and control characters). */
export interface Str extends Node {
  kind: "Str";
  value: string;
}
/** An f-string: literal texts and interpolated expressions in order. Adjacent texts are never empty or split. */
export interface FString extends Node {
  kind: "FString";
  parts: (string | Expr)[];
}
/** A numeral in Python's own spelling, a sign included: `5`, `-5`, `5.0`, `1e+16`. */
export interface Num extends Node {
  kind: "Num";
  text: string;
}
export interface Constant extends Node {
  kind: "Constant";
  value: "True" | "False" | "None";
}
export interface Call extends Node {
  kind: "Call";
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}
export interface Keyword extends Node {
  name: string;
  value: Expr;
}
export interface Attribute extends Node {
  kind: "Attribute";
  value: Expr;
  attr: string;
}
export interface Subscript extends Node {
  kind: "Subscript";
  value: Expr;
  index: Expr;
}
export interface List extends Node {
  kind: "List";
  items: Expr[];
}
export interface Dict extends Node {
  kind: "Dict";
  entries: { key: Expr; value: Expr }[];
}
/** A comparison, possibly a chain: `left op[0] right[0] op[1] right[1]` (`1 <= x <= 5`). */
export interface Compare extends Node {
  kind: "Compare";
  left: Expr;
  ops: CompareOp[];
  rights: Expr[];
}
export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
/** Two or more operands. */
export interface BoolOp extends Node {
  kind: "BoolOp";
  op: "and" | "or";
  values: Expr[];
}
export interface Not extends Node {
  kind: "Not";
  value: Expr;
}
export interface BinOp extends Node {
  kind: "BinOp";
  left: Expr;
  op: BinaryOp;
  right: Expr;
}
export type BinaryOp = "+" | "-" | "*" | "/" | "%";

/** Whether the dialect has an operator between two values. */
export function isBinaryOp(op: string): op is BinaryOp {
  return op.length === 1 && "+-*/%".includes(op);
}

/**
 * Python that is not part of the dialect. Only the parser makes it, for the tolerant reading (`src/program/lower`),
 * which says it in the dialect or refuses it; nothing else ever sees it.
 */
export interface Foreign extends Node {
  kind: "Foreign";
  what: ForeignExpr;
}
export type ForeignExpr =
  /** `body if test else orelse`. */
  | { kind: "IfExp"; test: Expr; body: Expr; orelse: Expr }
  /** An operator that the dialect does not have: `//`, `**`. */
  | { kind: "Operation"; left: Expr; op: string; right: Expr }
  /** `-value`, `+value`. */
  | { kind: "Signed"; op: string; value: Expr }
  /** `left is right`. */
  | { kind: "Is"; left: Expr; isNegated: boolean; right: Expr }
  /** In a subscript: `start:end`. */
  | { kind: "Slice"; start: Expr | undefined; end: Expr | undefined }
  /** In a case: `"a" | "b"`. */
  | { kind: "Alternatives"; items: (Str | Num | Constant)[] }
  /** `(a, b)`. */
  | { kind: "Tuple"; items: Expr[] }
  /** `[element for targets in iter if conditions]`, and a generator as the argument of a call. */
  | { kind: "Comprehension"; element: Expr; targets: string[]; iter: Expr; conditions: Expr[] };

/**
 * A statement. `action` is the 0-based index of the action that it stands for; a statement that stands for none
 * (`pass`, an import, a hoisted definition) has no `action`.
 */
export type Stmt =
  | Assign
  | ExprStmt
  | If
  | For
  | Match
  | Return
  | Pass
  | Comment
  | Import
  | ImportFrom
  | FunctionDef
  | ForeignStmt;

interface Statement extends Node {
  action?: number | undefined;
}
/** `a = b = value`, or `a: annotation = value` (one target only). */
export interface Assign extends Statement {
  kind: "Assign";
  targets: string[];
  annotation?: string | undefined;
  value: Expr;
  /** Where it says actions in other words, or several: a statement for each. */
  apart?: readonly (Assign | ExprStmt)[] | undefined;
}
export interface ExprStmt extends Statement {
  kind: "ExprStmt";
  value: Expr;
  /** Where it says several actions, of which the last adds an output to a variable or a result: a statement for each. */
  apart?: readonly (Assign | ExprStmt)[] | undefined;
}
/** `if`, any number of `elif`, and an `else` where `orelse` is present (then it is not empty). */
export interface If extends Statement {
  kind: "If";
  test: Expr;
  body: Stmt[];
  /** Where calls stand in its first test: a statement for each, and the `if` without them. */
  apart?: readonly (Assign | ExprStmt | If)[] | undefined;
  elifs: { action?: number | undefined; range?: Range; test: Expr; body: Stmt[] }[];
  /** `else:`; the action is that of the Otherwise marker. */
  orelse?: { action?: number | undefined; range?: Range; body: Stmt[] } | undefined;
}
/** `for target in iter:`, with one or two targets. */
export interface For extends Statement {
  kind: "For";
  targets: string[];
  iter: Expr;
  /** Where calls stand in what it goes through: a statement for each, and the `for` without them. */
  apart?: readonly (Assign | ExprStmt | For)[] | undefined;
  body: Stmt[];
}
export interface Match extends Statement {
  kind: "Match";
  subject: Expr;
  /** Comments between the `match` line and its first `case`. */
  lead: Comment[];
  /** At least one. A name may be a pattern where a guard follows it, and the wildcard `_` in the last case. */
  cases: {
    action?: number | undefined;
    range?: Range;
    pattern: Pattern;
    guard?: Expr | undefined;
    body: Stmt[];
  }[];
}
/** Whether a case can never run: `case _ if False:`. */
export function isNever({ guard }: Match["cases"][number]): boolean {
  return guard?.kind === "Constant" && guard.value === "False";
}
/** Numbers and alternatives (`"a" | "b"`) are not part of the dialect, see {@link Foreign}. */
export type Pattern = Str | Constant | Name | Num | Foreign;
export interface Return extends Statement {
  kind: "Return";
  value?: Expr | undefined;
}
export interface Pass extends Statement {
  kind: "Pass";
}
/** One comment of one or more lines; the printer puts `# ` before each. Lines hold printable characters only. */
export interface Comment extends Statement {
  kind: "Comment";
  lines: string[];
}
/** `import name`. */
export interface Import extends Statement {
  kind: "Import";
  name: string;
}
/** `from module import a, b, c`. */
export interface ImportFrom extends Statement {
  kind: "ImportFrom";
  module: string;
  names: string[];
}
/** `def name(a, b=default):`. */
export interface FunctionDef extends Statement {
  kind: "FunctionDef";
  name: string;
  params: { name: string; annotation?: string; range?: Range; default?: Expr }[];
  body: Stmt[];
}

/** A statement that is not part of the dialect, see {@link Foreign}. */
export interface ForeignStmt extends Statement {
  kind: "ForeignStmt";
  what:
    /** `a, b = x, y`; a single value is unpacked. */
    | { kind: "Unpack"; targets: string[]; values: Expr[] }
    /** `d[key] = value`, of a name. */
    | { kind: "SetItem"; target: Subscript; value: Expr };
}

/** A whole file. */
export interface Module {
  docstring?: string;
  body: Stmt[];
}

/** For what only ever takes programs of the dialect. */
export function neverForeign(): never {
  throw new Error("This is no part of the dialect.");
}

/** Makes nodes. Those of a kind have all that it can have, in one order, so that the engine finds it at one place in each. */
export const py = {
  assign: (
    action: number | undefined,
    targets: string[],
    value: Expr,
    annotation?: string,
    apart?: Assign["apart"],
  ): Assign => ({ kind: "Assign", action, targets, annotation, value, apart }),
  exprStmt: (action: number | undefined, value: Expr, apart?: ExprStmt["apart"]): ExprStmt => ({
    kind: "ExprStmt",
    action,
    value,
    apart,
  }),
  if: (
    action: number | undefined,
    test: Expr,
    body: Stmt[],
    elifs: If["elifs"] = [],
    orelse?: If["orelse"],
    apart?: If["apart"],
  ): If => ({ kind: "If", action, test, body, apart, elifs, orelse }),
  for: (
    action: number | undefined,
    targets: string[],
    iter: Expr,
    body: Stmt[],
    apart?: For["apart"],
  ): For => ({ kind: "For", action, targets, iter, apart, body }),
  return: (action: number | undefined, value: Expr | undefined): Return => ({
    kind: "Return",
    action,
    value,
  }),
  name: (id: string): Name => ({ kind: "Name", id }),
  str: (value: string): Str => ({ kind: "Str", value }),
  num: (text: string): Num => ({ kind: "Num", text }),
  bool: (value: boolean): Constant => ({ kind: "Constant", value: value ? "True" : "False" }),
  none: (): Constant => ({ kind: "Constant", value: "None" }),
  call: (func: string | Expr, args: Expr[] = [], keywords: Keyword[] = []): Call => ({
    kind: "Call",
    func: typeof func === "string" ? py.name(func) : func,
    args,
    keywords,
  }),
  method: (value: Expr, attr: string, args: Expr[] = []): Call => py.call(py.attribute(value, attr), args),
  attribute: (value: Expr, attr: string): Attribute => ({ kind: "Attribute", value, attr }),
  subscript: (value: Expr, index: Expr): Subscript => ({ kind: "Subscript", value, index }),
  binOp: (left: Expr, op: BinaryOp, right: Expr): BinOp => ({ kind: "BinOp", left, op, right }),
  not: (value: Expr): Not => ({ kind: "Not", value }),
  list: (items: Expr[]): List => ({ kind: "List", items }),
  dict: (entries: Dict["entries"]): Dict => ({ kind: "Dict", entries }),
  compare: (left: Expr, op: CompareOp, right: Expr): Compare => ({
    kind: "Compare",
    left,
    ops: [op],
    rights: [right],
  }),
};
