import { openContainer } from "../../src/container/index.ts";
import { convert } from "../../src/convert.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { confuse, mutateBytes, Random, type Mutation } from "./mutate.ts";
import { encodeBinaryPlist } from "./encode-plist.ts";
import { cpuTime } from "./cpu-time.ts";

/** A file that mutations start from, and the value that it holds. */
export interface Seed {
  bytes: Uint8Array;
  value: PlistValue;
}

export interface Outcome {
  /** The programs in both layouts, where the case converts. */
  python: string[];
  /** The code of the ShortcutError, where it does not. */
  code?: string;
  /** Anything else that was thrown: a bug. */
  crash?: unknown;
  milliseconds: number;
}

const DECODERS = { binary: decodeBinaryPlist, xml: decodeXmlPlist, json: decodeJson };

export function seedOf(bytes: Uint8Array): Seed {
  const { payload, payloadKind } = openContainer(bytes);
  return { bytes, value: DECODERS[payloadKind](payload) };
}

/** Runs one case, which its kind and number determine. */
export function runCase(seeds: readonly Seed[], kind: Mutation, number: number): Outcome {
  const random = new Random(number * 7919 + kind.length);
  const [seed, other] = [random.pick(seeds), random.pick(seeds)];
  const bytes =
    kind === "confuse"
      ? encodeBinaryPlist(confuse(seed.value, other.value, random))
      : mutateBytes(seed.bytes, other.bytes, kind, random);
  const outcome: Omit<Outcome, "milliseconds"> = { python: [] };
  const start = cpuTime();
  try {
    outcome.python = [convert(bytes).python, convert(bytes, { layout: "script" }).python];
  } catch (error) {
    if (error instanceof ShortcutError) outcome.code = error.code;
    else outcome.crash = error;
  }
  return { ...outcome, milliseconds: cpuTime() - start };
}
