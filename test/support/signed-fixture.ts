import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
} from "node:crypto";
import { randomBytes, sign, type KeyObject } from "node:crypto";
import { makeIdentity, type TestIdentity } from "./certificates.ts";
import { encodeLzfse, type BlockKind } from "./lzfse-encoder.ts";

/**
 * Makes signed files as Shortcuts does, with keys and certificates of our own. Such a file passes every check of a
 * signature but one: nobody knows the root certificate.
 */

export type FixtureScheme = "icloud" | "contact";

export interface FixtureOptions {
  scheme?: FixtureScheme;
  /** Who signs, if not the usual one of the scheme. */
  signer?: FixtureSigner;
  /** Uncompressed bytes in a segment; as in real files 1 MiB. */
  segmentSize?: number;
  /** As in real files 256. */
  segmentsPerCluster?: number;
  /** How to compress: with these kinds of blocks in turn, or not at all. A segment that does not shrink is stored. */
  blocks?: readonly BlockKind[] | "stored";
  blockSize?: number;
  /** What the header says of the compression and the checksum. */
  compression?: string;
  checksum?: number;
  /** The path of the payload in the archive. */
  path?: string;
}

/** The payload in an archive, signed. */
export function makeSignedFile(payload: Uint8Array, options: FixtureOptions = {}): Uint8Array {
  const archive = makeArchive([{ path: "" }, { path: options.path ?? "Shortcut.wflow", data: payload }]);
  return signArchive(archive, options);
}

/** A file, or without `data` a directory. */
export interface FixtureEntry {
  path: string;
  data?: Uint8Array;
}

/** A bare Apple Archive. */
export function makeArchive(entries: readonly FixtureEntry[], magic = "AA01"): Uint8Array {
  const parts = entries.flatMap(({ path, data }) => {
    const name = Buffer.from(path);
    const fields = Buffer.concat([
      Buffer.from(data ? "TYP1F" : "TYP1D"),
      Buffer.from("PATP"),
      uint(name.length, 2),
      name,
      Buffer.from("MOD2"),
      uint(data ? 0o644 : 0o755, 2),
      Buffer.from("MTMT"),
      uint(1_700_000_000, 8),
      uint(0, 4),
      ...(data ? [dataField(data.length)] : []),
    ]);
    const header = Buffer.concat([Buffer.from(magic), uint(6 + fields.length, 2), fields]);
    return data ? [header, data] : [header];
  });
  return plain(...parts);
}

/** Not a Buffer: those differ from what a browser would have, and from equal bytes in a test. */
function plain(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function dataField(size: number): Buffer {
  return size < 0x10000
    ? Buffer.concat([Buffer.from("DATA"), uint(size, 2)])
    : Buffer.concat([Buffer.from("DATB"), uint(size, 4)]);
}

export interface FixtureSigner {
  authData: Buffer;
  privateKey: KeyObject;
  /** The public key, as 65 bytes. */
  publicKey: Buffer;
  rootKey: KeyObject;
  /** SHA-256 of the root certificate, as node writes it. */
  rootFingerprint: string;
}

/** What is wrong about a signer; its files are signed well all the same. */
export type SignerFlaw =
  /** The chain's intermediate is one of the same name that did not issue the leaf. */
  | "other-intermediate"
  /** Another leaf than the one in the chain vouches for the key (contact only). */
  | "other-leaf"
  /** The intermediate is of a name that has nothing to do with shortcuts. */
  | "other-issuer"
  /** The leaf lacks the extension that marks it for shortcuts (iCloud only). */
  | "no-extension";

const signers = new Map<FixtureScheme, FixtureSigner>();

/** The signer of all files of a scheme that name no other; made when it is first needed. */
export function fixtureSigner(scheme: FixtureScheme): FixtureSigner {
  const known = signers.get(scheme);
  if (known) return known;
  const signer = makeSigner(scheme);
  signers.set(scheme, signer);
  return signer;
}

export function makeSigner(scheme: FixtureScheme, flaw?: SignerFlaw): FixtureSigner {
  return scheme === "icloud" ? makeICloudSigner(flaw) : makeContactSigner(flaw);
}

const OTHER_ISSUER = "Apple Worldwide Developer Relations CA - G2";

function makeICloudSigner(flaw?: SignerFlaw): FixtureSigner {
  const issuer = flaw === "other-issuer" ? OTHER_ISSUER : "Apple System Integration CA 4";
  const make = (): TestIdentity =>
    makeIdentity(issuer, "ec", flaw === "no-extension" ? undefined : "1.2.840.113635.100.18.1");
  const identity = make();
  const upper = flaw === "other-intermediate" ? make() : identity;
  const authData = encodeDict({ SigningCertificateChain: [identity.chain[0]!, ...upper.chain.slice(1)] });
  return { authData, privateKey: identity.leafKey, publicKey: toX963(identity.leafKey), ...rootOf(upper) };
}

function makeContactSigner(flaw?: SignerFlaw): FixtureSigner {
  const issuer = flaw === "other-issuer" ? OTHER_ISSUER : "Apple Application Integration CA";
  const identity = makeIdentity(issuer, "rsa");
  const upper = flaw === "other-intermediate" ? makeIdentity(issuer, "rsa") : identity;
  const voucher = flaw === "other-leaf" ? makeIdentity(issuer, "rsa") : identity;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKey = toX963(privateKey);
  const authData = encodeDict({
    AppleIDCertificateChain: [identity.chain[0]!, upper.chain[1]!],
    SigningPublicKey: publicKey,
    SigningPublicKeySignature: sign("sha256", publicKey, {
      key: voucher.leafKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
    AppleIDValidationRecord: Buffer.from("no real record"),
  });
  return { authData, privateKey, publicKey, ...rootOf(upper) };
}

function rootOf(identity: TestIdentity): Pick<FixtureSigner, "rootKey" | "rootFingerprint"> {
  const digest = sha256(identity.chain.at(-1)!).toString("hex").toUpperCase();
  return { rootKey: identity.rootKey, rootFingerprint: digest.match(/../g)!.join(":") };
}

function toX963(key: KeyObject): Buffer {
  const { x, y } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.concat([Buffer.of(4), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
}

/** A binary property list of one dictionary that holds data and arrays of data. */
function encodeDict(dict: Record<string, Buffer | Buffer[]>): Buffer {
  const marker = (type: number, count: number): Buffer =>
    count < 15 ? Buffer.of(type | count) : Buffer.of(type | 15, 0x11, count >> 8, count & 0xff);
  const objects: Buffer[] = [Buffer.of()];
  const add = (type: number, count: number, content: Uint8Array): number =>
    objects.push(Buffer.concat([marker(type, count), content])) - 1;
  const addData = (data: Buffer): number => add(0x40, data.length, data);
  const keys = Object.keys(dict).map((key) => add(0x50, key.length, Buffer.from(key)));
  const values = Object.values(dict).map((value) =>
    Array.isArray(value) ? add(0xa0, value.length, Buffer.from(value.map(addData))) : addData(value),
  );
  objects[0] = Buffer.concat([marker(0xd0, keys.length), Buffer.from([...keys, ...values])]);

  const offsets: number[] = [];
  let end = 8;
  for (const object of objects) {
    offsets.push(end);
    end += object.length;
  }
  const table = Buffer.concat(offsets.map((offset) => Buffer.of(offset >> 8, offset & 0xff)));
  const trailer = Buffer.alloc(32);
  trailer[6] = 2;
  trailer[7] = 1;
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(end), 24);
  return Buffer.concat([Buffer.from("bplist00"), ...objects, table, trailer]);
}

function uint(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, size);
}

function sha256(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

function hkdf(secret: Uint8Array, info: Uint8Array | string, salt: Uint8Array = Buffer.of()): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, 32));
}

function mac(key: Buffer, data: Uint8Array, salt: Uint8Array = Buffer.of()): Buffer {
  return createHmac("sha256", key)
    .update(Buffer.concat([salt, data, uint(salt.length, 8)]))
    .digest();
}

function infix(name: string, index: number): Buffer {
  return Buffer.concat([Buffer.from(name), uint(index, 4)]);
}

/** Any bytes as the content of a signed file. */
export function signArchive(archive: Uint8Array, options: FixtureOptions = {}): Uint8Array {
  const signer = options.signer ?? fixtureSigner(options.scheme ?? "icloud");
  const segmentSize = options.segmentSize ?? 1 << 20;
  const slots = options.segmentsPerCluster ?? 256;
  const start = Buffer.concat([
    Buffer.from("AEA1"),
    uint(0, 4),
    uint(signer.authData.length, 4),
    signer.authData,
  ]);
  const [randomKey, salt] = [randomBytes(32), randomBytes(32)];
  const mainKey = hkdf(
    randomKey,
    Buffer.concat([Buffer.from("AEA_AMK"), uint(0, 4), signer.publicKey]),
    salt,
  );

  const groups: Uint8Array[][] = [];
  for (let at = 0; at < archive.length; at += segmentSize) {
    if (!groups.at(-1) || groups.at(-1)!.length === slots) groups.push([]);
    groups.at(-1)!.push(archive.subarray(at, at + segmentSize));
  }
  // From the last cluster back, as each holds the MAC of the next.
  const clusters: Buffer[] = [];
  let clusterMac: Buffer = randomBytes(32);
  for (const [index, segments] of [...groups.entries()].toReversed()) {
    const cluster = makeCluster(segments, hkdf(mainKey, infix("AEA_CK", index)), clusterMac, slots, options);
    clusters.unshift(cluster.bytes);
    clusterMac = cluster.mac;
  }
  const body = Buffer.concat(clusters);

  const size = start.length + 304 + body.length;
  const rootHeader = Buffer.concat([
    uint(archive.length, 8),
    uint(size, 8),
    uint(segmentSize, 4),
    uint(slots, 4),
    Buffer.from(options.compression ?? "e"),
    Buffer.of(options.checksum ?? 2),
    Buffer.alloc(22),
  ]);
  const rootMac = mac(hkdf(mainKey, "AEA_RHEK"), rootHeader, Buffer.concat([clusterMac, signer.authData]));
  const rest = Buffer.concat([randomKey, salt, rootMac, rootHeader, clusterMac]);
  const signature = sign("sha256", Buffer.concat([start, Buffer.alloc(128), rest]), signer.privateKey);
  return plain(start, signature, Buffer.alloc(128 - signature.length), rest, body);
}

function makeCluster(
  segments: readonly Uint8Array[],
  key: Buffer,
  nextMac: Buffer,
  slots: number,
  options: FixtureOptions,
): { bytes: Buffer; mac: Buffer } {
  const stored = segments.map((segment) => compress(segment, options));
  const headers = Buffer.alloc(slots * 40);
  const macs = randomBytes(slots * 32);
  for (const [i, segment] of segments.entries()) {
    const header = Buffer.concat([uint(segment.length, 4), uint(stored[i]!.length, 4), sha256(segment)]);
    header.copy(headers, i * 40);
    mac(hkdf(key, infix("AEA_SK", i)), stored[i]!).copy(macs, i * 32);
  }
  return {
    bytes: Buffer.concat([headers, nextMac, macs, ...stored]),
    mac: mac(hkdf(key, "AEA_CHEK"), headers, Buffer.concat([nextMac, macs])),
  };
}

function compress(segment: Uint8Array, { blocks = ["bvx2"], blockSize }: FixtureOptions): Uint8Array {
  if (blocks === "stored") return segment;
  const compressed = encodeLzfse(segment, blocks, blockSize);
  return compressed.length < segment.length ? compressed : segment;
}
