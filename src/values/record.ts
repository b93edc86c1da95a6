import { isCallOf, recordFields, type MatchContext } from "../context/matching.ts";
import { helper, keyword, report, type Context } from "../context/writing.ts";
import { outputOf } from "../ir/token.ts";
import { quote } from "../diagnostics/error.ts";
import { PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword, type Name } from "../python/ast.ts";
import { isKeyword } from "../python/identifier.ts";
import { flatten } from "./property-list.ts";

/**
 * A dictionary of the property list as it stands: `dict(Name="Notes")`, or `dict({"a-b": 1})` where a key is no
 * keyword argument. Keys are sorted, since a property list gives their order no meaning.
 */
export function writeRecord(value: PlistDict, ctx: Context): Expr {
  return recordOf(value, (key) => writeUuid(key, value, ctx) ?? ctx.writeValue(value[key]!));
}

export function recordOf(value: PlistDict, write: (key: string) => Expr): Expr {
  const keys = Object.keys(value).sort();
  if (keys.every(isArgumentName)) {
    return py.call(
      "dict",
      [],
      keys.map((key) => keyword(key, write(key))),
    );
  }
  return py.call("dict", [py.dict(keys.map((key) => ({ key: py.str(key), value: write(key) })))]);
}

/**
 * The entries of a record as keyword arguments; odd keys, and those that are the names of other arguments, go into a
 * `more=dict({...})` at the end.
 */
export function writeRecordKeywords(
  value: PlistDict,
  ctx: Context,
  except: ReadonlySet<string> = new Set(),
  taken: ReadonlySet<string> = new Set(),
): Keyword[] {
  const keywords: Keyword[] = [];
  const odd: { key: Expr; value: Expr }[] = [];
  for (const key of Object.keys(value).sort()) {
    if (except.has(key)) continue;
    const expr = writeUuid(key, value, ctx) ?? ctx.writeValue(value[key]!);
    if (isArgumentName(key) && key !== "more" && !taken.has(key)) keywords.push(keyword(key, expr));
    else odd.push({ key: py.str(key), value: expr });
  }
  if (odd.length > 0) keywords.push(keyword("more", py.call("dict", [py.dict(odd)])));
  return keywords;
}

const OUTPUT_UUID = "OutputUUID";

/**
 * The UUID in a token of an output as the output's name, as everywhere; undefined for all other fields. A UUID that
 * nothing has is written as it is, but not so that it looks like a name.
 */
export function writeUuid(key: string, token: PlistDict, ctx: Context): Expr | undefined {
  const value = key === OUTPUT_UUID ? outputOf(token) : undefined;
  if (value === undefined) return undefined;
  const name = ctx.names.known(value) ?? nameOfLost(value, ctx);
  if (name !== undefined) return py.str(name);
  return ctx.names.has(value) ? helper(ctx, "PropertyList", [py.str(flatten(value))]) : undefined;
}

/** A name for an output that only references know, while there still is a place to define it. */
function nameOfLost(uuid: string, ctx: Context): string | undefined {
  const labels = ctx.references.outputs.get(uuid);
  return labels && !ctx.isHoisted ? nameMissing(uuid, [...labels.keys()][0] ?? "", ctx) : undefined;
}

/** The name of an output that no action makes; a line at the top defines it. */
export function nameMissing(uuid: string, label: string, ctx: Context): string {
  const name = ctx.names.missing(uuid, label);
  if (!ctx.missing.has(name)) {
    ctx.missing.set(name, label);
    report(ctx, "SC4002", `This action reads an output named ${quote(label)} that no action makes.`);
  }
  return name;
}

export function isArgumentName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !isKeyword(key);
}

/** `dict(key=value)`, `dict({"odd key": value})`, `dict()`; with a variable in the brackets it is a coercion. */
export function isRecord(expr: Expr): expr is Call & { func: Name } {
  return isCallOf(expr, "dict") && (expr.args.length === 0 || expr.args[0]!.kind === "Dict");
}

/** The fields of a record, from keyword arguments: the inverse of {@link writeRecordKeywords}. */
export function matchRecord(keywords: readonly Keyword[], ctx: MatchContext): PlistDict {
  return matchEntries(recordFields(keywords, ctx), (expr) => ctx.matchValue(expr), ctx);
}

/** The fields of a record, or of data: the UUID in a token of an output is the output's name, as everywhere. */
export function matchEntries(
  fields: Iterable<{ key: string; value: Expr }>,
  match: (expr: Expr) => PlistValue,
  ctx: MatchContext,
): PlistDict {
  const dict = new PlistDict();
  let name: string | undefined;
  for (const { key, value } of fields) {
    dict[key] = match(value);
    if (key === OUTPUT_UUID) name = value.kind === "Str" ? value.value : undefined;
  }
  const uuid = name !== undefined && outputOf(dict) !== undefined ? ctx.outputUuid(name) : undefined;
  if (uuid !== undefined) dict[OUTPUT_UUID] = uuid;
  return dict;
}
