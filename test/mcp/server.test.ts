import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readShortcut } from "../../src/read.ts";
import { LONGEST_ANSWER } from "../../src/mcp/result.ts";
import { createServer } from "../../src/mcp/server.ts";
import { Workspace } from "../../src/mcp/workspace.ts";
import { makeDirectory } from "../support/command.ts";
import { registry } from "../registry/documents.ts";
import { action, comesBackDifferent, shortcutFile } from "../support/shortcut.ts";

const outside = makeDirectory();
const root = join(outside.path, "inside");
const client = new Client({ name: "test", version: "1.0.0" });

beforeAll(async () => {
  mkdirSync(join(root, "deep"), { recursive: true });
  writeFileSync(join(outside.path, "secret.shortcut"), shortcutFile([action("vibrate")]));
  symlinkSync(outside.path, join(root, "link"));
  writeFileSync(join(root, "buzz.shortcut"), shortcutFile([action("vibrate")]));
  writeFileSync(join(root, "buzz2.shortcut"), shortcutFile([action("vibrate"), action("nothing")]));
  writeFileSync(join(root, "page.shortcut"), "<html>");
  const many = Array.from({ length: 3000 }, (_, i) => action("gettext", { WFTextActionText: `line ${i}` }));
  writeFileSync(join(root, "long.shortcut"), shortcutFile(many));
  const texts = { version: "0.0.0", dialect: "# The dialect", examples: new Map([["buzz", "x = 1\n"]]) };
  const [here, there] = InMemoryTransport.createLinkedPair();
  await createServer(new Workspace(root), registry, texts).connect(there);
  await client.connect(here);
});
afterAll(async () => {
  await client.close();
  outside.remove();
});

async function call(name: string, args: Record<string, unknown>): Promise<{ text: string; failed: boolean }> {
  const { content, isError = false } = await client.callTool({ name, arguments: args });
  const [part] = content as { type: string; text: string }[];
  expect(part!.text.length).toBeLessThanOrEqual(LONGEST_ANSWER);
  return { text: part!.text, failed: isError === true };
}

test("names its tools, and says what to do with them", async () => {
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name).sort();
  expect(names).toEqual(
    [
      "check",
      "compile",
      "convert",
      "describe_actions",
      "diff",
      "inspect",
      "run",
      "search_actions",
      "verify",
    ].sort(),
  );
  // What every conversation of an agent pays for.
  expect(JSON.stringify(tools).length).toBeLessThan(6000);
  expect(client.getInstructions()).toContain("compile");
});

test("serves the dialect and the examples", async () => {
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(["shortcut2py://dialect", "shortcut2py://examples/buzz"]);
  const { contents } = await client.readResource({ uri: "shortcut2py://examples/buzz" });
  expect(contents).toMatchObject([{ text: "x = 1\n", mimeType: "text/x-python" }]);
});

describe("documentation", () => {
  test("finds actions by what they do", async () => {
    const { text } = await call("search_actions", { words: "vibrate the phone", limit: 1 });
    expect(text).toMatch(/^\w*vibrate\w*: /);
    expect(text.split("\n")).toHaveLength(1);
  });

  test("says what to do where nothing fits", async () => {
    const { text, failed } = await call("search_actions", { words: "qqqzzz" });
    expect(failed).toBe(true);
    expect(text).toBe("No action fits. Try fewer words, or others.");
  });

  test("describes actions under any of their names, and suggests where a name is wrong", async () => {
    const { text, failed } = await call("describe_actions", {
      names: ["is.workflow.actions.downloadurl", "is_workflow_actions_gettex"],
    });
    expect(failed).toBe(false);
    expect(text).toContain("def get_contents_of_url(");
    expect(text).toMatch(/gettex is not known\. The nearest: make_text/);
    expect((await call("describe_actions", { names: ["nope"] })).failed).toBe(true);
    // A word of the dialect, and no action.
    const clipboard = await call("describe_actions", { names: ["get_clipboard"] });
    expect(clipboard.failed).toBe(false);
    expect(clipboard.text).toBe('def get_clipboard() -> Value:\n    """What is on the clipboard."""\n');
  });
});

describe("reading", () => {
  test("converts a file", async () => {
    expect((await call("convert", { path: "buzz.shortcut" })).text).toMatch(/^\s+\w*vibrate\w*\(\)$/m);
  });

  test("pages through a long program without losing or repeating a line", async () => {
    const lines: string[] = [];
    let from = 1;
    for (;;) {
      const { text } = await call("convert", { path: "long.shortcut", from_line: from });
      const [, , next] = /\n\nLines (\d+) to \d+ of \d+(?:; go on with from_line (\d+))?\.$/m.exec(text)!;
      lines.push(...text.slice(0, text.lastIndexOf("\n\nLines ")).split("\n"));
      if (next === undefined) break;
      from = Number(next);
    }
    const texts = lines.filter((line) => line.includes("line "));
    expect(texts).toHaveLength(3000);
    expect(texts.every((line, i) => line.includes(`line ${i}`))).toBe(true);
  });

  test("writes the whole program where it is asked to", async () => {
    await call("convert", { path: "long.shortcut", output: "long.py" });
    expect(readFileSync(join(root, "long.py"), "utf8").split("\n").length).toBeGreaterThan(3000);
  });

  test("inspects, verifies and compares", async () => {
    expect(JSON.parse((await call("inspect", { path: "buzz.shortcut" })).text)).toMatchObject({ actions: 1 });
    expect((await call("verify", { path: "buzz.shortcut" })).text).toContain("comes back equal");
    const { text } = await call("diff", { older: "buzz.shortcut", newer: "buzz2.shortcut" });
    expect(JSON.parse(text).actions).toEqual([
      { kind: "added", after: 1, identifier: "is.workflow.actions.nothing" },
    ]);
  });

  test("says that a program would become another shortcut", async () => {
    writeFileSync(join(root, "early.shortcut"), comesBackDifferent());
    expect((await call("convert", { path: "early.shortcut", metadata: true })).text).toContain("SC4022");
    expect((await call("convert", { path: "early.shortcut" })).text).not.toContain("SC4022");
  });

  test("says with its code what a file is that is no shortcut", async () => {
    const { text, failed } = await call("convert", { path: "page.shortcut" });
    expect(failed).toBe(true);
    expect(text).toMatch(/^SC1\d{3}: /);
  });
});

describe("writing", () => {
  test("checks with line and column", async () => {
    const { text, failed } = await call("check", { python: "x = (\n" });
    expect(failed).toBe(true);
    expect(text).toMatch(/^\d+:\d+: error SC6001: /);
  });

  test("fixes a program in the answer, and a file where it lies", async () => {
    const wrong = 'def shortcut():\n    show_allert("a", tittle="b")\n    frobnicate(1)\n';
    const right = wrong.replace("allert", "alert").replace("tittle", "title");
    expect((await call("check", { python: wrong })).text).toContain("Write show_alert. [fix: true does it]");
    const { text } = await call("check", { python: wrong, fix: true });
    expect(text).toMatch(/^2 fixed\. Errors are left:\n\n3:5: error SC6005: .*\n\n/);
    expect(text).toContain(right.trimEnd());
    writeFileSync(join(root, "wrong.py"), wrong);
    expect((await call("check", { path: "wrong.py", fix: true })).text).not.toContain("def shortcut");
    expect(readFileSync(join(root, "wrong.py"), "utf8")).toBe(right);
  });

  test("compiles to a file that holds what the program says", async () => {
    const { text, failed } = await call("compile", {
      python: "def shortcut():\n    is_workflow_actions_vibrate()\n",
      output: "deep/out.shortcut",
    });
    expect(failed).toBe(false);
    expect(text).toContain("1 action, not signed");
    const { workflow } = readShortcut(readFileSync(join(root, "deep/out.shortcut")));
    expect(workflow.actions.map(({ identifier }) => identifier)).toEqual(["is.workflow.actions.vibrate"]);
  });

  test("writes nothing where the program has errors, and says them", async () => {
    const { failed } = await call("compile", { python: "while True:\n    pass\n", output: "bad.shortcut" });
    expect(failed).toBe(true);
    expect((await call("inspect", { path: "bad.shortcut" })).failed).toBe(true);
  });

  test("replaces a file only when told to", async () => {
    const program = {
      python: "def shortcut():\n    is_workflow_actions_vibrate()\n",
      output: "once.shortcut",
    };
    expect((await call("compile", program)).failed).toBe(false);
    expect((await call("compile", program)).text).toContain("is there already");
    expect((await call("compile", { ...program, overwrite: true })).failed).toBe(false);
  });

  test("runs a program, and a file", async () => {
    const python = "def shortcut(shortcut_input=None):\n    show_alert(shortcut_input)\n";
    const { text, failed } = await call("run", { python, device: { input: "Good morning" } });
    expect(failed).toBe(false);
    expect(JSON.parse(text)).toMatchObject({ status: "finished", steps: 1 });
    expect(text).toContain("Good morning");
    expect(JSON.parse((await call("run", { path: "buzz2.shortcut" })).text)).toMatchObject({ steps: 2 });
    const wrong = await call("run", { path: "buzz.shortcut", device: { clock: 5 } });
    expect(wrong).toMatchObject({ failed: true });
    expect(wrong.text).toContain("clock");
    expect(wrong.text).not.toContain("Internal error");
  });

  test("needs one program", async () => {
    expect((await call("check", {})).text).toContain("Either python or path");
    expect((await call("check", { python: "", path: "x.py" })).text).toContain("Either python or path");
  });
});

test("no path leads out of the folder", async () => {
  const paths = [
    "../secret.shortcut",
    "deep/../../secret.shortcut",
    join(outside.path, "secret.shortcut"),
    "link/secret.shortcut",
    "/etc/passwd",
    ".",
    "a\0b",
  ];
  for (const path of paths) {
    const { text, failed } = await call("convert", { path });
    expect(failed, path).toBe(true);
    expect(text, path).toMatch(/outside of the folder|null character/);
    expect(
      (await call("compile", { python: "def shortcut():\n    pass\n", output: path })).failed,
      path,
    ).toBe(true);
  }
  const written = await call("compile", {
    python: "def shortcut():\n    pass\n",
    output: "link/new.shortcut",
  });
  expect(written.text).toContain("outside of the folder");
});
