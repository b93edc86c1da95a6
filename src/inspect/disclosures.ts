import type { Where } from "../diagnostics/diagnostic.ts";
import { identifiers, type Action, type Workflow } from "../ir/workflow.ts";
import { isDict, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";
import { findInText, isLiteral, NAMED_SECRET, type DisclosureKind } from "./disclosures-in-text.ts";

/** Something in a shortcut that its owner may not want to hand on. By design it never holds the value itself. */
export interface Disclosure {
  kind: DisclosureKind;
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

/** The end of what people call a secret: a variable, a key of a dictionary, a parameter, a question. */
const SECRET_NAME =
  /(?:api[-_ ]?key|token|secret|passw(?:or)?d|passphrase|authorization|credential|private[-_ ]?key)s?$/i;

/** The literal characters of a plain text or of a token string. */
export function textOf(value: PlistValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  const inner = isDict(value) ? value["Value"] : undefined;
  const text = isDict(inner) ? inner["string"] : undefined;
  return typeof text === "string" ? text : undefined;
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
  const isSet = next?.identifier === identifiers.setVariable;
  const names = [
    action.parameters["CustomOutputName"],
    isSet ? next.parameters["WFVariableName"] : undefined,
  ];
  // First, because they are short, and the text may be megabytes.
  if (!names.some((name) => typeof name === "string" && SECRET_NAME.test(name.trim()))) return false;
  const text = textOf(action.parameters["WFTextActionText"]);
  return isLiteral(text) && !/\s/.test(text.trim());
}

export function isNumber(value: PlistValue | undefined): boolean {
  return typeof value === "number" || value instanceof PlistReal;
}

class Search {
  readonly found: Disclosure[] = [];
  private readonly seen = new Set<string>();
  private action: number | undefined;
  private readonly path: (string | number)[] = [];

  /** What is visited from now on belongs to this action. */
  enter(action: number): void {
    this.action = action;
  }

  visit(value: PlistValue): void {
    if (typeof value === "string") this.visitText(value);
    else if (typeof value === "object" && value !== null) this.visitParts(value);
  }

  reportAt(keyPath: string, kind: DisclosureKind, what: string): void {
    const where: Where = {
      ...(this.action !== undefined && { action: this.action }),
      ...(keyPath && { keyPath }),
    };
    const id = JSON.stringify([what, this.action, keyPath]);
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.found.push({ kind, what, where });
  }

  private visitParts(value: PlistValue & object): void {
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) this.descend(i, value[i]!);
    } else if (isDict(value)) {
      this.visitDict(value);
      for (const key in value) this.descend(key, value[key]!);
    }
  }

  private descend(key: string | number, value: PlistValue): void {
    if (typeof value === "string") this.visitText(value, key);
    else if (typeof value === "object" && value !== null) {
      this.path.push(key);
      this.visitParts(value);
      this.path.pop();
    }
  }

  private report(kind: DisclosureKind, what: string, key?: string | number): void {
    this.reportAt([...this.path, ...(key === undefined ? [] : [key])].join("."), kind, what);
  }

  private visitText(text: string, key?: string | number): void {
    for (const { kind, what } of findInText(text)) this.report(kind, what, key);
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
