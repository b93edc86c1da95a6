import type { Where } from "../diagnostics/diagnostic.ts";
import { identifiers, type Action, type Workflow } from "../ir/workflow.ts";
import { isDict, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";

/** Something in a shortcut that its owner may not want to hand on. By design it never holds the value itself. */
export interface Disclosure {
  /** `secret`: what opens a door; `personal`: what leads to a person. */
  kind: "secret" | "personal";
  /** What it looks like, as a noun phrase: `a GitHub token`. */
  what: string;
  where: Where;
}

/**
 * Looks for texts that look like keys, tokens and passwords, and for places, addresses and phone numbers. A guess in
 * both directions: it warns before publishing, it proves nothing.
 */
export function findDisclosures({ properties, actions }: Workflow): Disclosure[] {
  const search = new Search();
  search.visit(properties);
  actions.forEach((action, i) => {
    search.enter(action.index);
    search.visit(action.parameters);
    if (action.extras) search.visit(action.extras);
    if (action.malformed !== undefined) search.visit(action.malformed);
    if (isNamedSecret(action, actions[i + 1])) search.reportAt("WFTextActionText", "secret", NAMED_SECRET);
  });
  return search.found;
}

/**
 * `mayMatch` tells of most texts without looking at each character that the pattern cannot match them; most texts
 * disclose nothing, and those of megabytes are encoded files.
 */
type Rule = readonly [
  kind: Disclosure["kind"],
  what: string,
  mayMatch: (text: string) => boolean,
  pattern: RegExp,
];

const all =
  (...parts: string[]) =>
  (text: string): boolean =>
    parts.every((part) => text.includes(part));
const any =
  (...parts: string[]) =>
  (text: string): boolean =>
    parts.some((part) => text.includes(part));

export const NAMED_SECRET = "a value that is called a key, token or password";

/** No pattern can take more than linear time: what repeats is bounded, or cannot match in two ways. */
const RULES: readonly Rule[] = [
  ["secret", "a private key", all("PRIVATE KEY"), /-----BEGIN (?:[A-Z]{2,12} )?PRIVATE KEY-----/g],
  ["secret", "a GitHub token", all("_"), /\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/g],
  ["secret", "a GitLab token", all("glpat-"), /\bglpat-[A-Za-z0-9_-]{20}/g],
  ["secret", "an API key (sk-...)", all("sk-"), /\bsk-[A-Za-z0-9_-]{20}/g],
  ["secret", "a Stripe key", all("k_"), /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16}/g],
  ["secret", "a Slack token", all("xox"), /\bxox[abeoprs]-[A-Za-z0-9-]{10}/g],
  [
    "secret",
    "a Slack web hook",
    all("hooks.slack.com"),
    /hooks\.slack\.com\/services\/T[A-Za-z0-9_]+\/[A-Za-z0-9_]+\/[A-Za-z0-9]{8}/g,
  ],
  [
    "secret",
    "a Discord web hook",
    all("/api/webhooks/"),
    /discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20}/g,
  ],
  [
    "secret",
    "an IFTTT web hook key",
    all("maker.ifttt.com"),
    /maker\.ifttt\.com\/trigger\/[^/\s]*\/(?:json\/)?with\/key\/[A-Za-z0-9_-]{8}/g,
  ],
  ["secret", "a Telegram bot token", all(":AA"), /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{32}/g],
  ["secret", "an AWS access key", any("AKIA", "ASIA"), /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["secret", "a Google API key", all("AIza"), /\bAIza[A-Za-z0-9_-]{35}/g],
  ["secret", "a Notion token", any("secret_", "ntn_"), /\b(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40})/g],
  [
    "secret",
    "a JSON web token",
    all("eyJ", "."),
    /\beyJ[A-Za-z0-9_-]{8,500}\.eyJ[A-Za-z0-9_-]{8,5000}\.[A-Za-z0-9_-]{8}/g,
  ],
  [
    "secret",
    "an authorization header",
    any("Bearer ", "Basic ", "Token "),
    /\b(?:Bearer|Basic|Token) (?=[^\s\d]{0,60}\d)[A-Za-z0-9._~+/-]{16}/g,
  ],
  [
    "secret",
    "a URL with a password",
    all("://", "@"),
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@?#\uFFFC]{1,100}:[^\s/@?#\uFFFC]{1,100}@/gi,
  ],
  [
    "personal",
    "an e-mail address",
    all("@"),
    /@(?<=[A-Za-z0-9_%+-]@)(?!example\.)(?:[A-Za-z0-9-]{1,63}\.){1,6}(?!(?:gif|jpe?g|png|svg)\b)[A-Za-z]{2,24}\b/g,
  ],
  [
    "personal",
    "a phone number",
    any("+", "tel:", "sms:", "facetime:"),
    /(?<![\w+])\+[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)|\b(?:tel|sms|facetime):(?:[ ().-]{0,2}\d){5}/g,
  ],
  [
    "personal",
    "the coordinates of a place",
    all(".", ","),
    /(?<![\d.])-?\d{1,2}\.\d{4,15}\s?,\s?-?\d{1,3}\.\d{4,15}/g,
  ],
];

/** The end of what people call a secret: a variable, a key of a dictionary, a parameter, a question. */
const SECRET_NAME =
  /(?:api[-_ ]?key|token|secret|passw(?:or)?d|passphrase|authorization|credential|private[-_ ]?key)s?$/i;

/** `token=...`, `"api_key": "..."` and the like within a text; group 1 is the value. */
const ASSIGNMENTS: readonly (readonly [mayMatch: (text: string) => boolean, pattern: RegExp])[] = [
  [
    (text) => text.includes("=") && (text.includes("?") || text.includes("&")),
    /[?&](?:[a-z_-]{0,30}(?:key|token|secret|passw(?:or)?d|auth)|appid|pwd)=([^\s&#"'<>{}\uFFFC]{6,200})/gi,
  ],
  [
    hasSign,
    /(?:api[-_ ]?key|token|secret|passw(?:or)?d|authorization)["']?\s{0,4}[:=]\s{0,4}["']?(?=[^\s\d]{0,60}\d)([^\s&"'<>{},;\uFFFC]{8,200})/gi,
  ],
];

/** Whether a colon or an equals sign stands far enough before the end; encoded files end with one. */
function hasSign(text: string): boolean {
  const isBehind = (at: number): boolean => at >= 0 && at < text.length - 8;
  return isBehind(text.indexOf(":")) || isBehind(text.indexOf("="));
}

/** The commonest text of a file, and one that no rule is about. */
const UUID = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}

/** The length of the shortest match, `a@b.de`; and what those below 20 characters hold. */
const SHORTEST = 6;
const SIGN = /[@:+=,]|xox/;

/** What stands in the place of a value that one has to fill in. */
const PLACEHOLDER =
  /^(?:.?|(.)\1*|none|null|true|false|.*(?:your|here|example|placeholder|replace|insert|x{3}).*|[<[({].*)$/is;

/** A text that says all of itself: neither a place for a variable nor one to fill in. */
function isLiteral(text: string | undefined): text is string {
  return text !== undefined && !text.includes("\uFFFC") && !PLACEHOLDER.test(text.trim().slice(0, 200));
}

/** The literal characters of a plain text or of a token string. */
export function textOf(value: PlistValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  const inner = isDict(value) ? value["Value"] : undefined;
  const text = isDict(inner) ? inner["string"] : undefined;
  return typeof text === "string" ? text : undefined;
}

/** A place in a text that discloses something. */
export interface TextDisclosure extends Pick<Disclosure, "kind" | "what"> {
  /** UTF-16 indexes, `end` behind the last character. */
  start: number;
  end: number;
}

/** What a text discloses by itself, rule by rule. */
export function findInText(text: string): TextDisclosure[] {
  const found: TextDisclosure[] = [];
  if (text.length < SHORTEST || (text.length < 20 && !SIGN.test(text)) || isUuid(text)) return found;
  for (const [kind, what, mayMatch, pattern] of RULES) {
    if (!mayMatch(text)) continue;
    for (const match of text.matchAll(pattern)) {
      found.push({ kind, what, start: match.index, end: match.index + match[0].length });
    }
  }
  for (const [mayMatch, pattern] of ASSIGNMENTS) {
    if (!mayMatch(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match[1]!;
      if (!isLiteral(value)) continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ kind: "secret", what: NAMED_SECRET, start, end: start + value.length });
    }
  }
  return found;
}

/** Whether a value is disclosed by what it is called: a variable, a key, a parameter. */
export function isSecretByName(name: string, value: string | undefined): value is string {
  return isSecretName(name) && isLiteral(value);
}

function isSecretName(name: string): boolean {
  const called = name
    .slice(-100)
    .replace(/[\s:?.!]+$/, "")
    .trim();
  return SECRET_NAME.test(called);
}

const PHONE_NUMBER = "link.contentkit.phonenumber";

/** Keys that tell something by the value that they have, or by another one beside it. */
const TELLING: ReadonlySet<string> = new Set([
  "WFKey",
  "Text",
  "latitude",
  "addressDictionary",
  "WFContactData",
  PHONE_NUMBER,
]);

/** What keys of dictionaries tell. Files have the same keys again and again. */
const knownKeys = new Map<string, "secret" | "telling" | "nothing">();
/** More are no keys of the app, but those that somebody has made up. */
const MOST_KEYS = 5_000;

function whatTells(key: string): "secret" | "telling" | "nothing" {
  let what = knownKeys.get(key);
  if (what === undefined) {
    if (knownKeys.size === MOST_KEYS) knownKeys.clear();
    what = TELLING.has(key) ? "telling" : isSecretName(key) ? "secret" : "nothing";
    knownKeys.set(key, what);
  }
  return what;
}

/** A Text action whose output, or the variable that takes it next, is called like a secret. */
export function isNamedSecret(action: Action, next: Action | undefined): boolean {
  if (action.identifier !== "is.workflow.actions.gettext") return false;
  const text = textOf(action.parameters["WFTextActionText"]);
  if (!isLiteral(text) || /\s/.test(text.trim())) return false;
  const isSet = next?.identifier === identifiers.setVariable;
  const names = [
    action.parameters["CustomOutputName"],
    isSet ? next.parameters["WFVariableName"] : undefined,
  ];
  return names.some((name) => typeof name === "string" && SECRET_NAME.test(name.trim()));
}

export function isNumber(value: PlistValue | undefined): boolean {
  return typeof value === "number" || value instanceof PlistReal;
}

class Search {
  readonly found: Disclosure[] = [];
  private readonly seen = new Set<string>();
  private action: number | undefined;
  private readonly path: string[] = [];

  /** What is visited from now on belongs to this action. */
  enter(action: number): void {
    this.action = action;
  }

  visit(value: PlistValue): void {
    if (typeof value === "string") {
      this.visitText(value);
    } else if (Array.isArray(value)) {
      value.forEach((item, i) => this.descend(String(i), item));
    } else if (isDict(value)) {
      this.visitDict(value);
      for (const key in value) this.descend(key, value[key]!);
    }
  }

  reportAt(keyPath: string, kind: Disclosure["kind"], what: string): void {
    const where: Where = {
      ...(this.action !== undefined && { action: this.action }),
      ...(keyPath && { keyPath }),
    };
    const id = JSON.stringify([what, this.action, keyPath]);
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.found.push({ kind, what, where });
  }

  private descend(key: string, value: PlistValue): void {
    if (typeof value === "string") this.visitText(value, key);
    if (typeof value !== "object" || value === null) return;
    this.path.push(key);
    this.visit(value);
    this.path.pop();
  }

  private report(kind: Disclosure["kind"], what: string, ...below: string[]): void {
    this.reportAt([...this.path, ...below].join("."), kind, what);
  }

  private visitText(text: string, ...below: string[]): void {
    for (const { kind, what } of findInText(text)) this.report(kind, what, ...below);
  }

  /** What shows only in the keys of a dictionary, or in values that stand side by side. */
  private visitDict(dict: PlistDict): void {
    let tells = false;
    for (const key in dict) {
      const what = whatTells(key);
      if (what === "telling") tells = true;
      else if (what === "secret" && isLiteral(textOf(dict[key]))) this.report("secret", NAMED_SECRET, key);
    }
    if (!tells) return;
    // An item of a dictionary field, and an import question: one value names the other.
    this.visitPair(dict["WFKey"], dict["WFValue"], "WFValue");
    this.visitPair(dict["Text"], dict["DefaultValue"], "DefaultValue");
    if (isNumber(dict["latitude"]) && isNumber(dict["longitude"])) {
      this.report("personal", "the coordinates of a place");
    }
    if (isDict(dict["addressDictionary"])) this.report("personal", "a postal address", "addressDictionary");
    if (dict["WFContactData"] instanceof Uint8Array) this.report("personal", "a contact", "WFContactData");
    if (typeof dict[PHONE_NUMBER] === "string") this.report("personal", "a phone number", PHONE_NUMBER);
  }

  private visitPair(name: PlistValue | undefined, value: PlistValue | undefined, key: string): void {
    const called = textOf(name);
    if (called !== undefined && isSecretByName(called, textOf(value))) {
      this.report("secret", NAMED_SECRET, key);
    }
  }
}
