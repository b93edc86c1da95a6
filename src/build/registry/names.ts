import { HELPERS } from "../../context/writing.ts";
import { isReserved } from "../../python/identifier.ts";
import { parameterName, pythonName } from "../../registry/naming.ts";
import type { ActionNames, ActionRecord } from "../../registry/records/record.ts";
import type { NamedRecord } from "./pack-names.ts";
import type { Position } from "../../registry/slim-names.ts";
import { wordsOf } from "../../registry/records/title.ts";

/** Names that somebody has chosen: an entry of `api-docs/names.json`, by identifier. */
export interface ChosenNames {
  /** The function. */
  name?: string;
  /** The key of the parameter that comes first, without its keyword. */
  main?: string;
  /** Parameters that may follow it without a keyword, because everybody sees what they are. */
  next?: Position[];
  /** Keywords by key. */
  keywords?: Record<string, string>;
}

/** What `api-docs/names.json` holds beside single actions. */
export interface NameRules {
  /** Keywords by key, for every action that has the key. */
  keywords: Record<string, string>;
  /** Keys that follow the first argument of every action that has them. */
  next: string[];
  actions: Record<string, ChosenNames>;
}

/**
 * The records with the names and the keywords that people read: Apple's own name for it where there is one,
 * else the app and the title; for a parameter its label. No two actions share a name, no two parameters of an action a
 * keyword, and none is a word that Python, the dialect or an API name has taken.
 *
 * @param apple Apple's names by identifier.
 * @param later identifiers that are named behind all others, whose names are published.
 * @throws Error if a chosen name names nothing, or is taken.
 */
export function nameActions(
  records: readonly ActionRecord[],
  apple: ReadonlyMap<string, string>,
  { keywords, next, actions }: NameRules,
  later: ReadonlySet<string> = new Set(),
): NamedRecord[] {
  const known = new Set(records.map(({ identifier }) => identifier));
  for (const identifier of Object.keys(actions)) {
    if (!known.has(identifier)) throw new Error(`There is no ${identifier} to name.`);
  }
  const taken = new Set<string>(HELPERS);
  for (const { identifier } of records) taken.add(pythonName(identifier));
  const claim = (name: string): boolean => {
    if (taken.has(name) || isRefused(name)) return false;
    taken.add(name);
    return true;
  };
  const names = new Map<ActionRecord, string>();
  for (const record of records) {
    const chosen = actions[record.identifier]?.name;
    if (chosen === undefined) continue;
    if (!claim(chosen)) throw new Error(`${chosen} is taken, so ${record.identifier} cannot have it.`);
    names.set(record, chosen);
  }
  const named = new Map<string, ActionNames>();
  for (const record of [...records].sort(
    (a, b) => Number(later.has(a.identifier)) - Number(later.has(b.identifier)) || byImportance(a, b),
  )) {
    const appleName = apple.get(record.identifier);
    const api = pythonName(record.identifier);
    const parameters = nameParameters(record, keywords, {
      next: next.filter((key) => record.parameters.some((one) => one.key === key)).map((key) => ({ key })),
      ...actions[record.identifier],
    });
    named.set(record.identifier, {
      friendly: names.get(record) ?? [...candidates(record, appleName)].find(claim) ?? api,
      ...(appleName !== undefined && { apple: appleName }),
      ...parameters,
    });
  }
  return records.map((record) => ({ ...record, names: named.get(record.identifier)! }));
}

/** Of several actions with one name, the first in this order has it. */
function byImportance(a: ActionRecord, b: ActionRecord): number {
  const rank = ({ identifier, deprecated, kind }: ActionRecord) =>
    (identifier.startsWith("is.workflow.") ? 0 : kind === "builtin" ? 1 : 2) + (deprecated ? 4 : 0);
  return rank(a) - rank(b) || (b.uses ?? 0) - (a.uses ?? 0) || (a.identifier < b.identifier ? -1 : 1);
}

function isRefused(name: string): boolean {
  return (
    isReserved(name) ||
    !/^[a-z][a-z0-9_]*$/.test(name) ||
    /^(?:if_result|menu_result|repeat_results|repeat_item|repeat_index|shortcut_input)(?:_|$)/.test(name)
  );
}

const BUILT_IN = /^com_apple_shortcuts_/;
/** Apps whose name says nothing about an action that belongs to the system. */
const SAYS_NOTHING = /^(?:finder|calculator|siri)_/;

function* candidates(record: ActionRecord, appleName: string | undefined): Generator<string> {
  const { identifier, title, appName, app } = record;
  const bases: string[] = [];
  if (appleName !== undefined) {
    const plain = appleName.replace(BUILT_IN, "");
    const slug = title === undefined ? undefined : snake(title);
    const isBuiltIn = identifier.startsWith("is.workflow.");
    if (isBuiltIn && slug && /^(?:com|org|net)_/.test(plain) && plain.endsWith(`_${slug}`)) bases.push(slug);
    if (isBuiltIn) bases.push(plain.replace(SAYS_NOTHING, ""));
    bases.push(plain);
  } else if (title !== undefined) {
    const prefix = identifier.startsWith("is.workflow.") ? "" : `${snake(appName ?? app)}_`;
    bases.push(`${prefix}${snake(title)}`);
  }
  for (const base of bases) yield base;
  const [base] = bases;
  if (base === undefined || base === "") return;
  // Versions of one tool, and others that their apps call the same.
  const own = snake(
    wordsOf(
      identifier
        .split(".")
        .at(-1)!
        .replace(/(?:App)?(?:Intent|Entity|Action)$/, ""),
    ),
  );
  if (own !== "" && !base.endsWith(own)) yield `${base}_${own}`;
  yield `${base}_${snake(app.split(".").at(-1)!)}`;
  for (let n = 2; n < 100; n++) yield `${base}_${n}`;
}

/** A label or a title as Apple spells it in Python: `Don't Include` -> `don_t_include`. */
function snake(text: string): string {
  return text
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
}

function nameParameters(
  record: ActionRecord,
  common: Readonly<Record<string, string>>,
  chosen: ChosenNames,
): Pick<ActionNames, "main" | "next" | "keywords" | "also"> {
  const { parameters, otherParameters = [], otherKeys = {}, input } = record;
  const labels = new Map<string, string | undefined>();
  for (const { key, label, class: kind } of parameters) {
    labels.set(key, kind === "WFExpandingParameter" ? undefined : label);
  }
  for (const key of [...otherParameters.map(({ key }) => key), ...Object.keys(otherKeys)]) {
    if (!labels.has(key)) labels.set(key, undefined);
  }
  const main = chosen.main ?? input?.parameterKey;
  const { next = [] } = chosen;
  const first = [
    ...(main === undefined ? [] : [main]),
    ...next.flatMap(({ key, choice }) => [key, ...(choice ? [choice.key] : [])]),
  ];
  for (const [i, key] of first.entries()) {
    if (!labels.has(key)) throw new Error(`${record.identifier} has no parameter ${key} to put first.`);
    if (first.indexOf(key) < i) throw new Error(`${record.identifier} would have ${key} twice.`);
  }
  const keywords = new Map<string, string>();
  const taken = new Set<string>();
  const claim = (key: string, name: string): boolean => {
    // The API's own keywords are read as well, so that none may mean another parameter.
    const isApiName = [...labels.keys()].some((other) => other !== key && parameterName(other) === name);
    if (taken.has(name) || isApiName || !/^[a-z][a-z0-9_]*$/.test(name) || isKeywordTaken(name)) return false;
    taken.add(name);
    keywords.set(key, name);
    return true;
  };
  for (const [key, name] of Object.entries(chosen.keywords ?? {})) {
    if (!labels.has(key)) throw new Error(`${record.identifier} has no parameter ${key} to name.`);
    if (!claim(key, name))
      throw new Error(`${name} is taken, so ${record.identifier} ${key} cannot have it.`);
  }
  for (const [key, label] of labels) {
    if (keywords.has(key)) continue;
    const words = snake(wordsOf(key));
    const slug = label === undefined ? "" : snake(label);
    const names = [
      ...(Object.hasOwn(common, key) ? [common[key]!] : []),
      ...(slug !== "" && slug.length <= 32 ? [slug] : []),
      words,
      `${words}_2`,
    ];
    // A key of another shape keeps the spelling that every key has.
    if (!names.some((name) => claim(key, name))) keywords.set(key, parameterName(key));
  }
  const changed = [...keywords].filter(([key, name]) => parameterName(key) !== name);
  // Apple's keyword is read as well, where it means nothing else.
  const read = record.kind === "builtin" ? [...labels] : [];
  const also = read.flatMap(([key, label]): [string, string][] => {
    const slug = label === undefined ? "" : snake(label);
    const isFree = !taken.has(slug) && claim(key, slug);
    return isFree ? [[slug, key]] : [];
  });
  return {
    ...(main !== undefined && { main }),
    ...(main !== undefined && next.length > 0 && { next }),
    keywords: Object.fromEntries(changed),
    ...(also.length > 0 && { also: Object.fromEntries(also) }),
  };
}

/** What Python refuses as a keyword, and the rule for keys that nobody knows. */
function isKeywordTaken(name: string): boolean {
  return name.startsWith("wf_") || parameterName(name) !== name;
}
