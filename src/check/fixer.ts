import { calledName, type ProgramAction } from "../context/matching.ts";
import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import type { Call, Expr, Range, Stmt, Str } from "../python/ast.ts";
import { targetsOf } from "../python/rewrite.ts";
import { expressionsOf, walk, wholeOf } from "../python/walk.ts";
import { argumentFor, eachArgument, isWord } from "../registry/arguments.ts";
import { functionName, keyOfKeyword, keywordOf, positionsOf, resolveName } from "../registry/names.ts";
import { identifierOf, pythonName } from "../registry/naming.ts";
import type { ActionRecord } from "../registry/records/record.ts";
import type { Registry } from "../registry/records/registry.ts";
import { nearest } from "../registry/search/describe.ts";
import { replacing } from "./fix.ts";
import { nearName } from "./near-name.ts";

/** What a program says, as far as fixes need it. */
export interface FixFacts {
  text: string;
  /** The program as it was read. */
  statements: readonly Stmt[];
  /** Its actions. */
  said: readonly ProgramAction[];
  /** What `compile` has found. */
  found: readonly Diagnostic[];
  /** What the text can only mean, where it is no Python. */
  repairs: () => readonly TextEdit[];
}

/** Functions of Python that the dialect has; actions are many more. */
const PYTHON_FUNCTIONS = "input range enumerate exit dict getattr has_value nothing unset len".split(" ");

/** Finds the one answer to what is wrong with a program, where there is one. */
export class Fixer {
  readonly #facts: FixFacts;
  readonly #registry: Registry;
  /** Where the values of keywords begin that `compile` refuses. */
  readonly #refused = new Set<number>();

  constructor(facts: FixFacts, registry: Registry) {
    this.#facts = facts;
    this.#registry = registry;
    for (const { code, where } of facts.found) {
      if (code === "SC6008" && where.range) this.#refused.add(where.range.start);
    }
  }

  /** Whether `compile` refuses the keyword that gives an action a key, so that nobody has to be warned of it. */
  refuses(action: ProgramAction, key: string): boolean {
    const start = keywordIn(action, key)?.keyword.value.range?.start;
    return start !== undefined && this.#refused.has(start);
  }

  /** An error with what to do about it, as far as that is known. */
  answered(error: Diagnostic): Diagnostic {
    const fix = this.#fixOf(error);
    if (fix) return { ...error, fix };
    const { code, hint, where } = error;
    if (code !== "SC6005" || hint !== undefined || !where.range) return error;
    const call = this.#callAt(where.range);
    const name = call && calledName(call);
    const near = name === undefined ? [] : nearest(this.#registry, name, 3);
    if (near.length === 0) return error;
    return {
      ...error,
      hint: `Did you mean ${near.map((name) => functionName(name, "friendly")).join(", ")}?`,
    };
  }

  /** The name of an action of Shortcuts itself that does not exist; other apps have actions that nobody has listed. */
  identifier({ identifier, node }: ProgramAction): Fix | undefined {
    if (!identifier.startsWith("is.workflow.actions.")) return undefined;
    const written = pythonName(identifier);
    const calls = callsIn(node).filter((call) => calledName(call) === written);
    const known = this.#registry.identifiers.filter((name) => name.startsWith("is.workflow.actions."));
    const name = nearName(written, known.map(pythonName));
    return calls.length === 1 && name !== undefined ? this.#rename(calls[0]!.func, name) : undefined;
  }

  /** A keyword that the action does not have, and one that it has. */
  keyword(action: ProgramAction, key: string, keys: readonly string[]): Fix | undefined {
    const found = keywordIn(action, key);
    return found && this.#keyword(found, action.identifier, keys);
  }

  /** A value that is none of the choices, and the choice that it must mean. */
  choice(
    action: ProgramAction,
    key: string,
    written: string,
    choices: readonly string[],
    titles: readonly string[],
  ): Fix | undefined {
    const call = callOf(action);
    const literal = call && argumentFor(action.identifier, call, undefined, key);
    if (literal?.kind !== "Str" || literal.value !== written || !literal.range) return undefined;
    const { start, end } = literal.range;
    const spelled = this.#facts.text.slice(start, end);
    // One plain literal: parts of several, escapes and prefixes are left to whoever wrote them.
    const quote = /^(['"])[^'"\\\n]*\1$/.exec(spelled)?.[1];
    const title = titles.indexOf(written);
    const value = title >= 0 ? choices[title] : nearName(written, choices);
    if (quote === undefined || value === undefined || /['"\\\n]/.test(value)) return undefined;
    const text = `${quote}${value}${quote}`;
    return replacing(start, end, text, `Write ${text}.`);
  }

  /** Arguments in a place of two parameters that are nearly a choice of one, and so the other's text. */
  nearChoices(action: ProgramAction): NearChoice[] {
    const call = callOf(action);
    if (!call) return [];
    return positionsOf(action.identifier).flatMap(({ key, choice }, i) => {
      const value = call.args[i];
      if (!choice || value?.kind !== "Str" || isWord(value, choice)) return [];
      const word = nearName(value.value, choice.words);
      if (word === undefined) return [];
      return [{ place: i + 1, value, word, fix: this.choice(action, key, value.value, choice.words, []) }];
    });
  }

  #fixOf({ code, where: { range, action } }: Diagnostic): Fix | undefined {
    if (!range) return undefined;
    if (code === "SC6001") return this.#repair(range);
    if (code === "SC6004") return this.#variable(range);
    if (code === "SC6005") return this.#function(range);
    if (code === "SC6008") return this.#refusedKeyword(range);
    if (code === "SC6017" && action !== undefined) return this.#input(range, action);
    return undefined;
  }

  #refusedKeyword({ start, end }: Range): Fix | undefined {
    let found: KeywordPlace | undefined;
    walk(this.#facts.statements, (node) => {
      if (node.kind !== "Call") return;
      const keyword = node.keywords.find(
        ({ value: { range } }) => range?.start === start && range.end === end,
      );
      if (keyword) found ??= { call: node, keyword };
    });
    const name = found && calledName(found.call);
    const record = name === undefined ? undefined : this.#registry.get(actionOf(name) ?? "");
    if (!found || !record || !isAllKnown(record)) return undefined;
    return this.#keyword(
      found,
      record.identifier,
      record.parameters.map(({ key }) => key),
    );
  }

  #keyword({ call, keyword }: KeywordPlace, identifier: string, keys: readonly string[]): Fix | undefined {
    if (!keyword.range) return undefined;
    const given = new Set<string>();
    eachArgument(identifier, call, undefined, (key) => given.add(key));
    const open = keys.filter((known) => !given.has(known));
    const name = nearName(
      keyword.name,
      open.flatMap((known) => [
        keywordOf(identifier, known, "friendly"),
        keywordOf(identifier, known, "api"),
      ]),
    );
    return name === undefined ? undefined : this.#respell(keyword.range.start, keyword.name, name);
  }

  #repair(range: Range): Fix | undefined {
    const lineOf = (offset: number) => this.#facts.text.lastIndexOf("\n", offset - 1);
    const here = this.#facts.repairs().filter((repair) => lineOf(repair.range.start) === lineOf(range.start));
    if (here.length !== 1) return undefined;
    const { range: place, text } = here[0]!;
    return replacing(place.start, place.end, text, `Write ${text.trim()}.`);
  }

  #variable({ start, end }: Range): Fix | undefined {
    const written = this.#facts.text.slice(start, end);
    const bound = ["shortcut_input"];
    walk(this.#facts.statements, (node) => {
      if (node.range && node.range.start < start && isStatement(node)) bound.push(...targetsOf(node));
    });
    const name = nearName(written, bound);
    return name === undefined ? undefined : this.#respell(start, written, name);
  }

  #function(range: Range): Fix | undefined {
    const call = this.#callAt(range);
    if (call?.func.kind !== "Name") return undefined;
    const { identifiers } = this.#registry;
    const known = identifiers.flatMap((identifier) => {
      return [functionName(identifier, "friendly"), pythonName(identifier)];
    });
    const name = nearName(call.func.id, [...PYTHON_FUNCTIONS, ...known]);
    return name === undefined ? undefined : this.#rename(call.func, name);
  }

  /** What the action before has left, where nothing else in the program takes it. */
  #input(range: Range, index: number): Fix | undefined {
    const call = this.#callAt(range);
    const action = this.#facts.said[index];
    const before = this.#facts.said[index - 1]?.node;
    if (!call || !action || before?.kind !== "Assign" || before.targets.length !== 1) return undefined;
    const [name] = before.targets as [string];
    let reads = 0;
    walk(this.#facts.statements, (node) => {
      if (node.kind === "Name" && node.id === name) reads++;
    });
    if (reads > 0 || call.args.length > 0) return undefined;
    const record = this.#registry.get(action.identifier);
    const key = record?.input?.parameterKey ?? "WFInput";
    const isFirst = positionsOf(action.identifier)[0]?.key === key;
    const style = calledName(call) === pythonName(action.identifier) ? "api" : "friendly";
    const argument = isFirst ? name : `${keywordOf(action.identifier, key, style)}=${name}`;
    const open = this.#openingOf(call);
    if (open === undefined) return undefined;
    const text = call.keywords.length > 0 ? `${argument}, ` : argument;
    return replacing(open, open, text, `Give it ${name}, which nothing else reads.`);
  }

  /** Behind the parenthesis that opens the arguments. */
  #openingOf({ func }: Call): number | undefined {
    const end = func.range?.end;
    if (func.kind !== "Name" || end === undefined) return undefined;
    const blank = /^\s*\(/.exec(this.#facts.text.slice(end, end + 100))?.[0];
    return blank === undefined ? undefined : end + blank.length;
  }

  #callAt({ start, end }: Range): Call | undefined {
    let found: Call | undefined;
    walk(this.#facts.statements, (node) => {
      if (node.kind === "Call" && node.range?.start === start && node.range.end === end) found ??= node;
    });
    return found;
  }

  #rename(name: Expr, text: string): Fix | undefined {
    return name.kind === "Name" && name.range ? this.#respell(name.range.start, name.id, text) : undefined;
  }

  /** @returns undefined where the text spells the name in another way: Python folds letters. */
  #respell(start: number, written: string, name: string): Fix | undefined {
    if (!this.#facts.text.startsWith(written, start)) return undefined;
    return replacing(start, start + written.length, name, `Write ${name}.`);
  }
}

/** A text where a choice is probably meant. */
interface NearChoice {
  /** Which argument it is, from 1. */
  place: number;
  value: Str;
  word: string;
  fix: Fix | undefined;
}

/** A keyword in the call that it belongs to. */
interface KeywordPlace {
  call: Call;
  keyword: Call["keywords"][number];
}

/** Whether all is known that an action takes: of an observed one, no file may have used the parameter yet. */
export function isAllKnown({ knowledge, parameters }: ActionRecord): boolean {
  return knowledge !== "name-only" && knowledge !== "observed" && parameters.length > 0;
}

/** The action that a function stands for, by any of its names. */
function actionOf(functionName: string): string | undefined {
  return resolveName(functionName) ?? identifierOf(functionName);
}

function isStatement(node: Stmt | Expr): node is Stmt {
  return ["Assign", "For", "ForeignStmt"].includes(node.kind);
}

/** The calls in a statement, without those of its blocks. */
function callsIn(node: Stmt | undefined): Call[] {
  const all = node ? expressionsOf(node).flatMap(wholeOf) : [];
  return all.filter((expr) => expr.kind === "Call");
}

/** The one call in its statement that says an action. */
function callOf({ identifier, node }: ProgramAction): Call | undefined {
  const calls = callsIn(node).filter((call) => {
    const name = calledName(call);
    return name !== undefined && actionOf(name) === identifier;
  });
  return calls.length === 1 ? calls[0] : undefined;
}

function keywordIn(action: ProgramAction, key: string): KeywordPlace | undefined {
  const call = callOf(action);
  const keyword = call?.keywords.find(({ name }) => keyOfKeyword(action.identifier, name) === key);
  return call && keyword?.range ? { call, keyword } : undefined;
}
