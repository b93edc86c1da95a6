import type {
  CompareOp,
  Expr,
  ForeignExpr,
  ForeignStmt,
  FunctionDef,
  If,
  Match,
  Module,
  Stmt,
} from "../../src/python/ast.ts";
import type { PythonTree } from "./cpython.ts";

const COMPARE_OPS: Readonly<Record<CompareOp, string>> = {
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
  in: "In",
  "not in": "NotIn",
};

const text = (value: string): PythonTree =>
  /^[ -~]*$/.test(value) ? value : ["u", Buffer.from(value, "utf16le").toString("hex")];
const list = (items: PythonTree[]): PythonTree => ["*", ...items];
const number = (spelling: string): PythonTree => ["Constant", ["#", spelling], null];
const string = (value: string): PythonTree => ["Constant", text(value), null];
const name = (id: string): PythonTree => ["Name", text(id)];
const singleton = { True: true, False: false, None: null } as const;

/** The tree that CPython must read from the printed module: see {@link parsePython}. */
export function expectedTree(module: Module): PythonTree {
  const docstring = module.docstring === undefined ? [] : [["Expr", string(module.docstring)]];
  return ["Module", list([...docstring, ...statements(module.body)]), list([])];
}

function statements(body: Stmt[]): PythonTree[] {
  return body.filter((statement) => statement.kind !== "Comment").map(statement);
}

function block(body: Stmt[]): PythonTree {
  return list(statements(body));
}

function statement(stmt: Stmt): PythonTree {
  switch (stmt.kind) {
    case "Assign":
      return stmt.annotation === undefined
        ? ["Assign", list(stmt.targets.map(name)), expression(stmt.value), null]
        : ["AnnAssign", name(stmt.targets[0]!), name(stmt.annotation), expression(stmt.value), ["#", "1"]];
    case "ExprStmt":
      return ["Expr", expression(stmt.value)];
    case "Return":
      return ["Return", stmt.value === undefined ? null : expression(stmt.value)];
    case "Pass":
      return ["Pass"];
    case "Import":
      return ["Import", list([["alias", stmt.name, null]])];
    case "ImportFrom":
      return [
        "ImportFrom",
        stmt.module,
        list(stmt.names.map((imported) => ["alias", text(imported), null])),
        ["#", "0"],
      ];
    case "For": {
      const [only] = stmt.targets;
      const target: PythonTree =
        stmt.targets.length === 1 ? name(only!) : ["Tuple", list(stmt.targets.map(name))];
      return ["For", target, expression(stmt.iter), block(stmt.body), list([]), null];
    }
    case "If":
      return ifTree(stmt);
    case "Match":
      return matchTree(stmt);
    case "FunctionDef":
      return functionTree(stmt);
    case "Comment":
      throw new Error("a comment is not in the tree");
    case "ForeignStmt":
      return foreignStatement(stmt);
  }
}

function foreignStatement({ what }: ForeignStmt): PythonTree {
  if (what.kind === "SetItem")
    return ["Assign", list([expression(what.target)]), expression(what.value), null];
  const [only] = what.values;
  const value: PythonTree =
    what.values.length === 1 ? expression(only!) : ["Tuple", list(what.values.map(expression))];
  return ["Assign", list([["Tuple", list(what.targets.map(name))]]), value, null];
}

function ifTree({ test, body, elifs, orelse }: If): PythonTree {
  const [elif, ...more] = elifs;
  const otherwise =
    elif === undefined
      ? block(orelse?.body ?? [])
      : list([ifTree({ kind: "If", ...elif, elifs: more, ...(orelse && { orelse }) })]);
  return ["If", expression(test), block(body), otherwise];
}

function matchTree({ subject, cases }: Match): PythonTree {
  const pattern = (expr: Match["cases"][number]["pattern"]): PythonTree => {
    if (expr.kind === "Str" || expr.kind === "Num") return ["MatchValue", expression(expr)];
    if (expr.kind === "Foreign" && expr.what.kind === "Alternatives") {
      return ["MatchOr", list(expr.what.items.map(pattern))];
    }
    if (expr.kind === "Constant") return ["MatchSingleton", singleton[expr.value]];
    return ["MatchAs", null, expr.kind === "Name" && expr.id !== "_" ? expr.id : null];
  };
  return [
    "Match",
    expression(subject),
    list(
      cases.map(({ pattern: expr, guard, body }) => {
        return ["match_case", pattern(expr), guard ? expression(guard) : null, block(body)];
      }),
    ),
  ];
}

function functionTree({ name: id, params, body }: FunctionDef): PythonTree {
  const args = params.map((param): PythonTree => [
    "arg",
    text(param.name),
    param.annotation === undefined ? null : name(param.annotation),
    null,
  ]);
  const defaults = params.flatMap((param) =>
    param.default === undefined ? [] : [expression(param.default)],
  );
  return [
    "FunctionDef",
    text(id),
    ["arguments", list([]), list(args), null, list([]), list([]), null, list(defaults)],
    block(body),
    list([]),
    null,
    null,
  ];
}

function expression(expr: Expr): PythonTree {
  switch (expr.kind) {
    case "Name":
      return name(expr.id);
    case "Str":
      return string(expr.value);
    case "Num":
      return expr.text.startsWith("-")
        ? ["UnaryOp", ["USub"], number(expr.text.slice(1))]
        : number(expr.text);
    case "Constant":
      return ["Constant", singleton[expr.value], null];
    case "FString":
      return [
        "JoinedStr",
        list(
          expr.parts.map((part) =>
            typeof part === "string" ? string(part) : ["FormattedValue", expression(part), ["#", "-1"], null],
          ),
        ),
      ];
    case "Call":
      return [
        "Call",
        expression(expr.func),
        list(expr.args.map(expression)),
        list(expr.keywords.map((keyword) => ["keyword", text(keyword.name), expression(keyword.value)])),
      ];
    case "Attribute":
      return ["Attribute", expression(expr.value), text(expr.attr)];
    case "Subscript":
      return ["Subscript", expression(expr.value), expression(expr.index)];
    case "List":
      return ["List", list(expr.items.map(expression))];
    case "Dict":
      return [
        "Dict",
        list(expr.entries.map((entry) => expression(entry.key))),
        list(expr.entries.map((entry) => expression(entry.value))),
      ];
    case "Compare":
      return [
        "Compare",
        expression(expr.left),
        list(expr.ops.map((op) => [COMPARE_OPS[op]])),
        list(expr.rights.map(expression)),
      ];
    case "BoolOp":
      return ["BoolOp", [expr.op === "and" ? "And" : "Or"], list(expr.values.map(expression))];
    case "Not":
      return ["UnaryOp", ["Not"], expression(expr.value)];
    case "BinOp":
      return ["BinOp", expression(expr.left), [OPERATIONS[expr.op]!], expression(expr.right)];
    case "Foreign":
      return foreign(expr.what);
  }
}

const OPERATIONS: Record<string, string> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mult",
  "/": "Div",
  "//": "FloorDiv",
  "%": "Mod",
  "**": "Pow",
};

function foreign(what: ForeignExpr): PythonTree {
  switch (what.kind) {
    case "IfExp":
      return ["IfExp", expression(what.test), expression(what.body), expression(what.orelse)];
    case "Operation":
      return ["BinOp", expression(what.left), [OPERATIONS[what.op]!], expression(what.right)];
    case "Signed":
      return ["UnaryOp", [what.op === "-" ? "USub" : "UAdd"], expression(what.value)];
    case "Is": {
      const op = what.isNegated ? "IsNot" : "Is";
      return ["Compare", expression(what.left), list([[op]]), list([expression(what.right)])];
    }
    case "Slice":
      return [
        "Slice",
        what.start ? expression(what.start) : null,
        what.end ? expression(what.end) : null,
        null,
      ];
    case "Tuple":
      return ["Tuple", list(what.items.map(expression))];
    case "Alternatives":
      throw new Error("a pattern is no expression");
    case "Comprehension": {
      const [only] = what.targets;
      const target: PythonTree =
        what.targets.length === 1 ? name(only!) : ["Tuple", list(what.targets.map(name))];
      const generator: PythonTree = [
        "comprehension",
        target,
        expression(what.iter),
        list(what.conditions.map(expression)),
        ["#", "0"],
      ];
      return ["ListComp", expression(what.element), list([generator])];
    }
  }
}
