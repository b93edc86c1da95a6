import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { convert, type ConvertOptions } from "../../src/convert.ts";
import { PlistDate, PlistReal, type PlistDict, type PlistValue } from "../../src/plist/value.ts";
import { hasPython } from "./cpython.ts";
import { encodeBinaryPlist } from "./encode-plist.ts";
import { ruffFormat } from "./ruff.ts";
import { expectThereAndBack } from "./way-back.ts";

/**
 * Builds shortcuts for tests: actions from their parameters, blocks from their bodies, tokens from what they refer to.
 * Values are those of the property list: a number is an integer, {@link real} makes a real.
 */

/** Actions, or blocks, or lists of both. */
export type Actions = readonly (PlistDict | Actions)[];
export type Parameters = Record<string, PlistValue>;

/** An action; the built-in ones go without their prefix. */
export function action(name: string, parameters: Parameters = {}): PlistDict {
  return { WFWorkflowActionIdentifier: identifier(name), WFWorkflowActionParameters: parameters };
}

function identifier(name: string): string {
  const isBuiltIn = /^[a-z]+(\.[a-z]+)*$/.test(name) && !/^(com|org|net|de|io)\./.test(name);
  return isBuiltIn ? `is.workflow.actions.${name}` : name;
}

export const real = (value: number): PlistReal => new PlistReal(value);
/** Seconds since 2001. */
export const date = (seconds: number): PlistDate => new PlistDate(seconds);

// Tokens.

export function output(uuid: string, name?: string, ...chain: PlistDict[]): PlistDict {
  return {
    Type: "ActionOutput",
    OutputUUID: uuid,
    ...(name !== undefined && { OutputName: name }),
    ...chained(chain),
  };
}

export function variable(name: string, ...chain: PlistDict[]): PlistDict {
  return { Type: "Variable", VariableName: name, ...chained(chain) };
}

/** `ExtensionInput`, `Ask`, `Clipboard`, `CurrentDate`, `DeviceDetails`, `Input` ... */
export function token(type: string, ...chain: PlistDict[]): PlistDict {
  return { Type: type, ...chained(chain) };
}

function chained(chain: PlistDict[]): PlistDict {
  return chain.length > 0 ? { Aggrandizements: chain } : {};
}

// Aggrandizements.

export const as = (itemClass: string): PlistDict => ({
  Type: "WFCoercionVariableAggrandizement",
  CoercionItemClass: itemClass,
});

export const key = (name: string): PlistDict => ({
  Type: "WFDictionaryValueVariableAggrandizement",
  DictionaryKey: name,
});

export const property = (name: string, userInfo?: PlistValue): PlistDict => ({
  Type: "WFPropertyVariableAggrandizement",
  PropertyName: name,
  ...(userInfo !== undefined && { PropertyUserInfo: userInfo }),
});

export const dateFormat = (fields: Parameters): PlistDict => ({
  Type: "WFDateFormatVariableAggrandizement",
  ...fields,
});

export const unit = (fields: Parameters): PlistDict => ({ Type: "WFUnitVariableAggrandizement", ...fields });

// Values.

export const envelope = (type: string, value: PlistValue): PlistDict => ({
  Value: value,
  WFSerializationType: type,
});

export const attachment = (token: PlistDict): PlistDict => envelope("WFTextTokenAttachment", token);

/** A text with tokens: `text("Dear ", variable("Name"))`. */
export const text = (...parts: (string | PlistDict)[]): PlistDict =>
  envelope("WFTextTokenString", textPayload(...parts));

/** What {@link text} wraps, as a menu has it for the title of a case. */
export function textPayload(...parts: (string | PlistDict)[]): PlistDict {
  let string = "";
  const ranges: PlistDict = {};
  for (const part of parts) {
    if (typeof part !== "string") ranges[`{${string.length}, 1}`] = part;
    string += typeof part === "string" ? part : "\ufffc";
  }
  return Object.keys(ranges).length > 0 ? { string, attachmentsByRange: ranges } : { string };
}

/** Types of items in Dictionaries and Lists. */
export const itemType = { text: 0, dictionary: 1, array: 2, number: 3, boolean: 4, file: 5 } as const;
type ItemType = keyof typeof itemType;
/** The type of an item, its key, its value. */
export type Item = [type: ItemType, key: PlistValue, value: PlistValue];

export const dictionaryValue = (...items: Item[]): PlistDict =>
  envelope("WFDictionaryFieldValue", {
    WFDictionaryFieldValueItems: items.map(([type, key, value]) => ({
      WFItemType: itemType[type],
      WFKey: typeof key === "string" ? text(key) : key,
      WFValue: value,
    })),
  });

/** The value of an item that is a dictionary: it has its envelope twice. */
export const subDictionary = (...items: Item[]): PlistDict =>
  envelope("WFDictionaryFieldValue", dictionaryValue(...items));

export const arrayValue = (...items: PlistValue[]): PlistDict => envelope("WFArrayParameterState", items);
export const booleanValue = (value: PlistValue): PlistDict => envelope("WFNumberSubstitutableState", value);
export const listItem = (type: ItemType, value: PlistValue): PlistDict => ({
  WFItemType: itemType[type],
  WFValue: value,
});

export function quantity(magnitude: PlistValue, unit: string): PlistDict {
  return envelope("WFQuantityFieldValue", { Magnitude: magnitude, Unit: unit });
}

/** A table of rows: a content filter, or the conditions of an If. */
export function table(prefix: PlistValue, ...rows: PlistValue[]): PlistDict {
  return envelope("WFContentPredicateTableTemplate", {
    WFActionParameterFilterPrefix: prefix,
    WFActionParameterFilterTemplates: rows,
  });
}

// Blocks.

/** A marker by itself, as a broken file has it. */
export function marker(name: string, mode: 0 | 1 | 2, group: string, parameters: Parameters = {}): PlistDict {
  return action(name, { GroupingIdentifier: group, WFControlFlowMode: mode, ...parameters });
}

let groups = 0;
const newGroup = (): string => `group ${++groups}`;

/** The parameters of an If: its input, the condition's number, its operands. */
export function condition(input: PlistDict, code?: PlistValue, operands: Parameters = {}): Parameters {
  return {
    WFInput: { Type: "Variable", Variable: attachment(input) },
    ...(code !== undefined && { WFCondition: code }),
    ...operands,
  };
}

interface Rest {
  elifs?: [condition: Parameters, body: Actions][];
  otherwise?: Actions;
  /** Parameters of the closing marker. */
  end?: Parameters;
}

export function ifBlock(test: Parameters, body: Actions, { elifs = [], otherwise, end }: Rest = {}): Actions {
  const group = newGroup();
  return [
    marker("conditional", 0, group, test),
    body,
    elifs.map(([test, body]) => [marker("conditional", 1, group, test), body]),
    otherwise ? [marker("conditional", 1, group), otherwise] : [],
    marker("conditional", 2, group, end),
  ];
}

export function repeat(count: PlistValue | undefined, body: Actions, end?: Parameters): Actions {
  const group = newGroup();
  const parameters: Parameters = count === undefined ? {} : { WFRepeatCount: count };
  return [marker("repeat.count", 0, group, parameters), body, marker("repeat.count", 2, group, end)];
}

export function repeatEach(items: PlistDict | undefined, body: Actions, end?: Parameters): Actions {
  const group = newGroup();
  const parameters: Parameters = items === undefined ? {} : { WFInput: attachment(items) };
  return [marker("repeat.each", 0, group, parameters), body, marker("repeat.each", 2, group, end)];
}

/** Parameters of the opening marker, then each case's title (or all its parameters) and body. */
export function menu(
  parameters: Parameters,
  cases: [title: string | Parameters, body: Actions][],
  end?: Parameters,
): Actions {
  const group = newGroup();
  return [
    marker("choosefrommenu", 0, group, parameters),
    cases.map(([title, body]) => {
      const parameters = typeof title === "string" ? { WFMenuItemTitle: title } : title;
      return [marker("choosefrommenu", 1, group, parameters), body];
    }),
    marker("choosefrommenu", 2, group, end),
  ];
}

// Files.

// What many tests use.

export const input = token("ExtensionInput");
export const hasInput = condition(input, 100);
export const vibrate = action("vibrate");
export const comment = (text: string): PlistDict => action("comment", { WFCommentActionText: text });
export const show = (...parts: (string | PlistDict)[]): PlistDict =>
  action("showresult", { Text: text(...parts) });

/** What the app writes into a new shortcut, so that its metadata are empty. */
export const NEW_SHORTCUT: Parameters = {
  WFWorkflowMinimumClientVersion: 900,
  WFWorkflowMinimumClientVersionString: "900",
  WFWorkflowTypes: [],
  WFQuickActionSurfaces: [],
  WFWorkflowInputContentItemClasses: [
    "WFAppStoreAppContentItem",
    "WFArticleContentItem",
    "WFContactContentItem",
    "WFDateContentItem",
    "WFEmailAddressContentItem",
    "WFFolderContentItem",
    "WFGenericFileContentItem",
    "WFImageContentItem",
    "WFiTunesProductContentItem",
    "WFLocationContentItem",
    "WFDCMapsLinkContentItem",
    "WFAVAssetContentItem",
    "WFPDFContentItem",
    "WFPhoneNumberContentItem",
    "WFRichTextContentItem",
    "WFSafariWebPageContentItem",
    "WFStringContentItem",
    "WFURLContentItem",
  ],
  WFWorkflowOutputContentItemClasses: [],
  WFWorkflowHasOutputFallback: false,
  WFWorkflowHasShortcutInputVariables: false,
  WFWorkflowImportQuestions: [],
};

/** A shortcut of iOS 12, where no action says its input. */
export const OLD_SHORTCUT: Parameters = { ...NEW_SHORTCUT, WFWorkflowClientVersion: "754" };

/** The bytes of a binary property list. */
export function shortcutFile(actions: Actions, properties: Parameters = NEW_SHORTCUT): Uint8Array {
  return encodeBinaryPlist({ ...properties, WFWorkflowActions: flatten(actions) });
}

function flatten(actions: Actions): PlistDict[] {
  return actions.flatMap((item) => (Array.isArray(item) ? flatten(item) : [item as PlistDict]));
}

interface Options extends ConvertOptions {
  /** Top-level keys, if not those of a new shortcut. */
  properties?: Parameters;
}

/** Every program that {@link pythonModule} has made, by the test file that asked, for {@link checkPrograms}. */
const programs = new Map<string | undefined, Set<string>>();

function programsOfFile(): Set<string> {
  const { testPath } = expect.getState();
  const own = programs.get(testPath) ?? new Set();
  programs.set(testPath, own);
  return own;
}

/**
 * The program of a shortcut. Whatever the test then expects of it, its program with metadata has to be the way back to
 * the same shortcut.
 */
export function pythonModule(actions: Actions, { properties, ...options }: Options = {}): string {
  const file = shortcutFile(actions, properties);
  const { python } = convert(file, { name: "Test", names: "api", ...options });
  programsOfFile().add(python);
  expectThereAndBack(file);
  return python;
}

/**
 * The body of the function, dedented; of a script, all of it. Without imports and metadata, and without the line that
 * says what the shortcut's result is, which {@link wholeBody} has.
 */
export function pythonBody(actions: Actions, options: Options = {}): string {
  return wholeBody(actions, options).replace(/(return |exit\()shortcut_result\(.*\)\n$/, "");
}

export function wholeBody(actions: Actions, options: Options = {}): string {
  const module = pythonModule(actions, options);
  if (options.layout === "script") return module;
  const start = /^def test\(shortcut_input.*None\):\n/m.exec(module)!;
  const end = /\n\n\n__shortcut__ = /.exec(module);
  const body = module.slice(start.index + start[0].length, end ? end.index + 1 : undefined);
  return body.replace(/^ {4}/gm, "");
}

/** A value alone, as the argument of a call. */
export function pythonValue(value: PlistValue, options: Options = {}): string {
  const body = pythonBody([action("com.example.Act", { value })], options);
  return /com_example_Act\(\s*value=(.*?)\s*\)\n$/s.exec(body)![1]!;
}

/** The statement `__shortcut__ = ...`. */
export function pythonMetadata(actions: Actions, options: Options = {}): string {
  const module = pythonModule(actions, options);
  return module.slice(module.indexOf("__shortcut__ ="));
}

/** Python text as it stands in a test: without the line of the backticks and without the common indentation. */
export function python(strings: TemplateStringsArray, ...values: string[]): string {
  const lines = String.raw(strings, ...values).split("\n");
  const [, ...content] = lines.slice(0, -1);
  const indents = content.filter((line) => line !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return content.map((line) => `${line.slice(indent)}\n`).join("");
}

/** The same without line breaks, for what is too long for a line of 88 characters. */
export function oneLine(source: string): string {
  return source
    .replace(/,?\n\s*([)\]}])/g, "$1")
    .replace(/([([{])\n\s*/g, "$1")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Has CPython compile what a test file has printed so far, and ruff format it; what they do not take as it is. */
export function checkPrograms(): string[] {
  const sources = [...programsOfFile()];
  // Nothing that was made is nothing that was checked.
  if (sources.length === 0) throw new Error("No program has been made in this file.");
  const script = `
import json, sys, warnings
warnings.simplefilter("ignore")
for source in json.load(sys.stdin):
    try:
        compile(source, "shortcut", "exec")
        print("ok")
    except (SyntaxError, ValueError, RecursionError) as error:
        print(str(error).replace("\\n", " "))
`;
  const input = JSON.stringify(sources);
  const result = hasPython ? spawnSync("python3", ["-c", script], { input, encoding: "utf8" }) : undefined;
  if (result && result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  const verdicts = result?.stdout.split("\n");
  return sources.flatMap((source, i) => {
    if (verdicts && verdicts[i] !== "ok") return [`${verdicts[i]}\n${source}`];
    return ruffFormat(source) === source ? [] : [`ruff changes this:\n${source}`];
  });
}

/** A broken file whose program becomes another shortcut, which shows in the program alone: a block reads its own result. */
export const comesBackDifferent = (): Uint8Array =>
  shortcutFile([
    ...repeat(undefined, [action("count", { Input: attachment(output("u1", "Result")) })], { UUID: "u1" }),
  ]);
