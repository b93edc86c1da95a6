// oxlint-disable max-lines -- a list: one entry for each code
/**
 * Every code that shortcut2py gives, with its meaning and what to do; `api-docs/codes.md` is printed from here.
 * Codes are stable: none is ever used again for something else. The thousands say where it happened: 1 container,
 * 2 property list, 3 what the file holds, 4 a shortcut that converts all the same, 5 files, links, batches and data
 * sets, 6 Python.
 */

export type Severity = "error" | "warning" | "info";

interface Entry {
  /** What has happened, as a sentence; the message of each error or diagnostic says it for the case at hand. */
  means: string;
  /** What one can do about it. */
  remedy: string;
}

interface DiagnosticEntry extends Entry {
  severity: Severity;
}

const AGAIN = "Get the file again from where it came.";

/** What can stop a whole file: codes of `ShortcutError`. Everything less than that is a diagnostic. */
export const shortcutErrors = {
  SC1001: { means: "The file is empty.", remedy: "Download or export it again." },
  SC1002: {
    means:
      "The file is of a known kind that is no shortcut: a web page, an image, a ZIP, a pointer of Git LFS.",
    remedy: "Follow the hint of the message; most often the download brought something else than the file.",
  },
  SC1003: {
    means: "The bytes are of no kind that is known.",
    remedy: "Check that this is the right file: a signed shortcut, a property list, or a JSON dump of one.",
  },
  SC1004: { means: "The file ends before its own header says it does.", remedy: AGAIN },
  SC1005: {
    means: "The archive is encrypted (AEA profile 1 to 5).",
    remedy: "No shortcut is; it cannot be read without its key.",
  },
  SC1006: {
    means: "The archive uses a compression or a checksum that Shortcuts does not use.",
    remedy: "If the Shortcuts app opens the file, please report it.",
  },
  SC1007: { means: "The content does not match its checksum, or does not decompress.", remedy: AGAIN },
  SC1008: { means: "A field of the header holds an impossible value.", remedy: AGAIN },
  SC1009: {
    means: "The content is larger than the limit.",
    remedy: "Real shortcuts stay below a tenth of it: check that this is the right file.",
  },
  SC1010: {
    means: "The Apple Archive holds no `Shortcut.wflow`.",
    remedy: "It is some other archive: check that this is the right file.",
  },
  SC1011: {
    means: "The file is iCloud's record of a shortcut: it says where the shortcut is, but does not hold it.",
    remedy: "Convert the link instead, which the hint names.",
  },
  SC1012: {
    means: "The file holds several shortcuts where one is asked for.",
    remedy:
      "Use a command that reads each of them: `convert -o FOLDER/`, `convert --json`, `inspect`, `batch`.",
  },
  SC2001: { means: "The property list is malformed.", remedy: AGAIN },
  SC2002: {
    means: "The property list is nested too deeply, or holds itself.",
    remedy: "Shortcuts writes no such files: this one is damaged, or made to break its readers.",
  },
  SC2003: {
    means: "The property list expands to too many values.",
    remedy: "Shortcuts writes no such files: this one is made to exhaust memory.",
  },
  SC2004: { means: "The JSON is malformed.", remedy: "Correct it at the place that the message names." },
  SC2005: {
    means: "A value cannot be held by the format that is to be written.",
    remedy: "Write a binary property list, which holds more than XML does.",
  },
  SC3001: {
    means: "The property list is sound, but no shortcut: it has no `WFWorkflowActions`.",
    remedy: "Export the shortcut again from the Shortcuts app, or check that this is the right file.",
  },
  SC3002: {
    means: "`WFWorkflowActions` is not a list of actions.",
    remedy: "Export the shortcut again from the Shortcuts app.",
  },
  SC3003: {
    means: "The shortcut would be longer as Python than the limit.",
    remedy: "Shortcuts writes no such files: this one is made to break its readers.",
  },
  SC3101: {
    means: "The file is sound, but defines no actions.",
    remedy:
      "Import `WFActions.plist`, an `.intentdefinition`, an app's `extract.actionsdata`, or the ToolKit database.",
  },
  SC3102: {
    means: "The file defines actions, but not as files of its kind do.",
    remedy: "Export or copy the file again; nothing was imported.",
  },
  SC3103: {
    means: "The definitions do not say whose they are.",
    remedy: "Name the app's bundle id with `--app`, or give the file as it lies in the app.",
  },
  SC3104: {
    means: "Your own registry is damaged.",
    remedy: "Delete the file that the message names, and import your definitions again.",
  },
  SC3201: {
    means: "A virtual device makes no sense, or has an answer to a dialog that this does not offer.",
    remedy: "Correct the device's file; device.schema.json in the package says what may be in it.",
  },
  SC6101: {
    means:
      "A byte of the program is none of its encoding: UTF-8, or what a comment in its first two lines names.",
    remedy: "Save the file as UTF-8; the message names the place of the byte.",
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof shortcutErrors;

/** What is outside of the shortcut itself, and codes of `AccessError`. */
export const accessErrors = {
  SC5001: {
    means: "A file cannot be read: there is none, it is no regular file, or reading is not allowed.",
    remedy: "Check the path and its permissions.",
  },
  SC5002: {
    means: "A file cannot be written.",
    remedy: "Check the folder, its permissions and the space on the disk, or choose another output.",
  },
  SC5003: {
    means: "There is more to read than any shortcut has.",
    remedy: "Check that this is the right file.",
  },
  SC5101: {
    means: "The link is not one to a shared shortcut.",
    remedy: "Such a link looks like https://www.icloud.com/shortcuts/ and 32 hexadecimal digits.",
  },
  SC5102: {
    means: "There is no shortcut at the link.",
    remedy: "Ask its owner, who may have stopped sharing it; check that no part of the link is missing.",
  },
  SC5103: {
    means: "iCloud does not hand the shortcut to anyone.",
    remedy: "Ask its owner to share it with everyone who has the link.",
  },
  SC5104: {
    means: "Apple has blocked the shortcut, or has not yet approved of it.",
    remedy: "Try again later, or ask its owner for the file.",
  },
  SC5105: {
    means: "iCloud cannot be reached, does not answer in time, or answers that it failed.",
    remedy: "Check the connection, and try again.",
  },
  SC5106: {
    means: "iCloud's answer makes no sense, or points to a place that is not Apple's.",
    remedy: "Try again; if it stays, please report the link.",
  },
  SC5111: {
    means: "This machine cannot sign shortcuts.",
    remedy: "Sign on a Mac, or name a service: `sign --signing-server URL`.",
  },
  SC5112: {
    means:
      "Who should sign the shortcut has not: the command failed, the service refuses, or does not answer.",
    remedy: "The message says why; check the address and the key of the service.",
  },
  SC5113: {
    means: "What came back is not the shortcut that was sent, signed.",
    remedy: "Nothing was written. Use another service.",
  },
  SC5114: {
    means: "The shortcut seems to hold secrets, and would be sent to a service.",
    remedy: "Take them out; `inspect` says where they stand. Or give `--with-secrets`.",
  },
  SC5201: {
    means: "An entry of an index names nothing to read, or makes no sense.",
    remedy: "Correct the entry: it needs a path, a link, or the content itself.",
  },
  SC5202: {
    means: "An archive, an index or a database cannot be read on.",
    remedy: "Get it again; what stood before the damage has been read.",
  },
  SC5203: {
    means: "Reading an input took longer or more memory than the limit; the thread that did it was ended.",
    remedy: "Raise `--time-limit` or `--memory-limit`, or leave the input out.",
  },
  SC5204: {
    means: "The output belongs to another batch, or is no output of a batch at all.",
    remedy: "Use the options and inputs that it was begun with, or choose another folder.",
  },
  SC5205: {
    means: "A package that only this needs is not installed.",
    remedy: "Install it beside shortcut2py: `npm install bullmq ioredis`.",
  },
  SC5206: { means: "Redis cannot be reached.", remedy: "Start it, or correct the address." },
  SC5207: {
    means: "An entry of an index or an archive names a place outside of it.",
    remedy: "If the index is your own, add `--allow-outside`.",
  },
  SC5208: {
    means: "Another process writes into the output folder.",
    remedy: "Wait for it; if there is none any more, delete the file that the message names.",
  },
  SC5209: {
    means: "A job in the queue is none that this version of shortcut2py makes.",
    remedy: "Use the same version for the batch and its workers, and a queue that nobody else writes to.",
  },
  SC5299: {
    means: "A bug of shortcut2py, met in a batch.",
    remedy: "Please report it, with the input if you may share it; the batch has gone on.",
  },
  SC5301: {
    means: "A model cannot be asked: no key, no endpoint, or one that fails again and again.",
    remedy:
      "Set the key and the address that the message names, and run the step again: what is done is kept.",
  },
  SC5302: {
    means: "What is to be a data set is none, or is one of another version.",
    remedy: "Check the path and the line that the message names.",
  },
  SC5303: {
    means: "The tokens or the money that a step may use are used up.",
    remedy: "Raise the budget, and run the step again: what is done is kept.",
  },
  SC5304: {
    means: "No model may be asked, and the tape has no answer.",
    remedy: "Record the answer first, by running the step with a model.",
  },
  SC5305: {
    means: "A file of prices, prompts, keys or exemplars makes no sense.",
    remedy: "Correct it at the place that the message names.",
  },
  SC5401: {
    means: "A file that should define a tokenizer defines none.",
    remedy: "Give the `tokenizer.json` that comes with the model.",
  },
  SC5402: {
    means: "Predictions or references cannot be scored: a row without an id or code, or the same id twice.",
    remedy: "Correct the row that the message names.",
  },
  SC5403: { means: "No prediction has a reference.", remedy: "Check that both files use the same ids." },
} as const satisfies Record<string, Entry>;

export type AccessErrorCode = keyof typeof accessErrors;

const NOT_THE_APP = "The app writes no such thing: another program has. Nothing is lost; look at the action.";

/** What one should know about a file or a program, and codes of `Diagnostic`. */
export const diagnostics = {
  SC4001: {
    severity: "warning",
    means: "A block is opened and never closed, or a marker divides or closes a block that is not open.",
    remedy: "Open the shortcut in the app and repair the block; until then its markers are written as calls.",
  },
  SC4002: {
    severity: "warning",
    means: "An action reads the output of an action that the shortcut does not have.",
    remedy: "Set the variable again in the app; Python has a `missing_output(...)` in its place.",
  },
  SC4003: {
    severity: "info",
    means: "Several actions share one UUID, as copies made by editors do.",
    remedy: "Nothing has to be done: who reads the UUID reads the action that ran last.",
  },
  SC4004: {
    severity: "warning",
    means: "A variable in a text does not stand at a placeholder.",
    remedy: NOT_THE_APP,
  },
  SC4005: {
    severity: "warning",
    means: "An action is not a dictionary with an identifier and parameters.",
    remedy: "It is written as `malformed_action(...)`; remove it, or repair it in the file.",
  },
  SC4006: {
    severity: "info",
    means: "A menu has several cases of one title.",
    remedy: "Give each a title of its own: which of them runs is not known.",
  },
  SC4007: {
    severity: "warning",
    means: "A menu has no case, or actions stand before its first.",
    remedy: "Such actions never run: move them in the app. The program has them in a case that never runs.",
  },
  SC4008: {
    severity: "info",
    means: "A value is of a kind that this version does not know.",
    remedy:
      "Nothing is lost: it is written out as it stands in the file. If the app writes such values, report it.",
  },
  SC4009: {
    severity: "warning",
    means: "An If has an Otherwise before its last branch.",
    remedy: "What stands behind it never runs: repair the If in the app.",
  },
  SC4010: {
    severity: "info",
    means: "The file is a JSON dump made by another program.",
    remedy: "Use the original where it matters: in JSON, data and dates may have changed their type.",
  },
  SC4011: {
    severity: "info",
    means: "The signature of the file does not hold.",
    remedy: "Do not trust its signer; what it holds is converted all the same.",
  },
  SC4012: {
    severity: "info",
    means: "A block is nested deeper than Python can express.",
    remedy: "Nothing is lost: its markers are written as calls, without indentation.",
  },
  SC4013: {
    severity: "info",
    means: "A variable that feeds an action through the pipe is set again before that action reads it.",
    remedy: "Check the action's input: Python reads the value that the variable has by then.",
  },
  SC4014: {
    severity: "info",
    means:
      "The program leaves out what has no effect when the shortcut runs: rows that the editor unfolds, operands of a former type.",
    remedy: "Nothing has to be done. `--lossless` says all of it in the body, and `__shortcut__` keeps it.",
  },
  SC4015: {
    severity: "warning",
    means: "An If has no condition.",
    remedy: "Fill it in in the app: which of its branches runs is not known.",
  },
  SC4020: {
    severity: "info",
    means: "The XML is not as Apple writes it; it was read as the only thing that it can mean.",
    remedy: "Nothing has to be done.",
  },
  SC4021: {
    severity: "info",
    means: "The shortcut stands inside something else: a record, a list, another file.",
    remedy: "Nothing has to be done; the message says where it was found.",
  },
  SC4022: {
    severity: "warning",
    means:
      "Compiled, the program gives another shortcut: the file is broken in a way that Python cannot say.",
    remedy: "Keep the file if it has to stay as it is; the message names the first place that differs.",
  },
  SC4023: {
    severity: "info",
    means: "The letters of a name may fool a reader: of several scripts, or written from right to left.",
    remedy: "Look at the name closely; another one may look the same.",
  },
  SC6001: {
    severity: "error",
    means: "The text is not Python, or Python that is not part of the dialect.",
    remedy: "Correct the place that the message names; `api-docs/dialect.md` says what the dialect has.",
  },
  SC6002: {
    severity: "error",
    means: "A statement stands for no action.",
    remedy: "Call an action, or set a variable; `--tolerant` reads more of Python.",
  },
  SC6003: {
    severity: "error",
    means: "An expression, an argument or a part of one stands for nothing that a shortcut holds.",
    remedy: "Leave it out, or give the value a name in a line of its own before, and use the name here.",
  },
  SC6004: {
    severity: "error",
    means: "A name is read that nothing defines.",
    remedy: "Set it in a line before, correct its spelling, or put a text into quotes.",
  },
  SC6005: {
    severity: "error",
    means: "A function is called that stands for no action.",
    remedy: "Look its name up: `shortcut2py docs --search WORDS`.",
  },
  SC6006: {
    severity: "warning",
    means: "What the metadata say does not fit the program any more.",
    remedy:
      "Nothing has to be done after a deliberate change: the statements count. Or delete `__shortcut__`.",
  },
  SC6007: {
    severity: "warning",
    means: "No action of this name is known.",
    remedy: "Correct the name, or import the app's definitions: `shortcut2py registry import`.",
  },
  SC6008: {
    severity: "warning",
    means: "The action has no parameter of this name that is known.",
    remedy: "Correct the name; `shortcut2py docs NAME` lists what the action takes.",
  },
  SC6009: {
    severity: "warning",
    means: "The value is none of those that the parameter takes.",
    remedy: "Use one of those that the hint lists.",
  },
  SC6010: {
    severity: "warning",
    means: "The value is not of the type that the parameter takes.",
    remedy: "Use a value of that type; the app may not read another.",
  },
  SC6011: {
    severity: "warning",
    means: "A part of the program never runs.",
    remedy: "Remove it, or correct what ends the program before it.",
  },
  SC6012: {
    severity: "warning",
    means: "A name is read that not every path has set before.",
    remedy: "Set it before the branch; an unset variable is empty.",
  },
  SC6013: {
    severity: "info",
    means: "A part of the program was read as something else, which it can only mean.",
    remedy: "Nothing has to be done; `--tolerant` asked for it.",
  },
  SC6014: {
    severity: "info",
    means: "The text of the program was repaired.",
    remedy: "Nothing has to be done; `--tolerant` asked for it.",
  },
  SC6015: {
    severity: "warning",
    means: "Python and the app do different things here.",
    remedy: "Follow the hint, so that both do the same.",
  },
  SC6016: {
    severity: "error",
    means: "A part of the program stands beside its one function, and would be lost.",
    remedy:
      "Put it into the function, or leave it out; `--tolerant` writes functions out where they are called.",
  },
  SC6017: {
    severity: "error",
    means: "An action is given no input, and in the app would take what the action before it leaves.",
    remedy: "Give it its input; for nothing, write `nothing()`.",
  },
  SC6018: {
    severity: "warning",
    means: "The value has a form that no known file has for this parameter.",
    remedy: "Use one of the forms that the message names; the app may read another as nothing.",
  },
  SC6019: {
    severity: "warning",
    means: "A parameter is missing without which the action does nothing.",
    remedy: "Add it; `shortcut2py docs NAME` says what it is.",
  },
} as const satisfies Record<string, DiagnosticEntry>;

export type DiagnosticCode = keyof typeof diagnostics;

/** Any code that shortcut2py gives. */
export type Code = ErrorCode | AccessErrorCode | DiagnosticCode;

/** What a code means, whatever the case at hand. */
export interface CodeDescription {
  /** Of an error that stops a file: `error`. */
  severity: Severity;
  /** What has happened, as a sentence. */
  means: string;
  /** What one can do about it, as a sentence. */
  remedy: string;
}

/** The general meaning of a code, and what to do; undefined for a text that is no code. */
export function describeCode(code: string): CodeDescription | undefined {
  const all: Readonly<Record<string, Entry & { severity?: Severity }>> = {
    ...shortcutErrors,
    ...accessErrors,
    ...diagnostics,
  };
  const entry = Object.hasOwn(all, code) ? all[code] : undefined;
  return entry && { severity: entry.severity ?? "error", means: entry.means, remedy: entry.remedy };
}

/** All codes, in their order. */
export const codes = [shortcutErrors, accessErrors, diagnostics].flatMap(Object.keys).sort() as Code[];
