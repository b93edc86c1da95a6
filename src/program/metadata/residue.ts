import { isSameCode } from "../../forms/blocks/condition.ts";
import { isDict, strictEqual, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { isSpelling, SPELLINGS, type Spelling } from "./spelling.ts";

/** What a file has at a place and `compile` would not write by itself. */
export interface Residue {
  /** Values by their key path in the parameters; of a value that only differs in spelling, how it is spelled. */
  set: Map<string, PlistValue>;
  /** What the statement says at a key path, and what the file has there instead. */
  instead: Map<string, [said: PlistValue, wanted: PlistValue]>;
  spelled: Map<string, Spelling>;
  /** Key paths that `compile` would fill and the file does not have. */
  omitted: string[];
}

/** Keys whose value is written out even where the form says it: every text and number of a file is in its program. */
const ALWAYS_WRITTEN: ReadonlySet<string> = new Set([
  "WFGetDictionaryValueType",
  "WFActionParameterFilterPrefix",
]);

/** What no statement says: the way back fills it from something else, as most files have it. */
const DERIVED = "WFMenuItemAttributedTitle";

/** The editor's identities, which the program says by its names and its nesting. */
const IDENTITIES: ReadonlySet<string> = new Set(["UUID", "GroupingIdentifier"]);

/**
 * What has to be done to the parameters that a statement says, for them to become those of the file.
 *
 * @param said is changed on the way; it is equal to `wanted` afterwards, but for identities.
 * @returns undefined if there is nothing to do.
 */
export function residueOf(wanted: PlistDict, said: PlistDict): Residue | undefined {
  const finder = new ResidueFinder();
  finder.dicts(wanted, said, undefined, true);
  const { set, instead, spelled, omitted } = finder;
  const isEmpty = set.size + instead.size + spelled.size + omitted.length === 0;
  return isEmpty ? undefined : { set, instead, spelled, omitted };
}

/** The key path of all parameters together; a key that is a dot gets a backslash. */
export const WHOLE = ".";

/** How all parameters together have to be spelled for their keys to be those of the file; undefined if they are. */
export function wholeSpelling(wanted: PlistDict, said: PlistDict): Spelling | undefined {
  if ("WFConditions" in wanted === "WFConditions" in said) return undefined;
  return "WFConditions" in wanted ? "table" : "single";
}

/** All parameters, spelled in another way; undefined if they cannot be. */
export function respell(parameters: PlistDict, spelling: Spelling): PlistDict | undefined {
  const respelled = SPELLINGS[spelling](parameters);
  return respelled !== undefined && isDict(respelled) ? respelled : undefined;
}

class ResidueFinder implements Residue {
  readonly set: Residue["set"] = new Map();
  readonly instead: Residue["instead"] = new Map();
  readonly spelled: Residue["spelled"] = new Map();
  readonly omitted: string[] = [];

  dicts(wanted: PlistDict, said: PlistDict, path: string | undefined, isTop: boolean): void {
    for (const key in wanted) {
      if (isTop && isIdentity(key, wanted[key]!)) continue;
      const place = join(path, key);
      const isOther = isTop && key === DERIVED && key in said && !strictEqual(wanted[key], said[key]);
      if (!(key in said) || isOther || (ALWAYS_WRITTEN.has(key) && isScalar(wanted[key]!)))
        this.set.set(place, wanted[key]!);
      else this.#values(wanted[key]!, said[key]!, place);
    }
    for (const key in said) {
      if (!(key in wanted) && !(isTop && isIdentity(key, said[key]!))) this.omitted.push(join(path, key));
    }
  }

  #values(wanted: PlistValue, said: PlistValue, path: string): void {
    if (wanted === said) return;
    const areDicts = isDict(wanted) && isDict(said);
    // Texts in envelopes differ in a part that has a name of its own.
    if (!areDicts || "WFSerializationType" in wanted) {
      if (strictEqual(wanted, said)) return this.#nested(wanted, path);
      const spelling = spellingOf(wanted, said);
      if (spelling) {
        this.spelled.set(path, spelling);
        return;
      }
    }
    if (areDicts) {
      this.dicts(wanted, said, path, false);
    } else if (Array.isArray(wanted) && Array.isArray(said) && wanted.length === said.length) {
      wanted.forEach((item, i) => this.#values(item, said[i]!, join(path, String(i))));
    } else if (path.endsWith(".OutputName") || isSameCode(said, wanted)) {
      this.set.set(path, wanted);
    } else {
      this.instead.set(path, [said, wanted]);
    }
  }

  /** Equal values still may hold what is always written. */
  #nested(value: PlistValue, path: string): void {
    if (!isDict(value) || value["WFSerializationType"] !== "WFContentPredicateTableTemplate") return;
    const payload = value["Value"];
    const prefix = isDict(payload) ? payload["WFActionParameterFilterPrefix"] : undefined;
    if (prefix !== undefined && path === "WFConditions") {
      this.set.set(`${path}.Value.WFActionParameterFilterPrefix`, prefix);
    }
  }
}

function isIdentity(key: string, value: PlistValue): boolean {
  return IDENTITIES.has(key) && typeof value === "string";
}

function isScalar(value: PlistValue): boolean {
  return typeof value !== "object";
}

const NAMES = Object.keys(SPELLINGS).filter(isSpelling);

function spellingOf(wanted: PlistValue, said: PlistValue): Spelling | undefined {
  if (Array.isArray(wanted) || Array.isArray(said)) return undefined;
  return NAMES.find((name) => {
    const value = SPELLINGS[name](said);
    return value !== undefined && strictEqual(value, wanted);
  });
}

/**
 * Applies what the metadata say of an action to the parameters that its statement says, but for {@link WHOLE}, which
 * comes before.
 *
 * @returns the key paths where something did not fit, because the statement says something else by now.
 */
export function applyResidue(parameters: PlistDict, { set, instead, spelled, omitted }: Residue): string[] {
  const unfit: string[] = [];
  for (const [path, spelling] of spelled) {
    if (path === WHOLE) continue;
    const place = find(parameters, path);
    const old = place && place.container[place.key];
    const value = old === undefined ? undefined : SPELLINGS[spelling](old);
    if (place && value !== undefined) place.container[place.key] = value;
    else unfit.push(path);
  }
  for (const path of omitted) {
    const place = find(parameters, path);
    if (place && !Array.isArray(place.container)) delete place.container[place.key];
    else unfit.push(path);
  }
  for (const [path, [said, wanted]] of instead) {
    const place = find(parameters, path);
    if (place && strictEqual(place.container[place.key], said)) place.container[place.key] = wanted;
    else unfit.push(path);
  }
  for (const [path, value] of set) {
    const place = find(parameters, path);
    // What the statement says goes before what the metadata say.
    const isFree =
      place && (place.container[place.key] === undefined || strictEqual(place.container[place.key], value));
    // A group of several blocks has no identifier of its own.
    const isGroup = path === "GroupingIdentifier";
    // Between the rows of a table of one, no word stands that could say something else.
    const isUnsaid = path.endsWith(PREFIX) && hasOneRow(place?.container);
    const isSame = path.endsWith(".OutputName") || isSameCode(place?.container[place.key], value);
    if (place && (isFree || isSame || isGroup || isUnsaid || path === DERIVED))
      place.container[place.key] = value;
    else unfit.push(path);
  }
  return unfit;
}

const PREFIX = "WFActionParameterFilterPrefix";

function hasOneRow(table: PlistDict | undefined): boolean {
  const rows = table?.["WFActionParameterFilterTemplates"];
  return Array.isArray(rows) && rows.length === 1;
}

/** The container that holds a place; an array is indexed by text, which JavaScript takes. */
function find(root: PlistDict, path: string): { container: PlistDict; key: string } | undefined {
  const keys = split(path);
  const key = keys.pop()!;
  let container: PlistValue | undefined = root;
  for (const step of keys) {
    container = isDict(container) || Array.isArray(container) ? (container as PlistDict)[step] : undefined;
  }
  if (Array.isArray(container)) return /^\d+$/.test(key) ? { container: container as never, key } : undefined;
  return isDict(container) ? { container, key } : undefined;
}

/** Keys joined by dots; a dot or a backslash in a key gets a backslash. */
function join(path: string | undefined, key: string): string {
  const escaped = /[.\\]/.test(key) ? key.replace(/[.\\]/g, "\\$&") : key;
  return path === undefined ? escaped : `${path}.${escaped}`;
}

function split(path: string): string[] {
  if (!path.includes("\\")) return path.split(".");
  return [...path.matchAll(/(?:^|\.)((?:[^.\\]|\\.)*)/gs)].map(([, key]) => key!.replace(/\\(.)/gs, "$1"));
}
