import { EPOCH_2001 } from "../plist/epoch.ts";
import { literalNumber, type MatchContext } from "../context/matching.ts";
import { helper, type Context } from "../context/writing.ts";
import { printBase64 } from "../plist/print-scalars.ts";
import { parseBase64 } from "../plist/scalars.ts";
import { PlistDate, PlistReal, PlistUid, strictEqual, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Num, type Str } from "../python/ast.ts";

export function writeScalarObject(value: Uint8Array | PlistReal | PlistDate | PlistUid, ctx: Context): Expr {
  if (value instanceof PlistReal) return writeReal(value.value);
  if (value instanceof Uint8Array)
    return helper(ctx, "Data", [numberOf(value, ctx) ?? py.str(printBase64(value))]);
  if (value instanceof PlistUid) return helper(ctx, "Uid", [py.num(String(value.value))]);
  return writeDate(value, ctx);
}

/** Bytes that nobody reads stand in the metadata, from this length on. */
const LONG_DATA = 48;
const DATA = "Data";

/** `Data(1)`: the number of long data in the table of the metadata. */
function numberOf(bytes: Uint8Array, { records, isHoisted }: Context): Expr | undefined {
  if (!records || isHoisted || bytes.length < LONG_DATA) return undefined;
  let table = records.get(DATA);
  if (!table) records.set(DATA, (table = new Map()));
  const known = [...table].find(([, value]) => strictEqual(value, bytes));
  const number = known?.[0] ?? String(table.size + 1);
  table.set(number, bytes);
  return py.num(number);
}

/** The inverse: the data of a number. */
export function numberedData(number: Num, ctx: MatchContext): Uint8Array {
  ctx.use(number);
  const data = ctx.recordEntry(DATA, number.text);
  if (data instanceof Uint8Array) return data;
  ctx.report(
    number,
    "SC6003",
    `The metadata have no data of the number ${number.text}.`,
    "Write the bytes as one base64 text.",
  );
  return new Uint8Array();
}

/** A real in Python's spelling; never one that reads as an integer. */
export function writeReal(value: number): Expr {
  if (Number.isNaN(value)) return py.call("float", [py.str("nan")]);
  if (!Number.isFinite(value)) return py.call("float", [py.str(value > 0 ? "inf" : "-inf")]);
  const text = Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
  return py.num(/[.e]/.test(text) ? text : `${text}.0`);
}

/**
 * `datetime.datetime(2020, 12, 24, 18, 30)` in UTC, to the microsecond as Python counts; `Date(seconds)` for moments
 * that Python's calendar cannot hold exactly.
 */
function writeDate(date: PlistDate, ctx: Context): Expr {
  const whole = Math.floor(date.seconds);
  const micros = Math.round((date.seconds - whole) * 1e6);
  const moment = new Date((whole + EPOCH_2001) * 1000);
  const year = moment.getUTCFullYear();
  // Zero has a sign, too, which is that of no year.
  const exact = micros < 1e6 && Object.is(whole + micros / 1e6, date.seconds);
  if (!exact || !(year >= 1 && year <= 9999)) return helper(ctx, "Date", [writeReal(date.seconds)]);
  const fields = [
    year,
    moment.getUTCMonth() + 1,
    moment.getUTCDate(),
    moment.getUTCHours(),
    moment.getUTCMinutes(),
    moment.getUTCSeconds(),
    micros,
  ];
  while (fields.length > 3 && fields.at(-1) === 0) fields.pop();
  ctx.imports.add("datetime");
  const numbers = fields.map((field) => py.num(String(field)));
  return py.call(py.attribute(py.name("datetime"), "datetime"), numbers);
}

/** A numeral: an integer, or a real if it is spelled like one. */
export function matchNumber(text: string): PlistValue {
  if (/[.eE]/.test(text)) return new PlistReal(Number(text));
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

export function bytesOf(text: Str, ctx: MatchContext): Uint8Array {
  ctx.use(text);
  const bytes = parseBase64(text.value);
  if (!bytes) ctx.report(text, "SC6003", "This is not base64.", "Data takes the bytes as one base64 text.");
  return bytes ?? new Uint8Array();
}

export function integerOf(text: string): number | bigint {
  const value = matchNumber(text);
  return typeof value === "bigint" ? value : Number(text);
}

/** `datetime.datetime(2020, 12, 24, 18, 30)`, in UTC. */
export function matchDate(call: Call, ctx: MatchContext): PlistDate | undefined {
  const { func, args } = call;
  const isDateCall =
    func.kind === "Attribute" &&
    func.attr === "datetime" &&
    func.value.kind === "Name" &&
    func.value.id === "datetime";
  if (!isDateCall) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, micro = 0] = args.map((arg) =>
    Number(literalNumber(arg, ctx) ?? 0),
  );
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second);
  return new PlistDate(moment.getTime() / 1000 - EPOCH_2001 + micro / 1e6);
}
