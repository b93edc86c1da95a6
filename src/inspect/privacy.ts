import { isDict, type PlistValue } from "../plist/value.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { BUILT_IN_EFFECTS, type EffectKind } from "./privacy-effects.ts";

/** Something that a shortcut does and that one may want to know before installing it. */
export interface PrivacyFact {
  /**
   * `sends`: hands something to other people or servers; `reads`: takes what is private; `changes`, `deletes`: alters
   * what is on the device; `runs`: starts code or apps of which the file does not tell what they do.
   */
  kind: EffectKind;
  /** What it is about, as a noun phrase: `the clipboard`, `a web request`, `the app com.agiletortoise.Drafts4`. */
  what: string;
  /** The actions that do it, by 0-based position, in order. */
  actions: number[];
}

/** A server that the shortcut names. */
export interface NamedHost {
  /** In lower case, without a port. */
  host: string;
  /** The actions that name it, by 0-based position, in order. */
  actions: number[];
}

export interface Privacy {
  /** By kind (sends, reads, changes, deletes, runs), then in the order of first occurrence. */
  facts: PrivacyFact[];
  /**
   * Every host in a literal URL of an action. What a shortcut puts together when it runs is not here: a fact
   * `a web request` without a host in sight says that there is one.
   */
  hosts: NamedHost[];
}

const KINDS: readonly EffectKind[] = ["sends", "reads", "changes", "deletes", "runs"];

/**
 * What a shortcut sends, reads, changes, deletes and starts, as far as the file tells. An action of an app counts as
 * running that app. It lists what the actions can do, whether or not a run reaches them.
 */
export function findPrivacy({ actions }: Pick<Workflow, "actions">): Privacy {
  const facts = new Map<string, PrivacyFact>();
  const hosts = new Map<string, NamedHost>();
  for (const action of actions) {
    for (const [kind, what] of effectsOf(action)) {
      const key = `${kind} ${what}`;
      const fact = facts.get(key) ?? { kind, what, actions: [] };
      facts.set(key, fact);
      addOnce(fact.actions, action.index);
    }
    visitTexts(action.parameters, (text) => {
      for (const host of hostsIn(text)) {
        const named = hosts.get(host) ?? { host, actions: [] };
        hosts.set(host, named);
        addOnce(named.actions, action.index);
      }
    });
  }
  const ordered = [...facts.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return { facts: ordered, hosts: [...hosts.values()] };
}

type Effect = readonly [kind: EffectKind, what: string];

const BUILT_IN = "is.workflow.actions.";

function effectsOf(action: Action): Effect[] {
  const { identifier, malformed } = action;
  if (malformed !== undefined) return [];
  const own = identifier.startsWith(BUILT_IN)
    ? (BUILT_IN_EFFECTS[identifier.slice(BUILT_IN.length)] ?? [])
    : (APPLE_EFFECTS[identifier] ?? [["runs", `the app ${appOf(action)}`] as const]);
  return [...own, ...tokenEffects(action)];
}

/** Actions of Apple's own apps that do what built-in ones do. */
const APPLE_EFFECTS: Readonly<Record<string, readonly Effect[]>> = {
  "com.apple.mobilenotes.SharingExtension": [["changes", "notes"]],
  "com.apple.mobilephone.call": [["sends", "a phone call"]],
  "com.apple.facetime.facetime": [["sends", "a FaceTime call"]],
};

/** The bundle id: of an App Intent it is written beside the action, elsewhere it is the front of the identifier. */
function appOf({ identifier, parameters }: Action): string {
  const descriptor = parameters["AppIntentDescriptor"];
  const bundle = isDict(descriptor) ? descriptor["BundleIdentifier"] : undefined;
  if (typeof bundle === "string" && bundle !== "") return bundle;
  const parts = identifier.split(".");
  return parts.length > 1 ? parts.slice(0, -1).join(".") : identifier;
}

/** Magic variables read, too: the clipboard, and details of the device. */
function tokenEffects({ parameters }: Action): Effect[] {
  const found = new Map<string, Effect>();
  const visit = (value: PlistValue): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isDict(value)) {
      const type = value["Type"];
      if (type === "Clipboard") found.set("c", ["reads", "the clipboard"]);
      if (type === "DeviceDetails") found.set("d", ["reads", "details of the device"]);
      for (const key in value) visit(value[key]!);
    }
  };
  visit(parameters);
  return [...found.values()];
}

function visitTexts(value: PlistValue, take: (text: string) => void): void {
  if (typeof value === "string") take(value);
  else if (Array.isArray(value)) for (const item of value) visitTexts(item, take);
  else if (isDict(value)) for (const key in value) visitTexts(value[key]!, take);
}

/** The part between `//` and the next `/`; a host that holds a variable has no name yet. */
const URL_HOST =
  /\b(?:https?|ftp|wss?|ssh|smb):\/\/(?:[^\s/?#@"'<>]{0,100}@)?([^\s/?#:"'<>()[\]{}\\,;|`]{1,253})/gi;

function hostsIn(text: string): string[] {
  return [...text.matchAll(URL_HOST)]
    .map(([, host]) => host!.toLowerCase().replace(/\.$/, ""))
    .filter((host) => /^[\p{L}\p{N}_.-]*[\p{L}\p{N}]$/u.test(host));
}

/** Positions come in rising order. */
function addOnce(positions: number[], position: number): void {
  if (positions.at(-1) !== position) positions.push(position);
}
