#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { addBatchCommands } from "./batch-commands.ts";
import type { CheckFlags } from "./check.ts";
import type { CompileFlags } from "./compile.ts";
import type { ConvertFlags } from "./convert.ts";
import type { DiffFlags } from "./diff.ts";
import { addDatasetCommands } from "./dataset-commands.ts";
import { addEvaluateCommands } from "./evaluate-commands.ts";
import type { InspectFlags } from "./inspect.ts";
import { namesOption } from "./options.ts";
import { addRegistryCommands } from "./registry-commands.ts";
import type { RunFlags } from "./run.ts";
import { printBug } from "./report/messages.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";
import type { McpFlags } from "./mcp.ts";
import type { PageFlags } from "./page.ts";
import type { SignFlags } from "./sign.ts";
import type { SkillFlags } from "./skill.ts";
import type { VerifyFlags } from "./verify.ts";

/** Put in by the build, from package.json. */
declare const VERSION: string;

const FILES =
  "a file of any kind that holds a shortcut, - for the standard input, or an iCloud link (https://www.icloud.com/shortcuts/...)";

const PROGRAM_NOTES = `
Exit codes: 0 everything worked, 1 something did not, 2 the command line makes no sense; 3 a batch has error records.`;

const CONVERT_NOTES = `
Python goes to the standard output; what is wrong with a file goes to the standard error, one line each.
Actions are counted from 0, as in the file and in --json.

With --json the output is one JSON object for each file, each on a line of its own:
  {"file", "python", "diagnostics": [{"code", "severity", "message", "where": {"action"?, "keyPath"?}}],
   "sourceMap": [{"line", "endLine", "action", "uuid"?}]}
or, for a file that cannot be converted, {"file", "error": {"code"?, "message", "hint"?, "offset"?}}.`;

const INSPECT_NOTES = `
Says what the shortcut sends, reads, changes, deletes and runs, which hosts it names, what looks like a secret or
like personal data, and where; never the value. Actions are counted from 0.
With --json the output is one JSON object for each file, each on a line of its own.`;

const TOLERANT =
  "read what is no program of the dialect but can mean only one thing, such as WorkflowBench's; each change is said";

const COMPILE_NOTES = `
Everything that is wrong is said at once, with line and column; then nothing is written.
The file is not signed. Shortcuts opens signed files only, and only Apple's software can sign: on a Mac,
  shortcuts sign -i FILE.shortcut -o SIGNED.shortcut
or see \`shortcut2py sign\`.

--clipboard-plist writes 01.plist, 02.plist ... into the folder OUT: actions as the app's editor copies them, one pasteboard
item of the type com.apple.shortcuts.action each. No signature is needed to paste them into a shortcut.`;

const SIGN_NOTES = `
On a Mac it runs \`shortcuts sign\`, which asks Apple. A service gets {"shortcutName", "shortcut"} as JSON, the shortcut as
XML, and answers with the signed file; HubSign of RoutineHub and shortcut-signing-server work so. A key for it is taken
from SHORTCUT2PY_SIGNING_TOKEN. What comes back is written only if it is a signed file whose signature holds, with the
same actions; icon, name and import questions go along.
With --json the output is one JSON object: {"file", "ok", "output", "signer": "apple" | "unknown-signer", "differences"}.`;

const CHECK_NOTES = `
Errors keep a program from compiling. Warnings are about what compiles and is probably not meant: actions, parameters
and values that are not known, arguments of another type, parts that never run. Exit code 1 if there are errors.

--fix puts right what has one answer: a name with a letter wrong, a choice in other letters, the result of the line
before that nothing reads. Nothing else in the file changes, and fixing it again changes nothing. The exit code is about
what is left. With - the fixed program goes to the standard output, and what is wrong to the standard error.

With --json the output is one JSON object for each file, each on a line of its own:
  {"file", "ok", "errors", "warnings", "diagnostics": [{"code", "severity", "message", "hint"?, "line"?, "column"?,
   "endLine"?, "endColumn"?, "action"?, "fix"?: {"title", "edits": [{"range": {"start", "end"}, "text", "line", "column",
   "endLine", "endColumn"}]}}], "fixed"?}`;

const DIFF_NOTES = `
UUIDs may differ, references are followed: only what the shortcut does counts. Exit code 0: the same, 1: not.
With --json the output is one JSON object: {"older", "newer", "equal", "actions": [{"kind", "before"?, "after"?,
"identifier", "differences"?}], "properties": [...]}; positions of actions count from 0.

Git shows shortcuts as Python when told once:
  git config diff.shortcut.textconv "shortcut2py convert --no-metadata"
  echo "*.shortcut diff=shortcut" >> .gitattributes`;

const PAGE_NOTES = `
The address goes to the standard output. The page is one file, dist/page/index.html, which also works from a disk or any
web server. It makes no request: what is opened in it stays on the machine.`;

const MCP_NOTES = `
Tools: search_actions, describe_actions, convert, inspect, check, compile, verify, diff, run. Resources: the dialect, examples.
An agent's configuration names the command and its arguments:
  {"command": "npx", "args": ["shortcut2py", "mcp", "--folder", "/path/to/shortcuts"]}`;

const VERIFY_NOTES = `
Every key, value and type has to come back; only UUIDs and group identifiers may have other names.
With --json the output is one JSON object for each file, each on a line of its own.`;

const RUN_NOTES = `
The shortcut runs on a virtual device: nothing of this computer is read or changed, and every run ends. The device's
file says what is on it; its JSON Schema is device.schema.json in the package. Without one, dialogs get their own
suggestion, and requests to the web without a recorded answer are unknown: what depends on them is marked, never guessed.

Exit code 0 if the run finished or was stopped by the shortcut, 1 if it failed or could not be determined.
With --json the output is one JSON object:
  {"file", "status": "finished" | "stopped" | "failed" | "undetermined", "by"?, "result", "effects": [{"kind", "action",
   "line"?, ...}], "unmodelled": [identifier], "uncertain": {"control", "effects", "result"}, "questions": [{"question",
   "about"}], "steps", "error"?, "warnings", "changes": [{"what", "before"?, "after"?}]}
With --trace, each executed action is a line: {"step", "action", "line"?, "identifier", "inputs", "output", "effects"?}.`;

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
    .addOption(namesOption("friendly"))
    .option("--no-metadata", "the program alone: without __shortcut__, and without what has no effect")
    .option("--lossless", "say everything in the body, what has no effect included; no __shortcut__")
    .option("--json", "write Python, diagnostics and source map as JSON")
    .addHelpText("after", CONVERT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runConvert } = await import("./convert.ts");
      await runConvert(files, command.optsWithGlobals<ConvertFlags>(), command);
    });
  // Defining the others takes as long as converting a small shortcut, and this one runs for every file.
  if (askedCommand() === "convert") return program;
  program
    .command("inspect")
    .description("say what files are and what is in them")
    .argument("<file...>", FILES)
    .option(
      "--privacy",
      "only what it sends, reads, changes, deletes and runs, and where secrets seem to stand",
    )
    .option("--json", "write JSON")
    .addHelpText("after", INSPECT_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runInspect } = await import("./inspect.ts");
      await runInspect(files, command.optsWithGlobals<InspectFlags>(), command);
    });
  program
    .command("compile")
    .description("turn a Python program into a shortcut")
    .argument("<file>", "a program as convert writes it, or - for the standard input")
    .requiredOption("-o, --output <path>", "the file to write, or - for the standard output")
    .addOption(
      new Option("--format <format>", "what kind of property list to write")
        .choices(["binary", "xml"])
        .default("binary"),
    )
    .option("--clipboard-plist", "write each action as the app puts it on the clipboard, into a folder")
    .option("--tolerant", TOLERANT)
    .option("--json", "write what was found as JSON")
    .addHelpText("after", COMPILE_NOTES)
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { runCompile } = await import("./compile.ts");
      await runCompile(file, command.optsWithGlobals<CompileFlags>(), command);
    });
  program
    .command("sign")
    .description("have a shortcut signed, so that the app opens it: by the command of a Mac, or by a service")
    .argument("<file>", `${FILES}; a program (.py) is compiled first`)
    .requiredOption("-o, --output <path>", "the file to write; the app calls the shortcut after it")
    .addOption(
      new Option("--mode <mode>", "who can import it")
        .choices(["anyone", "people-who-know-me"])
        .default("anyone"),
    )
    .option("--signing-server <url>", "send it to this service instead, which then sees all of it")
    .option("--with-secrets", "send it also where secrets seem to stand in it")
    .option("--json", "write JSON")
    .addHelpText("after", SIGN_NOTES)
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { runSign } = await import("./sign.ts");
      await runSign(file, command.optsWithGlobals<SignFlags>(), command);
    });
  program
    .command("check")
    .description("say what is wrong with Python programs, without writing anything")
    .argument("<file...>", "programs, or - for the standard input")
    .option("--fix", "put right what has one answer, in the file itself")
    .option("--tolerant", TOLERANT)
    .option("--json", "write JSON")
    .addHelpText("after", CHECK_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runCheck } = await import("./check.ts");
      await runCheck(files, command.optsWithGlobals<CheckFlags>(), command);
    });
  program
    .command("verify")
    .description("convert shortcuts, compile the Python, and compare what comes back")
    .argument("<file...>", FILES)
    .option("--json", "write JSON")
    .addHelpText("after", VERIFY_NOTES)
    .action(async (files: string[], _flags: unknown, command: Command) => {
      const { runVerify } = await import("./verify.ts");
      await runVerify(files, command.optsWithGlobals<VerifyFlags>(), command);
    });
  program
    .command("diff")
    .description("say what has changed from one version of a shortcut to another")
    .argument("<older>", FILES)
    .argument("<newer>", FILES)
    .option("--json", "write JSON")
    .addHelpText("after", DIFF_NOTES)
    .action(async (older: string, newer: string, _flags: unknown, command: Command) => {
      const { runDiff } = await import("./diff.ts");
      await runDiff(older, newer, command.optsWithGlobals<DiffFlags>(), command);
    });
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
  program
    .command("skill")
    .description("write a folder that teaches an agent to read and write shortcuts: SKILL.md and examples")
    .requiredOption("-o, --output <folder>", "where to write it")
    .action(async (_flags: unknown, command: Command) => {
      const { runSkill } = await import("./skill.ts");
      await runSkill(command.optsWithGlobals<SkillFlags>(), command);
    });
  program
    .command("mcp")
    .description("serve agents over the Model Context Protocol (stdio)")
    .option("--folder <path>", "the only folder whose files tools may read and write", ".")
    .addHelpText("after", MCP_NOTES)
    .action(async (_flags: unknown, command: Command) => {
      const { runMcp } = await import("./mcp.ts");
      runMcp(command.optsWithGlobals<McpFlags>(), command, VERSION);
    });
  program
    .command("run")
    .description("run a shortcut or a program on a virtual device, and say what it does")
    .argument("<file>", `${FILES}; a program (.py) is compiled first`)
    .option("--device <file>", "JSON: clock, files, clipboard, answers, recorded requests ...")
    .option("--input <text>", "what the shortcut is started with")
    .option("--answers <list>", "answers to dialogs, in order: separated by commas, or as a JSON list")
    .option("--shortcuts <folder>", "shortcuts that it may run, by the names of their files")
    .option("--interactive", "ask on the terminal what the device has no answer to")
    .option("--net", "let requests go out to the hosts of --allow-host")
    .option("--allow-host <host...>", "a host that may be asked, such as api.example.com")
    .option("--strict", "stop at the first thing that is not known")
    .option("--max-steps <n>", "stop after so many actions (1,000,000 if not given)")
    .option("--tolerant", TOLERANT)
    .option("--trace <file>", "write each executed action as a line of JSON")
    .option("--verbose", "print each executed action")
    .option("--json", "write JSON")
    .addHelpText("after", RUN_NOTES)
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { runRun } = await import("./run.ts");
      await runRun(file, command.optsWithGlobals<RunFlags>(), command);
    });
  addBatchCommands(program);
  addDatasetCommands(program);
  addEvaluateCommands(program);
  addRegistryCommands(program, FILES);
  return program;
}

/** The first word of the command line that is no option; no option before the command takes a value. */
function askedCommand(): string | undefined {
  return process.argv.slice(2).find((argument) => !argument.startsWith("-"));
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
