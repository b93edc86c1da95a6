import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { quote } from "../diagnostics/error.ts";
import { findDisclosures } from "../inspect/disclosures.ts";
import { compareShortcuts, type Difference } from "../ir/compare.ts";
import { encodeWorkflow } from "../ir/encode.ts";
import type { Workflow } from "../ir/workflow.ts";
import { encodeBinaryPlist } from "../plist/binary-writer.ts";
import { encodeXmlPlist } from "../plist/xml-writer.ts";
import { readShortcut } from "../read.ts";
import { readAll } from "./limits.ts";
import { verifySignature } from "./signature.ts";
import { systemErrorCode } from "./system-error.ts";

/** Not imported: the bundle of the command leaves this module out of what Commander asks for. */
const { spawnSync } = process.getBuiltinModule("node:child_process");

/** Whom a signed shortcut can be given to: anyone, or people who have the signer among their contacts. */
export type SigningMode = "anyone" | "people-who-know-me";

export interface SignOptions {
  /** What the shortcut is called; the app names it after its file. */
  name: string;
  /** Default `anyone`. A server signs as it pleases. */
  mode?: SigningMode;
  /** A service that signs, instead of the command of a Mac. */
  server?: string;
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  /** Whether a shortcut in which secrets seem to stand may be sent to the service (default false). */
  withSecrets?: boolean;
  /** What signs on a Mac; for tests. */
  command?: readonly string[];
  /** Milliseconds to wait, 60,000 if not given. */
  timeout?: number;
}

export interface SignedShortcut {
  /** The file as the app opens it. */
  bytes: Uint8Array;
  /** `apple`: Apple vouches for the key that signed; `unknown-signer`: somebody else does, and the app may refuse it. */
  signer: "apple" | "unknown-signer";
  /** Where what came back is not what was sent: who signs may write keys of the file anew. */
  differences: Difference[];
}

/**
 * Has a shortcut signed: by `shortcuts sign` on a Mac, or by a service. What comes back is read again: it is a signed
 * file whose signature holds, and has the same actions.
 *
 * @throws AccessError SC5111 to SC5114
 * @throws ShortcutError if `bytes` hold no shortcut, or one that XML cannot hold and a service is to sign
 */
export async function signShortcut(bytes: Uint8Array, options: SignOptions): Promise<SignedShortcut> {
  const { workflow } = readShortcut(bytes);
  const signed =
    options.server === undefined ? signOnMac(workflow, options) : await signByService(workflow, options);
  return checked(signed, workflow);
}

const HOW_TO =
  "Sign it on a Mac (`shortcuts sign -i FILE -o SIGNED`), name a service with `--signing-server URL`, or open it in " +
  "an app on the device that signs.";

function signOnMac(workflow: Workflow, options: SignOptions): Uint8Array {
  const { mode = "anyone", timeout = 60_000 } = options;
  const command = options.command ?? (process.platform === "darwin" ? ["shortcuts"] : undefined);
  if (!command) {
    throw new AccessError("SC5111", "Only Apple's software signs shortcuts, and this machine is no Mac.", {
      hint: HOW_TO,
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "shortcut2py-sign-"));
  try {
    // The command looks at the end of the name, and not into the file.
    const input = join(folder, "unsigned.shortcut");
    const output = join(folder, "signed.shortcut");
    writeFileSync(input, encodeBinaryPlist(encodeWorkflow(workflow)));
    const [program = "", ...args] = command;
    const { error, stderr } = spawnSync(
      program,
      [...args, "sign", "--mode", mode, "--input", input, "--output", output],
      { timeout, encoding: "utf8" },
    );
    // It prints of trouble also where it has signed; what counts is the file.
    if (existsSync(output)) return readFileSync(output);
    const said = error?.message ?? stderr.trim().split("\n").at(-1) ?? "";
    throw new AccessError("SC5112", `\`shortcuts sign\` has written nothing: ${quote(said)}.`, {
      hint: "It needs macOS 12 or newer, and a user who is signed in to iCloud.",
      cause: error,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The service gets JSON with the name and the property list as XML, and answers with the signed file. */
async function signByService(workflow: Workflow, options: SignOptions): Promise<Uint8Array> {
  const { name, server = "", token, withSecrets = false, timeout = 60_000 } = options;
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AccessError("SC5112", `${quote(server)} is no address of a service.`, {
      hint: "An address looks like https://signer.example/sign.",
    });
  }
  refuseSecrets(workflow, url, withSecrets);
  const shortcut = new TextDecoder().decode(encodeXmlPlist(encodeWorkflow(workflow)));
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ shortcutName: name, shortcut }),
      // A shortcut goes to whom the user has named, and to nobody else.
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
    const body = response.body ? await readAll(response.body) : new Uint8Array();
    if (response.ok) return body;
    const said = new TextDecoder().decode(body.subarray(0, 500)).trim();
    throw new AccessError("SC5112", `The service refuses: HTTP ${response.status}, ${quote(said)}.`, {
      hint: response.status === 401 || response.status === 403 ? TOKEN_HINT : "Ask whoever runs the service.",
    });
  } catch (error) {
    if (error instanceof AccessError) throw error;
    const message = `The service ${url.host} does not answer: ${reasonOf(error, timeout)}.`;
    throw new AccessError("SC5112", message, { hint: "Check the address, and try again.", cause: error });
  }
}

const TOKEN_HINT = "If it wants a key, set SHORTCUT2PY_SIGNING_TOKEN.";

function refuseSecrets(workflow: Workflow, { host, hostname }: URL, withSecrets: boolean): void {
  if (withSecrets || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return;
  const secrets = findDisclosures(workflow).filter(({ kind }) => kind === "secret");
  const [first] = secrets;
  if (!first) return;
  const more = secrets.length > 1 ? `, and ${secrets.length - 1} more` : "";
  throw new AccessError("SC5114", `${host} would see what looks like ${first.what}${more}.`, {
    hint: "`inspect` says where. Take it out (an import question can ask for it), or give `--with-secrets`.",
  });
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return `nothing came within ${timeout / 1000} seconds`;
  }
  const cause = error instanceof Error ? error.cause : undefined;
  const code = systemErrorCode(cause);
  if (code !== undefined) return code;
  return cause instanceof Error ? cause.message : "the connection failed";
}

function checked(bytes: Uint8Array, sent: Workflow): SignedShortcut {
  const refuse = (message: string): AccessError =>
    new AccessError("SC5113", message, { hint: "Nothing was written. Ask whoever runs the service." });
  let signature: ReturnType<typeof verifySignature>;
  let workflow: Workflow;
  try {
    signature = verifySignature(bytes);
    ({ workflow } = readShortcut(bytes));
  } catch (error) {
    throw refuse(`What came back is no shortcut: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (signature.status === "unsigned") throw refuse("What came back is not signed.");
  if (signature.status === "broken")
    throw refuse(`The signature that came back does not hold: ${signature.detail}`);
  const identifiersOf = ({ actions }: Workflow) => actions.map(({ identifier }) => identifier).join("\n");
  if (identifiersOf(workflow) !== identifiersOf(sent)) {
    throw refuse("What came back has other actions than what was sent.");
  }
  const { differences } = compareShortcuts(encodeWorkflow(sent), encodeWorkflow(workflow));
  return { bytes, signer: signature.status, differences };
}
