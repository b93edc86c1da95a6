import type { Action } from "../ir/workflow.ts";
import { isDict, PlistDate, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";

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
/** Characters that are handed over together. */
const MANY = 16_384;

class Normaliser {
  readonly identities = new Map<string, string>();
  private readonly take: (text: string) => void;
  private text = "";

  constructor(take: (text: string) => void) {
    this.take = take;
  }

  flush(): void {
    this.take(this.text);
    this.text = "";
  }

  /** With its length, so that nothing in it can be taken for what follows. */
  writeText(text: string): void {
    if (text.length < LONG) {
      this.text += (LENGTHS[text.length] ??= `${text.length}:`) + text;
      if (this.text.length > MANY) this.flush();
      return;
    }
    this.text += `${text.length}:`;
    this.flush();
    this.take(text);
  }

  write(value: PlistValue): void {
    if (typeof value === "string") this.writeText(value);
    else if (typeof value !== "object" || value === null) this.text += String(value);
    else if (Array.isArray(value)) this.array(value);
    else if (isDict(value)) this.dict(value);
    else if (value instanceof Uint8Array) this.text += `<${Buffer.from(value).toString("base64")}>`;
    else if (value instanceof PlistReal) this.text += String(value.value);
    else if (value instanceof PlistDate) this.text += `@${value.seconds}`;
    else this.text += `#${value.value}`;
  }

  private array(items: readonly PlistValue[]): void {
    this.text += "[";
    for (const item of items) {
      this.write(item);
      this.text += ",";
    }
    this.text += "]";
  }

  private dict(dict: PlistDict): void {
    const { mayBePlain, entries } = shapeOf(dict);
    const plain = mayBePlain ? plainText(dict) : undefined;
    if (plain !== undefined) {
      this.write(plain);
      return;
    }
    let before = "{";
    for (const { key, keyText, kind } of entries) {
      const value = dict[key]!;
      if (kind === "list" && Array.isArray(value) && value.length === 0) continue;
      this.text += before + keyText;
      if (kind === "identity" && typeof value === "string") this.text += this.identity(value);
      else this.write(value);
      before = ",";
    }
    this.text += before === "{" ? "{}" : ",}";
  }

  private identity(uuid: string): string {
    let name = this.identities.get(uuid);
    if (name === undefined) this.identities.set(uuid, (name = `identity ${this.identities.size}`));
    return name;
  }
}

/** The beginnings of short texts, by their length. */
const LENGTHS: string[] = [];

/** The text in an envelope that holds no variable. */
function plainText(dict: PlistDict): string | undefined {
  if (dict["WFSerializationType"] !== "WFTextTokenString") return undefined;
  const payload = dict["Value"];
  if (!isDict(payload)) return undefined;
  const { string: text, attachmentsByRange: ranges } = payload;
  const isPlain = ranges === undefined || (isDict(ranges) && Object.keys(ranges).length === 0);
  return isPlain && typeof text === "string" ? text : undefined;
}

/** What the editor keeps for itself: how an action is shown, and copies of names that it looks up anyway. */
const UNSAID: ReadonlySet<string> = new Set(["UUID", "CustomOutputName", "OutputName", "VariableUUID"]);
const isShown = (key: string): boolean => key.startsWith("Show-") || key === "Advanced";
const IDENTITIES: ReadonlySet<string> = new Set(["GroupingIdentifier", "OutputUUID"]);

/** A key of dictionaries that counts. */
interface Entry {
  key: string;
  /** The key as it is written. */
  keyText: string;
  /** `list`: left out where it is an empty one. */
  kind: "identity" | "list" | "value";
}

/** What dictionaries with the same keys have in common. */
interface Shape {
  /** In their order. */
  entries: readonly Entry[];
  /** Whether it may be the envelope of a text. */
  mayBePlain: boolean;
}

/** Shapes by their keys, one after the other: files have the same ones again and again. */
interface ShapeNode {
  next: Map<string, ShapeNode>;
  shape?: Shape;
}

let root: ShapeNode = { next: new Map() };
let nodes = 0;
/** More are no keys of the app, but those that somebody has made up. */
const MOST_NODES = 20_000;
const MOST_KEYS = 40;

function shapeOf(dict: PlistDict): Shape {
  let node = root;
  let count = 0;
  for (const key in dict) {
    if (++count > MOST_KEYS) return newShape(Object.keys(dict));
    let next = node.next.get(key);
    if (next === undefined) {
      next = { next: new Map() };
      node.next.set(key, next);
      nodes++;
    }
    node = next;
  }
  node.shape ??= newShape(Object.keys(dict));
  const { shape } = node;
  if (nodes > MOST_NODES) {
    root = { next: new Map() };
    nodes = 0;
  }
  return shape;
}

function newShape(keys: readonly string[]): Shape {
  return {
    mayBePlain: keys.includes("WFSerializationType"),
    entries: keys
      .filter((key) => !UNSAID.has(key) && !isShown(key))
      .sort()
      .map((key) => ({
        key,
        keyText: `${key.length}:${key}`,
        kind: IDENTITIES.has(key) ? "identity" : key === "Aggrandizements" ? "list" : "value",
      })),
  };
}
