import { sha256 } from "@noble/hashes/sha2.js";
import { quote, ShortcutError } from "../diagnostics/error.ts";
import { equalBytes, includesAscii, readUint } from "./bytes.ts";
import { decodeLzfse } from "./lzfse.ts";
import { cutOff, damaged, impossible, tooLarge } from "./problems.ts";

/**
 * Apple Encrypted Archive (AEA), profile 0: signed and not encrypted, so that reading needs no key. All integers are
 * little-endian. Apple documents the tool and the interface but not the bytes; their layout was established on 1,123
 * real shortcuts.
 */

/** Which kind of signature the file says it has; whether that holds is another question. */
export type SignatureScheme =
  /** Made by iCloud, for anyone. */
  | "icloud"
  /** Made by a device with its owner's Apple ID, for people who know them. */
  | "contact"
  | "unknown";

/** What the headers say. None of it is vouched for but what {@link unpackAea} needs. */
export interface AeaInfo {
  profile: 0;
  scheme: SignatureScheme;
  /** A binary property list with certificates. It may hold personal data: never print or keep it. */
  authData: Uint8Array;
  /** Bytes of the whole file, as it says itself. */
  containerSize: number;
  /** Bytes of the archive once unpacked. */
  uncompressedSize: number;
  /** Uncompressed bytes in a full segment. */
  segmentSize: number;
  segmentsPerCluster: number;
  compression: "none" | "lzfse";
  clusters: number;
  /** Segments in use, in all clusters. */
  segments: number;
}

/** Offsets in the file of what lies before the first cluster. */
export interface AeaPrologue {
  authData: number;
  /** {@link SIGNATURE_SIZE} bytes. */
  signature: number;
  /** {@link KEY_SIZE} bytes, as are the salt and both MACs. */
  randomKey: number;
  salt: number;
  rootMac: number;
  rootHeader: number;
  /** The MAC of the first cluster. */
  clusterMac: number;
  end: number;
}

/** Offsets in the file of one cluster, a group of segments. */
export interface AeaCluster {
  /** The headers of all segments, in use or not. */
  headers: number;
  nextClusterMac: number;
  /** The MACs of all segments, in use or not. */
  segmentMacs: number;
  /** The segments in use. */
  segments: AeaSegment[];
}

export interface AeaSegment {
  /** Offset of its SHA-256. */
  checksum: number;
  /** Offset of its bytes, and how many they are. */
  start: number;
  storedSize: number;
  uncompressedSize: number;
}

export interface AeaLayout {
  info: AeaInfo;
  prologue: AeaPrologue;
  clusters: AeaCluster[];
  /** Where the last segment ends; in a sound file this is the end of the file. */
  end: number;
}

/** Size of the room for the signature. */
export const SIGNATURE_SIZE = 128;
/** Size of keys, salts, MACs and checksums. */
export const KEY_SIZE = 32;
const AUTH_DATA = 12;
export const ROOT_HEADER_SIZE = 48;
const SEGMENT_HEADER_SIZE = 8 + KEY_SIZE;

const PROFILES = [
  "hkdf_sha256_hmac__none__ecdsa_p256",
  "hkdf_sha256_aesctr_hmac__symmetric__none",
  "hkdf_sha256_aesctr_hmac__symmetric__ecdsa_p256",
  "hkdf_sha256_aesctr_hmac__ecdhe_p256__none",
  "hkdf_sha256_aesctr_hmac__ecdhe_p256__ecdsa_p256",
  "hkdf_sha256_aesctr_hmac__scrypt__none",
];

const OTHER_COMPRESSIONS = new Map([
  ["f", "LZVN"],
  ["z", "zlib"],
  ["x", "LZMA"],
  ["4", "LZ4"],
  ["b", "LZBITMAP"],
]);

/**
 * Reads all headers of an `AEA1` file and checks that they fit together and into the file. It trusts nothing, and
 * allocates no more than a small multiple of the file's own size.
 *
 * @param maxSize the most bytes that the file may unpack to.
 * @throws ShortcutError SC1004 cut off, SC1005 encrypted, SC1006 other compression or checksum, SC1008 impossible
 * header, SC1009 too large.
 */
export function parseAea(bytes: Uint8Array, maxSize: number): AeaLayout {
  if (bytes.length < AUTH_DATA) throw cutOff(bytes.length, AUTH_DATA, false);
  checkProfile(readUint(bytes, 4, 3));
  const prologue = locatePrologue(readUint(bytes, 8, 4));
  if (bytes.length < prologue.end) throw cutOff(bytes.length, prologue.end, false);
  const root = readRootHeader(bytes, prologue, maxSize);
  const { clusters, end } = readClusters(bytes, prologue.end, root);
  const authData = bytes.subarray(prologue.authData, prologue.signature);
  return {
    info: {
      profile: 0,
      scheme: schemeOf(authData),
      authData,
      ...root,
      clusters: clusters.length,
      segments: clusters.reduce((sum, cluster) => sum + cluster.segments.length, 0),
    },
    prologue,
    clusters,
    end,
  };
}

function checkProfile(profile: number): void {
  if (profile === 0) return;
  const name = PROFILES[profile];
  if (name === undefined) throw impossible(`AEA profile ${profile} is unknown`, 4);
  throw new ShortcutError(
    "SC1005",
    `This archive is encrypted (AEA profile ${profile}, ${name}). It cannot be read without its key.`,
    { hint: "Shortcuts files use profile 0; this is probably a system image or a backup.", offset: 4 },
  );
}

function locatePrologue(authDataSize: number): AeaPrologue {
  const signature = AUTH_DATA + authDataSize;
  const randomKey = signature + SIGNATURE_SIZE;
  const salt = randomKey + KEY_SIZE;
  const rootMac = salt + KEY_SIZE;
  const rootHeader = rootMac + KEY_SIZE;
  const clusterMac = rootHeader + ROOT_HEADER_SIZE;
  const end = clusterMac + KEY_SIZE;
  return { authData: AUTH_DATA, signature, randomKey, salt, rootMac, rootHeader, clusterMac, end };
}

type RootHeader = Pick<
  AeaInfo,
  "uncompressedSize" | "containerSize" | "segmentSize" | "segmentsPerCluster" | "compression"
>;

function readRootHeader(
  bytes: Uint8Array,
  { rootHeader: at, end }: AeaPrologue,
  maxSize: number,
): RootHeader {
  const uncompressedSize = readUint(bytes, at, 8);
  const containerSize = readUint(bytes, at + 8, 8);
  const segmentSize = readUint(bytes, at + 16, 4);
  const segmentsPerCluster = readUint(bytes, at + 20, 4);
  const compression = readCompression(bytes[at + 24]!, at + 24);
  checkChecksumKind(bytes[at + 25]!, at + 25);
  if (containerSize > bytes.length) throw cutOff(bytes.length, containerSize, true);
  if (containerSize < end) throw impossible(`it says that the file has ${containerSize} bytes`, at + 8);
  if (uncompressedSize > maxSize) throw tooLarge(uncompressedSize, maxSize, at);
  if (segmentSize === 0) throw impossible("it says that segments have no bytes", at + 16);
  if (segmentsPerCluster === 0) throw impossible("it says that clusters have no segments", at + 20);
  return { uncompressedSize, containerSize, segmentSize, segmentsPerCluster, compression };
}

function readCompression(code: number, offset: number): AeaInfo["compression"] {
  const letter = String.fromCharCode(code);
  if (letter === "e") return "lzfse";
  if (letter === "-") return "none";
  const name = OTHER_COMPRESSIONS.get(letter);
  if (name === undefined) throw impossible(`compression ${quote(letter)} is unknown`, offset);
  throw unused(`Compressed with ${name}`, offset);
}

function checkChecksumKind(code: number, offset: number): void {
  if (code === 2) return;
  if (code > 2) throw impossible(`checksum kind ${code} is unknown`, offset);
  throw unused(code === 0 ? "Without checksums" : "With MurmurHash checksums", offset);
}

function unused(what: string, offset: number): ShortcutError {
  return new ShortcutError("SC1006", `${what}, which Shortcuts never used in any file known to us.`, {
    hint: "If Shortcuts opens this file, please report it.",
    offset,
  });
}

/** A label from the keys that are in the authentication data, whose values nothing here looks at. */
function schemeOf(authData: Uint8Array): SignatureScheme {
  if (includesAscii(authData, "SigningCertificateChain")) return "icloud";
  return includesAscii(authData, "AppleIDCertificateChain") ? "contact" : "unknown";
}

function readClusters(
  bytes: Uint8Array,
  start: number,
  root: RootHeader,
): { clusters: AeaCluster[]; end: number } {
  const slots = root.segmentsPerCluster;
  const clusters: AeaCluster[] = [];
  let left = root.uncompressedSize;
  let at = start;
  while (left > 0) {
    const nextClusterMac = at + slots * SEGMENT_HEADER_SIZE;
    const segmentMacs = nextClusterMac + KEY_SIZE;
    const cluster: AeaCluster = { headers: at, nextClusterMac, segmentMacs, segments: [] };
    at = segmentMacs + slots * KEY_SIZE;
    if (at > root.containerSize)
      throw impossible("a group of segments reaches beyond the file", cluster.headers);
    for (let slot = 0; slot < slots && left > 0; slot++) {
      const segment = readSegmentHeader(bytes, cluster.headers + slot * SEGMENT_HEADER_SIZE, at, root, left);
      cluster.segments.push(segment);
      at += segment.storedSize;
      left -= segment.uncompressedSize;
    }
    clusters.push(cluster);
  }
  return { clusters, end: at };
}

function readSegmentHeader(
  bytes: Uint8Array,
  at: number,
  start: number,
  root: RootHeader,
  left: number,
): AeaSegment {
  const uncompressedSize = readUint(bytes, at, 4);
  const storedSize = readUint(bytes, at + 4, 4);
  if (uncompressedSize === 0 || uncompressedSize > Math.min(left, root.segmentSize)) {
    throw impossible(`a segment of ${uncompressedSize} bytes`, at);
  }
  const isStored = storedSize === uncompressedSize;
  if (storedSize > uncompressedSize || (root.compression === "none" && !isStored)) {
    throw impossible(`a segment of ${uncompressedSize} bytes that takes ${storedSize}`, at + 4);
  }
  if (start + storedSize > root.containerSize) throw impossible("a segment reaches beyond the file", at + 4);
  return { checksum: at + 8, start, storedSize, uncompressedSize };
}

/**
 * The archive inside, every segment of which matches its checksum.
 *
 * @param layout what {@link parseAea} made of the same `bytes`.
 * @throws ShortcutError SC1006, SC1007
 */
export function unpackAea(bytes: Uint8Array, { info, clusters }: AeaLayout): Uint8Array {
  const archive = new Uint8Array(info.uncompressedSize);
  let at = 0;
  for (const { segments } of clusters) {
    for (const { checksum, start, storedSize, uncompressedSize } of segments) {
      const stored = bytes.subarray(start, start + storedSize);
      const segment = archive.subarray(at, (at += uncompressedSize));
      if (storedSize === uncompressedSize) segment.set(stored);
      else decodeLzfse(stored, segment);
      if (!equalBytes(sha256(segment), bytes.subarray(checksum, checksum + KEY_SIZE))) {
        throw damaged("it does not match its checksum", start);
      }
    }
  }
  return archive;
}
