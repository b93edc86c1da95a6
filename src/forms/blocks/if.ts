import { calledName, isCallOf, methodCall, type MatchContext } from "../../context/matching.ts";
import { settle, type Context } from "../../context/writing.ts";
import { identifiers, type IfNode } from "../../ir/workflow.ts";
import { hasCondition } from "../../passes/control-flow.ts";
import { PlistDict } from "../../plist/value.ts";
import { py, type Expr, type If, type Stmt } from "../../python/ast.ts";
import { filledOf } from "../../passes/name-patterns.ts";
import { orNothing, writeSource } from "../../values/source.ts";
import { leftovers, markShared } from "../form.ts";
import { addEnd, lastLine, markersOf, nameResult, writeBranch } from "./branch.ts";
import { matchCondition, withTableFields, writeCondition, type Condition } from "./condition.ts";
import { Stale, unwrapStale } from "./stale.ts";

/** `if` / `elif` / `else`. A result that is read is bound at the end of each branch. */
export function writeIf(node: IfNode, ctx: Context): Stmt[] {
  const { test, shown, hidden } = writeCondition(node.open, ctx);
  settle(test, ctx);
  const stale = new Stale(ctx);
  stale.add("", node.open, shown, hidden);
  const before = writeResultWithoutElse(node, ctx);

  const outer = ctx.scope;
  const branches = [outer.branch()];
  const body = writeBranch(node.body, node.open, node, branches[0]!, ctx);
  const elifs = node.elifs.map(({ marker, body }) => {
    ctx.action = marker.index;
    const condition = hasCondition(marker) ? writeCondition(marker, ctx) : ALWAYS;
    stale.add("elifs", marker, condition.shown, condition.hidden);
    const branch = outer.branch();
    branches.push(branch);
    return { action: marker.index, test: condition.test, body: writeBranch(body, marker, node, branch, ctx) };
  });
  let orelse: { action: number; body: Stmt[] } | undefined;
  const otherwise = outer.branch();
  branches.push(otherwise);
  if (node.otherwise) {
    const { marker, body } = node.otherwise;
    const written = writeBranch(body, marker, node, otherwise, ctx);
    // Where it does nothing, nothing is said; a result says what it leaves.
    const isLast = node.elifs.every((elif) => hasCondition(elif.marker));
    const isEmpty =
      isLast && written.every(({ kind }) => kind === "Pass") && leftovers(marker, []).length === 0;
    if (isEmpty && !ctx.lossless && ctx.names.ofBlock(node) === undefined) {
      ctx.emptyOtherwise.add(marker.index);
      if (!ctx.metadata) ctx.leftOut++;
    } else {
      stale.add("otherwise", marker, []);
      orelse = { action: marker.index, body: written };
    }
  }
  addEnd(stale, node, ctx);
  outer.join(branches);
  const opposite = elifs.length > 0 || ctx.lossless ? undefined : writeOpposite(test, body, orelse);
  const { index } = node.open;
  if (opposite) return [...before, py.if(index, opposite.test, opposite.body)];
  return [...before, py.if(index, stale.wrap(test), body, elifs, orelse)];
}

/**
 * `if not x == 1:` in place of a branch that does nothing and an Otherwise that does something. Undefined for a condition
 * whose opposite is another condition: `not has_value(x)` is what the If itself tests.
 */
function writeOpposite(
  test: Expr,
  body: readonly Stmt[],
  orelse: If["orelse"],
): Pick<If, "test" | "body"> | undefined {
  const isEmpty = (block: readonly Stmt[]) => block.every(({ kind }) => kind === "Pass");
  if (!orelse || !isEmpty(body) || isEmpty(orelse.body) || !hasOwnOpposite(test)) return undefined;
  return { test: py.not(test), body: orelse.body };
}

const TESTS: ReadonlySet<string> = new Set(["is_in_next", "is_in_last", "is_today"]);

/** Whether `not` before a condition says that the branches of its If have changed places. */
function hasOwnOpposite(test: Expr): boolean {
  if (test.kind === "BoolOp")
    return test.values.every((part) => hasOwnOpposite(part) || isCallOf(part, "has_value"));
  // What is said in the negative already would be read twice.
  if (test.kind === "Compare") return !test.ops.some((op) => op === "!=" || op === "not in");
  return (
    TESTS.has(calledName(test) ?? "") || ["startswith", "endswith"].some((name) => methodCall(test, name))
  );
}

/** Whether an If is the opposite of one whose Otherwise it says, see {@link writeOpposite}. */
export function isOpposite({ test, elifs, orelse }: If): boolean {
  return test.kind === "Not" && hasOwnOpposite(test.value) && elifs.length === 0 && !orelse;
}

/** The If with an Otherwise that `if not x == 1:` stands for. */
export function withoutNot(statement: If): If {
  const { test, body } = statement;
  if (test.kind !== "Not") return statement;
  return { ...statement, test: test.value, body: [{ kind: "Pass" }], orelse: { body } };
}

/** An Otherwise that is not the last branch. */
const ALWAYS: Condition = { test: py.bool(true), shown: [], hidden: [] };

/** Without an Otherwise, the result of an If whose condition fails is what came in: bound before, not in a branch. */
function writeResultWithoutElse(node: IfNode, ctx: Context): Stmt[] {
  const name = ctx.names.ofBlock(node);
  if (name === undefined || node.otherwise) return [];
  const value = orNothing(writeSource(ctx.flow.atStartOf.get(node.open.index) ?? null, ctx), ctx);
  ctx.scope.bind(name);
  // The line of the action before the If can have filled it.
  if (value.kind === "Name" && filledOf(value.id) === name) return [];
  return [markShared(py.assign(undefined, [name], value), name, ctx)];
}

/**
 * The markers and the branches of an If: the inverse of {@link writeIf}.
 *
 * @param before the statement before it, which can bind its result.
 */
export function matchIf(statement: If, before: Stmt | undefined, ctx: MatchContext): void {
  if (isOpposite(statement)) ctx.use(statement.test);
  const said = isOpposite(statement) ? withoutNot(statement) : statement;
  const { body, elifs, orelse } = said;
  const [test, stale] = unwrapStale(said.test, ctx);
  const conditions = elifs.map((elif, i) => {
    const { test } = elif;
    const isAlways = test.kind === "Constant" && test.value === "True";
    if (isAlways) ctx.use(test);
    return withTableFields(isAlways ? new PlistDict() : matchCondition(test, ctx), stale.of("elifs", i));
  });
  const mark = markersOf(identifiers.conditional, statement, ctx);
  mark(0, withTableFields(matchCondition(test, ctx), stale.open));
  ctx.matchBlock(body);
  elifs.forEach((elif, i) => {
    mark(1, conditions[i]!);
    ctx.matchBlock(elif.body);
  });
  if (orelse) {
    mark(1, stale.of("otherwise", 0));
    ctx.matchBlock(orelse.body);
  } else if (ctx.isEmptyOtherwise()) {
    mark(1, new PlistDict());
  }
  const end = mark(2, stale.of("end", 0));
  nameResult(end, "if_result", before);
  nameResult(end, "if_result", lastLine(body));
  for (const elif of elifs) nameResult(end, "if_result", lastLine(elif.body));
  if (orelse) nameResult(end, "if_result", lastLine(orelse.body));
}
