import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspect } from "../../src/inspect/inspect.ts";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { makeSignedFile } from "../support/signed-fixture.ts";

const built = makeDirectory();
const work = makeDirectory();

const SHORTCUT = shortcutFile(
  [
    ["repeat.count", { GroupingIdentifier: "G", WFControlFlowMode: 0, WFRepeatCount: 2 }],
    ["com.example.nobody\x9bknows"],
    ["repeat.count", { GroupingIdentifier: "G", WFControlFlowMode: 2 }],
    ["runsshscript", { WFSSHPassword: "hunter2", WFSSHScript: "mail anna@mail.org" }],
  ],
  {
    WFWorkflowClientVersion: "2607.1",
    WFWorkflowMinimumClientVersion: 900,
    WFWorkflowInputContentItemClasses: ["WFStringContentItem", "WFURLContentItem", "Odd"],
    WFWorkflowImportQuestions: [{ ActionIndex: 0 }],
  },
);

beforeAll(() => {
  buildPackage(built.path);
  writeFileSync(join(work.path, "Test.shortcut"), SHORTCUT);
  writeFileSync(join(work.path, "Empty.plist"), shortcutFile([]));
  writeFileSync(join(work.path, "bad.shortcut"), "nothing");
});
afterAll(() => {
  built.remove();
  work.remove();
});

function shortcut2py(args: string[], options: RunOptions = {}) {
  return run(process.execPath, [join(built.path, "cli.js"), ...args], { cwd: work.path, ...options });
}

describe("inspect", () => {
  test("prints a report, and nothing of what must not show", async () => {
    const { code, stdout, stderr } = await shortcut2py(["inspect", "Test.shortcut"]);
    expect(stdout).toBe(
      [
        "Test.shortcut",
        `  kind        XML property list, ${SHORTCUT.length.toLocaleString("en")} bytes`,
        "  signature   unsigned",
        "  name        Test",
        "  written by  client 2607.1, opens in client 900 or later",
        "  takes       String, URL, Odd",
        "  asks        1 import question",
        "  actions     4",
        "  blocks      1 repeat; nested 1 deep at most",
        "  APIs           2  is.workflow.actions.repeat.count",
        "                 1  com.example.nobody\uFFFDknows",
        "                 1  is.workflow.actions.runsshscript",
        "  unknown     com.example.nobody\uFFFDknows",
        "  runs        the app com.example: action 1",
        "              commands on another machine: action 3",
        "  warnings    looks like a value that is called a key, token or password: action 3 WFSSHPassword",
        "              looks like an e-mail address: action 3 WFSSHScript",
        "",
      ].join("\n"),
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("leaves out what there is nothing to say about", async () => {
    const { stdout } = await shortcut2py(["inspect", "Empty.plist"]);
    expect(stdout).toMatch(
      /^Empty\.plist\n {2}kind +XML [^\n]+\n {2}signature +unsigned\n {2}name +Empty\n {2}actions +0\n {2}blocks +none\n$/,
    );
  });

  test("with --privacy prints what one would want to know before installing it, and nothing else", async () => {
    expect((await shortcut2py(["inspect", "--privacy", "Test.shortcut"])).stdout).toBe(
      [
        "Test.shortcut",
        "  runs        the app com.example: action 1",
        "              commands on another machine: action 3",
        "  warnings    looks like a value that is called a key, token or password: action 3 WFSSHPassword",
        "              looks like an e-mail address: action 3 WFSSHScript",
        "",
      ].join("\n"),
    );
    const { stdout } = await shortcut2py(["inspect", "--privacy", "Empty.plist"]);
    expect(stdout).toBe("Empty.plist\n  nothing     that leaves the shortcut, as far as its file tells\n");
  });

  test("prints JSON, a line for each file, and goes on after a bad one", async () => {
    const files = ["Test.shortcut", "bad.shortcut", "Empty.plist"];
    const { code, stdout, stderr } = await shortcut2py(["inspect", "--json", ...files]);
    const objects = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(objects).toEqual([
      { file: "Test.shortcut", ...inspect(SHORTCUT), name: "Test", signature: { status: "unsigned" } },
      {
        file: "bad.shortcut",
        error: { code: "SC1002", message: expect.stringContaining("plain text"), offset: 0 },
      },
      { file: "Empty.plist", ...inspect(shortcutFile([])), name: "Empty", signature: { status: "unsigned" } },
    ]);
    expect(stderr).toMatch(/^bad\.shortcut: error SC1002: [^\n]+\n$/);
    expect(code).toBe(1);
  });

  test("separates the reports on several files", async () => {
    const { stdout } = await shortcut2py(["inspect", "Empty.plist", "Empty.plist"]);
    expect(stdout).toMatch(/none\n\nEmpty\.plist\n/);
  });

  test("says what is broken", async () => {
    const broken = shortcutFile([["conditional", { GroupingIdentifier: "G", WFControlFlowMode: 0 }]]);
    const { stdout } = await shortcut2py(["inspect", "-"], { input: broken });
    expect(stdout).toContain("\n  notes       action 0: SC4001: This block is never closed.\n");
    expect(stdout).toMatch(/^standard input\n/);
  });

  test("is coloured on request", async () => {
    const { stdout } = await shortcut2py(["inspect", "Test.shortcut"], { env: { FORCE_COLOR: "1" } });
    expect(stdout).toContain("\x1b[1mTest.shortcut\x1b[22m\n");
    expect(stdout).toContain("\x1b[33mlooks like an e-mail address");
  });
});

describe("a signature", () => {
  const signed = makeSignedFile(SHORTCUT);
  const broken = Uint8Array.from(signed);
  broken[12 + Buffer.from(signed).readUInt32LE(8) + 20]! ^= 1;

  test.each([
    ["of nobody known", signed, "signed, but not by an Apple chain\n"],
    ["that does not hold", broken, "signature does not match (signature)\n"],
  ])("%s", async (_, input, words) => {
    const { code, stdout } = await shortcut2py(["inspect", "-"], { input });
    expect(stdout).toContain(
      `\n  kind        signed file, ${signed.length.toLocaleString("en")} bytes; XML property list inside\n`,
    );
    expect(stdout).toContain(`\n  signature   ${words}`);
    expect(code).toBe(0);
  });

  test("comes with its scheme in JSON, and with nothing about the signer", async () => {
    const { stdout } = await shortcut2py(["inspect", "-", "--json"], { input: signed });
    const { signature, signatureScheme } = JSON.parse(stdout);
    expect(signature).toEqual({ status: "unknown-signer", scheme: "icloud" });
    expect(signatureScheme).toBe("icloud");
  });
});
