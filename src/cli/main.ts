import { Command, CommanderError } from "commander";
import { addBatchCommands } from "./batch-commands.ts";
import type { ConvertFlags } from "./convert.ts";
import { addDatasetCommands } from "./dataset-commands.ts";
import { addEvaluateCommands } from "./evaluate-commands.ts";
import { addFileCommands, addRunCommand } from "./file-commands.ts";
import { FILES, layoutOption, namesOption } from "./options.ts";
import { addRegistryCommands } from "./registry-commands.ts";
import { printBug } from "./report/messages.ts";
import { addServeCommands } from "./serve-commands.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";

/** Put in by the build, from package.json. */
declare const VERSION: string;

const PROGRAM_NOTES = `
Exit codes: 0 everything worked, 1 something did not, 2 the command line makes no sense; 3 a batch has error records.`;

const CONVERT_NOTES = `
Python goes to the standard output; what is wrong with a file goes to the standard error, one line each.
Actions are counted from 0, as in the file and in --json.

With --json the output is one JSON object for each file, each on a line of its own:
  {"file", "python", "diagnostics": [{"code", "severity", "message", "where": {"action"?, "keyPath"?}}],
   "sourceMap": [{"line", "endLine", "action", "uuid"?}]}
or, for a file that cannot be converted, {"file", "error": {"code"?, "message", "hint"?, "offset"?}}.`;

function addConvert(program: Command): void {
  program
    .command("convert")
    .description("convert shortcuts to Python")
    .argument("<file...>", FILES)
    .option(
      "-o, --output <path>",
      "write to a file, or into a directory: one that is there, or a path that ends with a slash",
    )
    .addOption(layoutOption())
    .addOption(namesOption("friendly"))
    .option("--no-metadata", "the program alone: without __shortcut__, and without what has no effect")
    .option("--lossless", "say everything in the body, what has no effect included; no __shortcut__")
    .option("--json", "write Python, diagnostics and source map as JSON")
    .addHelpText("after", CONVERT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runConvert } = await import("./convert.ts");
      await runConvert(files, command.optsWithGlobals<ConvertFlags>(), command);
    });
}

/** A command's own code is loaded only when it runs, so that the others start without it. */
function createProgram(): Command {
  const program = new Command("shortcut2py")
    .description("Turns Apple Shortcuts files into Python.")
    .version(VERSION)
    .option("--no-color", "no colours, even on a terminal")
    .addHelpText("after", PROGRAM_NOTES)
    .configureOutput({ writeOut, writeErr })
    .exitOverride();
  addConvert(program);
  // Defining the others takes as long as converting a small shortcut, and this one runs for every file.
  if (askedCommand() === "convert") return program;
  addFileCommands(program);
  addServeCommands(program);
  addRunCommand(program);
  addBatchCommands(program);
  addDatasetCommands(program);
  addEvaluateCommands(program);
  addRegistryCommands(program);
  return program;
}

/** The first word of the command line that is no option; no option before the command takes a value. */
function askedCommand(): string | undefined {
  return process.argv.slice(2).find((argument) => !argument.startsWith("-"));
}

/** Runs the command that the process was started with, and says by the exit code how it went. */
export async function runCommand(): Promise<void> {
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
}
