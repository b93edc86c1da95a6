/** Statements and the headers of blocks, flat and laid out. */
import type { Assign, Expr, For, FunctionDef, Match } from "../ast.ts";
import {
  type Doc,
  alternatives,
  commaSeparated,
  expandedGroup,
  group,
  indent,
  parenthesizeIfItHelps,
  softLine,
  trailingComma,
} from "./doc.ts";
import { flatExpr } from "./flat.ts";
import { type Layout, parenthesesIfExpanded } from "./layout.ts";

/**
 * An assignment: the value of one target, or of an annotation that cannot break, may get parentheses. What stands
 * before may get them, too, if it is the second target or later; then the value is tried first.
 */
export function assignDoc(layout: Layout, { targets, annotation, value }: Assign): Doc {
  const [first = "", ...more] = targets;
  const last = more.pop();
  if (last !== undefined) {
    const middle = more.map((target): Doc => [parenthesesIfExpanded(layout.newId(), target), " = "]);
    return [
      first,
      " = ",
      ...middle,
      valueBeforeTarget(layout, parenthesesIfExpanded(layout.newId(), last), value),
    ];
  }
  if (annotation === undefined) return [first, " = ", layout.statementValue(value)];
  if (annotation.includes("[")) {
    return [first, ": ", valueBeforeTarget(layout, annotationDoc(annotation), value)];
  }
  return [first, ": ", annotation, " = ", layout.statementValue(value)];
}

/** `target = value` where breaking the value is preferred to breaking the target. */
function valueBeforeTarget(layout: Layout, target: Doc, value: Expr): Doc {
  if (value.kind === "Not" || isNegative(value) || layout.parenthesesOf(value) !== "if-they-help") {
    return [target, " = ", layout.statementValue(value)];
  }
  layout.dependsOnCommas = true;
  const isChain = value.kind === "Call" || value.kind === "Attribute" || value.kind === "Subscript";
  const doc = layout.unparenthesized(value);
  const flat: Doc = [target, " = ", doc];
  const inParentheses: Doc = [target, " = (", expandedGroup([indent([softLine, doc]), softLine]), ")"];
  const brokenTarget: Doc = [expandedGroup(target), " = ", doc];
  if (!isChain) return alternatives(flat, inParentheses, brokenTarget);
  return alternatives(flat, [target, " = ", expandedGroup(doc)], inParentheses, brokenTarget);
}

/** A type: a name, or a name with types in brackets. */
function annotationDoc(annotation: string): Doc {
  const open = annotation.indexOf("[");
  if (open < 0) return annotation;
  const items = splitItems(annotation.slice(open + 1, -1)).map(annotationDoc);
  const content = items.length === 1 ? items : group([...commaSeparated(items), trailingComma(items)]);
  return [annotation.slice(0, open), "[", group([indent([softLine, content]), softLine]), "]"];
}

/** Splits at the commas that stand outside of brackets. */
function splitItems(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < list.length; index++) {
    if (list[index] === "[") depth++;
    if (list[index] === "]") depth--;
    if (list[index] === "," && depth === 0) {
      items.push(list.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, list.slice(start)].map((item) => item.trim());
}

function isNegative(value: Expr): boolean {
  return value.kind === "Num" && value.text.startsWith("-");
}

export function expressionDoc(layout: Layout, value: Expr): Doc {
  return value.kind === "BinOp" ? layout.statementValue(value) : layout.unparenthesized(value);
}

export function forDoc(layout: Layout, { targets, iter }: For): Doc {
  const id = layout.newId();
  const target =
    targets.length === 1
      ? parenthesizeIfItHelps(id, targets[0]!)
      : parenthesesIfExpanded(id, [...commaSeparated(targets), trailingComma(targets)]);
  return ["for ", target, " in ", layout.statementValue(iter), ":"];
}

export function caseDoc(layout: Layout, { pattern, guard }: Match["cases"][number]): Doc {
  const text = flatExpr(pattern, "one-line");
  if (guard) return [`case ${text} if `, layout.statementValue(guard), ":"];
  return ["case ", parenthesizeIfItHelps(layout.newId(), text), ":"];
}

export function flatFunctionHeader({ name, params }: FunctionDef): string {
  const list = params.map((param) => {
    const start = parameterStart(param);
    return param.default === undefined ? start : start + flatExpr(param.default, "one-line");
  });
  return `def ${name}(${list.join(", ")}):`;
}

/** A parameter up to its default; blanks stand around the sign only where there is a type. */
function parameterStart({ name, annotation, default: value }: FunctionDef["params"][number]): string {
  if (annotation === undefined) return value === undefined ? name : `${name}=`;
  return `${name}: ${annotation}${value === undefined ? "" : " = "}`;
}

export function functionDoc(layout: Layout, { name, params }: FunctionDef): Doc {
  if (params.length === 0) return `def ${name}():`;
  const list = commaSeparated(
    params.map((param) => {
      const start = parameterStart(param);
      return param.default === undefined ? start : [start, layout.oneLineValue(param.default)];
    }),
  );
  list.push(trailingComma(params));
  const content = params.length === 1 ? list : group(list);
  return [`def ${name}`, group(["(", indent([softLine, content]), softLine, ")"]), ":"];
}
