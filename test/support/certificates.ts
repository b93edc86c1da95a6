import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/**
 * X.509 certificates of our own making, for tests: just enough DER for a chain that node's and OpenSSL's checks accept.
 * They carry names like Apple's, as those names are a part of what is under test, and are good for nothing else.
 */

export interface TestIdentity {
  /** DER, from the leaf up. */
  chain: Buffer[];
  leafKey: KeyObject;
  rootKey: KeyObject;
}

/** A chain of leaf, intermediate and root. All keys are P-256 but the leaf's, which may be RSA. */
export function makeIdentity(
  intermediateName: string,
  leaf: "ec" | "rsa",
  leafExtension?: string,
): TestIdentity {
  const [root, intermediate] = [makeKeys("ec"), makeKeys("ec")];
  const leafKeys = makeKeys(leaf);
  const rootName = "Test Root";
  return {
    chain: [
      makeCertificate({
        subject: "Test Leaf",
        key: leafKeys.publicKey,
        issuer: intermediateName,
        issuerKey: intermediate.privateKey,
        extensions: leafExtension ? [extension(leafExtension, NULL)] : [],
      }),
      makeCertificate({
        subject: intermediateName,
        key: intermediate.publicKey,
        issuer: rootName,
        issuerKey: root.privateKey,
        extensions: [BASIC_CONSTRAINTS_CA],
      }),
      makeCertificate({
        subject: rootName,
        key: root.publicKey,
        issuer: rootName,
        issuerKey: root.privateKey,
        extensions: [BASIC_CONSTRAINTS_CA],
      }),
    ],
    leafKey: leafKeys.privateKey,
    rootKey: root.publicKey,
  };
}

function makeKeys(type: "ec" | "rsa"): { publicKey: KeyObject; privateKey: KeyObject } {
  return type === "ec"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.of(value));
const bitString = (content: Uint8Array): Buffer => der(0x03, Buffer.of(0), content);
const octetString = (content: Uint8Array): Buffer => der(0x04, content);
const NULL = der(0x05);
const TRUE = der(0x01, Buffer.of(0xff));

function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split(".").map(Number);
  const bytes = [first! * 40 + second!];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octetString(value));
}

const BASIC_CONSTRAINTS_CA = extension("2.5.29.19", sequence(TRUE), true);
const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid("2.5.4.3"), der(0x0c, Buffer.from(name)))));

const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));

function makeCertificate(options: {
  subject: string;
  key: KeyObject;
  issuer: string;
  issuerKey: KeyObject;
  extensions: Buffer[];
}): Buffer {
  const version3 = der(0xa0, integer(2));
  // Long past, like the certificates of real files.
  const validity = sequence(utcTime("200101000000Z"), utcTime("210201000000Z"));
  const body = sequence(
    version3,
    integer(1),
    ECDSA_SHA256,
    commonName(options.issuer),
    validity,
    commonName(options.subject),
    options.key.export({ type: "spki", format: "der" }),
    ...(options.extensions.length > 0 ? [der(0xa3, sequence(...options.extensions))] : []),
  );
  return sequence(body, ECDSA_SHA256, bitString(sign("sha256", body, options.issuerKey)));
}
