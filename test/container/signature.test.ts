import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openContainer } from "../../src/container/index.ts";
import { APPLE_ANCHORS, verifySignature, type TrustAnchors } from "../../src/node/signature.ts";
import {
  fixtureSigner,
  makeSigner,
  makeSignedFile,
  type FixtureScheme,
  type SignerFlaw,
} from "../support/signed-fixture.ts";
import { corrupt } from "./corruption.ts";

const PLIST = new Uint8Array(Buffer.from("bplist00 a stand-in: nobody reads it here ".repeat(40)));
const SCHEMES: readonly FixtureScheme[] = ["icloud", "contact"];

/** Trust in the fixtures' own roots, as the real default is in Apple's. */
function fixtureAnchors(): TrustAnchors {
  return {
    icloudRoot: fixtureSigner("icloud").rootFingerprint,
    contactRoot: fixtureSigner("contact").rootKey,
  };
}

test("the key of Apple Root CA is the one in Apple's certificate", () => {
  // By `openssl x509 -pubkey | openssl pkey -pubin -outform der | sha256sum` on the certificate with the SHA-256
  // b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024.
  const der = APPLE_ANCHORS.contactRoot.export({ type: "spki", format: "der" });
  const digest = createHash("sha256").update(der).digest("hex");
  expect(digest).toBe("eb4993efa9b089e593418aa893f8e93a7374d810e52fcbe01e7f1d7e92a6d024");
});

describe("verifySignature", () => {
  test.each(SCHEMES)("takes a sound file by a stranger for that (%s)", (scheme) => {
    const file = makeSignedFile(PLIST, { scheme });
    expect(verifySignature(file)).toEqual({ status: "unknown-signer", scheme });
  });

  test.each(SCHEMES)("knows a chain that ends with a root it trusts (%s)", (scheme) => {
    const file = makeSignedFile(PLIST, { scheme });
    expect(verifySignature(file, fixtureAnchors())).toEqual({ status: "apple", scheme });
  });

  test("checks all segments of all clusters", () => {
    const file = makeSignedFile(PLIST, { segmentSize: 300, segmentsPerCluster: 2 });
    expect(openContainer(file)).toMatchObject({ aea: { clusters: 3, segments: 6 } });
    expect(verifySignature(file).status).toBe("unknown-signer");
    file[file.length - 1]! ^= 1;
    expect(verifySignature(file)).toMatchObject({ status: "broken", failed: "segment-mac" });
  });

  test("takes every other kind of file for unsigned", () => {
    for (const text of ["", "A", "bplist00", "AA01", "{}"]) {
      expect(verifySignature(new Uint8Array(Buffer.from(text)))).toEqual({ status: "unsigned" });
    }
  });

  // Offsets from the end of the authentication data, by the table in the format notes.
  const fromAuthData = (offset: number) => (): number =>
    12 + fixtureSigner("icloud").authData.length + offset;
  test.each<[string, () => number, string]>([
    ["the profile", () => 4, "container"],
    ["the password strength", () => 7, "signature"],
    ["the property list of the authentication data", () => 12, "auth-data"],
    [
      "a name in a certificate",
      () => 12 + fixtureSigner("icloud").authData.lastIndexOf("Test Root"),
      "signature",
    ],
    ["the signature", fromAuthData(20), "signature"],
    ["the end of the room for the signature", fromAuthData(127), "signature"],
    ["the random key", fromAuthData(128), "signature"],
    ["the salt", fromAuthData(160), "signature"],
    ["the MAC of the root header", fromAuthData(192), "signature"],
    ["what is reserved in the root header", fromAuthData(271), "signature"],
    ["the MAC of the cluster", fromAuthData(272), "signature"],
    ["a segment's checksum", fromAuthData(304 + 8), "cluster-mac"],
    ["an unused segment header", fromAuthData(304 + 40 * 200), "cluster-mac"],
    ["the MAC of no next cluster", fromAuthData(304 + 40 * 256), "cluster-mac"],
    ["a segment's MAC", fromAuthData(304 + 40 * 256 + 32), "cluster-mac"],
    ["an unused segment MAC", fromAuthData(304 + 72 * 256), "cluster-mac"],
    ["the content", fromAuthData(304 + 72 * 256 + 32 + 40), "segment-mac"],
  ])("notices a change of %s", (_, at, failed) => {
    const file = makeSignedFile(PLIST);
    file[at()]! ^= 1;
    expect(verifySignature(file, fixtureAnchors())).toMatchObject({ status: "broken", failed });
  });

  test("notices bytes after the content", () => {
    const file = Buffer.concat([makeSignedFile(PLIST), Buffer.of(0)]);
    expect(verifySignature(file)).toMatchObject({ status: "broken", failed: "trailing-bytes" });
  });

  test("notices a file that is cut off", () => {
    const file = makeSignedFile(PLIST);
    for (const length of [4, 11, 12, 100, 2000, file.length - 1]) {
      const report = verifySignature(file.subarray(0, length));
      expect(report).toMatchObject({ status: "broken", failed: "container" });
    }
  });

  test.each<[FixtureScheme, SignerFlaw]>([
    ["icloud", "other-intermediate"],
    ["contact", "other-intermediate"],
    ["contact", "other-leaf"],
  ])("notices a chain that does not hold (%s, %s)", (scheme, flaw) => {
    const file = makeSignedFile(PLIST, { signer: makeSigner(scheme, flaw) });
    expect(verifySignature(file)).toMatchObject({ status: "broken", failed: "certificates" });
  });

  test.each<[FixtureScheme, SignerFlaw]>([
    ["icloud", "other-issuer"],
    ["icloud", "no-extension"],
    ["contact", "other-issuer"],
  ])("takes no other certificate below a trusted root for one of shortcuts (%s, %s)", (scheme, flaw) => {
    const signer = makeSigner(scheme, flaw);
    const anchors = { icloudRoot: signer.rootFingerprint, contactRoot: signer.rootKey };
    const file = makeSignedFile(PLIST, { signer });
    expect(verifySignature(file, anchors)).toEqual({ status: "unknown-signer", scheme });
  });

  test("notices a scheme that nobody knows", () => {
    const file = Buffer.from(makeSignedFile(PLIST));
    file.write("X", file.indexOf("SigningCertificateChain"));
    expect(verifySignature(file)).toMatchObject({ status: "broken", scheme: "unknown", failed: "auth-data" });
  });

  test("tells nothing about who signed", () => {
    for (const scheme of SCHEMES) {
      const file = makeSignedFile(PLIST, { scheme });
      expect(JSON.stringify(verifySignature(file))).not.toMatch(/Test|CN=|[0-9a-f]{8}/i);
    }
  });

  test("notices every change of one byte", () => {
    for (const scheme of SCHEMES) {
      const file = makeSignedFile(PLIST, { scheme, segmentSize: 700, segmentsPerCluster: 3 });
      const result = corrupt(file);
      expect(result.positions).toBe(file.length);
      expect(result.unreported).toEqual([]);
    }
  });
});
