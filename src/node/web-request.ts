import type { WebRequest, WebResponse } from "../run/context.ts";

/** Not imported: the bundle of the command leaves this module out of what Commander asks for. */
const { spawnSync } = process.getBuiltinModule("node:child_process");

const TIMEOUT = 30_000;
const LARGEST = 50_000_000;

/**
 * What another process does: one request, redirects only to hosts that are allowed, the answer as JSON. It reads
 * nothing but its standard input.
 */
const SCRIPT = `
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { method, url, headers, body, hosts, largest } = JSON.parse(Buffer.concat(chunks).toString());
let at = new URL(url), response;
for (let i = 0; ; i++) {
  if (!/^https?:$/.test(at.protocol) || !hosts.includes(at.hostname)) throw new Error(at.hostname + " is not allowed");
  const last = i === 0 || response.status === 307 || response.status === 308;
  response = await fetch(at, { method: last ? method : "GET", headers, redirect: "manual", ...(last && body !== undefined && { body: Buffer.from(body, "base64") }) });
  const target = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || target === null || i >= 10) break;
  at = new URL(target, at);
}
let size = 0;
const parts = [];
for await (const part of response.body ?? []) {
  if ((size += part.length) > largest) throw new Error("the answer is too large");
  parts.push(part);
}
process.stdout.write(JSON.stringify({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.concat(parts).toString("base64") }));
`;

/**
 * Goes out to the web, and waits for the answer: runs are synchronous. Only hosts that are named are asked, also
 * behind redirects.
 *
 * @returns undefined where the host is not allowed
 * @throws Error where there is no answer
 */
export function webRequester(hosts: readonly string[]): (request: WebRequest) => WebResponse | undefined {
  return ({ method, url, headers, body }) => {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (!address || !hosts.includes(address.hostname)) return undefined;
    const input = JSON.stringify({
      method,
      url,
      headers,
      hosts,
      largest: LARGEST,
      ...(body !== undefined && { body: Buffer.from(body).toString("base64") }),
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", SCRIPT], {
      input,
      timeout: TIMEOUT,
      maxBuffer: LARGEST * 2,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(/Error: (.*)/.exec(stderr)?.[1] ?? "there is no answer");
    const answer = JSON.parse(stdout) as { status: number; headers: Record<string, string>; body: string };
    return { ...answer, body: new Uint8Array(Buffer.from(answer.body, "base64")) };
  };
}
