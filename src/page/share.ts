import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** A program in a link: nothing of it reaches a server, since browsers keep what stands behind the #. */
export interface Shared {
  name: string;
  python: string;
}

const PREFIX = "#p=";

/** Programs of more characters are not unpacked: a short link can be made to hold a gigabyte of zeros. */
const LONGEST = 8_000_000;

export function encodeShare(shared: Shared): string {
  const packed = deflateSync(strToU8(JSON.stringify([shared.name, shared.python])), { level: 9 });
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  return PREFIX + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What a fragment holds; undefined if it holds no program. */
export function decodeShare(fragment: string): Shared | undefined {
  if (!fragment.startsWith(PREFIX)) return undefined;
  try {
    const binary = atob(fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = strFromU8(inflateSync(packed, { out: new Uint8Array(LONGEST) }));
    const [name, python] = JSON.parse(text) as unknown[];
    return typeof name === "string" && typeof python === "string" ? { name, python } : undefined;
  } catch {
    return undefined;
  }
}
