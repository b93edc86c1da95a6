#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import type { ConvertFlags } from "./convert.ts";
import type { InspectFlags } from "./inspect.ts";
import { printBug } from "./report/messages.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";

/** Put in by the build, from package.json. */
declare const VERSION: string;

const FILES =
  "a file of any kind that holds a shortcut, - for the standard input, or an iCloud link (https://www.icloud.com/shortcuts/...)";

const PROGRAM_NOTES = `
Exit codes: 0 everything worked, 1 something did not, 2 the command line makes no sense.`;

const CONVERT_NOTES = `
Python goes to the standard output; what is wrong with a file goes to the standard error, one line each.
Actions are counted from 0, as in the file and in --json.

With --json the output is one JSON object for each file, each on a line of its own:
  {"file", "python", "diagnostics": [{"code", "severity", "message", "where": {"action"?, "keyPath"?}}],
   "sourceMap": [{"line", "endLine", "action", "uuid"?}]}
or, for a file that cannot be converted, {"file", "error": {"code"?, "message", "hint"?, "offset"?}}.`;

const INSPECT_NOTES = `
Says what looks like a secret or like personal data, and where; never the value.
With --json the output is one JSON object for each file, each on a line of its own.`;

/** A command's own code is loaded only when it runs, so that the others start without it. */
function createProgram(): Command {
  const program = new Command("shortcut2py")
    .description("Turns Apple Shortcuts files into Python.")
    .version(VERSION)
    .option("--no-color", "no colours, even on a terminal")
    .addHelpText("after", PROGRAM_NOTES)
    .configureOutput({ writeOut, writeErr })
    .exitOverride();
  program
    .command("convert")
    .description("convert shortcuts to Python")
    .argument("<file...>", FILES)
    .option(
      "-o, --output <path>",
      "write to a file, or into a directory: one that is there, or a path that ends with a slash",
    )
    .addOption(
      new Option("--layout <layout>", "a module with one function, or the bare statements")
        .choices(["function", "script"])
        .default("function"),
    )
    .option("--no-metadata", "leave out __shortcut__, what Python has no place for")
    .option("--json", "write Python, diagnostics and source map as JSON")
    .addHelpText("after", CONVERT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runConvert } = await import("./convert.ts");
      await runConvert(files, command.optsWithGlobals<ConvertFlags>(), command);
    });
  program
    .command("inspect")
    .description("say what files are and what is in them")
    .argument("<file...>", FILES)
    .option("--json", "write JSON")
    .addHelpText("after", INSPECT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runInspect } = await import("./inspect.ts");
      await runInspect(files, command.optsWithGlobals<InspectFlags>(), command);
    });
  return program;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Its message is printed already. What Commander calls 0 is help or the version.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.exitCode = 1;
    writeMessage(true, (style) => printBug("shortcut2py", error, style));
  }
}
