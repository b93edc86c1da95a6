import { py, type Call, type Expr, type Keyword } from "../python/ast.ts";
import { keyOfKeyword, positionsOf } from "./names.ts";
import type { Choice, Position } from "./slim-names.ts";

/*
 * Which parameters the arguments of a call give. Those without a keyword stand in the positions that the action's names
 * tell, in calls of either style.
 */

/**
 * Goes through the arguments of a call, each with the key of its parameter; what a place says of a second parameter comes
 * before it. Arguments that have no place are passed over.
 *
 * @param inputKey of an action that has no names.
 */
export function eachArgument(
  identifier: string,
  { args, keywords }: Call,
  inputKey: string | undefined,
  visit: (key: string, value: Expr, keyword?: Keyword) => void,
): void {
  if (args.length > 0) {
    placesOf(identifier, inputKey).forEach((position, i) => {
      const value = args[i];
      if (!value) return;
      const { choice } = position;
      const key = keyAt(position, value);
      if (choice && key !== choice.key) visit(choice.key, py.str(choice.value));
      visit(key, value);
    });
  }
  for (const keyword of keywords) visit(keyOfKeyword(identifier, keyword.name), keyword.value, keyword);
}

/** A call with other values; those that stand where nothing has a place stay. */
export function mapArguments(
  identifier: string,
  call: Call,
  inputKey: string | undefined,
  map: (key: string, value: Expr) => Expr,
): Call {
  const places = placesOf(identifier, inputKey);
  return {
    ...call,
    args: call.args.map((value, i) => {
      const position = places[i];
      return position ? map(keyAt(position, value), value) : value;
    }),
    keywords: call.keywords.map((keyword) => {
      return { ...keyword, value: map(keyOfKeyword(identifier, keyword.name), keyword.value) };
    }),
  };
}

/** The argument that gives a parameter; undefined where none does. */
export function argumentFor(
  identifier: string,
  call: Call,
  inputKey: string | undefined,
  key: string,
): Expr | undefined {
  let found: Expr | undefined;
  eachArgument(identifier, call, inputKey, (other, value) => {
    if (other === key) found ??= value;
  });
  return found;
}

/** What may stand in a call of an action without a keyword. */
export function placesOf(identifier: string, inputKey: string | undefined): readonly Position[] {
  const positions = positionsOf(identifier);
  return positions.length > 0 || inputKey === undefined ? positions : [{ key: inputKey }];
}

function keyAt({ key, choice }: Position, value: Expr): string {
  return choice && isWord(value, choice) ? choice.key : key;
}

/** Whether an expression may stand in a place for the place's own parameter. */
export function fitsPlace(value: Expr, choice: Choice): boolean {
  if (value.kind !== "Str") return true;
  return choice.isNumber ? /^-?\d+(\.\d+)?$/.test(value.value) : !isWord(value, choice);
}

/** Whether an expression in the place of two parameters says which choice it is. */
export function isWord(value: Expr, { words }: Choice): boolean {
  return value.kind === "Str" && words.includes(value.value);
}
