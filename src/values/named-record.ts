import { calledName, literalText, type MatchContext } from "../context/matching.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import { quote } from "../diagnostics/error.ts";
import { patched, patchOf } from "../plist/merge-patch.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword } from "../python/ast.ts";
import { withinBrackets } from "./property-list.ts";
import { isArgumentName, recordOf } from "./record.ts";
import { CONTACT_KINDS, RECORD_KINDS, type RecordKind } from "./record-kinds.ts";
import { isToken } from "./token.ts";

/*
 * Records that a program calls by a name. The name and the keywords say all of the record, or the metadata do: their
 * table `records` holds what has no meaning to a reader, by kind and name, so that it belongs to the name and not to a
 * place in the program. Without such a table, the keywords say what does not go without saying.
 */

const BY_HELPER = new Map<string, RecordKind>(
  [...RECORD_KINDS, ...CONTACT_KINDS].map((kind) => [kind.helper, kind]),
);

/** Whether an expression is the call of a record by its name. */
export function isNamedRecord(expr: Expr): boolean {
  const name = calledName(expr);
  return name !== undefined && BY_HELPER.has(name);
}

/** The kind by which a record is written; undefined if it is of none, or holds what no keyword can say. */
function kindOf(record: PlistDict, kinds: readonly RecordKind[]): RecordKind | undefined {
  const kind = kinds.find(({ fits }) => fits(record));
  return kind && Object.keys(record).every(isArgumentName) && isPlain(record) ? kind : undefined;
}

export function isWrittenByName(record: PlistDict): boolean {
  return kindOf(record, RECORD_KINDS) !== undefined;
}

/** `App("Drafts")`; undefined for a record of no such kind. */
export function writeNamedRecord(
  record: PlistDict,
  ctx: Context,
  kinds: readonly RecordKind[] = RECORD_KINDS,
): Call | undefined {
  const kind = kindOf(record, kinds);
  if (!kind) return undefined;
  const name = kind.nameOf(record);
  if (name === undefined) return helper(ctx, kind.helper, [], writePatch(record, kind, ctx));
  const patch = ctx.records ? inTable(kind, name, record, ctx.records, ctx) : inBody(kind, name, record, ctx);
  return helper(ctx, kind.helper, [py.str(name)], writePatch(patch, kind, ctx));
}

/** What the call has to say beside the name; what need not be said there goes into the table. */
function inTable(
  kind: RecordKind,
  name: string,
  record: PlistDict,
  records: NonNullable<Context["records"]>,
  ctx: Context,
): PlistDict {
  let ofKind = records.get(kind.helper);
  if (!ofKind) records.set(kind.helper, (ofKind = new Map()));
  const patch = patchOf(whole(kind, name), record);
  if (!ofKind.has(name)) {
    const entry = without(patch, (key) => kind.shown?.includes(key) ?? false);
    ofKind.set(name, Object.keys(entry).length > 0 ? entry : undefined);
    for (const value of leavesOf(patchOf(patched(kind.said(name), patch), record))) ctx.usual.add(value);
  }
  const entry = ofKind.get(name);
  return isDict(entry) ? patchOf(patched(whole(kind, name), entry), record) : patch;
}

/** The texts, integers and switches in a value. */
function* leavesOf(value: PlistValue): Generator<string | number | boolean> {
  if (isDict(value)) for (const key in value) yield* leavesOf(value[key]!);
  else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") yield value;
}

/** The same where there is no table. Where the body says everything, what is usual is said as well. */
function inBody(kind: RecordKind, name: string, record: PlistDict, ctx: Context): PlistDict {
  const patch = patchOf(whole(kind, name), record);
  if (ctx.lossless) return together(patchOf(kind.said(name), record), patch);
  const unused = kind.unused?.filter((key) => key in patch) ?? [];
  ctx.leftOut += unused.length;
  return without(patch, (key) => unused.includes(key));
}

/** The record of which nothing but its name is known. */
function whole(kind: RecordKind, name: string): PlistDict {
  return patched(kind.said(name), kind.usual?.(name) ?? new PlistDict());
}

function without(record: PlistDict, isOut: (key: string) => boolean): PlistDict {
  const rest = new PlistDict();
  for (const key in record) if (!isOut(key)) rest[key] = record[key]!;
  return rest;
}

/** What either of two patches of one record does. */
function together(one: PlistDict, other: PlistDict): PlistDict {
  const both = Object.assign(new PlistDict(), one);
  for (const key in other) {
    const [a, b] = [one[key], other[key]!];
    both[key] = isDict(a) && isDict(b) ? together(a, b) : b;
  }
  return both;
}

/** Whether there are neither tokens nor envelopes in a value, nor the null of JSON dumps. */
function isPlain(value: PlistValue): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isDict(value)) return value !== null;
  if ("WFSerializationType" in value || isToken(value)) return false;
  return Object.keys(value).every((key) => isPlain(value[key]!));
}

function writePatch(patch: PlistDict, { keywords = {} }: RecordKind, ctx: Context): Keyword[] {
  // A file may call a key `constructor`, which every object has.
  return Object.keys(patch)
    .sort()
    .map((key) => keyword(Object.hasOwn(keywords, key) ? keywords[key]! : key, writePlain(patch[key]!, ctx)));
}

/** A value that is said as it stands, dictionaries as records of no kind. */
function writePlain(value: PlistValue, ctx: Context): Expr {
  if (Array.isArray(value)) {
    return withinBrackets(value, 1, ctx, () => py.list(value.map((item) => writePlain(item, ctx))));
  }
  if (!isDict(value)) return ctx.writeValue(value);
  return withinBrackets(value, 2, ctx, () => recordOf(value, (key) => writePlain(value[key]!, ctx)));
}

/** The record that a call stands for: the inverse of {@link writeNamedRecord}. */
export function matchNamedRecord(call: Call, ctx: MatchContext): PlistDict | undefined {
  const kind = BY_HELPER.get(calledName(call) ?? "");
  if (!kind) return undefined;
  const { args, keywords } = call;
  const name = literalText(args[0], ctx);
  if (args.length > 0 && name === undefined) {
    ctx.report(
      call,
      "SC6003",
      `\`${kind.helper}\` takes the name as a text.`,
      "Write it out; a variable stands alone, without the call.",
    );
    return new PlistDict();
  }
  const patch = matchPatch(keywords, kind, ctx);
  if (name === undefined) return patched(new PlistDict(), patch);
  const entry = ctx.recordEntry(kind.helper, name);
  const known = isDict(entry) ? patched(whole(kind, name), entry) : whole(kind, name);
  const record = patched(known, patch);
  reportOddness(record, name, kind, call, ctx);
  return record;
}

function matchPatch(keywords: readonly Keyword[], kind: RecordKind, ctx: MatchContext): PlistDict {
  const keys = new Map(Object.entries(kind.keywords ?? {}).map(([key, name]) => [name, key]));
  const patch = new PlistDict();
  for (const { name, value } of keywords) patch[keys.get(name) ?? name] = ctx.matchValue(value);
  return patch;
}

function reportOddness(
  record: PlistDict,
  name: string,
  kind: RecordKind,
  call: Call,
  ctx: MatchContext,
): void {
  const lacks = kind.lacks?.(record, name);
  if (lacks !== undefined) {
    const message = `Nothing is known of ${kind.helper} ${quote(name)} but its name.`;
    ctx.report(call, "SC6003", message, `${lacks.charAt(0).toUpperCase()}${lacks.slice(1)}.`);
  } else if (kind.nameOf(record) !== name) {
    const message = `What is said of this ${kind.helper} is that of another, ${quote(kind.nameOf(record) ?? "")}.`;
    ctx.report(call, "SC6003", message, "Let the name and the keywords say the same.");
  }
}
