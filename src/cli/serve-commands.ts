import type { Command } from "commander";
import type { McpFlags } from "./mcp.ts";
import type { PageFlags } from "./page.ts";
import type { SkillFlags } from "./skill.ts";

/** Put in by the build, from package.json. */
declare const VERSION: string;

/** The commands that serve people and agents elsewhere than on the command line. */
export function addServeCommands(program: Command): void {
  addPage(program);
  addSkill(program);
  addMcp(program);
}

const PAGE_NOTES = `
The address goes to the standard output. The page is one file, dist/page/index.html, which also works from a disk or any
web server. It makes no request: what is opened in it stays on the machine.`;

function addPage(program: Command): void {
  program
    .command("page")
    .description("open a page in the browser on which to read, edit, run and compare shortcuts")
    .option("--port <number>", "port on the loopback address; 0 takes a free one", "0")
    .option("--no-open", "only say the address")
    .addHelpText("after", PAGE_NOTES)
    .action(async (_flags: unknown, command: Command) => {
      const { runPage } = await import("./page.ts");
      runPage(command.optsWithGlobals<PageFlags>(), command);
    });
}

function addSkill(program: Command): void {
  program
    .command("skill")
    .description("write a folder that teaches an agent to read and write shortcuts: SKILL.md and examples")
    .requiredOption("-o, --output <folder>", "where to write it")
    .action(async (_flags: unknown, command: Command) => {
      const { runSkill } = await import("./skill.ts");
      await runSkill(command.optsWithGlobals<SkillFlags>(), command);
    });
}

const MCP_NOTES = `
Tools: search_actions, describe_actions, convert, inspect, check, compile, verify, diff, run. Resources: the dialect, examples.
An agent's configuration names the command and its arguments:
  {"command": "npx", "args": ["shortcut2py", "mcp", "--folder", "/path/to/shortcuts"]}`;

function addMcp(program: Command): void {
  program
    .command("mcp")
    .description("serve agents over the Model Context Protocol (stdio)")
    .option("--folder <path>", "the only folder whose files tools may read and write", ".")
    .addHelpText("after", MCP_NOTES)
    .action(async (_flags: unknown, command: Command) => {
      const { runMcp } = await import("./mcp.ts");
      runMcp(command.optsWithGlobals<McpFlags>(), command, VERSION);
    });
}
