import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convert, readShortcut } from "../../src/index.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { PlistDict } from "../../src/plist/value.ts";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";

const built = makeDirectory();
const work = makeDirectory();
const inWork = (name: string) => join(work.path, name);

const SHORTCUT = shortcutFile([
  ["gettext", { WFTextActionText: "Hello", UUID: "A" }],
  ["speaktext", { WFSpeakTextWait: true }],
]);
const PROGRAM = convert(SHORTCUT, { name: "Hello.shortcut" }).python;
const BARE = convert(SHORTCUT, { name: "Hello.shortcut", metadata: false }).python;
const BROKEN = `${BARE}    frobnicate(1)\n    x = )\n`;

beforeAll(() => {
  buildPackage(built.path);
  writeFileSync(inWork("Hello.shortcut"), SHORTCUT);
  writeFileSync(inWork("Hello.py"), PROGRAM);
  writeFileSync(inWork("broken.py"), BROKEN);
});
afterAll(() => {
  built.remove();
  work.remove();
});

function shortcut2py(args: string[], options: RunOptions = {}) {
  return run(process.execPath, [join(built.path, "cli.js"), ...args], { cwd: work.path, ...options });
}

const actionsOf = (bytes: Uint8Array) =>
  readShortcut(bytes).workflow.actions.map(({ identifier }) => identifier);

describe("compile", () => {
  test("writes the shortcut, and says how to sign it", async () => {
    const { code, stdout, stderr } = await shortcut2py(["compile", "Hello.py", "-o", "out.shortcut"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("shortcuts sign -i out.shortcut");
    expect(code).toBe(0);
    const bytes = readFileSync(inWork("out.shortcut"));
    expect(bytes.subarray(0, 8).toString()).toBe("bplist00");
    expect(actionsOf(bytes)).toEqual(["is.workflow.actions.gettext", "is.workflow.actions.speaktext"]);
  });

  test("from the standard input to the standard output, as XML", async () => {
    const { code, stdout, stderr } = await shortcut2py(["compile", "-", "-o", "-", "--format", "xml"], {
      input: Buffer.from(PROGRAM),
    });
    expect(stdout).toMatch(/^<\?xml /);
    expect(actionsOf(Buffer.from(stdout))).toHaveLength(2);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("writes nothing where something is wrong, and says all of it", async () => {
    const { code, stdout, stderr } = await shortcut2py(["compile", "broken.py", "-o", "no.shortcut"]);
    expect(existsSync(inWork("no.shortcut"))).toBe(false);
    const lines = BROKEN.split("\n");
    const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
    expect(stderr).toContain(`broken.py:${lineOf("frobnicate")}:5: error SC6005: `);
    expect(stderr).toContain(`broken.py:${lineOf("x = )")}:9: error SC6001: `);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });

  test("prints what it found as JSON", async () => {
    const { code, stdout } = await shortcut2py(["compile", "broken.py", "-o", "no.shortcut", "--json"]);
    const { ok, diagnostics } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }: { code: string }) => code).toSorted()).toEqual(["SC6001", "SC6005"]);
    expect(diagnostics[0]).toMatchObject({ severity: "error", column: 5 });
    expect(code).toBe(1);
  });

  test("writes single actions as the editor copies them", async () => {
    const { code, stderr } = await shortcut2py(["compile", "Hello.py", "-o", "clip", "--clipboard-plist"]);
    expect(stderr).toBe("clip: 2 actions, each an item of the type com.apple.shortcuts.action.\n");
    expect(code).toBe(0);
    const item = decodeBinaryPlist(readFileSync(inWork("clip/02.plist")));
    expect(item).toEqual(
      Object.assign(new PlistDict(), {
        WFWorkflowActionIdentifier: "is.workflow.actions.speaktext",
        WFWorkflowActionParameters: Object.assign(new PlistDict(), { WFSpeakTextWait: true }),
      }),
    );
    expect(existsSync(inWork("clip/03.plist"))).toBe(false);
  });

  test("does not write over the program", async () => {
    const { code, stderr } = await shortcut2py(["compile", "Hello.py", "-o", "Hello.py"]);
    expect(stderr).toMatch(/^Hello\.py: error SC5\d+: /);
    expect(readFileSync(inWork("Hello.py"), "utf8")).toBe(PROGRAM);
    expect(code).toBe(1);
  });

  test.each([
    ["no place to write to", ["compile", "Hello.py"]],
    ["a format that there is not", ["compile", "Hello.py", "-o", "x", "--format", "yaml"]],
  ])("%s is a mistake of the command line", async (_, args) => {
    expect((await shortcut2py(args)).code).toBe(2);
  });
});

describe("check", () => {
  test("says what is wrong on the standard output, and how much", async () => {
    const { code, stdout } = await shortcut2py(["check", "Hello.py", "broken.py"]);
    expect(stdout).toContain("Hello.py: 0 errors, 0 warnings\n");
    expect(stdout).toContain("broken.py: 2 errors, 0 warnings\n");
    expect(code).toBe(1);
  });

  test("prints JSON, a line for each program", async () => {
    const { stdout } = await shortcut2py(["check", "--json", "Hello.py", "missing.py"]);
    const [first, second] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toEqual({ file: "Hello.py", ok: true, errors: 0, warnings: 0, diagnostics: [] });
    expect(second).toMatchObject({ file: "missing.py", error: { code: expect.stringMatching(/^SC5/) } });
  });
});

test("verify", async () => {
  const { code, stdout } = await shortcut2py(["verify", "Hello.shortcut"]);
  expect(stdout).toBe("Hello.shortcut: comes back equal\n");
  expect(code).toBe(0);
});

describe("check --fix", () => {
  const WRONG = "\uFEFFdef hello():\r\n    show_allert('a', tittle='b')  # tittle\r\n    frobnicate(1)\r\n";
  const RIGHT = WRONG.replace("allert(", "alert(").replace("tittle=", "title=");

  test("puts right what has one answer, where it lies; the exit code is about what is left", async () => {
    writeFileSync(inWork("wrong.py"), WRONG);
    const { code, stdout } = await shortcut2py(["check", "wrong.py"]);
    expect(stdout).toContain("--fix puts 1 of them right");
    expect(code).toBe(1);
    const fixed = await shortcut2py(["check", "wrong.py", "--fix"]);
    expect(fixed.stdout).toMatch(/wrong\.py: 1 error, 0 warnings, 2 fixed\n$/);
    expect(fixed.code).toBe(1);
    expect(readFileSync(inWork("wrong.py"), "utf8")).toBe(RIGHT);
    writeFileSync(inWork("right.py"), RIGHT.replace("    frobnicate(1)\r\n", ""));
    const again = await shortcut2py(["check", "right.py", "--fix", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, errors: 0, fixed: 0, diagnostics: [] });
    expect(again.code).toBe(0);
  });

  test("gives a program of the standard input back", async () => {
    const { code, stdout, stderr } = await shortcut2py(["check", "-", "--fix"], {
      input: Buffer.from(WRONG),
    });
    expect(stdout).toBe(RIGHT);
    expect(stderr).toContain("2 fixed");
    expect(code).toBe(1);
  });

  test("leaves a file alone that is no UTF-8", async () => {
    const bytes = Buffer.from("def hello():\n    show_allert('\xe4')\n", "latin1");
    writeFileSync(inWork("latin.py"), bytes);
    const { code, stderr } = await shortcut2py(["check", "latin.py", "--fix"]);
    expect(stderr).toContain("SC6101");
    expect(code).toBe(1);
    expect(readFileSync(inWork("latin.py"))).toEqual(bytes);
    const named = Buffer.concat([Buffer.from("# coding: latin-1\n"), bytes]);
    writeFileSync(inWork("latin.py"), named);
    expect((await shortcut2py(["check", "latin.py", "--fix"])).stderr).toContain("SC5001");
    expect(readFileSync(inWork("latin.py"))).toEqual(named);
  });
});
