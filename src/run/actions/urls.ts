import { table } from "../table.ts";
import { urlsOf } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { percentDecode } from "../query.ts";
import { NOTHING, text, url, type Item } from "../value.ts";

const PARTS =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/;

/** Get Component of URL (3.6); a part that is not there is nothing. */
const component: ActionHandler = (context) => {
  const [item] = context.input();
  if (item === undefined) return NOTHING;
  const address = urlsOf(item, context.env)[0] ?? context.cannotConvert(item, "URL");
  const match = PARTS.exec(address);
  if (!match) return NOTHING;
  const [, scheme, credentials, host, port, path = "", query, fragment] = match;
  const [user, password] = (credentials ?? "").split(/:([^]*)/);
  const parts = table<string | undefined>({
    Scheme: scheme,
    User: credentials === undefined ? undefined : user,
    Password: password,
    Host: host,
    Port: port,
    Path: percentDecode(path.length > 1 ? path.replace(/\/$/, "") : path),
    Query: query,
    Fragment: fragment,
  });
  const part = parts[context.choice("WFURLComponent", "Scheme")];
  return part === undefined || part === "" ? NOTHING : [text(part)];
};

const REDIRECTS = 10;

/** Expand URL (3.6): follows recorded redirects and leaves out what only tracks. */
const expand: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "placeholder") return [item];
    const addresses = urlsOf(item, context.env);
    return addresses.map((start) => {
      let address = start;
      for (let count = 0; count < REDIRECTS; count++) {
        const record = context.device.recorded("GET", address) ?? context.device.recorded("HEAD", address);
        const target = Object.entries(record?.headers ?? {}).find(
          ([name]) => name.toLowerCase() === "location",
        )?.[1];
        if (target === undefined) break;
        address = target;
      }
      return url(withoutTracking(address));
    });
  });

function withoutTracking(address: string): string {
  const at = address.indexOf("?");
  if (at < 0) return address;
  const [query = "", ...fragment] = address.slice(at + 1).split("#");
  const kept = query.split("&").filter((pair) => !pair.startsWith("utm_"));
  return [address.slice(0, at) + (kept.length > 0 ? `?${kept.join("&")}` : ""), ...fragment].join("#");
}

export const urls: Record<string, ActionHandler> = { geturlcomponent: component, "url.expand": expand };
