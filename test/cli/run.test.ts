import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convert } from "../../src/index.ts";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { action, attachment, output, shortcutFile, text, token } from "../support/shortcut.ts";
import { serve } from "../support/web-server.ts";

const built = makeDirectory();
const work = makeDirectory();
const inWork = (name: string) => join(work.path, name);

const GREETING = shortcutFile([
  action("ask", { WFAskActionPrompt: "Who?", UUID: "A" }),
  action("showresult", { Text: text("Hello ", output("A"), " ", token("Clipboard")) }),
]);
const CALLER = shortcutFile([
  action("gettext", { WFTextActionText: "x", UUID: "T" }),
  action("runworkflow", {
    WFWorkflow: { workflowName: "Child", isSelf: false },
    WFInput: attachment(output("T")),
  }),
]);
const CHILD = shortcutFile([action("output", { WFOutput: text("child of ", token("ExtensionInput")) })]);

beforeAll(() => {
  buildPackage(built.path);
  writeFileSync(inWork("Greeting.shortcut"), GREETING);
  writeFileSync(inWork("Greeting.py"), convert(GREETING, { name: "Greeting" }).python);
  writeFileSync(inWork("Caller.shortcut"), CALLER);
  writeFileSync(inWork("Child.shortcut"), CHILD);
  writeFileSync(inWork("device.json"), '{"clipboard": "!", "answers": ["Ann"]}');
  writeFileSync(inWork("wrong.json"), '{"clipbord": "!"}');
  mkdirSync(inWork("empty"));
  writeFileSync(inWork("broken.py"), "def f():\n    frobnicate(1)\n");
});
afterAll(() => {
  built.remove();
  work.remove();
});

const shortcut2py = (args: string[], options: RunOptions = {}) =>
  run(process.execPath, [join(built.path, "cli.js"), ...args], { cwd: work.path, ...options });

describe("run", () => {
  test("says what a shortcut does, and where", async () => {
    const { code, stdout, stderr } = await shortcut2py([
      "run",
      "Greeting.shortcut",
      "--device",
      "device.json",
    ]);
    const lines = convert(GREETING, { name: "Greeting" }).python.split("\n");
    const line = (part: string) => lines.findIndex((content) => content.includes(part)) + 1;
    expect(stderr).toBe("");
    expect(stdout).toBe(
      `line ${line("Who?")}   ask  "Who?"  -> "Ann"\n` +
        `line ${line("Hello")}   show result  "Hello Ann !"\n` +
        `result  "Hello Ann !"\nfinished after 2 actions\n`,
    );
    expect(code).toBe(0);
  });

  test("a program does the same, line for line", async () => {
    const args = ["--device", "device.json", "--json"];
    const [file, program] = await Promise.all([
      shortcut2py(["run", "Greeting.shortcut", ...args]),
      shortcut2py(["run", "Greeting.py", ...args]),
    ]);
    const strip = (out: string) => ({ ...(JSON.parse(out) as object), file: "" });
    expect(strip(program.stdout)).toEqual(strip(file.stdout));
    expect(strip(file.stdout)).toMatchObject({
      status: "finished",
      steps: 2,
      effects: [{ kind: "ask", answer: "Ann" }, { kind: "show result" }],
    });
  });

  test("asks on the terminal", async () => {
    const { stdout, stderr } = await shortcut2py(["run", "Greeting.shortcut", "--interactive"], {
      input: Buffer.from("Bob\n"),
    });
    expect(stderr).toContain("Who?");
    expect(stdout).toContain('-> "Bob"');
    const cancelled = await shortcut2py(["run", "Greeting.shortcut", "--interactive"]);
    expect(cancelled.stdout).toContain("a dialog was cancelled");
  });

  test("a trace, and shortcuts that it runs", async () => {
    const args = ["run", "Caller.shortcut", "--shortcuts", ".", "--trace", "trace.jsonl", "--json"];
    const { stdout } = await shortcut2py(args);
    expect(JSON.parse(stdout)).toMatchObject({ result: ["child of x"], steps: 3 });
    const steps = readFileSync(inWork("trace.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(steps).toMatchObject([
      { identifier: "is.workflow.actions.gettext", output: ["x"] },
      { action: 1, output: ["child of x"] },
    ]);
  });

  test("what is wrong is said", async () => {
    const missing = await shortcut2py(["run", "Caller.shortcut", "--shortcuts", "empty"]);
    expect(missing.stdout).toMatch(
      /^failed after 2 actions at line \d+ \(run_shortcut\): There is no shortcut "Child"\.$/m,
    );
    expect(missing.code).toBe(1);
    const unsaid = await shortcut2py(["run", "Caller.shortcut"]);
    expect(unsaid.stdout).toMatch(/run shortcut {2}"Child" {2}"x" {2}\(not on this device\)\n/);
    expect(unsaid.stdout).toContain('not known: the shortcut "Child"; on it depends its result\n');
    expect(unsaid.code).toBe(0);
    const wrong = await shortcut2py(["run", "Greeting.shortcut", "--device", "wrong.json"]);
    expect(wrong.stderr).toContain("SC3201");
    expect(wrong.stderr).toContain('"clipbord"');
    const broken = await shortcut2py(["run", "broken.py"]);
    expect(broken.stderr).toContain("SC6005");
    expect(broken.code).toBe(1);
    expect((await shortcut2py(["run", "Greeting.shortcut", "--net"])).code).toBe(2);
  });

  test("goes out to the hosts that are named, and to no other", async () => {
    const server = await serve({
      "/a.json": (_, response) =>
        response.writeHead(200, { "Content-Type": "application/json" }).end('{"n": 5}'),
      "/away": (_, response) => response.writeHead(302, { Location: "http://localhost:1/secret" }).end(),
    });
    const get = (path: string) => shortcutFile([action("downloadurl", { WFURL: `${server.url}${path}` })]);
    writeFileSync(inWork("Get.shortcut"), get("/a.json"));
    writeFileSync(inWork("Away.shortcut"), get("/away"));
    const net = ["--net", "--allow-host", "127.0.0.1", "--json"];
    const result = async (args: string[]) =>
      JSON.parse((await shortcut2py(["run", ...args])).stdout) as object;
    expect(await result(["Get.shortcut", ...net])).toMatchObject({ status: "finished", result: [{ n: 5 }] });
    expect(await result(["Away.shortcut", ...net])).toMatchObject({
      status: "failed",
      error: { message: /localhost is not allowed/ },
    });
    const before = server.requests.length;
    expect(await result(["Get.shortcut", "--json"])).toMatchObject({
      uncertain: { result: [`GET ${server.url}/a.json`] },
    });
    expect(await result(["Get.shortcut", "--net", "--allow-host", "example.org", "--json"])).toMatchObject({
      effects: [{ unanswered: true }],
    });
    expect(server.requests).toHaveLength(before);
    server.close();
  });
});
