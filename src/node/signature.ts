import { constants, createHmac, createPublicKey, hkdfSync, verify, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { KEY_SIZE, parseAea, ROOT_HEADER_SIZE, SIGNATURE_SIZE, unpackAea } from "../container/aea.ts";
import type { AeaCluster, AeaLayout, SignatureScheme } from "../container/aea.ts";
import { hasAscii } from "../container/bytes.ts";
import { MAX_UNPACKED_SIZE } from "../container/index.ts";
import { ShortcutError } from "../diagnostics/error.ts";
import { decodeBinaryPlist } from "../plist/binary.ts";
import { isDict, type PlistDict } from "../plist/value.ts";

/** What was checked, in this order. */
export type SignatureCheck =
  /** The headers can be read and fit together. */
  | "container"
  /** The authentication data holds certificates of a known scheme, and a key to sign with. */
  | "auth-data"
  /** That key signed everything before the first segment header. */
  | "signature"
  /** The authentication codes of the root header, the clusters (groups of segments), and the segments. */
  | "root-mac"
  | "cluster-mac"
  | "segment-mac"
  /** The content decompresses and matches its checksums. */
  | "checksum"
  /** Nothing follows the last segment. */
  | "trailing-bytes"
  /** Each certificate was issued by the next, and the key that signed belongs to the first. */
  | "certificates";

/**
 * What is known about a file's signature. By design it holds nothing about the person who signed: no names, no
 * addresses, no hashes of them.
 */
export type SignatureReport =
  /** The file is of a kind that has no signature. */
  | { status: "unsigned" }
  | {
      /** Everything holds; `apple`: Apple vouches for the key, `unknown-signer`: somebody else does, or nobody. */
      status: "apple" | "unknown-signer";
      scheme: SignatureScheme;
    }
  | {
      /** Something does not hold: the file is not as it was when it was signed, or was never signed properly. */
      status: "broken";
      scheme: SignatureScheme;
      /** The first check that failed. */
      failed: SignatureCheck;
      /** The same as a sentence. */
      detail: string;
    };

/** Whom to trust; anything but {@link APPLE_ANCHORS} is for tests. */
export interface TrustAnchors {
  /** SHA-256 of the certificate that a chain of the scheme `icloud` ends with; upper-case hex, colons between bytes. */
  icloudRoot: string;
  /** The key that signed the last certificate of the scheme `contact`, whose chain leaves its root out. */
  contactRoot: KeyObject;
}

/**
 * The public key of "Apple Root CA" (the certificate's SHA-256 is
 * b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024), as Apple publishes it.
 */
const APPLE_ROOT_CA_MODULUS =
  "5JGpCR-R2x5HUOsF7V55hC3rNqJXTFXsixmJ3vlLbPUHqyIwAugYPvhQCdN_QaiY-dHKZpwkaxHQo7vkGyrDH5WeegykR4tb1BY3M8vED03O" +
  "FGnRyRly9V0O1X9fm_IlA7pVj01dDfFkNSMVSxVZHbOU9_acns9QusFYUGePCLQg98usLCBvcLY_ATCMt0PPD5098ytJKBrI_s61uQ7ZXhzW" +
  "yz21Oq30Dw4AkguxIRYudNU8DdtiFqujcZJHU1XBry9Bs_j743DN5qNMRX4fTGtQlkGJxHRiCxCDQYczioGxMFjsWgQyjGizjx3eZXP_Z15l" +
  "vEnYdp8zFGWhd5TJLQ";

export const APPLE_ANCHORS: TrustAnchors = {
  // "Apple Root CA - G3"
  icloudRoot:
    "63:34:3A:BF:B8:9A:6A:03:EB:B5:7E:9B:3F:5F:A7:BE:7C:4F:5C:75:6F:30:17:B3:A8:C4:88:C3:65:3E:91:79",
  contactRoot: createPublicKey({
    key: { kty: "RSA", n: APPLE_ROOT_CA_MODULUS, e: "AQAB" },
    format: "jwk",
  }),
};

/**
 * Apple's roots vouch for much else, some of it (push or payment certificates) in the hands of anybody who asks. So
 * the certificate below the root has to be the one that is in charge of shortcuts.
 */
const ISSUERS: Record<"icloud" | "contact", RegExp> = {
  icloud: /^CN=Apple System Integration CA \d+$/m,
  contact: /^CN=Apple Application Integration (?:CA|Certification Authority)$/m,
};

/** DER of the object identifier 1.2.840.113635.100.18.1, an extension that iCloud's certificates for shortcuts have. */
const SHORTCUT_EXTENSION = Buffer.from("06092a864886f763641201", "hex");

/**
 * Checks a signed shortcut against its own signature and, offline, against Apple's root certificates. The dates in
 * the certificates are ignored, as files outlive them; whether one was revoked cannot be known offline.
 *
 * Any bytes will do: this never throws. A file that `openContainer` refuses is reported as `broken` (`container` or
 * `checksum`) if it claims to be signed, and as `unsigned` otherwise.
 */
export function verifySignature(bytes: Uint8Array, anchors = APPLE_ANCHORS): SignatureReport {
  if (!hasAscii(bytes, 0, "AEA1")) return { status: "unsigned" };
  let scheme: SignatureScheme = "unknown";
  try {
    const layout = parse(bytes);
    scheme = layout.info.scheme;
    const signer = readSigner(layout.info.authData, scheme);
    checkPrologue(bytes, layout, signer.key);
    checkMacs(bytes, layout, signer.key);
    checkContent(bytes, layout);
    demand(layout.end === bytes.length, "trailing-bytes", "The file has bytes after its content.");
    checkIssued(signer);
    return { status: isVouchedFor(signer, anchors) ? "apple" : "unknown-signer", scheme };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { status: "broken", scheme, failed: error.check, detail: error.message };
  }
}

/** The check that failed; it never leaves this module. */
class Failure extends Error {
  readonly check: SignatureCheck;
  constructor(check: SignatureCheck, message: string) {
    super(message);
    this.check = check;
  }
}

function demand(holds: boolean, check: SignatureCheck, message: string): void {
  if (!holds) throw new Failure(check, message);
}

/** Runs what may throw on bad input as a part of `check`; `message` for anything but our own errors. */
function attempt<T>(check: SignatureCheck, message: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(check, error instanceof ShortcutError ? error.message : message);
  }
}

function parse(bytes: Uint8Array): AeaLayout {
  return attempt("container", "The file cannot be read.", () => parseAea(bytes, MAX_UNPACKED_SIZE));
}

interface Signer {
  scheme: "icloud" | "contact";
  /** From the leaf upwards. */
  chain: X509Certificate[];
  /** The public key that signed the file, as 65 bytes (X9.63). */
  key: Buffer;
  /** The leaf's signature of that key, where it is not the leaf's own. */
  keySignature: Uint8Array | undefined;
}

function readSigner(authData: Uint8Array, scheme: SignatureScheme): Signer {
  return attempt("auth-data", "The file's certificates cannot be read.", () => {
    const dict = decodeBinaryPlist(authData);
    if (!isDict(dict) || scheme === "unknown") {
      throw new Failure("auth-data", "The file is signed in a way that is not known.");
    }
    if (scheme === "icloud") {
      const chain = readChain(dict, "SigningCertificateChain");
      return { scheme, chain, key: toX963(chain[0]!.publicKey), keySignature: undefined };
    }
    return {
      scheme,
      chain: readChain(dict, "AppleIDCertificateChain"),
      key: Buffer.from(readData(dict["SigningPublicKey"])),
      keySignature: readData(dict["SigningPublicKeySignature"]),
    };
  });
}

function readChain(dict: PlistDict, key: string): X509Certificate[] {
  const list = dict[key];
  if (!Array.isArray(list) || list.length < 2) {
    throw new Failure("auth-data", "The file's chain of certificates is incomplete.");
  }
  return list.map((item) => new X509Certificate(readData(item)));
}

function readData(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Failure("auth-data", "The file's authentication data is malformed.");
}

const UNKNOWN_KEY = "The file is signed with a key of a kind that is not known.";

function toX963(key: KeyObject): Buffer {
  const { crv, x, y } = key.export({ format: "jwk" });
  demand(crv === "P-256", "auth-data", UNKNOWN_KEY);
  return Buffer.concat([Buffer.of(4), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
}

function fromX963(key: Buffer): KeyObject {
  demand(key.length === 65 && key[0] === 4, "auth-data", UNKNOWN_KEY);
  const [x, y] = [key.subarray(1, 33), key.subarray(33)].map((half) => half.toString("base64url"));
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x: x!, y: y! }, format: "jwk" });
}

function checkIssued({ chain, key, keySignature }: Signer): void {
  const message = "The file's certificates do not vouch for each other.";
  attempt("certificates", message, () => {
    const holds = chain
      .slice(1)
      .every((issuer, i) => issuer.ca && chain[i]!.checkIssued(issuer) && chain[i]!.verify(issuer.publicKey));
    demand(holds, "certificates", message);
    if (!keySignature) return;
    const leafKey = {
      key: chain[0]!.publicKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_AUTO,
    };
    const isVouched = verify("sha256", key, leafKey, keySignature);
    demand(isVouched, "certificates", "The key that signed the file does not belong to its certificate.");
  });
}

function checkPrologue(bytes: Uint8Array, { prologue }: AeaLayout, key: Buffer): void {
  const message = "The signature does not match.";
  attempt("signature", message, () => {
    const signed = Buffer.from(bytes.subarray(0, prologue.end));
    const room = signed.subarray(prologue.signature, prologue.signature + SIGNATURE_SIZE);
    const signature = Buffer.from(room.subarray(0, room[1]! + 2));
    const isPadded = room.subarray(signature.length).every((byte) => byte === 0);
    demand(isPadded, "signature", "There are bytes after the signature.");
    room.fill(0);
    demand(verify("sha256", signed, fromX963(key), signature), "signature", message);
  });
}

function deriveKey(
  secret: Uint8Array,
  info: string,
  more: Uint8Array[] = [],
  salt: Uint8Array = Buffer.of(),
): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, Buffer.concat([Buffer.from(info), ...more]), KEY_SIZE));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Throws unless `expected` is the authentication code of `data`, into which `salt` goes too. */
function checkMac(
  check: SignatureCheck,
  expected: Uint8Array,
  key: Buffer,
  data: Uint8Array,
  salt: Uint8Array,
): void {
  const saltSize = Buffer.alloc(8);
  saltSize.writeBigUInt64LE(BigInt(salt.length));
  const mac = createHmac("sha256", key).update(salt).update(data).update(saltSize).digest();
  demand(mac.equals(expected), check, "An authentication code does not match.");
}

/**
 * The codes prove nothing about the signer, as their keys follow from what is in the file. But the signature covers
 * the first cluster's code, and that covers the codes of its segments and of the next cluster, and so on: together
 * they cover the whole file.
 */
function checkMacs(bytes: Uint8Array, { info, prologue, clusters }: AeaLayout, signerKey: Buffer): void {
  const part = (start: number, size: number): Uint8Array => bytes.subarray(start, start + size);
  const salt = part(prologue.salt, KEY_SIZE);
  const mainKey = deriveKey(part(prologue.randomKey, KEY_SIZE), "AEA_AMK", [part(4, 4), signerKey], salt);

  const firstMac = part(prologue.clusterMac, KEY_SIZE);
  const rootKey = deriveKey(mainKey, "AEA_RHEK");
  const rootHeader = part(prologue.rootHeader, ROOT_HEADER_SIZE);
  const rootSalt = Buffer.concat([firstMac, info.authData]);
  checkMac("root-mac", part(prologue.rootMac, KEY_SIZE), rootKey, rootHeader, rootSalt);

  let clusterMac = firstMac;
  for (const [index, cluster] of clusters.entries()) {
    const clusterKey = deriveKey(mainKey, "AEA_CK", [uint32(index)]);
    const headers = bytes.subarray(cluster.headers, cluster.nextClusterMac);
    const macs = part(cluster.nextClusterMac, KEY_SIZE * (1 + info.segmentsPerCluster));
    checkMac("cluster-mac", clusterMac, deriveKey(clusterKey, "AEA_CHEK"), headers, macs);
    clusterMac = part(cluster.nextClusterMac, KEY_SIZE);
    checkSegmentMacs(bytes, cluster, clusterKey);
  }
}

function checkSegmentMacs(bytes: Uint8Array, cluster: AeaCluster, clusterKey: Buffer): void {
  for (const [index, segment] of cluster.segments.entries()) {
    const expectedAt = cluster.segmentMacs + index * KEY_SIZE;
    const stored = bytes.subarray(segment.start, segment.start + segment.storedSize);
    const key = deriveKey(clusterKey, "AEA_SK", [uint32(index)]);
    checkMac("segment-mac", bytes.subarray(expectedAt, expectedAt + KEY_SIZE), key, stored, Buffer.of());
  }
}

function checkContent(bytes: Uint8Array, layout: AeaLayout): void {
  attempt("checksum", "The content is damaged.", () => unpackAea(bytes, layout));
}

function isVouchedFor({ scheme, chain }: Signer, anchors: TrustAnchors): boolean {
  const top = chain.at(-1)!;
  if (!ISSUERS[scheme].test(chain[1]!.subject)) return false;
  if (scheme === "contact") return top.verify(anchors.contactRoot);
  return top.fingerprint256 === anchors.icloudRoot && chain[0]!.raw.includes(SHORTCUT_EXTENSION);
}
