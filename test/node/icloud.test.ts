import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { AccessError } from "../../src/diagnostics/access-error.ts";
import { fetchShortcut, parseShareLink } from "../../src/node/icloud.ts";
import { iCloudRecord, serve, type Answer } from "../support/web-server.ts";

const ID = "0123abcd0123abcd0123abcd0123abcd";
const LINK = `https://www.icloud.com/shortcuts/${ID}`;
const RECORD = `/shortcuts/api/records/${ID}`;
const BYTES = Buffer.from("bplist00 and so on");

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server with a record and the shortcut that it points to, but for what `answers` replaces. */
async function iCloud(answers: Record<string, Answer> = {}, record?: (url: string) => string) {
  const server = await serve({
    [RECORD]: (_, response) => {
      const text = record ? record(server.url) : iCloudRecord(`${server.url}/asset/\${f}?e=1`);
      response.end(text);
    },
    "/asset/shortcut.plist": (_, response) => response.end(BYTES),
    ...answers,
  });
  closers.push(server.close);
  return server;
}

function fetchFrom(url: string, timeout = 5000) {
  return fetchShortcut(LINK, { baseUrl: url, timeout, retryDelay: 1 });
}

async function failure(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AccessError)) throw new Error(`AccessError expected, but got ${String(error)}`);
  return `${error.code} ${error.message}`;
}

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end("{}");

/** Answers with each of these in turn, and with the last one from then on. */
function inTurn(...answers: Answer[]): Answer {
  return (request, response) => (answers.length > 1 ? answers.shift()! : answers[0]!)(request, response);
}

describe("links", () => {
  test.each([
    LINK,
    `https://icloud.com/shortcuts/${ID}`,
    `http://www.icloud.com/shortcuts/${ID}/`,
    `HTTPS://WWW.ICLOUD.COM/shortcuts/${ID.toUpperCase()}?a=b#c`,
    `https://www.icloud.com/shortcuts/0123abcd-0123-abcd-0123-abcd0123abcd`,
    `https://www.icloud.com/shortcuts/api/records/${ID}`,
    ` ${LINK}\n`,
  ])("%s is one to a shortcut", (link) => expect(parseShareLink(link)).toBe(ID));

  test.each([
    "https://www.icloud.com/shortcuts/",
    `https://www.icloud.com/shortcuts/${ID}0`,
    `https://www.icloud.com/photos/${ID}`,
    `https://www.icloud.com.example.net/shortcuts/${ID}`,
    `https://example.net/?https://www.icloud.com/shortcuts/${ID}`,
    ID,
    "",
  ])("%s is none", (link) => expect(parseShareLink(link)).toBeUndefined());

  test("any other link is refused without a request", async () => {
    expect(await failure(fetchShortcut("https://routinehub.co/shortcut/1/"))).toMatch(/^SC5101 /);
  });
});

describe("a shared shortcut", () => {
  test("comes with its name", async () => {
    const { url, requests } = await iCloud();
    const { name, bytes } = await fetchFrom(url);
    expect(name).toBe("Morning Light");
    expect(Buffer.from(bytes)).toEqual(BYTES);
    expect(requests).toEqual([RECORD, "/asset/shortcut.plist"]);
  });

  test("is asked for again after errors that pass", async () => {
    const record: Answer = (_, response) => response.end(iCloudRecord(`${server.url}/asset/\${f}`));
    const server = await iCloud({
      [RECORD]: inTurn(status(500), status(429, { "retry-after": "0" }), record),
    });
    expect((await fetchFrom(server.url)).name).toBe("Morning Light");
    expect(server.requests).toHaveLength(4);
  });

  test("is asked for again if the connection breaks", async () => {
    const server = await iCloud({
      "/asset/shortcut.plist": inTurn(
        (_, response) => {
          response.writeHead(200, { "content-length": "1000" }).write("bplist");
          setTimeout(() => response.destroy(), 20);
        },
        (_, response) => response.end(BYTES),
      ),
    });
    expect((await fetchFrom(server.url)).bytes).toHaveLength(BYTES.length);
  });

  test("may be behind a redirect", async () => {
    const { url } = await iCloud({
      "/asset/shortcut.plist": status(302, { location: "/elsewhere" }),
      "/elsewhere": (_, response) => response.end(BYTES),
    });
    expect((await fetchFrom(url)).bytes).toHaveLength(BYTES.length);
  });
});

describe("what goes wrong is said", () => {
  test.each([
    [404, "SC5102 There is no shortcut at this link."],
    [401, "SC5103 iCloud does not hand out this record (HTTP 401): it is not shared with everyone."],
    [403, "SC5103 iCloud does not hand out this record (HTTP 403): it is not shared with everyone."],
    [410, "SC5104 This record has been removed or blocked (HTTP 410)."],
    [451, "SC5104 This record has been removed or blocked (HTTP 451)."],
    [400, "SC5106 iCloud answered with HTTP 400."],
  ])("HTTP %i, once", async (code, message) => {
    const { url, requests } = await iCloud({ [RECORD]: status(code) });
    expect(await failure(fetchFrom(url))).toBe(message);
    expect(requests).toHaveLength(1);
  });

  test("a server that keeps failing, after three attempts", async () => {
    const { url, requests } = await iCloud({ [RECORD]: status(503) });
    expect(await failure(fetchFrom(url))).toBe(
      "SC5105 The record cannot be fetched: iCloud answered with HTTP 503.",
    );
    expect(requests).toHaveLength(3);
  });

  test("a server that does not answer", async () => {
    const { url, requests } = await iCloud({ [RECORD]: () => {} });
    const message = "SC5105 The record cannot be fetched: iCloud did not answer within 0.1 seconds.";
    expect(await failure(fetchFrom(url, 100))).toBe(message);
    expect(requests).toHaveLength(3);
  });

  test("a server that answers, but does not come to an end", async () => {
    const { url } = await iCloud({ [RECORD]: (_, response) => void response.write("{") });
    expect(await failure(fetchFrom(url, 100))).toMatch(/^SC5105 .* did not answer within/);
  });

  test("a host where nobody listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const message = "SC5105 The record cannot be fetched: the connection was refused.";
    expect(await failure(fetchFrom(`http://127.0.0.1:${port}`))).toBe(message);
  });

  test("a shortcut that is too large, without reading all of it", async () => {
    const { url } = await iCloud({
      "/asset/shortcut.plist": (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
        };
        response.on("drain", more);
        more();
      },
    });
    expect(await failure(fetchFrom(url, 20_000))).toMatch(/^SC5003 .* more than 67108864 bytes/);
  });

  test.each([
    ["no JSON", "<html>"],
    ["no record", '{"hello": 1}'],
  ])("an answer that is %s", async (_, text) => {
    const { url } = await iCloud({}, () => text);
    expect(await failure(fetchFrom(url))).toBe("SC5106 iCloud's answer is not the record of a shortcut.");
  });

  test("a record that is marked as deleted", async () => {
    const { url, requests } = await iCloud({}, (base) => iCloudRecord(`${base}/asset/x`, { deleted: true }));
    expect(await failure(fetchFrom(url))).toMatch(/^SC5102 /);
    expect(requests).toHaveLength(1);
  });

  test("a record of a shortcut that Apple has not approved of", async () => {
    const fields = { signedShortcut: { value: {} }, signingStatus: { value: "REJECTED" } };
    const { url } = await iCloud({}, () => JSON.stringify({ fields }));
    expect(await failure(fetchFrom(url))).toBe(
      'SC5104 Apple has not approved of this shortcut: it is "REJECTED".',
    );
  });
});

describe("a record cannot send us elsewhere:", () => {
  test.each([
    ["another host", "https://example.net/x", '"example.net"'],
    ["a host that ends like Apple's", "https://evilicloud.com/x", '"evilicloud.com"'],
    [
      "a host that begins like Apple's",
      "https://www.icloud.com.example.net/x",
      '"www.icloud.com.example.net"',
    ],
    ["a user that looks like Apple's host", "https://www.icloud.com@example.net/x", '"example.net"'],
    ["Apple's, but in the open", "http://cvws.icloud-content.com/x", '"cvws.icloud-content.com"'],
    ["a file", "file:///etc/passwd", '"file:///etc/passwd"'],
    ["another port of this machine", "http://127.0.0.1:1/x", '"127.0.0.1:1"'],
    ["nonsense", "nonsense", '"nonsense"'],
  ])("%s", async (_, target, shown) => {
    const message = `SC5106 iCloud's answer points to a place that is not Apple's: ${shown}.`;
    const direct = await iCloud({}, () => iCloudRecord(target));
    expect(await failure(fetchFrom(direct.url))).toBe(message);
    if (target === "nonsense") return;
    const redirected = await iCloud({ [RECORD]: status(302, { location: target }) });
    expect(await failure(fetchFrom(redirected.url))).toBe(message);
  });

  test("round in a circle", async () => {
    const { url, requests } = await iCloud({ [RECORD]: status(302, { location: RECORD }) });
    expect(await failure(fetchFrom(url))).toMatch(/^SC5106 .* without end\.$/);
    expect(requests).toHaveLength(6);
  });
});
