import { isCallOf, recordFields, type MatchContext } from "../../context/matching.ts";
import { helper, keyword, type Context } from "../../context/writing.ts";
import type { Action } from "../../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Expr, type Keyword } from "../../python/ast.ts";
import { leftovers } from "../form.ts";
import { isRecord, writeRecord, writeRecordKeywords } from "../../values/record.ts";
import { matchValue } from "../../values/value.ts";

/** Arguments of `stale` that list the markers of a kind. */
type Place = "elifs" | "otherwise" | "cases" | "end";

const PLACES: ReadonlySet<string> = new Set<Place>(["elifs", "otherwise", "cases", "end"]);

/**
 * Parameters of a block's markers that its statement does not show: operands of a former type, items of a menu beside its
 * cases, settings of old versions, keys of other actions. They have no effect; where the body says everything, a call
 * around the statement's expression does.
 */
export class Stale {
  readonly #ctx: Context;
  readonly #open: Keyword[] = [];
  /** Most blocks have none. */
  #markers: Map<Place, Expr[]> | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /**
   * @param place "" for the opening marker, else where the other markers of that kind are listed.
   * @param shown parameters of the marker that the statement shows.
   * @param hidden fields within those that it does not.
   */
  add(
    place: "" | Place,
    marker: Action,
    shown: readonly string[],
    hidden: readonly [string, PlistValue][] = [],
  ): void {
    const ctx = this.#ctx;
    if (ctx.metadata) return;
    const rest = leftovers(marker, shown);
    if (!ctx.lossless) {
      ctx.leftOut += rest.length + hidden.length;
      return;
    }
    const fields = Object.assign(new PlistDict(), Object.fromEntries([...rest, ...hidden]));
    if (place === "") {
      this.#open.push(...writeRecordKeywords(fields, ctx, undefined, PLACES));
    } else {
      const record = writeRecord(fields, ctx);
      const markers = (this.#markers ??= new Map<Place, Expr[]>());
      const list = markers.get(place);
      if (list) list.push(record);
      else markers.set(place, [record]);
    }
  }

  wrap(expr: Expr): Expr {
    const keywords = [...this.#open];
    for (const [place, records] of this.#markers ?? []) {
      const isEmpty = records.every(
        (record) => record.kind === "Call" && record.keywords.length === 0 && record.args.length === 0,
      );
      if (!isEmpty) keywords.push(keyword(place, py.list(records)));
    }
    return keywords.length > 0 ? helper(this.#ctx, "stale", [expr], keywords) : expr;
  }
}

/** Operands that a condition no longer uses, and what only the editor or an old version reads. */
const NO_EFFECT =
  /^(?:WFConditionalActionString|WF(?:Another|Bounded|AnotherBounded)?Number(?:Value)?|WF(?:Another)?(?:Date|Duration|Measurement)|WF(?:Link|Numeric)?Enumeration|WFApp|WFActionParameterFilterPrefix|WF\w*Legacy\w*|WFMenuItem(?:Attributed)?Title|CustomOutputName|Show-.*|Advanced)$/;

/** Whether a field in the row of a condition that its statement does not show means nothing when the shortcut runs. */
export function hasNoEffect(key: string): boolean {
  return NO_EFFECT.test(key);
}

/** What `stale(...)` says of the markers of a block. */
export interface StaleFields {
  /** Of the opening one. */
  open: PlistDict;
  of: (place: Place, position: number) => PlistDict;
}

/** What most blocks have. */
const NOTHING_STALE: StaleFields = { open: new PlistDict(), of: () => new PlistDict() };

/** The expression in `stale(expression, ...)`, and what the call says of the markers: the inverse of {@link Stale}. */
export function unwrapStale(expr: Expr, ctx: MatchContext): [inner: Expr, stale: StaleFields] {
  if (!isCallOf(expr, "stale") || expr.args.length === 0) return [expr, NOTHING_STALE];
  const open = new PlistDict();
  const records = new Map<string, PlistDict[]>();
  const [inner] = expr.args as [Expr];
  ctx.use(expr);
  for (const { name, value } of expr.keywords) {
    if (PLACES.has(name) && value.kind === "List") {
      ctx.use(value);
      records.set(
        name,
        value.items.map((item) => (isRecord(item) ? (matchValue(item, ctx) as PlistDict) : new PlistDict())),
      );
    } else {
      for (const { key, value: field } of recordFields([{ name, value }], ctx))
        open[key] = matchValue(field, ctx);
    }
  }
  return [inner, { open, of: (place, position) => records.get(place)?.[position] ?? new PlistDict() }];
}
