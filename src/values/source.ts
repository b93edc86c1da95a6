import type { Action } from "../ir/workflow.ts";
import type { Source } from "../passes/source.ts";
import type { PlistValue } from "../plist/value.ts";
import type { Expr } from "../python/ast.ts";
import { helper, read, type Context } from "../context/writing.ts";
import { isCallOf, type MatchContext } from "../context/matching.ts";

/** What the pipe holds, as an expression; undefined where it is empty. */
export function writeSource(source: Source, ctx: Context): Expr | undefined {
  switch (source?.kind) {
    case undefined:
      return undefined;
    case "input":
      return read(ctx, "shortcut_input");
    case "output": {
      const name = ctx.names.ofAction(source.action);
      return name === undefined ? undefined : read(ctx, name);
    }
    case "block": {
      const name = ctx.names.ofBlock(source.node);
      return name === undefined ? undefined : read(ctx, name);
    }
    case "value":
      return ctx.writeValue(source.value);
  }
}

/** An action's input: the parameter where it is written, else what the action takes from the pipe. */
export function writeInput(action: Action, key: string, ctx: Context): Expr | undefined {
  const given = action.parameters[key];
  return given === undefined ? writeImplicit(action, ctx) : ctx.writeValue(given);
}

/** What the action takes from the pipe; undefined where it takes nothing. */
export function writeImplicit(action: Action, ctx: Context): Expr | undefined {
  return writeSource(ctx.flow.implicit.get(action.index) ?? null, ctx);
}

/** The same for places that need an expression: an empty pipe is `nothing()`. */
export function orNothing(expr: Expr | undefined, ctx: Context): Expr {
  return expr ?? helper(ctx, "nothing");
}

/** An input as a parameter; undefined for `nothing()`. */
export function matchInput(expr: Expr, ctx: MatchContext): PlistValue | undefined {
  if (!isCallOf(expr, "nothing")) return ctx.matchValue(expr);
  ctx.use(expr);
  return undefined;
}
