import type { Json } from "../batch/record.ts";
import { isSecretByName } from "../inspect/disclosures.ts";
import { Redactor } from "../inspect/redact.ts";
import type { Comment, Module } from "../python/ast.ts";
import { parsePython } from "../python/parse/parse.ts";
import { printModule } from "../python/print/print.ts";
import { walk } from "../python/walk.ts";
import type { Row } from "./row.ts";

/** A row without what looks like a secret or like personal data, and how much of that there was. */
export interface RedactedRow {
  row: Row;
  counts: Record<string, number>;
}

/** Replaces secrets and personal data in all texts of a row, each one by the same name wherever it stands. */
export function redactRow(row: Row): RedactedRow {
  const redactor = new Redactor();
  const redacted: Row = { ...row };
  for (const key of ["name", "query", "plan"] as const) {
    if (row[key] !== undefined) redacted[key] = redactor.text(row[key]);
  }
  for (const key of ["code", "python"] as const) {
    if (row[key] !== undefined) redacted[key] = redactProgram(row[key], redactor);
  }
  if (row.metadata) redacted.metadata = redactJson(row.metadata, redactor) as Record<string, Json>;
  if (row.comments) {
    redacted.comments = row.comments.map(({ statement, text }) => ({ statement, text: redactor.text(text) }));
  }
  if (row.diagnostics) {
    redacted.diagnostics = row.diagnostics.map((found) => ({
      ...found,
      message: redactor.text(found.message),
    }));
  }
  return { row: redacted, counts: redactor.counts };
}

/** In a program, secrets stand in its literals and comments; also those that only their name shows. */
export function redactProgram(program: string, redactor: Redactor): string {
  const { module, problems } = parsePython(program);
  if (problems.length > 0) return redactor.text(program);
  const before = Object.values(redactor.counts).reduce((sum, count) => sum + count, 0);
  redactModule(module, redactor);
  const after = Object.values(redactor.counts).reduce((sum, count) => sum + count, 0);
  return before === after ? program : printModule(module).text;
}

function redactModule(module: Module, redactor: Redactor): void {
  if (module.docstring !== undefined) module.docstring = redactor.text(module.docstring);
  const byName = (name: string, value: { kind: string; value?: unknown }) => {
    if (value.kind === "Str" && isSecretByName(name, String(value.value))) {
      value.value = redactor.value(String(value.value));
    }
  };
  walk(module.body, (node) => {
    switch (node.kind) {
      case "Str":
        node.value = redactor.text(node.value);
        return;
      case "FString":
        node.parts = node.parts.map((part) => (typeof part === "string" ? redactor.text(part) : part));
        return;
      case "Comment":
        redactComment(node, redactor);
        return;
      case "Match":
        for (const comment of node.lead) redactComment(comment, redactor);
        return;
      case "Assign":
        for (const target of node.targets) byName(target, node.value);
        return;
      case "Call":
        for (const { name, value } of node.keywords) byName(name, value);
        return;
      case "Dict":
        for (const { key, value } of node.entries) if (key.kind === "Str") byName(key.value, value);
    }
  });
}

function redactComment(comment: Comment, redactor: Redactor): void {
  const text = comment.lines.join("\n");
  const redacted = redactor.text(text);
  if (redacted !== text) comment.lines = redacted.split("\n");
}

function redactJson(value: Json, redactor: Redactor): Json {
  if (typeof value === "string") return redactor.text(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redactor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]): [string, Json] => {
      if (typeof inner === "string" && isSecretByName(key, inner)) return [key, redactor.value(inner)];
      return [key, redactJson(inner, redactor)];
    }),
  );
}
