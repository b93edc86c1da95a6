import { recogniseDates } from "./dates/recognise.ts";
import { momentOf } from "./dates/zone.ts";
import type { Environment } from "./environment.ts";
import { recogniseLinks } from "./links.ts";
import { parseNumber } from "./number.ts";
import { ActionFailure } from "./stop.ts";
import { date, number, text, url, type Item } from "./value.ts";

/**
 * An answer as what was asked for (3.8). An empty field stands for what the picker shows of itself: 0, now, no URL.
 *
 * @throws ActionFailure if it is none of that kind.
 */
export function answerAs(type: string, answer: string, env: Environment): Item {
  switch (type) {
    case "Number":
      return number(
        parseNumber(answer.trim() === "" ? "0" : answer, env) ?? refuse(`"${answer}" is no number.`),
      );
    case "URL":
      return url(recogniseLinks(answer, env)[0] ?? answer);
    case "Date":
      return date(momentOf(dateIn(answer, env), env.zone).startOfDay().epochMilliseconds);
    case "Date and Time":
    case "Time":
      return date(dateIn(answer, env));
    default:
      return text(answer);
  }
}

function dateIn(answer: string, env: Environment): number {
  if (answer.trim() === "") return env.now;
  return recogniseDates(answer, env)[0] ?? refuse(`"${answer}" is no date.`);
}

function refuse(message: string): never {
  throw new ActionFailure(message);
}
