import { urlsOf } from "../coerce.ts";
import type { ActionContext, ActionHandler, WebRequest, WebResponse } from "../context.ts";
import { decodeBase64 } from "../base64.ts";
import type { HttpRecord } from "../device/spec.ts";
import { resolveDictionary } from "../dictionary-field.ts";
import { bytesOfFile, extensionOfType, fileOf, MIME_TYPES, typeOfExtension } from "../files.ts";
import { parseJson, printJson } from "../json.ts";
import { plistCell } from "../plist-cell.ts";
import { percentDecode, percentEncode } from "../query.ts";
import { sniff } from "../sniff.ts";
import { itemText } from "../text.ts";
import {
  dictionary,
  extensionOf,
  itemsOf,
  text,
  type DictionaryItem,
  type Item,
  type Value,
} from "../value.ts";
import { isDict } from "../../plist/value.ts";
import { richText } from "./rich-text.ts";

/**
 * Get Contents of URL (3.6). Answers are those that the device has recorded; a request that it has not, and that may
 * not go out, is unknown, never a guess.
 */
const download: ActionHandler = (context) => {
  const addresses = addressesOf(context);
  const method = context.choice("WFHTTPMethod", "GET").toUpperCase();
  const headers = Object.create(null) as Record<string, string>;
  if (context.given("WFHTTPHeaders") !== undefined) {
    for (const [name, cell] of resolveDictionary(context.given("WFHTTPHeaders"), context).entries) {
      headers[name] = cell !== null && "kind" in cell ? itemText(cell, context.env) : "";
    }
  }
  const body = method === "GET" ? undefined : bodyOf(context, headers);
  return addresses.flatMap((address) => {
    const request = { method, url: address, headers, ...(body !== undefined && { body }) };
    return [...contentsOf(request, context)];
  });
};

function addressesOf(context: ActionContext): string[] {
  const input = context.input();
  const found = input.flatMap((item): string[] => {
    // Where a request goes may be unknown; that one is made is not.
    if (item.kind === "placeholder") return [itemText(item, context.env)];
    if (item.kind === "text" && /^\s*[A-Za-z][A-Za-z0-9+.-]*:\S+\s*$/.test(item.text))
      return [item.text.trim()];
    return urlsOf(item, context.env);
  });
  return found.length > 0 ? found : context.fail("There is no URL to get the contents of.");
}

/** Answers a request and makes it an effect. An address that holds its own data needs nobody to answer. */
export function request(what: WebRequest, context: ActionContext): WebResponse | undefined {
  const held = dataIn(what.url);
  if (held) return held;
  const recorded = context.device.recorded(what.method, what.url);
  const answer = recorded ? responseOf(recorded) : fetched(what, context);
  context.effect("web request", {
    method: what.method,
    url: what.url,
    ...(Object.keys(what.headers).length > 0 && { headers: { ...what.headers } }),
    ...(what.body !== undefined && {
      body: typeof what.body === "string" ? what.body : `${what.body.length} bytes`,
    }),
    ...(answer ? { status: answer.status } : { unanswered: true }),
  });
  return answer;
}

function fetched(what: WebRequest, context: ActionContext): WebResponse | undefined {
  try {
    return context.fetch(what);
  } catch (error) {
    return context.fail(
      `There is no answer from ${what.url.slice(0, LONGEST_NAME)}: ${(error as Error).message}.`,
    );
  }
}

/** What a `data:` URL holds (RFC 2397); undefined for any other. */
function dataIn(address: string): WebResponse | undefined {
  const match = /^data:([^,]*),([^]*)$/i.exec(address);
  if (!match) return undefined;
  const [, type = "", payload = ""] = match;
  const content = percentDecode(payload);
  const isEncoded = /;\s*base64$/i.test(type);
  const body = isEncoded ? decodeBase64(content) : new TextEncoder().encode(content);
  const mime = type.replace(/;\s*base64$/i, "") || "text/plain";
  return body && { status: 200, headers: { "Content-Type": mime }, body };
}

/** What an address stands for where a file is wanted: what is there. */
export function contentsOfUrl(address: string, context: ActionContext): Value {
  return contentsOf({ method: "GET", url: address, headers: {} }, context);
}

function contentsOf(what: WebRequest, context: ActionContext): Value {
  const answer = request(what, context);
  if (!answer) return context.unknown(`${what.method} ${what.url.slice(0, LONGEST_NAME)}`);
  // Bodies come back whatever the status says.
  if (answer.status >= 400) context.env.question(43);
  context.env.charge(answer.body.length);
  return bodyItems(answer, what.url);
}

const LONGEST_NAME = 200;

function responseOf({ status = 200, headers = {}, body, base64 }: HttpRecord): WebResponse {
  if (base64 !== undefined) return { status, headers, body: decodeBase64(base64) ?? new Uint8Array() };
  const isText = typeof body === "string";
  const content = body === undefined ? "" : isText ? body : JSON.stringify(body);
  const type = isText || body === undefined ? {} : { "Content-Type": "application/json" };
  return { status, headers: { ...type, ...headers }, body: new TextEncoder().encode(content) };
}

/** What a response is, by its MIME type, otherwise by the address, otherwise by its bytes. */
function bodyItems({ headers, body }: WebResponse, address: string): Value {
  const mime = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const last = address.startsWith("data:") ? "" : /^[^?#]*\/([^/?#]*)/.exec(address)?.[1];
  const name = percentDecode(last ?? "") || "Contents of URL";
  const own = extensionOf(name);
  const mimeType = mime?.split(";")[0]!.trim().toLowerCase();
  const type =
    (mimeType && (MIME_TYPES[mimeType] ?? (mimeType.endsWith("+json") ? "public.json" : undefined))) ??
    (own === "" ? undefined : typeOfExtension(own));
  if (type === undefined || type === "public.data") return [sniff(body, name)];
  const content = /text|json|html|xml|vcard|ical|plist|property|comma|markdown|source|css/.test(type)
    ? decoded(body)
    : body;
  if (type === "public.json" && typeof content === "string") {
    const cell = parseJson(content);
    // What is no JSON is a text.
    if (cell !== undefined) return itemsOf(cell);
  }
  const file = {
    kind: "file" as const,
    name: own === "" ? `${name}.${extensionOfType(type)}` : name,
    type: type === "public.json" ? "public.plain-text" : type,
    content,
    source: address,
  };
  if (/property-list|plist/.test(type)) {
    const cell = plistCell(file);
    if (cell !== undefined) return itemsOf(cell);
  }
  return type === "public.html" && typeof content === "string" ? [richText(content, name)] : [file];
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Only the keys of the body type in force count; a header of the author's goes before an automatic one. */
function bodyOf(context: ActionContext, headers: Record<string, string>): string | Uint8Array | undefined {
  const setType = (type: string) => {
    if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type"))
      headers["Content-Type"] = type;
  };
  switch (context.choice("WFHTTPBodyType", "JSON")) {
    case "Form": {
      const form = field("WFFormValues", context);
      if (
        [...form.entries.values()].some((cell) => cell !== null && "kind" in cell && cell.kind === "file")
      ) {
        setType("multipart/form-data; boundary=boundary");
        return multipart(form, context);
      }
      setType("application/x-www-form-urlencoded");
      return [...form.entries]
        .map(([key, cell]) => `${formText(key)}=${formText(cellText(cell, context))}`)
        .join("&");
    }
    case "File": {
      const [item] = context.value("WFRequestVariable");
      if (item === undefined) return undefined;
      if (item.kind === "placeholder") return itemText(item, context.env);
      const file = fileOf(item, context.env);
      const mime = Object.keys(MIME_TYPES).find((name) => MIME_TYPES[name] === file.type);
      setType(mime ?? "application/octet-stream");
      return typeof file.content === "string" ? file.content : bytesOfFile(file);
    }
    default: {
      const values = field("WFJSONValues", context);
      if (context.given("WFJSONValues") === undefined) return undefined;
      setType("application/json");
      return printJson(values, (item) => itemText(item, context.env), false);
    }
  }
}

function field(key: string, context: ActionContext): DictionaryItem {
  const given = context.given(key);
  return isDict(given) ? resolveDictionary(given, context) : dictionary(new Map());
}

function cellText(cell: Value[number] | readonly unknown[] | null, context: ActionContext): string {
  return cell !== null && "kind" in cell ? itemText(cell, context.env) : "";
}

function formText(content: string): string {
  return percentEncode(content, /[A-Za-z0-9\-._*]/).replaceAll("%20", "+");
}

function multipart(form: DictionaryItem, context: ActionContext): string {
  const parts = [...form.entries].map(([key, cell]) => {
    const isFile = cell !== null && "kind" in cell && cell.kind === "file";
    const name = isFile ? `; filename="${(cell as { name: string }).name}"` : "";
    return `--boundary\r\nContent-Disposition: form-data; name="${key}"${name}\r\n\r\n${cellText(cell, context)}\r\n`;
  });
  return `${parts.join("")}--boundary--\r\n`;
}

/** Get Contents of Web Page (3.6): what one can read of it. */
const pageContents: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "richText" || item.kind === "placeholder") return [item];
    const [address] = urlsOf(item, context.env);
    if (address === undefined) return context.cannotConvert(item, "URL");
    return contentsOfUrl(address, context).map((found) =>
      found.kind === "file" ? { kind: "richText", text: itemText(found, context.env) } : found,
    );
  });

/** Get Headers of URL (3.6). */
const headersOf: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    const [address] = urlsOf(item, context.env);
    if (address === undefined) return context.cannotConvert(item, "URL");
    const answer = request({ method: "HEAD", url: address, headers: {} }, context);
    if (!answer) return [...context.unknown(`HEAD ${address}`)];
    return [dictionary(new Map(Object.entries(answer.headers).map(([name, value]) => [name, text(value)])))];
  });

export const web: Record<string, ActionHandler> = {
  downloadurl: download,
  getwebpagecontents: pageContents,
  "url.getheaders": headersOf,
};
