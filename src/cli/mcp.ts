import { readdirSync, readFileSync } from "node:fs";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Command } from "commander";
import { createServer } from "../mcp/server.ts";
import { Workspace } from "../mcp/workspace.ts";
import { describeSystemError } from "../node/system-error.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { writeErr } from "./terminal.ts";

export interface McpFlags {
  color: boolean;
  folder: string;
}

/** `shortcut2py mcp`: serves until the client closes the standard input. Messages go to the standard error. */
export function runMcp({ folder }: McpFlags, command: Command, version: string): void {
  const workspace = openWorkspace(folder, command);
  const registry = loadExtendedRegistry();
  const examples = readdirSync(new URL("skill/examples/", import.meta.url)).map((name): [string, string] => {
    return [name.replace(/\.py$/, ""), read(`skill/examples/${name}`)];
  });
  const texts = {
    version,
    dialect: read("../api-docs/dialect.md"),
    examples: new Map(examples),
  };
  serveStdio(() => createServer(workspace, registry, texts), {
    onerror: (error) => writeErr(`shortcut2py mcp: ${error.message}\n`),
  });
}

function openWorkspace(folder: string, command: Command): Workspace {
  try {
    return new Workspace(folder);
  } catch (error) {
    return command.error(`error: the folder ${folder} cannot be used: ${describeSystemError(error)}`);
  }
}

/** A file that the package ships: the build puts some beside the code. */
function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
