// oxlint-disable max-lines -- one command, whose package is built and unpacked once for all of it
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import { buildPackage, makeDirectory, run, type Run, type RunOptions } from "../support/command.ts";
import { shortcutFile, xmlPlist } from "../support/plist-files.ts";
import * as made from "../support/shortcut.ts";
import { makeSignedFile } from "../support/signed-fixture.ts";
import { iCloudRecord, serve } from "../support/web-server.ts";

const GREETING = shortcutFile([["gettext", { WFTextActionText: "Good morning" }], ["showresult"]]);
/** Its second action refers to an output that no action has. */
const DANGLING = shortcutFile([
  ["nothing"],
  [
    "setvariable",
    {
      WFVariableName: "x",
      WFInput: {
        Value: {
          Type: "ActionOutput",
          OutputUUID: "11111111-1111-1111-1111-111111111111",
          OutputName: "Gone",
        },
        WFSerializationType: "WFTextTokenAttachment",
      },
    },
  ],
]);

const hasPython = spawnSync("python3", ["--version"]).status === 0;

const built = makeDirectory();
let work = makeDirectory();
beforeAll(() => buildPackage(built.path));
afterAll(() => {
  built.remove();
  work.remove();
});
beforeEach(() => {
  work.remove();
  work = makeDirectory();
  write("Greeting.shortcut", GREETING);
});

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(work.path, name), content);
}

function read(name: string): string {
  return readFileSync(join(work.path, name), "utf8");
}

function shortcut2py(args: string[], options: RunOptions = {}): Promise<Run> {
  return run(process.execPath, [join(built.path, "cli.js"), ...args], { cwd: work.path, ...options });
}

/** The same in a shell, where `$COMMAND` is the command. */
function inShell(script: string): Promise<Run> {
  const env = { COMMAND: `${process.execPath} ${join(built.path, "cli.js")}` };
  return run("bash", ["-c", script], { cwd: work.path, env });
}

function pythonOf(bytes: Uint8Array, name?: string): string {
  return convert(bytes, name === undefined ? {} : { name }).python;
}

describe("one file", () => {
  test("becomes Python on the standard output, under the file's name", async () => {
    const { code, stdout, stderr } = await shortcut2py(["convert", "Greeting.shortcut"]);
    expect(stdout).toBe(pythonOf(GREETING, "Greeting"));
    expect(stdout).toContain('"""Greeting"""');
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test.each([
    ["Greeting.WFLOW", "Greeting"],
    ["Greeting.plist", "Greeting"],
    ["Greeting.v2.xml", "Greeting.v2"],
    ["Greeting", "Greeting"],
    ["Greeting.txt", "Greeting.txt"],
    [".shortcut", ".shortcut"],
  ])("%s is called %s", async (file, name) => {
    write(file, GREETING);
    expect((await shortcut2py(["convert", `./${file}`])).stdout).toBe(pythonOf(GREETING, name));
  });

  test("takes the options of the library", async () => {
    const { stdout } = await shortcut2py(["convert", "Greeting.shortcut", "--layout", "script"]);
    expect(stdout).toBe(convert(GREETING, { name: "Greeting", layout: "script" }).python);
    const plain = await shortcut2py(["convert", "--no-metadata", "Greeting.shortcut"]);
    expect(plain.stdout).toBe(convert(GREETING, { name: "Greeting", metadata: false }).python);
  });

  test("comes from the standard input, without a name", async () => {
    const { code, stdout } = await shortcut2py(["convert", "-"], { input: GREETING });
    expect(stdout).toBe(pythonOf(GREETING));
    expect(code).toBe(0);
  });

  test("comes from a pipe that has a path", async () => {
    const { code, stdout } = await inShell("$COMMAND convert <(cat Greeting.shortcut)");
    expect(stdout).toContain("Good morning");
    expect(code).toBe(0);
  });
});

describe("what is wrong with a file", () => {
  test("is a line each on the standard error, with the action", async () => {
    write("Dangling.shortcut", DANGLING);
    const { code, stdout, stderr } = await shortcut2py(["convert", "Dangling.shortcut"]);
    expect(stderr).toMatch(
      /^Dangling\.shortcut: action 1 \(is\.workflow\.actions\.setvariable\): warning SC4002: [^\n]+\n$/,
    );
    expect(stdout).toBe(pythonOf(DANGLING, "Dangling"));
    expect(code).toBe(0);
  });

  test("says that a program would become another shortcut, also where only the program shows it", async () => {
    write("Early.shortcut", made.comesBackDifferent());
    const { code, stderr } = await shortcut2py(["convert", "Early.shortcut"]);
    expect(stderr).toMatch(/^Early\.shortcut: (?:action \d+ [^\n]*: )?warning SC4022: [^\n]+\n$/);
    expect(code).toBe(0);
    const { stdout } = await shortcut2py(["convert", "Early.shortcut", "--json"]);
    expect(stdout).toContain('"SC4022"');
    // Without metadata, nobody promises that it would.
    expect((await shortcut2py(["convert", "Early.shortcut", "--no-metadata"])).stderr).not.toContain(
      "SC4022",
    );
  });

  test("is coloured only where that is asked for", async () => {
    write("Dangling.shortcut", DANGLING);
    const stderr = async (env: Record<string, string>, ...args: string[]) =>
      (await shortcut2py(["convert", "Dangling.shortcut", ...args], { env })).stderr;
    expect(await stderr({})).not.toContain("\x1b");
    expect(await stderr({ FORCE_COLOR: "1" })).toContain("\x1b[33mwarning SC4002\x1b[39m");
    expect(await stderr({ FORCE_COLOR: "1" }, "--no-color")).not.toContain("\x1b");
    expect(await stderr({ FORCE_COLOR: "0" })).not.toContain("\x1b");
    expect(await stderr({ NO_COLOR: "1" })).not.toContain("\x1b");
  });

  test("cannot take over the terminal or the line", async () => {
    const name = "a\x1b[2J\nb\u202ec.shortcut";
    write(name, DANGLING);
    const { stderr } = await shortcut2py(["convert", name]);
    expect(stderr).toMatch(/^a\uFFFD\[2J\uFFFDb\uFFFDc\.shortcut: action 1 .*\n$/);
  });
});

describe("a file that is no shortcut", () => {
  const signed = makeSignedFile(GREETING);
  test.each<[what: string, content: string | Uint8Array, line: RegExp]>([
    ["an empty file", "", /^error SC1001: This file is empty\./],
    ["a web page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", /^error SC1002: .* saved web page/],
    [
      "a git-lfs pointer",
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n",
      /^error SC1002: .* git-lfs pointer.*git lfs pull/,
    ],
    [
      "a signed file that was cut off",
      signed.subarray(0, 20_000),
      /^error SC1004: The file is cut off: 20000 of \d+ bytes\./,
    ],
    ["noise", Buffer.from([222, 173, 190, 239]), /^error SC1003: .* de ad be ef/],
    [
      "a property list of something else",
      xmlPlist({ Label: "x" }),
      /^error SC3001: .* no WFWorkflowActions.*"Label"/,
    ],
    ["a broken property list", "<plist><dict>", /^error SC2001: /],
    ["JSON of something else", "{}", /^error SC3001: /],
    [
      "a record of iCloud",
      iCloudRecord("https://example.net"),
      /^error SC1011: .* "Morning Light".*https:\/\/www\.icloud\.com\/shortcuts\/0123abcd0123abcd0123abcd0123abcd$/,
    ],
  ])("%s is named in one line, and nothing is written", async (_, content, line) => {
    write("x.shortcut", content);
    const { code, stdout, stderr } = await shortcut2py(["convert", "x.shortcut", "-o", "x.py"]);
    expect(stderr).toMatch(/^x\.shortcut: [^\n]+\n$/);
    expect(stderr.slice("x.shortcut: ".length).trimEnd()).toMatch(line);
    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(readdirSync(work.path).sort()).toEqual(["Greeting.shortcut", "x.shortcut"]);
  });

  test("nor is one that cannot be read", async () => {
    mkdirSync(join(work.path, "folder"));
    write("locked.shortcut", GREETING);
    chmodSync(join(work.path, "locked.shortcut"), 0);
    const files = ["missing.shortcut", "folder", "locked.shortcut", "Greeting.shortcut/x"];
    const { code, stderr } = await shortcut2py(["convert", "--json", ...files], { unprivileged: true });
    expect(stderr.trimEnd().split("\n")).toEqual([
      "missing.shortcut: error SC5001: The file cannot be read: no such file or directory.",
      "folder: error SC5001: The file cannot be read: it is a directory.",
      "locked.shortcut: error SC5001: The file cannot be read: permission denied.",
      "Greeting.shortcut/x: error SC5001: The file cannot be read: a part of the path is not a directory.",
    ]);
    expect(code).toBe(1);
  });

  test("has a stack only for those who look for bugs", async () => {
    write("x.shortcut", "");
    const { stderr } = await shortcut2py(["convert", "x.shortcut"], { env: { SHORTCUT2PY_DEBUG: "1" } });
    expect(stderr).toMatch(/^x\.shortcut: error SC1001: [^\n]+\n.*\n +at /s);
  });

  test("nor is one without an end", async () => {
    const { code, stderr } = await shortcut2py(["convert", "/dev/zero"]);
    expect(stderr).toMatch(/^\/dev\/zero: error SC5003: .* more than 67108864 bytes/);
    expect(code).toBe(1);
  });

  test("the standard input is called by its name", async () => {
    const { code, stderr } = await shortcut2py(["convert", "-"]);
    expect(stderr).toMatch(/^standard input: error SC1001: /);
    expect(code).toBe(1);
  });
});

describe("a signature", () => {
  test("that holds is no matter, whoever made it", async () => {
    write("Signed.shortcut", makeSignedFile(GREETING));
    const { stdout, stderr } = await shortcut2py(["convert", "Signed.shortcut"]);
    expect(stdout).toBe(pythonOf(GREETING, "Signed"));
    expect(stderr).toBe("");
  });

  test("that does not hold is reported, and the file converts", async () => {
    const bytes = makeSignedFile(GREETING);
    // In the room for the signature, which begins after the authentication data.
    const at = 12 + Buffer.from(bytes).readUInt32LE(8) + 20;
    bytes[at]! ^= 1;
    write("Signed.shortcut", bytes);
    const { code, stdout, stderr } = await shortcut2py(["convert", "Signed.shortcut"]);
    expect(stderr).toMatch(/^Signed\.shortcut: info SC4011: The signature does not hold\. The [^\n]+\n$/);
    expect(stdout).toBe(pythonOf(GREETING, "Signed"));
    expect(code).toBe(0);
  });
});

describe("several files", () => {
  beforeEach(() => {
    mkdirSync(join(work.path, "sub"));
    write("sub/greeting.wflow", GREETING);
    write("bad.shortcut", "nothing");
    write("Last.shortcut", GREETING);
  });

  test("each get a file of their own, and a bad one stops no other", async () => {
    const files = ["Greeting.shortcut", "bad.shortcut", "sub/greeting.wflow", "Last.shortcut"];
    const { code, stdout, stderr } = await shortcut2py(["convert", ...files, "-o", "new/out"]);
    expect(stderr).toMatch(/^bad\.shortcut: error SC1002: [^\n]+\n$/);
    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(readdirSync(join(work.path, "new/out")).sort()).toEqual([
      "Greeting.py",
      "Last.py",
      "greeting-2.py",
    ]);
    expect(read("new/out/Greeting.py")).toBe(pythonOf(GREETING, "Greeting"));
    expect(read("new/out/greeting-2.py")).toBe(pythonOf(GREETING, "greeting"));
  });

  test("need a directory or JSON", async () => {
    const none = await shortcut2py(["convert", "Greeting.shortcut", "Last.shortcut"]);
    expect(none).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: several files need -o DIRECTORY or --json\n",
    });
    const file = await shortcut2py(["convert", "Greeting.shortcut", "Last.shortcut", "-o", "bad.shortcut"]);
    expect(file.stderr).toBe("error: several files need a directory, and bad.shortcut is none\n");
    expect(file.code).toBe(2);
    const twice = await shortcut2py(["convert", "-", "-", "--json"]);
    expect(twice.stderr).toBe("error: the standard input can be read only once\n");
    expect(twice.code).toBe(2);
  });
});

describe("-o", () => {
  test("writes a file, over an old one, and through a link", async () => {
    const expected = pythonOf(GREETING, "Greeting");
    for (const target of ["fresh/x.py", "old.py", "link.py"]) {
      if (target === "old.py") write("old.py", "old");
      if (target === "link.py") symlinkSync("linked.py", join(work.path, "link.py"));
      if (target === "link.py") write("linked.py", "old");
      const result = await shortcut2py(["convert", "Greeting.shortcut", "-o", target]);
      expect(result).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(read(target)).toBe(expected);
    }
    expect(read("linked.py")).toBe(expected);
    expect(readdirSync(work.path).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test.each(["there", "there/", "fresh/"])("%s is a directory", async (directory) => {
    mkdirSync(join(work.path, "there"));
    await shortcut2py(["convert", "Greeting.shortcut", "-o", directory]);
    expect(read(join(directory, "Greeting.py"))).toBe(pythonOf(GREETING, "Greeting"));
  });

  test("- is the standard output", async () => {
    const { stdout } = await shortcut2py(["convert", "Greeting.shortcut", "-o", "-"]);
    expect(stdout).toBe(pythonOf(GREETING, "Greeting"));
  });

  test("never overwrites the input", async () => {
    linkSync(join(work.path, "Greeting.shortcut"), join(work.path, "same.py"));
    for (const target of ["Greeting.shortcut", "same.py"]) {
      const { code, stderr } = await shortcut2py(["convert", "Greeting.shortcut", "-o", target]);
      expect(stderr).toMatch(/^Greeting\.shortcut: error SC5002: .* would overwrite the input\./);
      expect(code).toBe(1);
    }
    expect(readFileSync(join(work.path, "Greeting.shortcut"))).toEqual(GREETING);
  });

  test("says why it cannot write, and leaves nothing behind", async () => {
    mkdirSync(join(work.path, "locked"), { mode: 0o555 });
    const { code, stderr } = await shortcut2py(["convert", "Greeting.shortcut", "-o", "locked/"], {
      unprivileged: true,
    });
    expect(stderr).toBe(
      "Greeting.shortcut: error SC5002: locked/Greeting.py cannot be written: permission denied.\n",
    );
    expect(code).toBe(1);
    expect(readdirSync(join(work.path, "locked"))).toEqual([]);
    chmodSync(join(work.path, "locked"), 0o755);
  });

  test("leaves the old file alone where the new one cannot be made", async () => {
    mkdirSync(join(work.path, "Greeting.py"));
    const { code, stderr } = await shortcut2py(["convert", "Greeting.shortcut", "-o", "./"]);
    expect(stderr).toMatch(/: error SC5002: Greeting\.py cannot be written: .*directory\.\n$/);
    expect(code).toBe(1);
    expect(readdirSync(work.path).sort()).toEqual(["Greeting.py", "Greeting.shortcut"]);
  });

  test.skipIf(!existsSync("/dev/full"))("writes to devices, and does not replace them", async () => {
    const result = await shortcut2py(["convert", "Greeting.shortcut", "-o", "/dev/null"]);
    expect(result).toEqual({ code: 0, stdout: "", stderr: "" });
    const full = await shortcut2py(["convert", "Greeting.shortcut", "-o", "/dev/full"]);
    expect(full.stderr).toMatch(/error SC5002: \/dev\/full cannot be written: the disk is full\.\n$/);
    for (const path of ["/dev/null", "/dev/full"]) expect(statSync(path).isCharacterDevice()).toBe(true);
  });
});

describe("--json", () => {
  test("writes one object for a file", async () => {
    write("Dangling.shortcut", DANGLING);
    const { code, stdout, stderr } = await shortcut2py(["convert", "Dangling.shortcut", "--json"]);
    const { python, diagnostics, sourceMap } = convert(DANGLING, { name: "Dangling" });
    expect(stdout.trimEnd()).not.toContain("\n");
    expect(JSON.parse(stdout)).toEqual({ file: "Dangling.shortcut", python, diagnostics, sourceMap });
    expect(diagnostics[0]).toMatchObject({ code: "SC4002", severity: "warning", where: { action: 1 } });
    expect(sourceMap.map(({ action }) => action)).toEqual([0, 1]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("writes a line for each of several, the bad ones too", async () => {
    write("bad.shortcut", "");
    const { code, stdout, stderr } = await shortcut2py([
      "convert",
      "bad.shortcut",
      "Greeting.shortcut",
      "--json",
    ]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        file: "bad.shortcut",
        error: { code: "SC1001", message: "This file is empty.", hint: "Download or export it again." },
      },
      {
        file: "Greeting.shortcut",
        python: pythonOf(GREETING, "Greeting"),
        diagnostics: [],
        sourceMap: expect.any(Array),
      },
    ]);
    expect(stderr).toMatch(/^bad\.shortcut: error SC1001: [^\n]+\n$/);
    expect(code).toBe(1);
  });

  test("goes where -o says", async () => {
    await shortcut2py(["convert", "Greeting.shortcut", "--json", "-o", "out/"]);
    expect(JSON.parse(read("out/Greeting.json"))).toMatchObject({ file: "Greeting.shortcut" });
  });
});

describe("a reader", () => {
  test("that goes away is no error", async () => {
    const long = shortcutFile(
      Array.from({ length: 5000 }, (_, i) => ["gettext", { WFTextActionText: `This is line ${i}` }]),
    );
    write("long.shortcut", long);
    const { stdout, stderr } = await inShell(
      "$COMMAND convert long.shortcut | head -c 1; echo ${PIPESTATUS[0]}",
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^.0\n$/);
  });

  test.skipIf(!hasPython)("that is slow, at a pipe that does not block, gets all of it", async () => {
    const long = shortcutFile(
      Array.from({ length: 5000 }, (_, i) => ["gettext", { WFTextActionText: `This is line ${i}` }]),
    );
    write("long.shortcut", long);
    const script = [
      "import os, subprocess, sys, time",
      "reader, writer = os.pipe()",
      "os.set_blocking(writer, False)",
      "child = subprocess.Popen(sys.argv[1:], stdout=writer)",
      "os.close(writer)",
      "time.sleep(0.3)",
      "print(len(open(reader, 'rb').read()), child.wait())",
    ].join("\n");
    const args = ["-c", script, process.execPath, join(built.path, "cli.js"), "convert", "long.shortcut"];
    const { stdout, stderr } = await run("python3", args, { cwd: work.path });
    const size = Buffer.byteLength(pythonOf(long, "long"));
    // More than a pipe holds.
    expect(size).toBeGreaterThan(65536);
    expect(stderr).toBe("");
    expect(stdout).toBe(`${size} 0\n`);
  });

  test.skipIf(!existsSync("/dev/full"))("that is full is one", async () => {
    const { stdout, stderr } = await inShell("$COMMAND convert Greeting.shortcut > /dev/full; echo $?");
    expect(stderr).toBe("shortcut2py: The standard output cannot be written: the disk is full.\n");
    expect(stdout).toBe("1\n");
  });
});

describe("a link", () => {
  const link = "https://www.icloud.com/shortcuts/0123abcd0123abcd0123abcd0123abcd";
  const record = "/shortcuts/api/records/0123abcd0123abcd0123abcd0123abcd";

  test("is fetched, and converted under the name that iCloud says", async () => {
    const server = await serve({
      [record]: (_, response) => response.end(iCloudRecord(`${server.url}/asset/\${f}`)),
      "/asset/shortcut.plist": (_, response) => response.end(GREETING),
    });
    const env = { SHORTCUT2PY_ICLOUD_URL: server.url };
    const { code, stdout, stderr } = await shortcut2py(["convert", link], { env });
    const file = await shortcut2py(["convert", link, "-o", "./"], { env });
    server.close();
    expect(stderr).toBe("");
    expect(stdout).toBe(pythonOf(GREETING, "Morning Light"));
    expect([code, file.code]).toEqual([0, 0]);
    expect(read("Morning Light.py")).toBe(stdout);
  });

  test("cannot write outside of the directory, whatever the shortcut is called", async () => {
    const fields = { name: { value: "../../../etc: a/b\\c\0" } };
    const server = await serve({
      [record]: (_, response) => {
        const shortcut = { value: { downloadURL: `${server.url}/x` } };
        response.end(JSON.stringify({ fields: { ...fields, shortcut } }));
      },
      "/x": (_, response) => response.end(GREETING),
    });
    const { code } = await shortcut2py(["convert", link, "-o", "out/"], {
      env: { SHORTCUT2PY_ICLOUD_URL: server.url },
    });
    server.close();
    expect(code).toBe(0);
    expect(readdirSync(join(work.path, "out"))).toEqual(["_.._.._etc_ a_b_c_.py"]);
    expect(readdirSync(work.path).sort()).toEqual(["Greeting.shortcut", "out"]);
  });

  test("that leads nowhere is an error", async () => {
    const server = await serve({});
    const env = { SHORTCUT2PY_ICLOUD_URL: server.url };
    const gone = await shortcut2py(["convert", link], { env });
    const other = await shortcut2py(["convert", "https://example.net/x.shortcut"], { env });
    server.close();
    expect(gone.stderr).toMatch(new RegExp(`^${link}: error SC5102: There is no shortcut at this link\\.`));
    expect(other.stderr).toMatch(/^https:\/\/example\.net\/x\.shortcut: error SC5101: /);
    expect([gone.code, other.code]).toEqual([1, 1]);
    expect(server.requests).toEqual([record]);
  });
});

describe("the command line", () => {
  test("says what it can do", async () => {
    const { code, stdout, stderr } = await shortcut2py(["--help"]);
    expect(stdout).toMatch(/^Usage: shortcut2py .*convert.*inspect.*Exit codes/s);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const convertHelp = await shortcut2py(["help", "convert"]);
    expect(convertHelp.stdout).toMatch(/--layout.*counted from 0.*"sourceMap"/s);
  });

  test("says its version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(await shortcut2py(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each<[args: string[], message: RegExp]>([
    [[], /^Usage: /],
    [["convert"], /missing required argument/],
    [["convret", "x"], /unknown command 'convret'/],
    [["convert", "x", "--what"], /unknown option '--what'/],
    [["convert", "x", "--layout", "book"], /Allowed choices are function, script/],
    [["convert", "x", "-o"], /argument missing/],
  ])("that makes no sense is refused with 2: %j", async (args, message) => {
    const { code, stdout, stderr } = await shortcut2py(args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("the built command can be run by itself", () => {
    const output = execFileSync(
      join(built.path, "cli.js"),
      ["convert", join(work.path, "Greeting.shortcut")],
      {
        encoding: "utf8",
      },
    );
    expect(output).toBe(pythonOf(GREETING, "Greeting"));
  });
});
