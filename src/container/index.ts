import { parseAea, unpackAea, type AeaInfo } from "./aea.ts";
import { extractWorkflow } from "./apple-archive.ts";
import { detectKind, detectPayload, type PayloadKind } from "./detect.ts";

export type { AeaInfo, SignatureScheme } from "./aea.ts";
export type { ContainerKind, PayloadKind } from "./detect.ts";

/** The most bytes that an archive may unpack to, unless the caller says otherwise; real ones stay below 6 MB. */
export const MAX_UNPACKED_SIZE = 64 * 1024 * 1024;

/** The property list as it was found. */
interface Payload {
  /** Part of the input where nothing had to be unpacked, so it must not outlive changes to that. */
  payload: Uint8Array;
  payloadKind: PayloadKind;
}

/** A file, opened. `kind` is what the file is, `payloadKind` how the property list in it is written. */
export type Opened = Payload &
  (
    | {
        /** A signed shortcut; its content matches its checksums, and nobody has looked at the signature. */
        kind: "signed";
        aea: AeaInfo;
      }
    | {
        /** A bare Apple Archive, or a bare property list. */
        kind: "archive" | PayloadKind;
      }
  );

export interface OpenOptions {
  /** See {@link MAX_UNPACKED_SIZE}. */
  maxUnpackedSize?: number;
}

/**
 * Finds the property list in a file of any kind that Shortcuts or its users keep shortcuts in. Kinds are told by the
 * bytes, never by a name.
 *
 * A signature that does not hold is no reason not to open a file, but content that does not match its checksum is.
 *
 * @throws ShortcutError SC1001 to SC1010
 */
export function openContainer(bytes: Uint8Array, options: OpenOptions = {}): Opened {
  const kind = detectKind(bytes);
  switch (kind) {
    case "signed": {
      const layout = parseAea(bytes, options.maxUnpackedSize ?? MAX_UNPACKED_SIZE);
      const payload = extractWorkflow(unpackAea(bytes, layout));
      return { kind, payload, payloadKind: detectPayload(payload), aea: layout.info };
    }
    case "archive": {
      const payload = extractWorkflow(bytes);
      return { kind, payload, payloadKind: detectPayload(payload) };
    }
    default:
      return { kind, payload: bytes, payloadKind: kind };
  }
}
