import { hasAscii } from "../container/bytes.ts";
import { convertNoting, type ConvertOptions, type NotedConversion } from "../convert.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { inspect, type Inspection } from "../inspect/inspect.ts";
import { readShortcut } from "../read.ts";
import type { Input } from "./input-bytes.ts";
import type { SignatureReport } from "./signature.ts";

/**
 * `convert`, and what only Node can tell: whether the file's signature holds. One that does not is a diagnostic and
 * no reason to refuse the file; one of a signer whom nobody knows is none.
 *
 * @throws ShortcutError as `convert` does.
 */
export async function convertInput(
  { bytes, name }: Input,
  options: Omit<ConvertOptions, "name">,
): Promise<NotedConversion> {
  const made = convertNoting(readShortcut(bytes), { ...options, ...(name !== undefined && { name }) });
  const broken = await signatureDiagnostic(bytes);
  if (broken) made.conversion.diagnostics.unshift(broken);
  return made;
}

/** What to say of a signature that does not hold. */
export async function signatureDiagnostic(bytes: Uint8Array): Promise<Diagnostic | undefined> {
  const signature = await checkSignature(bytes);
  if (signature.status !== "broken") return undefined;
  return diagnostic("SC4011", `The signature does not hold. ${signature.detail}`);
}

/** What `inspect` says, under the name that `convert` would use, and about the signature. */
export interface SignedInspection extends Inspection {
  signature: SignatureReport;
}

/** @throws ShortcutError as `inspect` does. */
export async function inspectInput({ bytes, name }: Input): Promise<SignedInspection> {
  const signature = await checkSignature(bytes);
  return { ...inspect(bytes), ...(name !== undefined && { name }), signature };
}

/** Most files are not signed: for them, the cryptography is not even loaded. */
async function checkSignature(bytes: Uint8Array): Promise<SignatureReport> {
  if (!hasAscii(bytes, 0, "AEA1")) return { status: "unsigned" };
  const { verifySignature } = await import("./signature.ts");
  return verifySignature(bytes);
}
