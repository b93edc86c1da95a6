import { putInputFirst } from "../records/put-input-first.ts";
import { quote } from "../../diagnostics/error.ts";
import type { ActionRecord } from "../records/record.ts";
import { composeDescription } from "../records/compose-description.ts";
import type { RawFacts } from "../records/raw-facts.ts";
import { recordOf } from "../records/record-of-facts.ts";
import { malformed } from "./values.ts";

/** What a definition says about an action, in the form from which the shipped registry is built, too. */
export type Definition = Omit<RawFacts, "aliases" | "deprecated" | "platforms"> &
  Partial<Pick<RawFacts, "deprecated" | "platforms">> & {
    /** By whoever made the action. It may not be ours to hand on, so it stays in the user's own registry. */
    description?: string | undefined;
    keywords?: string[];
  };

/** The editor's sentence, or several by the parameters that they mention. */
export type Summary = NonNullable<RawFacts["summary_template"]> | null;

/** The record of a definition, made and described as those that are shipped. */
export function recordOfDefinition({ description, keywords, ...facts }: Definition): ActionRecord {
  checkIdentifier(facts.identifier);
  const raw: RawFacts = { aliases: [], deprecated: false, platforms: {}, ...facts };
  raw.parameters = withoutRepeats(raw.parameters);
  const record = recordOf(raw, {
    ...(description !== undefined && { description: oneLine(description) }),
    ...(keywords && { keywords }),
  });
  // One that is none of the parameters is not known to be written at all.
  if (!putInputFirst(record)) delete record.input!.parameterKey;
  if (record.descriptionBy === "composed") record.description = composeDescription(record);
  return record;
}

const LONGEST_IDENTIFIER = 300;

/** Anything on one line without quotes, as every identifier in a real file is. */
function checkIdentifier(identifier: string): void {
  if (identifier.length <= LONGEST_IDENTIFIER && /^[^\s"\\\p{C}]+$/u.test(identifier)) return;
  throw malformed(`${quote(identifier)} is no identifier of an action.`);
}

/** The app that an identifier names: all but its last component. */
export function appOf(identifier: string): string {
  return identifier.slice(0, Math.max(identifier.lastIndexOf("."), 0)) || identifier;
}

function withoutRepeats<T extends { key: string }>(parameters: readonly T[]): T[] {
  const byKey = new Map<string, T>();
  for (const parameter of parameters) if (!byKey.has(parameter.key)) byKey.set(parameter.key, parameter);
  return [...byKey.values()];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
