/** `secret`: what opens a door; `personal`: what leads to a person. */
export type DisclosureKind = "secret" | "personal";

/** A place in a text that discloses something. */
export interface TextDisclosure {
  kind: DisclosureKind;
  /** What it looks like, as a noun phrase: `a GitHub token`. */
  what: string;
  /** UTF-16 indexes, `end` behind the last character. */
  start: number;
  end: number;
}

export const NAMED_SECRET = "a value that is called a key, token or password";

/** Characters without one of which most patterns cannot match. */
const TELLING = "@_-:. ,=/";

function bitsOf(characters: string): number {
  return [...characters].reduce((bits, character) => bits | (1 << TELLING.indexOf(character)), 0);
}

/** Which of them a text holds. To search for one takes next to nothing, even in the megabytes of an encoded file. */
function tellingIn(text: string): number {
  let bits = 0;
  for (let i = 0; i < TELLING.length; i++) if (text.includes(TELLING.charAt(i))) bits |= 1 << i;
  return bits;
}

interface Rule {
  kind: DisclosureKind;
  what: string;
  /** Characters that every match holds, as bits. */
  needs: number;
  /** Whether the pattern may match a text that has them. */
  mayMatch: (text: string) => boolean;
  /** What is disclosed is its group 1, if it has one. */
  pattern: RegExp;
}

const always = (): boolean => true;
const has =
  (part: string) =>
  (text: string): boolean =>
    text.includes(part);

function secret(what: string, needs: string, mayMatch: Rule["mayMatch"], pattern: RegExp): Rule {
  return { kind: "secret", what, needs: bitsOf(needs), mayMatch, pattern };
}

function personal(what: string, needs: string, mayMatch: Rule["mayMatch"], pattern: RegExp): Rule {
  return { kind: "personal", what, needs: bitsOf(needs), mayMatch, pattern };
}

/** No pattern can take more than linear time: what repeats is bounded, or cannot match in two ways. */
const RULES: readonly Rule[] = [
  secret("a private key", "- ", has("PRIVATE KEY"), /-----BEGIN (?:[A-Z]{2,12} )?PRIVATE KEY-----/g),
  secret("a GitHub token", "_", always, /\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/g),
  secret("a GitLab token", "-", has("glpat-"), /\bglpat-[A-Za-z0-9_-]{20}/g),
  secret("an API key (sk-...)", "-", has("sk-"), /\bsk-[A-Za-z0-9_-]{20}/g),
  secret("a Stripe key", "_", has("k_"), /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16}/g),
  secret("a Slack token", "-", has("xox"), /\bxox[abeoprs]-[A-Za-z0-9-]{10}/g),
  secret(
    "a Slack web hook",
    "./",
    has("hooks.slack.com"),
    /hooks\.slack\.com\/services\/T[A-Za-z0-9_]+\/[A-Za-z0-9_]+\/[A-Za-z0-9]{8}/g,
  ),
  secret(
    "a Discord web hook",
    "./",
    has("/api/webhooks/"),
    /discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20}/g,
  ),
  secret(
    "an IFTTT web hook key",
    "./",
    has("maker.ifttt.com"),
    /maker\.ifttt\.com\/trigger\/[^/\s]*\/(?:json\/)?with\/key\/[A-Za-z0-9_-]{8}/g,
  ),
  secret("a Telegram bot token", ":", has(":AA"), /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{32}/g),
  secret(
    "an AWS access key",
    "",
    // The rarer end of the two: encoded files hold many an A.
    (text) => text.includes("KIA") || text.includes("SIA"),
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  ),
  secret("a Google API key", "", has("Iza"), /\bAIza[A-Za-z0-9_-]{35}/g),
  secret("a Notion token", "_", always, /\b(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40})/g),
  secret(
    "a JSON web token",
    ".",
    has("eyJ"),
    /\beyJ[A-Za-z0-9_-]{8,500}\.eyJ[A-Za-z0-9_-]{8,5000}\.[A-Za-z0-9_-]{8}/g,
  ),
  secret(
    "an authorization header",
    " ",
    (text) => text.includes("Bearer ") || text.includes("Basic ") || text.includes("Token "),
    /\b(?:Bearer|Basic|Token) (?=[^\s\d]{0,60}\d)[A-Za-z0-9._~+/-]{16}/g,
  ),
  secret(
    "a URL with a password",
    "@:/",
    has("://"),
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@?#\uFFFC]{1,100}:[^\s/@?#\uFFFC]{1,100}@/gi,
  ),
  personal(
    "an e-mail address",
    "@.",
    always,
    /@(?<=[A-Za-z0-9_%+-]@)(?!example\.)(?:[A-Za-z0-9-]{1,63}\.){1,6}(?!(?:gif|jpe?g|png|svg)\b)[A-Za-z]{2,24}\b/g,
  ),
  personal(
    "a phone number",
    "",
    mayDial,
    /(?<![\w+])\+[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)|\b(?:tel|sms|facetime):(?:[ ().-]{0,2}\d){5}/g,
  ),
  personal(
    "the coordinates of a place",
    ".,",
    always,
    /(?<![\d.])-?\d{1,2}\.\d{4,15}\s?,\s?-?\d{1,3}\.\d{4,15}/g,
  ),
  // `token=...`, `"api_key": "..."` and the like within a text; group 1 is the value.
  secret(
    NAMED_SECRET,
    "=",
    (text) => text.includes("?") || text.includes("&"),
    /[?&](?:[a-z_-]{0,30}(?:key|token|secret|passw(?:or)?d|auth)|appid|pwd)=([^\s&#"'<>{}\uFFFC]{6,200})/gi,
  ),
  secret(
    NAMED_SECRET,
    "",
    mayName,
    /(?:api[-_ ]?key|token|secret|passw(?:or)?d|authorization)["']?\s{0,4}[:=]\s{0,4}["']?(?=[^\s\d]{0,60}\d)([^\s&"'<>{},;\uFFFC]{8,200})/gi,
  ),
];

/** The first characters of a number behind its plus sign; looked for in this way since most of them can be skipped at once. */
const NUMBER = /[\d ().-]{8}(?<=(?<![\w+])\+[1-9].{7})/;

/** Encoded files hold plus signs, too, which makes the pattern slow. */
function mayDial(text: string): boolean {
  if (text.includes("+") && NUMBER.test(text)) return true;
  if (!text.includes(":")) return false;
  return text.includes("tel:") || text.includes("sms:") || text.includes("facetime:");
}

/** What stands before the sign between a name and its value; the longest is a word of 13, a quote and four blanks. */
const NAME_AT_END = /(?:api[-_ ]?key|token|secret|passw(?:or)?d|authorization)["']?\s{0,4}$/i;
const LONGEST_NAME = 18;

/** Whether a sign stands behind a name, far enough before the end; encoded files end with one. */
function mayName(text: string): boolean {
  return hasNameBefore(text, ":") || hasNameBefore(text, "=");
}

function hasNameBefore(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at >= 0 && at < text.length - 8; at = text.indexOf(sign, at + 1)) {
    if (endsName(text, at) && NAME_AT_END.test(text.slice(Math.max(0, at - LONGEST_NAME), at))) return true;
  }
  return false;
}

/** The last letters of names. */
const LAST: ReadonlySet<number> = new Set([..."yntdYNTD"].map((letter) => letter.charCodeAt(0)));

/** Whether what stands before a sign ends as names do. */
function endsName(text: string, sign: number): boolean {
  let at = sign - 1;
  // What is beyond ASCII may be a blank, too.
  const isBlank = (unit: number): boolean => unit <= 0x20 || unit >= 0x80;
  while (at > sign - 5 && isBlank(text.charCodeAt(at))) at--;
  const unit = text.charCodeAt(at);
  return LAST.has(unit === 0x22 || unit === 0x27 ? text.charCodeAt(at - 1) : unit);
}

/** The length of the shortest match, `a@b.de`; and what those below 20 characters hold. */
const SHORTEST = 6;
const SHORT = 20;
const SIGN = /[@:+=,]|xox/;

/**
 * Whether a text may hold what some rule is about, by a character or two of each: most texts of the common lengths do not.
 * In longer ones this would take longer than what it saves.
 */
const HINT =
  /[@:+=_]|-(?<=[a-zY]-)|\/(?<=m\/)|\.(?<=\d\.)\d| (?<=(?:er|ic|en) )|J(?<=eyJ)|A(?<=[KS]IA)|z(?<=Iz)a/;
const LONG = 300;

/** How a file in Base64 begins. Its lines are longer than keys, of which somebody may keep a list. */
const BASE64 = /^[A-Za-z0-9+/]{60}/;
const IN_BASE64 = bitsOf("=/");
/** What fills up its last line, and a line break. */
const PADDING = 4;

/**
 * Whether a text is a file in Base64, with none of the characters that tell something but those that such a file has, where it
 * has them. What looks like a key or a number in one is chance, and to look for it took most of the time.
 */
function isBase64(text: string, telling: number): boolean {
  if (text.length < LONG || (telling & ~IN_BASE64) !== 0 || !BASE64.test(text)) return false;
  const sign = text.indexOf("=");
  return sign < 0 || sign >= text.length - PADDING;
}

/** What a text discloses by itself, rule by rule. */
export function findInText(text: string): readonly TextDisclosure[] {
  if (text.length < SHORTEST || (text.length < SHORT && !SIGN.test(text))) return NOTHING;
  if (text.length < LONG && !HINT.test(text)) return NOTHING;
  const telling = tellingIn(text);
  if (isBase64(text, telling)) return NOTHING;
  const found: TextDisclosure[] = [];
  for (const { kind, what, needs, mayMatch, pattern } of RULES) {
    if ((telling & needs) !== needs || !mayMatch(text)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [whole, value = whole] = match;
      if (match.length > 1 && !isLiteral(value)) continue;
      const start = match.index + whole.lastIndexOf(value);
      found.push({ kind, what, start, end: start + value.length });
    }
  }
  return found;
}

const NOTHING: readonly TextDisclosure[] = [];

/** What stands in the place of a value that one has to fill in. */
const PLACEHOLDER =
  /^(?:.?|(.)\1*|none|null|true|false|.*(?:your|here|example|placeholder|replace|insert|x{3}).*|[<[({].*)$/is;

/** A text that says all of itself: neither a place for a variable nor one to fill in. */
export function isLiteral(text: string | undefined): text is string {
  return text !== undefined && !text.includes("\uFFFC") && !PLACEHOLDER.test(text.trim().slice(0, 200));
}
