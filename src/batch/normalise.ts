import type { Action } from "../ir/workflow.ts";
import { isDict, PlistDate, PlistReal, PlistUid, type PlistDict, type PlistValue } from "../plist/value.ts";

/** What the editor keeps for itself: how an action is shown, and copies of names that it looks up anyway. */
const UNSAID: ReadonlySet<string> = new Set(["UUID", "CustomOutputName", "OutputName", "VariableUUID"]);
const isShown = (key: string): boolean => key.startsWith("Show-") || key === "Advanced";
const IDENTITIES: ReadonlySet<string> = new Set(["GroupingIdentifier", "OutputUUID"]);

/**
 * Actions as one text, in pieces, that is the same for copies of a shortcut: identities are numbered in the order in which they
 * appear, and left out is what differs between copies without anybody having changed them: the names that outputs
 * have in another language, what the editor shows folded, the envelopes of texts that hold no variable, and whether a
 * number is written as an integer.
 */
export function normaliseActions(actions: readonly Action[], take: (text: string) => void): void {
  const normaliser = new Normaliser(take);
  actions.forEach(({ parameters }, i) => {
    const uuid = parameters["UUID"];
    if (typeof uuid === "string") normaliser.identities.set(uuid, `output ${i}`);
  });
  for (const { identifier, parameters, malformed } of actions) {
    normaliser.writeText(identifier);
    normaliser.write(malformed ?? parameters);
  }
  normaliser.flush();
}

/** From this length on, a text is handed over by itself: joining megabytes would copy them. */
const LONG = 512;

class Normaliser {
  readonly identities = new Map<string, string>();
  readonly #take: (text: string) => void;
  #text = "";

  constructor(take: (text: string) => void) {
    this.#take = take;
  }

  flush(): void {
    this.#take(this.#text);
    this.#text = "";
  }

  /** With its length, so that nothing in it can be taken for what follows. */
  writeText(text: string): void {
    if (text.length < LONG) {
      this.#text += `${text.length}:${text}`;
      if (this.#text.length > 8 * LONG) this.flush();
      return;
    }
    this.#text += `${text.length}:`;
    this.flush();
    this.#take(text);
  }

  write(value: PlistValue): void {
    if (typeof value === "string") this.writeText(value);
    else if (Array.isArray(value)) this.#array(value);
    else if (isDict(value)) this.#dict(value);
    else if (value instanceof Uint8Array) this.#text += `<${Buffer.from(value).toString("base64")}>`;
    else if (value instanceof PlistReal) this.#text += String(value.value);
    else if (value instanceof PlistDate) this.#text += `@${value.seconds}`;
    else if (value instanceof PlistUid) this.#text += `#${value.value}`;
    else this.#text += String(value);
  }

  #array(items: readonly PlistValue[]): void {
    this.#text += "[";
    for (const item of items) {
      this.write(item);
      this.#text += ",";
    }
    this.#text += "]";
  }

  #dict(dict: PlistDict): void {
    const plain = plainText(dict);
    if (plain !== undefined) {
      this.write(plain);
      return;
    }
    this.#text += "{";
    for (const key of Object.keys(dict).sort()) {
      if (UNSAID.has(key) || isShown(key)) continue;
      const value = dict[key]!;
      if (Array.isArray(value) && value.length === 0 && key === "Aggrandizements") continue;
      this.writeText(key);
      if (typeof value === "string" && IDENTITIES.has(key)) this.#text += this.#identity(value);
      else this.write(value);
      this.#text += ",";
    }
    this.#text += "}";
  }

  #identity(uuid: string): string {
    let name = this.identities.get(uuid);
    if (name === undefined) this.identities.set(uuid, (name = `identity ${this.identities.size}`));
    return name;
  }
}

/** The text in an envelope that holds no variable. */
function plainText(dict: PlistDict): string | undefined {
  if (dict["WFSerializationType"] !== "WFTextTokenString") return undefined;
  const payload = dict["Value"];
  if (!isDict(payload)) return undefined;
  const { string: text, attachmentsByRange: ranges } = payload;
  const isPlain = ranges === undefined || (isDict(ranges) && Object.keys(ranges).length === 0);
  return isPlain && typeof text === "string" ? text : undefined;
}
