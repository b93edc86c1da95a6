import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LONGEST_ANSWER } from "../../src/mcp/result.ts";
import { buildPackage, makeDirectory } from "../support/command.ts";
import { tasks } from "./tasks.ts";

const built = makeDirectory();
const work = makeDirectory();
const client = new Client({ name: "agent", version: "1.0.0" });
/** Bytes of the answers, by tool. */
const sizes = new Map<string, number[]>();

beforeAll(async () => {
  // As the package lies on a disk.
  buildPackage(join(built.path, "dist"));
  symlinkSync(join(process.cwd(), "api-docs"), join(built.path, "api-docs"));
  const args = [join(built.path, "dist/cli.js"), "mcp", "--folder", work.path];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: "ignore" }));
});
afterAll(async () => {
  await client.close();
  built.remove();
  work.remove();
});

async function call(name: string, args: Record<string, unknown>): Promise<{ text: string; failed: boolean }> {
  const { content, isError = false } = await client.callTool({ name, arguments: args });
  const [{ text }] = content as unknown as [{ text: string }];
  sizes.set(name, [...(sizes.get(name) ?? []), Buffer.byteLength(text)]);
  return { text, failed: isError === true };
}

const program = (body: string) => `def task(shortcut_input=None):\n${body.replace(/^(?=.)/gm, "    ")}`;

describe("an agent, from what is asked for to a shortcut that does it", () => {
  test.each(Object.entries(tasks))("%s", async (title, task) => {
    const stem = title.replaceAll(" ", "-");
    const file = join(work.path, `${stem}.py`);

    for (const [words, name] of task.search) {
      const { text } = await call("search_actions", { words, limit: 5 });
      expect(text, `${words}: ${text}`).toMatch(new RegExp(`^${name}[,:] `, "m"));
    }
    const { text: described } = await call("describe_actions", {
      names: task.search.map(([, name]) => name),
    });
    for (const [, name] of task.search) expect(described).toContain(name);

    writeFileSync(file, program(task.draft));
    const found = await call("check", { path: `${stem}.py` });
    expect(found.text).toMatch(/^\d+:\d+: (?:error|warning) SC6\d{3}: /m);
    await call("check", { path: `${stem}.py`, fix: true });
    for (const [wrong, right] of task.byHand ?? []) {
      const text = readFileSync(file, "utf8");
      // What the fixes do not do is said, with what to write.
      const { text: left } = await call("check", { path: `${stem}.py` });
      expect(text).toContain(wrong);
      expect(left.replaceAll('"', "")).toContain(right.replaceAll('"', ""));
      writeFileSync(file, text.replace(wrong, right));
    }
    expect(await call("check", { path: `${stem}.py` })).toEqual({
      text: "No errors: it compiles.",
      failed: false,
    });

    const output = `${stem}.shortcut`;
    expect((await call("compile", { path: `${stem}.py`, output })).failed).toBe(false);
    expect((await call("verify", { path: output })).text).toContain("comes back equal");

    const { text, failed } = await call("run", { path: output, device: task.device ?? {} });
    expect(failed, text).toBe(false);
    const run = JSON.parse(text) as {
      status: string;
      result: unknown[];
      effects: unknown[];
      changes: unknown[];
    };
    expect(run.status, text).toMatch(/^(?:finished|stopped)$/);
    if (task.result !== undefined) expect(run.result.map(String), text).toEqual([task.result]);
    for (const effect of task.effects ?? []) {
      expect(run.effects, text).toContainEqual(expect.objectContaining(effect));
    }
    for (const [path, content] of Object.entries(task.files ?? {})) {
      expect(JSON.stringify(run.changes), text).toContain(path);
      expect(JSON.stringify(run.changes), text).toContain(content);
    }
  });
});

test("twenty tasks, in few and short answers", () => {
  expect(Object.keys(tasks)).toHaveLength(20);
  const all = [...sizes.values()].flat();
  expect(Math.max(...all)).toBeLessThanOrEqual(LONGEST_ANSWER);
  const mean = (list: readonly number[]) =>
    Math.round(list.reduce((sum, size) => sum + size, 0) / list.length);
  const table = [...sizes].map(([tool, list]) => `${tool}: ${list.length} calls, ${mean(list)} bytes each`);
  console.log(`${all.length / 20} round trips a task, ${mean(all)} bytes an answer\n${table.join("\n")}`);
  expect(all.length / 20).toBeLessThan(10);
  expect(mean(all)).toBeLessThan(1000);
});
