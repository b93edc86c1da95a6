import type { Action, Workflow } from "../ir/workflow.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { isNamedSecret, isNumber, isSecretByName, textOf } from "./disclosures.ts";
import { findInText, NAMED_SECRET, type TextDisclosure } from "./disclosures-in-text.ts";

/** What stands for something in its place, by what it looks like: `<email-1>`. Else it is a `secret`. */
const LABELS: Record<string, string> = {
  "an e-mail address": "email",
  "a phone number": "phone",
  "the coordinates of a place": "place",
  "a URL with a password": "login",
};

/** A replaced text can show something that the replaced one hid, such as an address behind a key. */
const MOST_ROUNDS = 5;

/**
 * Replaces what looks like a secret or like personal data. The same text gets the same name in its place wherever one
 * redactor meets it, and another text another name; the names say nothing about what they stand for.
 */
export class Redactor {
  /** What was replaced: how many places, by what it looks like. */
  readonly counts: Record<string, number> = {};
  readonly #names = new Map<string, string>();
  readonly #numbers = new Map<string, number>();

  text(text: string): string {
    let result = text;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const found = findInText(result);
      if (found.length === 0) return result;
      result = this.#replace(result, found);
    }
    // What is found behind its own name cannot be taken apart.
    return this.value(text);
  }

  #replace(text: string, found: readonly TextDisclosure[]): string {
    let result = "";
    let done = 0;
    for (const disclosure of found.toSorted((a, b) => a.start - b.start)) {
      const { start, end } = wholeOf(text, disclosure);
      // What two rules know is one thing; what is left of it shows in the next round.
      if (start < done) continue;
      result += text.slice(done, start) + this.value(text.slice(start, end), disclosure.what);
      done = end;
    }
    return result + text.slice(done);
  }

  /** The name for a text that is a secret as a whole. */
  value(value: string, what: string = NAMED_SECRET): string {
    this.count(what);
    let name = this.#names.get(value);
    if (name === undefined) {
      const label = LABELS[what] ?? "secret";
      const number = (this.#numbers.get(label) ?? 0) + 1;
      this.#numbers.set(label, number);
      this.#names.set(value, (name = `<${label}-${number}>`));
    }
    return name;
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  /** A shortcut without what {@link findDisclosures} finds in it. Its blocks have to be found anew. */
  workflow({ properties, actions }: Omit<Workflow, "body">): Omit<Workflow, "body"> {
    return {
      properties: this.#dict(properties),
      actions: actions.map((action, i) => this.#action(action, actions[i + 1])),
    };
  }

  #action(action: Action, next: Action | undefined): Action {
    const parameters = this.#dict(action.parameters);
    if (isNamedSecret(action, next)) {
      parameters["WFTextActionText"] = this.#whole(action.parameters["WFTextActionText"]!);
    }
    return {
      ...action,
      parameters,
      ...(action.extras && { extras: this.#dict(action.extras) }),
      ...(action.malformed !== undefined && { malformed: this.#value(action.malformed) }),
    };
  }

  #value(value: PlistValue): PlistValue {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    return isDict(value) ? this.#dict(value) : value;
  }

  #dict(dict: PlistDict): PlistDict {
    const result: PlistDict = new PlistDict();
    const isPlace = isNumber(dict["latitude"]) && isNumber(dict["longitude"]);
    if (isPlace) this.count("the coordinates of a place");
    for (const key in dict) {
      const value = dict[key]!;
      if (isPlace && (key === "latitude" || key === "longitude")) continue;
      // A postal address and a contact have parts that no rule knows.
      if ((key === "addressDictionary" && isDict(value)) || (key === "WFContactData" && isBytes(value))) {
        this.count(key === "WFContactData" ? "a contact" : "a postal address");
      } else if (this.#isSecret(dict, key)) result[key] = this.#whole(value);
      else if (key === "link.contentkit.phonenumber" && typeof value === "string") {
        result[key] = this.value(value, "a phone number");
      } else result[key] = this.#value(value);
    }
    return isDict(result["attachmentsByRange"]) ? this.#withRanges(dict, result) : result;
  }

  #isSecret(dict: PlistDict, key: string): boolean {
    const text = textOf(dict[key]);
    const named: Record<string, string> = { WFValue: "WFKey", DefaultValue: "Text" };
    const name = named[key] === undefined ? undefined : textOf(dict[named[key]]);
    return isSecretByName(key, text) || (name !== undefined && isSecretByName(name, text));
  }

  /** A text, or a token string without tokens, that is a secret as a whole. */
  #whole(value: PlistValue): PlistValue {
    if (typeof value === "string") return this.value(value);
    const dict = value as PlistDict;
    const inner = dict["Value"] as PlistDict;
    const text = new PlistDict();
    Object.assign(text, inner, { string: this.value(String(inner["string"])) });
    const result = new PlistDict();
    return Object.assign(result, dict, { Value: text });
  }

  /** A text with variables in it: these have to stay at their places. Nothing that is found spans one. */
  #withRanges(before: PlistDict, after: PlistDict): PlistDict {
    const text = before["string"];
    const ranges = after["attachmentsByRange"] as PlistDict;
    if (typeof text !== "string" || after["string"] === text) return after;
    const moved = new PlistDict();
    for (const range in ranges) {
      const match = /^\{(\d+), (\d+)\}$/.exec(range);
      const place = match ? this.#placeAfter(text, Number(match[1])) : undefined;
      moved[match ? `{${place}, ${match[2]}}` : range] = ranges[range]!;
    }
    after["attachmentsByRange"] = moved;
    return after;
  }

  /** Where what stood behind so many characters stands now. The counts are of the text itself, and stay. */
  #placeAfter(text: string, place: number): number {
    const counts = { ...this.counts };
    const length = this.text(text.slice(0, place)).length;
    Object.assign(this.counts, counts);
    return length;
  }
}

function isBytes(value: PlistValue): boolean {
  return value instanceof Uint8Array;
}

/** A rule finds the beginning of what it knows; this is all of it. */
function wholeOf(text: string, { what, start, end }: TextDisclosure): { start: number; end: number } {
  switch (what) {
    case NAMED_SECRET:
      return { start, end };
    case "an e-mail address":
      return { start: start - before(text, start, /[A-Za-z0-9._%+-]*$/), end };
    case "a URL with a password":
      return { start: text.indexOf("//", start) + 2, end: end - 1 };
    case "a private key": {
      const close = /-----END [A-Z ]{0,40}-----/.exec(text.slice(end));
      const token = text.indexOf("\uFFFC", end);
      const last = token < 0 ? text.length : token;
      return { start, end: close ? Math.min(last, end + close.index + close[0].length) : last };
    }
    case "an authorization header":
      return { start: text.indexOf(" ", start) + 1, end: end + after(text, end, /^[A-Za-z0-9._~+/=-]*/) };
    case "a phone number":
    case "the coordinates of a place":
      return { start, end: end + after(text, end, /^\d*/) };
    default:
      return { start, end: end + after(text, end, /^[A-Za-z0-9_~+/=.-]*/) };
  }
}

function before(text: string, place: number, pattern: RegExp): number {
  // Longer addresses are none.
  return pattern.exec(text.slice(Math.max(0, place - 100), place))![0].length;
}

function after(text: string, place: number, pattern: RegExp): number {
  return pattern.exec(text.slice(place, place + 10_000))![0].length;
}
