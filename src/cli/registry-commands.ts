import { Option, type Command } from "commander";
import type { CoverageFlags } from "./coverage.ts";
import type { DocsFlags } from "./docs.ts";
import { FILES, namesOption, parseCount } from "./options.ts";
import type { RegistryFlags } from "./registry.ts";
import type { StubsFlags } from "./stubs.ts";

const DOCS_NOTES = `
A NAME is an identifier (is.workflow.actions.downloadurl), a function (get_contents_of_url,
is_workflow_actions_downloadurl, com_apple_shortcuts_get_contents_of_url) or a name in WorkflowBench. A wrong one gets
the nearest.

Examples:
  shortcut2py docs is.workflow.actions.downloadurl
  shortcut2py docs --search "resize photo"
  shortcut2py docs --app bear --limit 100
  shortcut2py docs --for recipe.shortcut --compact

With --format json, the output is the record of each API, on a line of its own, as api-docs/schema.json describes it;
with --block as well, one JSON document for models.`;

const COVERAGE_NOTES = `
Says which actions and parameters of the files are documented and which are not, the most used first, over all files.
With --json the output is one JSON object: {"files", "failures", "actions", "parameters", "apis"}.`;

const STUBS_NOTES = `
Writes the typed package shortcut_actions, against which pyright and mypy check programs, below the directory. With
files, only what they use.`;

const IMPORT_NOTES = `
Reads the definitions that a Mac has: WFActions.plist, an app's .intentdefinition or extract.actionsdata, or the ToolKit
database. All files are imported or none; what is imported goes before what shortcut2py knows itself.`;

/** The commands that tell about actions, and the one that teaches them. */
export function addRegistryCommands(program: Command): void {
  program
    .command("docs")
    .description("look up what is known of actions")
    .argument("[name...]", "APIs, by any of their names")
    .option("--search <words>", "find APIs by what they do")
    .option("--app <app>", "only those of an app: its name, its bundle id, or a part of either")
    .option("--category <category>", "only those in a category or topic")
    .option("--limit <count>", "the most that a search prints", parseCount, 10)
    .option("--for <file>", "what a shortcut uses: a file, - for the standard input, or an iCloud link")
    .addOption(
      new Option("--format <format>", "how to print (default: terminal, or python with --block)").choices([
        "terminal",
        "markdown",
        "python",
        "json",
      ]),
    )
    .option("--block", "one block for the prompt of a language model, in python or json (--for implies it)")
    .addOption(namesOption("friendly"))
    .option("--compact", "such a block that saves tokens")
    .addHelpText("after", DOCS_NOTES)
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { runDocs } = await import("./docs.ts");
      await runDocs(names, command.optsWithGlobals<DocsFlags>(), command);
    });
  program
    .command("coverage")
    .description("say how much of what shortcuts use is documented")
    .argument("<file...>", FILES)
    .option("--json", "write JSON")
    .addHelpText("after", COVERAGE_NOTES)
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { runCoverage } = await import("./coverage.ts");
      await runCoverage(names, command.optsWithGlobals<CoverageFlags>(), command);
    });
  program
    .command("stubs")
    .description("write type stubs of all APIs, or of those that shortcuts use")
    .argument("[file...]", FILES)
    .requiredOption("-o, --output <directory>", "the directory to write into")
    .addOption(namesOption("friendly"))
    .option("--all", "with files: all APIs, and those of the files that nobody has documented")
    .addHelpText("after", STUBS_NOTES)
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { runStubs } = await import("./stubs.ts");
      await runStubs(names, command.optsWithGlobals<StubsFlags>(), command);
    });
  addOwnRegistryCommands(
    program.command("registry").description("teach shortcut2py the actions of your Mac"),
  );
}

function addOwnRegistryCommands(registry: Command): void {
  registry
    .command("import")
    .description("import definitions of actions")
    .argument("<file...>", "files that define actions")
    .option("--app <bundle-id>", "the app whose actions they are, where the files do not say it")
    .option("--json", "write JSON, one object for each file")
    .addHelpText("after", IMPORT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runRegistryImport } = await import("./registry.ts");
      await runRegistryImport(files, command.optsWithGlobals<RegistryFlags>(), command);
    });
  registry
    .command("list")
    .description("list what has been imported")
    .option("--app <bundle-id>", "only the actions of this app")
    .option("--json", "write JSON, one record on a line")
    .action(async (_flags: unknown, command: Command) => {
      const { runRegistryList } = await import("./registry.ts");
      await runRegistryList(command.optsWithGlobals<RegistryFlags>(), command);
    });
  registry
    .command("remove")
    .description("forget what has been imported")
    .argument("<name...>", "identifiers of actions, or bundle ids of apps")
    .option("--json", "write JSON")
    .action(async (names: string[], _flags: unknown, command: Command) => {
      const { runRegistryRemove } = await import("./registry.ts");
      await runRegistryRemove(names, command.optsWithGlobals<RegistryFlags>(), command);
    });
}
