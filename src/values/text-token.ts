import { rangeKey, serialization } from "../ir/token.ts";
import { UNITS_PER_CALL } from "../plist/text.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Expr } from "../python/ast.ts";
import { canInterpolate } from "../python/print/expression.ts";
import { helper, report, type Context } from "../context/writing.ts";
import { envelope, isCallOf, type MatchContext } from "../context/matching.ts";
import { isTokenExpr, matchToken, writeToken } from "./token.ts";

const PLACEHOLDER = "\ufffc";

/**
 * The payload of a WFTextTokenString, `{string, attachmentsByRange}`: a literal where it has no tokens, else an
 * f-string, or `Text(...)` where an f-string of Python 3.11 cannot hold one of the expressions.
 * Undefined for a payload of another shape, or one whose ranges do not point at placeholders.
 */
export function writeTextToken(payload: PlistValue, ctx: Context): Expr | undefined {
  const fields = fieldsOf(payload);
  if (!fields) return undefined;
  const parts = splitTokens(fields);
  if (!parts) {
    report(
      ctx,
      "SC4004",
      "An attachment of this text does not stand at a placeholder; the text is written out raw.",
    );
    return undefined;
  }
  if (parts.length === 1 && typeof parts[0] === "string") return py.str(parts[0]);
  if (parts.length === 0) return py.str("");
  const written: (string | Expr)[] = [];
  let fits = true;
  for (const part of parts) {
    const expr = typeof part === "string" ? part : writeToken(part, ctx);
    fits &&= typeof expr === "string" || canInterpolate(expr);
    written.push(expr);
  }
  if (fits) return { kind: "FString", parts: written };
  return helper(
    ctx,
    "Text",
    written.map((part) => (typeof part === "string" ? py.str(part) : part)),
  );
}

/** Whether {@link writeTextToken} has a form for the payload. */
export function isTextToken(payload: PlistValue | undefined): boolean {
  const fields = fieldsOf(payload);
  return fields !== undefined && splitTokens(fields) !== undefined;
}

/** The payload of a text with tokens. */
interface TextToken {
  readonly text: string;
  readonly ranges: PlistDict | undefined;
}

/** What a payload holds that has a text, and may have ranges, but nothing else. */
function fieldsOf(payload: PlistValue | undefined): TextToken | undefined {
  if (!isDict(payload)) return undefined;
  let text: string | undefined;
  let ranges: PlistDict | undefined;
  for (const key in payload) {
    const value = payload[key]!;
    if (key === "string" && typeof value === "string") text = value;
    else if (key === "attachmentsByRange" && isDict(value)) ranges = value;
    else return undefined;
  }
  return text === undefined ? undefined : { text, ranges };
}

/**
 * Cuts a text at its placeholders. Offsets count UTF-16 units, as JavaScript strings do. Undefined if a range is not
 * a single unit, misses a placeholder, or holds no token.
 */
function splitTokens({ text, ranges }: TextToken): (string | PlistDict)[] | undefined {
  const tokens: { at: number; token: PlistDict }[] = [];
  for (const range in ranges) {
    const at = startOf(range);
    const token = ranges![range]!;
    if (at === undefined || !isDict(token) || text[at] !== PLACEHOLDER) return undefined;
    tokens.push({ at, token });
  }
  if (tokens.length > 1) tokens.sort((a, b) => a.at - b.at);
  const parts: (string | PlistDict)[] = [];
  let from = 0;
  for (const { at, token } of tokens) {
    if (at > from) parts.push(sliceNarrow(text, from, at));
    parts.push(token);
    from = at + 1;
  }
  if (from === 0) parts.push(text);
  else if (from < text.length) parts.push(sliceNarrow(text, from, text.length));
  return parts;
}

/**
 * A part of a text, in one byte a character where that is enough. Slices of a text with placeholders would have two, as that
 * text has, and a single one of them makes the whole program twice as large, and ten times as slow to encode.
 */
function sliceNarrow(text: string, start: number, end: number): string {
  let narrow = "";
  for (let at = start; at < end;) {
    const units = new Array<number>(Math.min(UNITS_PER_CALL, end - at));
    for (let i = 0; i < units.length; i++) {
      const unit = text.charCodeAt(at++);
      if (unit > 0xff) return text.slice(start, end);
      units[i] = unit;
    }
    narrow += String.fromCharCode(...units);
  }
  return narrow;
}

const ZERO = 48;

/** Where a range `{5, 1}` starts; undefined for any other text. */
function startOf(range: string): number | undefined {
  const digits = range.length - 5;
  if (digits < 1 || !range.startsWith("{") || !range.endsWith(", 1}")) return undefined;
  let start = 0;
  for (let i = 1; i <= digits; i++) {
    const digit = range.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9 || (digit === 0 && i === 1 && digits > 1)) return undefined;
    start = start * 10 + digit;
  }
  return start;
}

/** The payload of an f-string, or of the arguments of `Text(...)`: the inverse of {@link writeTextToken}. */
export function matchTextToken(parts: readonly (string | Expr)[], ctx: MatchContext): PlistDict {
  let text = "";
  const ranges = new PlistDict();
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
    } else {
      ranges[rangeKey(text.length)] = matchToken(part, ctx);
      text += PLACEHOLDER;
    }
  }
  const payload = new PlistDict();
  payload["string"] = text;
  payload["attachmentsByRange"] = ranges;
  return payload;
}

/** The parts of an expression that a text is written as; undefined for any other expression. */
export function textParts(expr: Expr): (string | Expr)[] | undefined {
  if (expr.kind === "Str") return [expr.value];
  if (expr.kind === "FString") return expr.parts;
  if (!isCallOf(expr, "Text")) return undefined;
  return expr.args.map((part) => (part.kind === "Str" ? part.value : part));
}

/** A text whose place tells that it is one: a variable alone is simply the variable. */
export function writeTextOrVariable(value: PlistValue, ctx: Context): Expr {
  const written = ctx.writeValue(value);
  if (written.kind !== "FString" && written.kind !== "Call") return written;
  const parts = textParts(written);
  const variable = parts?.length === 1 ? parts[0]! : "";
  return typeof variable !== "string" && isVariable(variable) ? variable : written;
}

/** Whether an expression stands for a variable in its usual wrapper; `Token(...)` is one without. */
export function isVariable(expr: Expr): boolean {
  return isTokenExpr(expr) && !isCallOf(expr, "Token");
}

/** The inverse of {@link writeTextOrVariable}; undefined for what is neither text nor variable. */
export function matchTextOrVariable(expr: Expr, ctx: MatchContext): PlistValue | undefined {
  const text = matchText(expr, ctx);
  if (text !== undefined || !isVariable(expr)) return text;
  return envelope(serialization.textToken, matchTextToken([expr], ctx));
}

/** A text as a parameter holds it: a plain string, or a token string where it has tokens; undefined for what is no text. */
export function matchText(expr: Expr, ctx: MatchContext): PlistValue | undefined {
  if (expr.kind === "Str") {
    ctx.use(expr);
    return expr.value;
  }
  const parts = textParts(expr);
  if (!parts) return undefined;
  ctx.use(expr, ...(expr.kind === "Call" ? expr.args.filter(({ kind }) => kind === "Str") : []));
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  return envelope(serialization.textToken, matchTextToken(parts, ctx));
}
