import { readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { encodeWorkflow } from "../../src/ir/encode.ts";
import { compareShortcuts } from "../../src/ir/compare.ts";
import { signShortcut } from "../../src/node/sign.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { readShortcut } from "../../src/read.ts";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { makeSignedFile } from "../support/signed-fixture.ts";
import { action, shortcutFile } from "../support/shortcut.ts";
import { serve, type Answer } from "../support/web-server.ts";

const work = makeDirectory();
const built = makeDirectory();
const inWork = (name: string) => join(work.path, name);

/** With an icon and an import question, which have to go along. */
const SHORTCUT = shortcutFile([action("gettext", { WFTextActionText: "Hello" }), action("vibrate")], {
  WFWorkflowIcon: { WFWorkflowIconStartColor: 463140863, WFWorkflowIconGlyphNumber: 59511 },
  WFWorkflowImportQuestions: [
    { ActionIndex: 0, Category: "Parameter", ParameterKey: "WFTextActionText", Text: "What to say?" },
  ],
});
const OTHER = shortcutFile([action("vibrate")]);
const SECRET = shortcutFile([action("gettext", { WFTextActionText: `ghp_${"a1B2".repeat(9)}` })]);
const PROGRAM = 'def hello(shortcut_input=None):\n    show_alert("Hello")\n';

interface Asked {
  type: string | undefined;
  authorization: string | undefined;
  body: { shortcutName: string; shortcut: string };
}
const asked: Asked[] = [];

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { authorization, "content-type": type } = request.headers;
  return { type, authorization, body: JSON.parse(Buffer.concat(parts).toString()) as Asked["body"] };
}

/** Answers as HubSign and shortcut-signing-server do. */
const answering =
  (make: (asked: Asked) => Uint8Array, status = 200): Answer =>
  (request, response) => {
    const reply = async () => {
      const received = await read(request);
      asked.push(received);
      response.writeHead(status, { "content-type": "application/octet-stream" }).end(make(received));
    };
    void reply();
  };
const signed = ({ body }: Asked) => makeSignedFile(Buffer.from(body.shortcut));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  buildPackage(built.path);
  writeFileSync(inWork("hello.shortcut"), SHORTCUT);
  writeFileSync(inWork("hello.py"), PROGRAM);
  writeFileSync(inWork("wrong.py"), "def hello():\n    frobnicate()\n");
  writeFileSync(inWork("signed.shortcut"), makeSignedFile(SHORTCUT));
  // What `shortcuts` does on a Mac, as far as it can be seen from outside: it writes a file, and complains all the same.
  writeFileSync(
    inWork("shortcuts.mjs"),
    `import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
     const args = process.argv.slice(2);
     const value = (name) => args[args.indexOf(name) + 1];
     writeFileSync(${JSON.stringify(inWork("asked.json"))}, JSON.stringify({ sub: args[0], mode: value("--mode"),
       input: readFileSync(value("--input")).toString("base64") }));
     console.error("ERROR: Unrecognized attribute string flag '?'");
     if (value("--mode") === "anyone") copyFileSync(${JSON.stringify(inWork("signed.shortcut"))}, value("--output"));
     else process.exit(1);`,
  );
  server = await serve({
    "/sign": answering(signed),
    "/other": answering(() => makeSignedFile(OTHER)),
    "/unsigned": answering(() => SHORTCUT),
    "/broken": answering((asked) => signed(asked).map((byte, i) => (i === 4000 ? byte ^ 1 : byte))),
    "/page": answering(() => Buffer.from("<html>")),
    "/forbidden": answering(() => Buffer.from("no key\u001b[31m"), 401),
    "/redirect": (_, response) => response.writeHead(307, { location: `${server.url}/sign` }).end(),
    "/silent": () => {},
  });
});
afterAll(() => {
  server.close();
  built.remove();
  work.remove();
});

const sign = (path: string, bytes: Uint8Array = SHORTCUT) =>
  signShortcut(bytes, { name: "Hello", server: server.url + path, timeout: 1000 });

describe("a service", () => {
  test("gets the name and all of the shortcut as XML, and nothing else", async () => {
    const { bytes, signer, differences } = await sign("/sign");
    const { type, authorization, body } = asked.at(-1)!;
    expect(Object.keys(body).sort()).toEqual(["shortcut", "shortcutName"]);
    expect({ type, authorization, name: body.shortcutName }).toEqual({
      type: "application/json",
      authorization: undefined,
      name: "Hello",
    });
    expect(
      compareShortcuts(decodeBinaryPlist(SHORTCUT), decodeXmlPlist(Buffer.from(body.shortcut))).total,
    ).toBe(0);
    expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe("AEA1");
    expect({ signer, differences }).toEqual({ signer: "unknown-signer", differences: [] });
    const { properties } = readShortcut(bytes).workflow;
    expect(properties["WFWorkflowImportQuestions"]).toHaveLength(1);
    expect(properties["WFWorkflowIcon"]).toMatchObject({ WFWorkflowIconGlyphNumber: 59511 });
  });

  test("signs what is signed already, too", async () => {
    const { bytes } = await sign("/sign", makeSignedFile(SHORTCUT));
    expect(
      compareShortcuts(decodeBinaryPlist(SHORTCUT), encodeWorkflow(readShortcut(bytes).workflow)).total,
    ).toBe(0);
  });

  test.each([
    ["/other", "SC5113", "other actions"],
    ["/unsigned", "SC5113", "not signed"],
    ["/broken", "SC5113", ""],
    ["/page", "SC5113", "no shortcut"],
    ["/forbidden", "SC5112", "HTTP 401"],
    ["/redirect", "SC5112", "does not answer"],
    ["/silent", "SC5112", "nothing came within 1 seconds"],
  ])("%s: %s", async (path, code, text) => {
    const error = await sign(path).catch((error: unknown) => error);
    expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
    expect((error as Error).message).not.toContain("\u001b");
  });

  test("does not see secrets unless that is wanted", async () => {
    const options = { name: "Hello", server: "https://signer.invalid/sign", timeout: 1000 };
    await expect(signShortcut(SECRET, options)).rejects.toMatchObject({ code: "SC5114" });
    await expect(signShortcut(SECRET, { ...options, withSecrets: true })).rejects.toMatchObject({
      code: "SC5112",
    });
  });
});

const shortcut2py = (args: string[], options: RunOptions = {}) =>
  run(process.execPath, [join(built.path, "cli.js"), ...args], { cwd: work.path, ...options });
const onMac = {
  env: { SHORTCUT2PY_SIGN_COMMAND: JSON.stringify([process.execPath, inWork("shortcuts.mjs")]) },
};

describe("the command", () => {
  test("runs `shortcuts sign` on a Mac, and takes its file for its word", async () => {
    const { code, stderr } = await shortcut2py(["sign", "hello.shortcut", "-o", "Mac.shortcut"], onMac);
    expect(stderr).toBe("Mac.shortcut: signed, but Apple does not vouch for who signed it\n");
    expect(code).toBe(0);
    const { sub, mode, input } = JSON.parse(readFileSync(inWork("asked.json"), "utf8")) as Record<
      string,
      string
    >;
    expect({ sub, mode }).toEqual({ sub: "sign", mode: "anyone" });
    expect(
      compareShortcuts(decodeBinaryPlist(SHORTCUT), decodeBinaryPlist(Buffer.from(input!, "base64"))).total,
    ).toBe(0);
  });

  test("says what the Mac said where there is no file", async () => {
    const args = ["sign", "hello.shortcut", "-o", "no.shortcut", "--mode", "people-who-know-me"];
    const { code, stderr } = await shortcut2py(args, onMac);
    expect(stderr).toMatch(/SC5112.*Unrecognized attribute/);
    expect(code).toBe(1);
  });

  test.skipIf(process.platform === "darwin")("says what to do where nothing can sign", async () => {
    const { code, stderr } = await shortcut2py(["sign", "hello.shortcut", "-o", "no.shortcut"]);
    expect(stderr).toMatch(/SC5111.*--signing-server URL/);
    expect(code).toBe(1);
  });

  test("compiles a program first, calls it after the output, and hands the key over", async () => {
    const args = [
      "sign",
      "hello.py",
      "-o",
      "Say Hello.shortcut",
      "--signing-server",
      `${server.url}/sign`,
      "--json",
    ];
    const { code, stdout } = await shortcut2py(args, { env: { SHORTCUT2PY_SIGNING_TOKEN: "a key" } });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, signer: "unknown-signer", differences: [] });
    expect(code).toBe(0);
    expect(asked.at(-1)).toMatchObject({
      authorization: "Bearer a key",
      body: { shortcutName: "Say Hello" },
    });
    const { workflow } = readShortcut(readFileSync(inWork("Say Hello.shortcut")));
    expect(workflow.actions).toEqual(compile(PROGRAM).workflow.actions);
  });

  test("sends nothing of a program with errors", async () => {
    const before = asked.length;
    const args = ["sign", "wrong.py", "-o", "no.shortcut", "--signing-server", `${server.url}/sign`];
    const { code, stderr } = await shortcut2py(args);
    expect(stderr).toContain("wrong.py:2:5: error SC6005");
    expect(code).toBe(1);
    expect(asked).toHaveLength(before);
  });
});
