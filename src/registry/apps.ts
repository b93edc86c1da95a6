import json from "./apps.json" with { type: "json" };

const apps: Readonly<Record<string, string>> = json;

/** The bundle id of an app by the name that the editor shows; undefined for one that is not known, or not one alone. */
export function bundleIdOf(name: string): string | undefined {
  return Object.hasOwn(apps, name) ? apps[name] : undefined;
}
