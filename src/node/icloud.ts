import { quote, ShortcutError } from "../diagnostics/error.ts";
import { decodeICloudRecord, shareLink, type ICloudRecord } from "../ir/icloud-record.ts";
import { decodeJson } from "../plist/json.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { systemErrorCode } from "./system-error.ts";
import type { Input } from "./input-bytes.ts";
import { readAll } from "./limits.ts";

export interface FetchOptions {
  /** Where iCloud is; anything but the default is for tests. Downloads may then come from there too. */
  baseUrl?: string;
  /** Milliseconds for one request, its body included. */
  timeout?: number;
  /** Milliseconds before the second attempt; they double with each further one. */
  retryDelay?: number;
}

const ICLOUD = "https://www.icloud.com";
const ATTEMPTS = 3;
const MAX_REDIRECTS = 5;
/** The longest that a server may ask us to wait. */
const MAX_RETRY_DELAY = 10_000;

/** Any spelling of a link to a shared shortcut, and of its record; group 1 is the id. */
const SHARE_LINK =
  /^https?:\/\/(?:www\.)?icloud\.com\/shortcuts\/(?:api\/records\/)?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#].*)?$/i;

/** The id in a link to a shared shortcut, as iCloud writes it; undefined for any other text. */
export function parseShareLink(link: string): string | undefined {
  return SHARE_LINK.exec(link.trim())?.[1]?.replaceAll("-", "").toLowerCase();
}

/**
 * Gets a shared shortcut from iCloud: first its record, then the unsigned property list that the record points to.
 *
 * @throws AccessError SC5003 or SC51xx
 */
export async function fetchShortcut(link: string, options: FetchOptions = {}): Promise<Input> {
  const id = parseShareLink(link);
  if (id === undefined) {
    throw new AccessError("SC5101", "This link is not one to a shared shortcut.", {
      hint: `Such a link looks like ${shareLink("<32 hexadecimal digits>")}.`,
    });
  }
  const client = new Client(options);
  const record = readRecord(await client.get(`${client.baseUrl}/shortcuts/api/records/${id}`, "record"));
  const url = downloadUrlOf(record);
  const bytes = await client.get(url, "shortcut");
  return { bytes, ...(record.name !== undefined && { name: record.name }) };
}

function readRecord(bytes: Uint8Array): ICloudRecord {
  let record: ICloudRecord | undefined;
  try {
    record = decodeICloudRecord(decodeJson(bytes));
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
  }
  if (!record) throw new AccessError("SC5106", "iCloud's answer is not the record of a shortcut.");
  return record;
}

function downloadUrlOf({ downloadUrl, deleted, signingStatus }: ICloudRecord): string {
  if (deleted) throw notShared();
  // Any file name will do; iCloud answers with the same bytes.
  if (downloadUrl !== undefined) return downloadUrl.replaceAll("${f}", "shortcut.plist");
  if (signingStatus !== undefined && signingStatus !== "APPROVED") {
    throw new AccessError(
      "SC5104",
      `Apple has not approved of this shortcut: it is ${quote(signingStatus)}.`,
    );
  }
  throw new AccessError("SC5106", "iCloud's record of this shortcut does not say where to get it.");
}

function notShared(): AccessError {
  return new AccessError("SC5102", "There is no shortcut at this link.", {
    hint: "Its owner may have stopped sharing it, or a part of the link is missing.",
  });
}

/** A failure that may pass; `delay` is how long the server asks to wait. */
class Transient extends Error {
  readonly delay: number | undefined;
  constructor(message: string, delay?: number, cause?: unknown) {
    super(message, { cause });
    this.delay = delay;
  }
}

class Client {
  readonly baseUrl: string;
  private readonly timeout: number;
  private readonly retryDelay: number;

  constructor({ baseUrl = ICLOUD, timeout = 20_000, retryDelay = 500 }: FetchOptions) {
    this.baseUrl = baseUrl.replace(/\/+$/, "");
    this.timeout = timeout;
    this.retryDelay = retryDelay;
  }

  /** The body of the answer; `what` is the thing asked for, in words. */
  async get(url: string, what: string): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(url, what);
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        if (attempt === ATTEMPTS) {
          const hint = "Check the connection, or try again later.";
          throw new AccessError("SC5105", `The ${what} cannot be fetched: ${error.message}.`, {
            hint,
            cause: error,
          });
        }
        await sleep(error.delay ?? this.retryDelay * 2 ** (attempt - 1));
      }
    }
  }

  private async attempt(url: string, what: string): Promise<Uint8Array> {
    const signal = AbortSignal.timeout(this.timeout);
    try {
      const response = await this.follow(url, signal);
      if (!response.ok) {
        await response.body?.cancel();
        throw failureOf(response, what);
      }
      return response.body ? await readAll(response.body) : new Uint8Array();
    } catch (error) {
      if (error instanceof AccessError || error instanceof Transient) throw error;
      throw new Transient(this.describe(error), undefined, error);
    }
  }

  /** Goes through redirects by hand, so that none leads elsewhere. */
  private async follow(url: string, signal: AbortSignal): Promise<Response> {
    let target = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      this.checkTrusted(target);
      const response = await fetch(target, { signal, redirect: "manual" });
      const location =
        response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (location === null) return response;
      await response.body?.cancel();
      target = URL.canParse(location, target) ? new URL(location, target).href : location;
    }
    throw new AccessError("SC5106", "iCloud's answer leads from one place to the next, without end.");
  }

  /** A record is data from outside: it must not send us anywhere but to Apple, nor there in the open. */
  private checkTrusted(target: string): void {
    const url = URL.canParse(target) ? new URL(target) : undefined;
    if (url?.origin === new URL(this.baseUrl).origin) return;
    const isApple = url?.protocol === "https:" && /(?:^|\.)icloud(?:-content)?\.com$/.test(url.hostname);
    if (isApple) return;
    throw new AccessError(
      "SC5106",
      `iCloud's answer points to a place that is not Apple's: ${quote(url?.host || target)}.`,
    );
  }

  private describe(error: unknown): string {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return `iCloud did not answer within ${this.timeout / 1000} seconds`;
    }
    const code = systemErrorCode(error instanceof Error ? error.cause : undefined);
    const detail = code === undefined ? undefined : NETWORK_ERRORS[code];
    return detail ?? `the connection failed${code === undefined ? "" : ` (${code})`}`;
  }
}

const NETWORK_ERRORS: Record<string, string> = {
  EAI_AGAIN: "the name server does not answer; this machine seems to be offline",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection broke",
  ENETUNREACH: "this machine seems to be offline",
  ENOTFOUND: "the host is not known; this machine seems to be offline",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_SOCKET: "the connection broke",
};

function failureOf({ status, headers }: Response, what: string): Error {
  switch (status) {
    case 401:
    case 403:
      return new AccessError(
        "SC5103",
        `iCloud does not hand out this ${what} (HTTP ${status}): it is not shared with everyone.`,
      );
    case 404:
      return notShared();
    case 410:
    case 451:
      return new AccessError("SC5104", `This ${what} has been removed or blocked (HTTP ${status}).`);
  }
  if (status === 429 || status >= 500) {
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    const delay = seconds >= 0 ? Math.min(seconds * 1000, MAX_RETRY_DELAY) : undefined;
    return new Transient(`iCloud answered with HTTP ${status}`, delay);
  }
  return new AccessError("SC5106", `iCloud answered with HTTP ${status}.`);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
