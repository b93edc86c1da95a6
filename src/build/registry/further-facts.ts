import type { RawFacts } from "../../registry/records/raw-facts.ts";

/** What `api-docs/identifiers.json` holds: actions of which only the identifier is known. */
export interface FurtherIdentifiers {
  /** Bundle ids of one app, on iOS and on the Mac: its actions are the same. */
  bundles: [ios: string, mac: string][];
  identifiers: { system: string; names: string[] }[];
}

/** One of Apple's tools, with what its engine calls it. */
export interface AppleTool {
  identifier: string;
  python: string;
  title?: string;
}

/** What Apple's engine calls its tools, by identifier: those that no program calls have no name. */
export function appleNames(tools: readonly AppleTool[]): Map<string, string> {
  return new Map(tools.flatMap(({ identifier, python }) => (python === "" ? [] : [[identifier, python]])));
}

/**
 * Facts of actions that the collected ones lack: those of the app on its other system where that has the action, else
 * nothing but the name.
 */
export function furtherFacts(
  facts: readonly RawFacts[],
  { bundles, identifiers }: FurtherIdentifiers,
  tools: readonly AppleTool[],
): RawFacts[] {
  const known = new Map(facts.map((raw) => [raw.identifier, raw]));
  const apps = new Map(facts.map(({ app, app_name: name }) => [app, name]));
  const others = new Map(bundles.flatMap(([ios, mac]) => [[ios, mac] as const, [mac, ios] as const]));
  const further: RawFacts[] = [];
  const add = (identifier: string, app: string, title?: string): void => {
    if (known.has(identifier)) return;
    const other = others.get(app);
    const twin = other === undefined ? undefined : known.get(`${other}${identifier.slice(app.length)}`);
    const name = apps.get(app) ?? twin?.app_name;
    const raw: RawFacts = {
      ...(twin ? withoutOrigin(twin) : NOTHING),
      identifier,
      app,
      ...(name != null && { app_name: name }),
      ...(title !== undefined && { title }),
    };
    known.set(identifier, raw);
    further.push(raw);
  };
  for (const { names } of identifiers) {
    for (const identifier of names) add(identifier, identifier.slice(0, identifier.lastIndexOf(".")));
  }
  for (const { identifier, title } of tools) {
    // A tool that several apps have names the app behind a bar, not always in its own capitals.
    const [tool = "", app] = identifier.split("|");
    const own = app === undefined ? undefined : [...apps.keys()].find((one) => isSame(one, app));
    add(identifier, own ?? app ?? tool.split(".").slice(0, -2).join("."), title);
  }
  return further;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const NOTHING = {
  aliases: [],
  kind: "appintent",
  facts: "name-only",
  deprecated: false,
  platforms: {},
  parameters: [],
} satisfies Partial<RawFacts>;

/** What holds of an action on both systems: not what a data set calls it, nor how often files have it. */
function withoutOrigin(raw: RawFacts): RawFacts {
  const copy: RawFacts = { ...raw, aliases: [], platforms: {} };
  delete copy.workflowbench_name;
  delete copy.name_confidence;
  delete copy.observed;
  return copy;
}
