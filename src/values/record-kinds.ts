import type { Helper } from "../context/writing.ts";
import { dictOf } from "../context/matching.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { bundleIdOf } from "../registry/apps.ts";
import { nameOfVCard } from "./vcard.ts";

/** A kind of record that a program calls by a name: `App("Drafts")`, `Path("iCloud Drive/Lists")`. */
export interface RecordKind {
  readonly helper: Helper;
  /** Whether a record without tokens is of this kind. */
  fits(record: PlistDict): boolean;
  /** What the program calls it; undefined where it has no name, so that its keywords say all. */
  nameOf(record: PlistDict): string | undefined;
  /** What the text of the name says of the record, to the letter. */
  said(name: string): PlistDict;
  /** What such a record has besides where nothing is said, and what the name stands for. */
  usual?(name: string): PlistDict;
  /** Keys that mean something to a reader, so that they are always said where they are not usual. */
  readonly shown?: readonly string[];
  /** Keys that have no effect when the shortcut runs. */
  readonly unused?: readonly string[];
  /** Keyword by key, where it is another. */
  readonly keywords?: Readonly<Record<string, string>>;
  /** What to write instead where the record lacks what it cannot do without. */
  lacks?(record: PlistDict, name: string): string | undefined;
}

const isText = (value: PlistValue | undefined): value is string => typeof value === "string";

function hasOnly(record: PlistDict, keys: readonly string[]): boolean {
  return Object.keys(record).every((key) => keys.includes(key));
}

/** An app: `App("Drafts")`, or `App(bundle_id="com.agiletortoise.Drafts5")` in files that do not say its name. */
const app: RecordKind = {
  helper: "App",
  fits: (record) =>
    isText(record["BundleIdentifier"]) &&
    Object.values(record).every(isText) &&
    hasOnly(record, ["BundleIdentifier", "Name", "TeamIdentifier", "IntentClassName", "UserActivityType"]),
  nameOf: ({ Name: name }) => (isText(name) ? name : undefined),
  said: (name) => dictOf({ Name: name }),
  usual: (name) => dictOf({ BundleIdentifier: bundleIdOf(name) }),
  unused: ["TeamIdentifier"],
  keywords: { BundleIdentifier: "bundle_id", TeamIdentifier: "team_id", Name: "name" },
  lacks: ({ BundleIdentifier: id }, name) =>
    id === undefined ? `say which one it is: \`App(${JSON.stringify(name)}, bundle_id="...")\`` : undefined,
};

/** Another shortcut, or the one that runs: `Shortcut("Backup", is_self=True)`. */
const shortcut: RecordKind = {
  helper: "Shortcut",
  fits: (record) =>
    isText(record["workflowName"]) &&
    typeof record["isSelf"] === "boolean" &&
    hasOnly(record, ["isSelf", "workflowIdentifier", "workflowName"]),
  nameOf: ({ workflowName: name }) => (isText(name) ? name : undefined),
  said: (name) => dictOf({ workflowName: name }),
  usual: () => dictOf({ isSelf: false }),
  shown: ["isSelf"],
  keywords: { isSelf: "is_self", workflowIdentifier: "identifier" },
};

/** Where a file or a folder is, as its path; the place that it starts in comes first. */
const path: RecordKind = {
  helper: "Path",
  fits: (record) => {
    const { displayName, fileLocation: location, filename } = record;
    return (
      isText(displayName) &&
      isText(filename) &&
      isDict(location) &&
      Object.values(location).every(isText) &&
      Object.keys(record).length === 3 &&
      pathOf(location) !== undefined
    );
  },
  nameOf: ({ fileLocation: location }) => (isDict(location) ? pathOf(location) : undefined),
  said: (name) => {
    const { type, below } = placeOf(name);
    const last = name.split("/").findLast((part) => part !== "") ?? name;
    return dictOf({
      displayName: last,
      filename: last,
      fileLocation: dictOf({
        WFFileLocationType: name.includes(type) ? type : undefined,
        relativeSubpath: name.includes(below) ? below : undefined,
      }),
    });
  },
  usual: (name) => {
    const { type, below } = placeOf(name);
    const place = PLACES.find((known) => known.type === type && known.text === name);
    return dictOf({
      filename: place?.filename,
      fileLocation: dictOf({
        WFFileLocationType: type,
        relativeSubpath: below,
        fileProviderDomainID: PROVIDERS.get(type),
        appContainerBundleIdentifier: type === "Shortcuts" ? "com.apple.shortcuts" : undefined,
      }),
    });
  },
  keywords: { displayName: "display_name", fileLocation: "location" },
};

interface Place {
  /** How paths begin that start there. */
  text: string;
  type: string;
  /** What the file has before the rest of the path. */
  root: string;
  /** What the place itself is called on the disk, where that is another name. */
  filename?: string;
}

const PLACES: readonly Place[] = [
  { text: "iCloud Drive", type: "iCloud", root: "com~apple~CloudDocs" },
  { text: "Shortcuts", type: "Shortcuts", root: "", filename: "Documents" },
  { text: "On My iPhone", type: "LocalStorage", root: "", filename: "File Provider Storage" },
  { text: "~", type: "Home", root: "" },
];

const CLOUD = "com.apple.CloudDocs.MobileDocumentsFileProvider";
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ["iCloud", CLOUD],
  ["Shortcuts", CLOUD],
  ["LocalStorage", "com.apple.FileProvider.LocalStorage"],
]);

/** A location as a path: `iCloud Drive/Lists`, `~/Notes`, `/System`, `Desktop/a.txt`; undefined if it would read as another. */
function pathOf({ WFFileLocationType: type, relativeSubpath: below }: PlistDict): string | undefined {
  if (!isText(type) || !isText(below)) return undefined;
  const place = PLACES.find((known) => {
    const { root } = known;
    return known.type === type && (root === "" || below === root || below.startsWith(`${root}/`));
  });
  const start = place?.text ?? type;
  const rest = below.slice(place?.root.length ?? 0).replace(place?.root ? /^\// : /^/, "");
  const text = type === ABSOLUTE ? below : rest === "" ? start : `${start}/${rest}`;
  const again = placeOf(text);
  return again.type === type && again.below === below ? text : undefined;
}

const ABSOLUTE = "Absolute";

/** The inverse of {@link pathOf}. */
function placeOf(text: string): { type: string; below: string } {
  if (text.startsWith("/")) return { type: ABSOLUTE, below: text };
  const slash = text.indexOf("/");
  const start = slash < 0 ? text : text.slice(0, slash);
  const rest = slash < 0 ? "" : text.slice(slash + 1);
  const place = PLACES.find((known) => known.text === start);
  if (!place) return { type: start, below: rest };
  const below = place.root === "" || rest === "" ? place.root + rest : `${place.root}/${rest}`;
  return { type: place.type, below };
}

/** What an app offers to choose from: `Entity("Work")`. */
const entity: RecordKind = {
  helper: "Entity",
  fits: ({ displayString: name, identifier }) => isText(name) && isText(identifier),
  nameOf: ({ displayString: name }) => (isText(name) ? name : undefined),
  said: (name) => dictOf({ displayString: name, identifier: name }),
  keywords: { displayString: "display_string" },
};

/** The same of Shortcuts' own actions. */
const option: RecordKind = {
  helper: "Option",
  fits: (record) =>
    isText(record["DisplayString"]) &&
    isText(record["Identifier"]) &&
    hasOnly(record, ["DisplayString", "Identifier"]),
  nameOf: ({ DisplayString: name }) => (isText(name) ? name : undefined),
  said: (name) => dictOf({ DisplayString: name, Identifier: name }),
  keywords: { DisplayString: "display_string", Identifier: "identifier" },
};

/** The same of app intents, whose titles can be translated. */
const appEntity: RecordKind = {
  helper: "AppEntity",
  fits: (record) => isText(record["identifier"]) && titleKey(record) !== undefined,
  nameOf: titleKey,
  said: (name) => dictOf({ identifier: name, title: dictOf({ key: name }) }),
};

function titleKey({ title }: PlistDict): string | undefined {
  const key = isDict(title) ? title["key"] : undefined;
  return isText(key) ? key : undefined;
}

/** What the Music app plays: `Playback("Favorites Mix")`. */
const playback: RecordKind = {
  helper: "Playback",
  fits: (record) =>
    isText(record["itemName"]) &&
    isText(record["playbackArchiveData"]) &&
    hasOnly(record, ["itemName", "playbackArchiveData", "type"]),
  nameOf: ({ itemName: name }) => (isText(name) ? name : undefined),
  said: (name) => dictOf({ itemName: name }),
  usual: () => dictOf({ type: "PlaybackArchive" }),
  keywords: { itemName: "item_name", playbackArchiveData: "archive" },
  lacks: ({ playbackArchiveData: archive }) =>
    archive === undefined ? "look it up: `music_find_music(...)`, and play what that finds" : undefined,
};

/** What a measurement is converted to: `Unit("km", type="Length")`. */
const unit: RecordKind = {
  helper: "Unit",
  fits: (record) =>
    isText(record["WFNSUnitSymbol"]) &&
    isText(record["WFNSUnitType"]) &&
    hasOnly(record, ["WFNSUnitSymbol", "WFNSUnitType"]),
  nameOf: ({ WFNSUnitSymbol: symbol }) => (isText(symbol) ? symbol : undefined),
  said: (symbol) => dictOf({ WFNSUnitSymbol: symbol }),
  shown: ["WFNSUnitType"],
  keywords: { WFNSUnitSymbol: "symbol", WFNSUnitType: "type" },
  lacks: ({ WFNSUnitType: type }, symbol) =>
    type === undefined ? `say of what it is: \`Unit(${JSON.stringify(symbol)}, type="Length")\`` : undefined,
};

/** A place on the map: `Location("César Chávez Park")`. */
const location: RecordKind = {
  helper: "Location",
  fits: (record) => Object.keys(record).length === 1 && placeName(record) !== undefined && isPlaced(record),
  nameOf: placeName,
  said: (name) => dictOf({ placemark: dictOf({ addressDictionary: dictOf({ Name: name }) }) }),
  lacks: (record, name) =>
    isPlaced(record)
      ? undefined
      : `say where it is: \`Location(${JSON.stringify(name)}, placemark=dict(location=dict(latitude=..., longitude=...)))\``,
};

function isPlaced({ placemark }: PlistDict): boolean {
  return isDict(placemark) && isDict(placemark["location"]);
}

function placeName({ placemark }: PlistDict): string | undefined {
  const address = isDict(placemark) ? placemark["addressDictionary"] : undefined;
  const name = isDict(address) ? address["Name"] : undefined;
  return isText(name) ? name : undefined;
}

export const RECORD_KINDS: readonly RecordKind[] = [
  app,
  path,
  shortcut,
  entity,
  appEntity,
  option,
  location,
  playback,
  unit,
];

/** Somebody of the address book: `Contact("Ann")`. */
const contact: RecordKind = {
  helper: "Contact",
  fits: (record) =>
    cardName(record) !== undefined &&
    hasOnly(record, ["WFContactData", "WFContactMultivalue", "WFContactProperty"]),
  nameOf: cardName,
  said: () => dictOf({}),
  keywords: { WFContactData: "card", WFContactMultivalue: "which", WFContactProperty: "property" },
  lacks: ({ WFContactData: card }) =>
    card instanceof Uint8Array
      ? undefined
      : 'write the number or the address: `Phone("...")`, `Email("...")`',
};

function cardName({ WFContactData: card }: PlistDict): string | undefined {
  return card instanceof Uint8Array ? nameOfVCard(card) : undefined;
}

/** A number or an address that somebody has typed in. */
function typed(helper: Helper, type: number, field: string): RecordKind {
  const nameOf = ({ SerializedEntry: entry }: PlistDict) => {
    const text = isDict(entry) && Object.keys(entry).length === 1 ? entry[field] : undefined;
    return isText(text) ? text : undefined;
  };
  return {
    helper,
    fits: (record) =>
      nameOf(record) !== undefined &&
      record["EntryType"] === type &&
      hasOnly(record, ["EntryType", "SerializedEntry"]),
    nameOf,
    said: (text) => dictOf({ EntryType: type, SerializedEntry: dictOf({ [field]: text }) }),
  };
}

/** What contacts are given as; only in the field of contacts. */
export const CONTACT_KINDS: readonly RecordKind[] = [
  contact,
  typed("Phone", 1, "link.contentkit.phonenumber"),
  typed("Email", 2, "link.contentkit.emailaddress"),
];
