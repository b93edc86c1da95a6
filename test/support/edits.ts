import type { Expr, FunctionDef, Module, Stmt } from "../../src/python/ast.ts";
import { parsePython } from "../../src/python/parse/parse.ts";
import { printModule } from "../../src/python/print/print.ts";

/** Edits as people make them, on a parsed program. */
export const EDITS = ["rename", "insert", "delete", "swap", "literal"] as const;
export type Edit = (typeof EDITS)[number];

/** The program after one edit of the kind; undefined where it has no place for one. */
export function edited(program: string, edit: Edit, random: () => number): string | undefined {
  const { module } = parsePython(program);
  const def = functionOf(module);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  switch (edit) {
    case "rename": {
      const name = pick([...boundNames(def.body)].filter((bound) => !/^(if|menu|repeat)_/.test(bound)));
      if (name === undefined) return undefined;
      return program.replace(new RegExp(`(?<![\\w."'])${name}(?![\\w"'=(])`, "g"), `${name}_renamed`);
    }
    case "insert": {
      const block = pick(blocksOf(def.body))!;
      const call: Expr = { kind: "Name", id: "vibrate_device" };
      block.splice(Math.floor(random() * block.length), 0, {
        kind: "ExprStmt",
        value: { kind: "Call", func: call, args: [], keywords: [] },
      });
      break;
    }
    case "delete": {
      const places = blocksOf(def.body).flatMap((block) => {
        return block.filter(({ kind }) => kind !== "Comment").length < 2
          ? []
          : block.flatMap((statement, i) => (bindsNothing(statement) ? [{ block, i }] : []));
      });
      const place = pick(places);
      if (!place) return undefined;
      place.block.splice(place.i, 1);
      break;
    }
    case "swap": {
      const places = blocksOf(def.body).flatMap((block) =>
        block.flatMap((statement, i) => {
          const next = block[i + 1];
          return next && bindsNothing(statement) && bindsNothing(next) ? [{ block, i }] : [];
        }),
      );
      const place = pick(places);
      if (!place) return undefined;
      place.block.splice(place.i, 2, place.block[place.i + 1]!, place.block[place.i]!);
      break;
    }
    case "literal": {
      const literal = pick(literalsOf(def.body));
      if (!literal) return undefined;
      if (literal.kind === "Str") literal.value += " (edited)";
      else literal.text = literal.text === "41" ? "42" : "41";
      break;
    }
  }
  return printModule(module).text;
}

function functionOf(module: Module): FunctionDef {
  return module.body.find((statement): statement is FunctionDef => statement.kind === "FunctionDef")!;
}

/** An action that binds no name and opens no block, and that the metadata say nothing of in the program's text. */
function bindsNothing(statement: Stmt): boolean {
  return (
    statement.kind === "ExprStmt" && statement.value.kind === "Call" && statement.value.func.kind === "Name"
  );
}

function blocksOf(body: Stmt[]): Stmt[][] {
  const blocks = [body];
  for (const statement of body) {
    if (statement.kind === "If") {
      const { elifs, orelse } = statement;
      for (const inner of [
        statement.body,
        ...elifs.map((elif) => elif.body),
        ...(orelse ? [orelse.body] : []),
      ]) {
        blocks.push(...blocksOf(inner));
      }
    } else if (statement.kind === "For") {
      blocks.push(...blocksOf(statement.body));
    } else if (statement.kind === "Match") {
      for (const { body: inner } of statement.cases) blocks.push(...blocksOf(inner));
    }
  }
  return blocks;
}

/** The names that a program sets. */
export function boundNames(body: Stmt[]): Set<string> {
  const names = new Set<string>();
  for (const block of blocksOf(body)) {
    for (const statement of block) {
      if (statement.kind === "Assign" || statement.kind === "For")
        for (const name of statement.targets) names.add(name);
    }
  }
  return names;
}

type Literal = Extract<Expr, { kind: "Str" | "Num" }>;

/** Texts and numbers that are arguments of actions, and the values of Text actions. */
function literalsOf(body: Stmt[]): Literal[] {
  const found: Literal[] = [];
  const take = (expr: Expr) => {
    if (expr.kind === "Str" || expr.kind === "Num") found.push(expr);
  };
  for (const statement of blocksOf(body).flat()) {
    if (statement.kind !== "Assign" && statement.kind !== "ExprStmt") continue;
    const { value } = statement;
    if (value.kind === "Call" && value.func.kind === "Name" && value.func.id.includes("_actions_")) {
      for (const { value: argument } of value.keywords) take(argument);
    } else {
      take(value);
    }
  }
  return found;
}

/** The statements of a program's function as text, its own names numbered in the order in which they come. */
export function bodyText(program: string): string {
  const { module } = parsePython(program);
  const { body } = functionOf(module);
  const names = boundNames(body);
  const numbers = new Map<string, string>();
  const flat = flattened(body);
  dropUnread(flat, printModule({ body: flat }).text);
  const text = printModule({ body: flat }).text;
  // Keywords are no names of the program, whatever they are called.
  const renamed = text.replace(/[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_=])/gu, (word) => {
    if (!names.has(word)) return word;
    if (!numbers.has(word)) numbers.set(word, `name${numbers.size}`);
    return numbers.get(word)!;
  });
  // Where lines break hangs on how long the names were.
  return printModule(parsePython(renamed).module).text;
}

/** Without what stands for no action and follows from the rest: definitions at the top, declared types, the result. */
function flattened(body: Stmt[]): Stmt[] {
  const first = body.findIndex((statement) => {
    const value = statement.kind === "Assign" ? statement.value : undefined;
    return !(
      value?.kind === "Call" &&
      value.func.kind === "Name" &&
      /^(nothing|missing_output)$/.test(value.func.id)
    );
  });
  for (const statement of blocksOf(body).flat()) {
    if (statement.kind === "Assign" && statement.value.kind !== "Subscript") delete statement.annotation;
  }
  const isResult = ({ kind, ...rest }: Stmt) =>
    kind === "Return" &&
    "value" in rest &&
    rest.value?.kind === "Call" &&
    rest.value.func.kind === "Name" &&
    rest.value.func.id === "shortcut_result";
  return body.slice(Math.max(first, 0)).filter((statement) => !isResult(statement));
}

/** An output that nothing reads has no name. */
function dropUnread(body: Stmt[], text: string): void {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const block of blocksOf(body)) {
    block.forEach((statement, i) => {
      if (statement.kind !== "Assign" || statement.targets.length > 1 || statement.annotation !== undefined)
        return;
      const isOutput = statement.value.kind !== "Name" && statement.value.kind !== "Attribute";
      if (isOutput && counts.get(statement.targets[0]!) === 1)
        block[i] = { kind: "ExprStmt", value: statement.value };
    });
  }
}
