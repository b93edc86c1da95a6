import type { ActionContext, ActionHandler } from "../context.ts";
import type { Environment } from "../environment.ts";
import { RegexError } from "../regex/node.ts";
import { groupsOf, matchAll } from "../regex/regex.ts";
import { fold } from "../regex/sets.ts";
import { itemText } from "../text.ts";
import { singleToken, textPayload } from "../token.ts";
import { text } from "../value.ts";

/**
 * Replace Text (3.1): literally, or by an ICU pattern with a template. Each item of a list, if the field is one variable;
 * a pattern that is none changes nothing.
 */
const replace: ActionHandler = (context) => {
  const find = context.text("WFReplaceTextFind");
  const replacement = context.text("WFReplaceTextReplace");
  const mindsCase = context.flag("WFReplaceTextCaseSensitive", true);
  const isRegex = context.flag("WFReplaceTextRegularExpression", false);
  const replaceIn = (content: string) => {
    if (find === "") return content;
    const replaced = isRegex
      ? replaceMatches(content, find, replacement, !mindsCase, context.env)
      : replaceLiterally(content, find, replacement, mindsCase);
    context.env.charge(replaced.length);
    return replaced;
  };
  return inputs(context).map((content) => text(replaceIn(content)));
};

/** A text with anything beside one variable is one text. */
function inputs(context: ActionContext): string[] {
  const payload = textPayload(context.given("WFInput"));
  if (payload && !singleToken(payload)) return [context.text("WFInput")];
  return context.input().map((item) => itemText(item, context.env));
}

function replaceLiterally(content: string, find: string, replacement: string, mindsCase: boolean): string {
  if (mindsCase) return content.split(find).join(replacement);
  const wanted = folded(find);
  const searched = folded(content);
  // Folding keeps lengths, so that positions are those of the text itself.
  let result = "";
  let from = 0;
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, from)) {
    result += content.slice(from, at) + replacement;
    from = at + find.length;
  }
  return result + content.slice(from);
}

function folded(content: string): string {
  let result = "";
  for (const character of content) {
    const variant = String.fromCodePoint(fold(character.codePointAt(0)!));
    result += variant.length === character.length ? variant : character;
  }
  return result;
}

function replaceMatches(
  content: string,
  pattern: string,
  template: string,
  ignoreCase: boolean,
  env: Environment,
): string {
  try {
    const fill = templateOf(template, groupsOf(pattern, ignoreCase), env);
    let result = "";
    let from = 0;
    for (const positions of matchAll(pattern, ignoreCase, content, env)) {
      result += content.slice(from, positions[0]) + fill(content, positions);
      from = positions[1]!;
    }
    return result + content.slice(from);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    env.warn(`Replace Text: ${error.message} Nothing is replaced.`);
    return content;
  }
}

type Fill = (content: string, positions: readonly number[]) => string;

/**
 * A template (3.0): `$1` is a group, with as many digits as the number of groups has; a backslash takes the next
 * character as it is; any other `$` is one.
 */
function templateOf(template: string, groups: number, env: Environment): Fill {
  const digits = String(groups).length;
  const parts: (string | number)[] = [];
  for (let at = 0; at < template.length; at++) {
    const sign = template[at]!;
    if (sign === "\\" && at + 1 < template.length) {
      if (/[A-Za-z]/.test(template[at + 1]!)) env.question(23);
      parts.push(template[++at]!);
      continue;
    }
    const number = sign === "$" ? /^\d+/.exec(template.slice(at + 1, at + 1 + digits))?.[0] : undefined;
    if (number === undefined) {
      parts.push(sign);
    } else {
      parts.push(Number(number));
      at += number.length;
    }
  }
  return (content, positions) => {
    let filled = "";
    for (const part of parts) {
      if (typeof part === "string") filled += part;
      else if ((positions[part * 2] ?? -1) >= 0)
        filled += content.slice(positions[part * 2], positions[part * 2 + 1]);
    }
    return filled;
  };
}

export const textReplace: Record<string, ActionHandler> = { "text.replace": replace };
