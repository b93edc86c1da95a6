/** Keys joined by dots; a dot or a backslash in a key gets a backslash. */
export function join(path: string | undefined, key: string): string {
  const escaped = /[.\\]/.test(key) ? key.replace(/[.\\]/g, "\\$&") : key;
  return path === undefined ? escaped : `${path}.${escaped}`;
}

/** The inverse of {@link join}. */
export function split(path: string): string[] {
  if (!path.includes("\\")) return path.split(".");
  return [...path.matchAll(/(?:^|\.)((?:[^.\\]|\\.)*)/gs)].map(([, key]) => key!.replace(/\\(.)/gs, "$1"));
}
