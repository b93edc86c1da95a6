import { Option, type Command } from "commander";
import type { CheckFlags } from "./check.ts";
import type { CompileFlags } from "./compile.ts";
import type { DiffFlags } from "./diff.ts";
import type { InspectFlags } from "./inspect.ts";
import { FILES } from "./options.ts";
import type { RunFlags } from "./run.ts";
import type { SignFlags } from "./sign.ts";
import type { VerifyFlags } from "./verify.ts";

const TOLERANT =
  "read what is no program of the dialect but can mean only one thing, such as WorkflowBench's; each change is said";

/** The commands for single shortcuts and programs, but for `convert`. */
export function addFileCommands(program: Command): void {
  addInspect(program);
  addCompile(program);
  addSign(program);
  addCheck(program);
  addVerify(program);
  addDiff(program);
}

const INSPECT_NOTES = `
Says what the shortcut sends, reads, changes, deletes and runs, which hosts it names, what looks like a secret or
like personal data, and where; never the value. Actions are counted from 0.
With --json the output is one JSON object for each file, each on a line of its own.`;

function addInspect(program: Command): void {
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
}

const COMPILE_NOTES = `
Everything that is wrong is said at once, with line and column; then nothing is written.
The file is not signed. Shortcuts opens signed files only, and only Apple's software can sign: on a Mac,
  shortcuts sign -i FILE.shortcut -o SIGNED.shortcut
or see \`shortcut2py sign\`.

--clipboard-plist writes 01.plist, 02.plist ... into the folder OUT: actions as the app's editor copies them, one pasteboard
item of the type com.apple.shortcuts.action each. No signature is needed to paste them into a shortcut.`;

function addCompile(program: Command): void {
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
}

const SIGN_NOTES = `
On a Mac it runs \`shortcuts sign\`, which asks Apple. A service gets {"shortcutName", "shortcut"} as JSON, the shortcut as
XML, and answers with the signed file; HubSign of RoutineHub and shortcut-signing-server work so. A key for it is taken
from SHORTCUT2PY_SIGNING_TOKEN. What comes back is written only if it is a signed file whose signature holds, with the
same actions; icon, name and import questions go along.
With --json the output is one JSON object: {"file", "ok", "output", "signer": "apple" | "unknown-signer", "differences"}.`;

function addSign(program: Command): void {
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
}

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

function addCheck(program: Command): void {
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
}

const VERIFY_NOTES = `
Every key, value and type has to come back; only UUIDs and group identifiers may have other names.
With --json the output is one JSON object for each file, each on a line of its own.`;

function addVerify(program: Command): void {
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
}

const DIFF_NOTES = `
UUIDs may differ, references are followed: only what the shortcut does counts. Exit code 0: the same, 1: not.
With --json the output is one JSON object: {"older", "newer", "equal", "actions": [{"kind", "before"?, "after"?,
"identifier", "differences"?}], "properties": [...]}; positions of actions count from 0.

Git shows shortcuts as Python when told once:
  git config diff.shortcut.textconv "shortcut2py convert --no-metadata"
  echo "*.shortcut diff=shortcut" >> .gitattributes`;

function addDiff(program: Command): void {
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
}

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

/** The command that runs a shortcut, or a program. */
export function addRunCommand(program: Command): void {
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
}
