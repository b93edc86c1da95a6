// oxlint-disable max-lines -- an oracle that shares nothing with what it judges, with its own lists of defaults
import { isDeepStrictEqual } from "node:util";
import { attachmentOf, loneVariable } from "../../src/ir/token.ts";
import { hasTest, identifiers, isMarker, type Action, type Workflow } from "../../src/ir/workflow.ts";
import { collectReferences } from "../../src/passes/references.ts";
import { traceDataFlow } from "../../src/passes/data-flow.ts";
import { isDict, PlistReal, type PlistDict, type PlistValue } from "../../src/plist/value.ts";
import { lookup } from "../../src/registry/lookup.ts";

/**
 * What a program without metadata says of a shortcut, as plain data to compare. It does not say:
 *
 * - the shortcut's own keys, and the keys that stand beside an action's identifier and parameters;
 * - identities and groups: only which action a reference reads, of several with the same identity the last;
 * - the names of outputs, and of variables that Python spells differently: only which variable is which; so neither
 *   the title of a case whose item has variables, which the app makes of their names;
 * - a property's `PropertyUserInfo` and a variable's `VariableUUID`, which the app looks up again;
 * - which of several spellings a value has: a text with or without an envelope, a number as an integer, a real or a
 *   numeral, a condition by its word or its number, alone or as a table of one row;
 * - the identity of an action that makes no output;
 * - what the title of a case read when it was last shown, where variables stand in the title;
 * - whether a variable alone is wrapped as a text where its parameter takes a text anyway, and whether it is read as a
 *   dictionary before a key is taken of it;
 * - defaults: an empty chain of aggrandizements, an empty Dictionary, a condition "contains", a mode 0, an empty result;
 * - whether a parameter that decides what the action does has its default or is left out;
 * - whose app it is: the bundle id tells which one, and files without a team are run all the same; it is kept apart, too;
 * - of rows of filters, what the operator does not use, and the editor's settings: they are kept apart, under "unused";
 * - whether an input is written that would come from the action before anyway.
 */
export function essenceOf(workflow: Pick<Workflow, "actions">, implicit: ReadonlySet<number>): unknown[] {
  return new Essence(workflow.actions).all(implicit);
}

/** What an If, a repeat or a menu may hold without meaning it: operands of a former type, what only old versions read. */
const MARKER_RESIDUE: ReadonlySet<string> = new Set([
  ...["WFConditionalActionString", "WFNumberValue", "WFAnotherNumber", "WFNumber", "WFBoundedNumber"],
  ...[
    "WFAnotherBoundedNumber",
    "WFDate",
    "WFAnotherDate",
    "WFDuration",
    "WFAnotherDuration",
    "WFMeasurement",
  ],
  ...["WFAnotherMeasurement", "WFEnumeration", "WFLinkEnumeration", "WFNumericEnumeration", "WFApp"],
  ...["WFMenuItemAttributedTitle", "WFActionParameterFilterPrefix"],
]);

/** What markers of blocks say; every other key of theirs is of other actions. */
const MARKER_KEYS: ReadonlySet<string> = new Set([
  ...["WFInput", "WFCondition", "WFConditions", "WFControlFlowMode", "WFRepeatCount"],
  ...["WFMenuItems", "WFMenuPrompt", "WFMenuItemTitle", "WFMenuItemAttributedTitle"],
]);

/** What the actions with forms of their own say when they run; every other key of theirs is of other actions. */
const OWN_KEYS: Record<string, readonly string[]> = {
  gettext: ["WFTextActionText"],
  number: ["WFNumberActionNumber"],
  dictionary: ["WFItems"],
  list: ["WFItems"],
  setvariable: ["WFVariableName", "WFInput"],
  appendvariable: ["WFVariableName", "WFInput"],
  getvariable: ["WFVariable"],
  comment: ["WFCommentActionText"],
  getvalueforkey: ["WFInput", "WFDictionaryKey", "WFGetDictionaryValueType"],
};

/** What Calculate says when it runs. */
const MATH: ReadonlySet<string> = new Set([
  ...["WFInput", "WFMathOperation", "WFMathOperand"],
  ...["WFScientificMathOperation", "WFScientificMathOperand"],
]);

/** Whether `said` says all of `whole` but what has no effect when the shortcut runs. */
export function saysTheProgram(said: readonly unknown[], whole: readonly unknown[]): boolean {
  // A case that is called what the item in its place is needs no title: what it was called before is of no effect.
  const bears = bearItems(said);
  const isMade = whole.map((action, i) => {
    return isRecord(action) && (action["WFMenuItemTitle"] === MADE || bears.has(i));
  });
  const untitled = (action: unknown, i: number) => {
    if (!isRecord(action) || !isMade[i]) return action;
    const { WFMenuItemTitle: _, WFMenuItemAttributedTitle: __, ...others } = action;
    return others;
  };
  const own = said.map(untitled);
  return isDeepStrictEqual(
    renumbered(own),
    renumbered(whole.map((action, i) => strip(untitled(action, i), own[i]))),
  );
}

/** Positions of the cases whose title is the item that stands in their place in the menu. */
function bearItems(essence: readonly unknown[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: { items: unknown; next: number }[] = [];
  essence.forEach((action, i) => {
    if (!isRecord(action) || action["identifier"] !== identifiers.menu) return;
    const mode = action["WFControlFlowMode"];
    if (mode === "integer 0" || mode === 0) open.push({ items: action["WFMenuItems"], next: 0 });
    else if (mode === "integer 2") open.pop();
    else {
      const menu = open.at(-1);
      const item: unknown = Array.isArray(menu?.items) ? menu.items[menu.next++] : undefined;
      // A text of an envelope, which an item of a list may hold in one of its own.
      const envelope = isRecord(item) ? (item["WFValue"] ?? item) : item;
      const text = isRecord(envelope) ? envelope["Value"] : envelope;
      const title = action["WFMenuItemAttributedTitle"] ?? action["WFMenuItemTitle"];
      if (item !== undefined && isDeepStrictEqual(title, text)) found.add(i);
    }
  });
  return found;
}

/** Variables and missing outputs by new numbers, in the order in which they appear in what is left. */
function renumbered(essence: readonly unknown[]): unknown[] {
  const known = new Map<string, string>();
  const text = JSON.stringify(essence, (key, value: unknown) => {
    if (key === "unused") return undefined;
    const isName = key === "VariableName" || key === "WFVariableName" || key === "OutputUUID";
    if (!isName || typeof value !== "string" || !/^(?:variable|missing) \d+$/.test(value)) return value;
    const number = known.get(value) ?? `number ${known.size}`;
    known.set(value, number);
    return number;
  });
  return JSON.parse(text) as unknown[];
}

function strip(action: unknown, said: unknown): unknown {
  if (!isRecord(action) || !isRecord(said)) return action;
  const name = String(action["identifier"]).replace("is.workflow.actions.", "");
  const isBlock = ["conditional", "choosefrommenu", "repeat.count", "repeat.each"].includes(name);
  const own = OWN_KEYS[name];
  const isResidue = (key: string, value: unknown) => {
    if (/^Show-|^ShowHeaders$|^Advanced$/.test(key)) return value === "boolean" || typeof value !== "object";
    if (name === "getvalueforkey" && String(action["WFGetDictionaryValueType"]).startsWith("All ")) {
      return key === "WFDictionaryKey";
    }
    if (key === "WFGetDictionaryValueType") return value === "Value";
    // What belongs to the other kind of operation.
    if (name === "math") {
      const isScientific = action["WFMathOperation"] === "…";
      return isScientific
        ? key === "WFMathOperand"
        : key.startsWith("WFScientificMathOpera") || !MATH.has(key);
    }
    // Of Run Shortcut; a lookup has nothing to show.
    if (name === "getvalueforkey" && key === "WFShowWorkflow") return true;
    if (isBlock && key === "WFContentPredicateBoundedDate") return true;
    if (isBlock && key.startsWith("WF") && !MARKER_KEYS.has(key) && action[key] === value) return true;
    // Another marker than the one that opens a menu has no items, and shows no prompt.
    const isOpen = action["WFControlFlowMode"] === "integer 0";
    if (isBlock && !isOpen && /^WFMenu(?:Items|Prompt)$|^WFRepeatCount$/.test(key)) return true;
    return isBlock ? MARKER_RESIDUE.has(key) || /Legacy/.test(key) : own !== undefined && !own.includes(key);
  };
  return stripFields(action, said, isResidue, isBlock);
}

/** The title of a case in whose row variables stand. */
const MADE = "made of variables";

function stripFields(
  fields: Record<string, unknown>,
  said: Record<string, unknown>,
  isResidue: (key: string, value: unknown) => boolean,
  isDeep: boolean,
): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([key, value]) => {
    return key === "identifier" || key in said || !isResidue(key, value);
  });
  if (!isDeep) return Object.fromEntries(entries);
  // The rows of several conditions.
  const deep = (value: unknown, other: unknown): unknown => {
    if (Array.isArray(value) && Array.isArray(other)) return value.map((item, i) => deep(item, other[i]));
    return isRecord(value) && isRecord(other) ? stripFields(value, other, isResidue, true) : value;
  };
  return Object.fromEntries(entries.map(([key, value]) => [key, deep(value, said[key])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The actions whose input the file leaves to the action before. */
export function implicitInputs(workflow: Workflow): Set<number> {
  const flow = traceDataFlow(workflow, lookup, collectReferences(workflow.actions), []);
  const found = workflow.actions.filter((action) => {
    const key = inputKeyOf(action);
    return flow.implicit.get(action.index) && key !== undefined && !(key in action.parameters);
  });
  return new Set(found.map(({ index }) => index));
}

/** Whether an action is an Otherwise that its End If follows: it does nothing, whatever it may pass on. */
function isEmptyOtherwise(action: Action, next: Action | undefined): boolean {
  const { WFControlFlowMode: mode, GroupingIdentifier: group } = action.parameters;
  const closes = next?.identifier === identifiers.conditional && next.parameters["WFControlFlowMode"] === 2;
  const isIf = action.identifier === identifiers.conditional && mode === 1 && !hasTest(action.parameters);
  return isIf && closes && next.parameters["GroupingIdentifier"] === group;
}

/** Without Get Variables of a path that nothing reads; one that only such ones read goes with them. */
function withoutUnread(actions: readonly Action[]): Action[] {
  const { outputs } = collectReferences([...actions]);
  const kept = actions.filter(({ identifier, parameters }) => {
    if (identifier !== identifiers.getVariable) return true;
    const uuid = parameters["UUID"];
    const token = isDict(parameters["WFVariable"]) ? parameters["WFVariable"]["Value"] : undefined;
    const chain = isDict(token) ? (token["Aggrandizements"] ?? []) : undefined;
    const isPath =
      Array.isArray(chain) &&
      chain.every((step) => isDict(step) && step["Type"] === "WFPropertyVariableAggrandizement");
    return !isPath || (typeof uuid === "string" && outputs.has(uuid));
  });
  return kept.length === actions.length ? kept : withoutUnread(kept);
}

/**
 * A shortcut without empty Otherwises, and without the Get Variables that do nothing but hand a variable, or a property
 * of one, to the action behind them: nothing reads their output by its UUID, and whoever takes it from the pipe says it
 * now.
 *
 * @param implicit the actions whose input is not compared, by their numbers in the shortcut as it was.
 */
export function withoutHandOns(
  { actions, ...others }: Pick<Workflow, "actions"> & Partial<Workflow>,
  implicit: ReadonlySet<number>,
): { actions: Action[]; implicit: Set<number> } {
  const references = collectReferences(actions);
  const { body, properties } = others;
  const sources =
    body && properties && traceDataFlow({ actions, body, properties }, lookup, references, []).implicit;
  const speaking = withoutUnread(actions);
  const kept = speaking.filter((action, i) => !isEmptyOtherwise(action, speaking[i + 1]));
  const rest = new Set<number>();
  const said = kept.map((action, i) => {
    const key = inputKeyOf(action);
    const source = sources?.get(action.index);
    if (!implicit.has(action.index) || key === undefined) return action;
    if (source?.kind !== "value") {
      rest.add(i);
      return action;
    }
    return { ...action, parameters: { ...action.parameters, [key]: source.value } };
  });
  return { actions: said, implicit: rest };
}

function inputKeyOf({ identifier }: Action): string | undefined {
  return lookup(identifier)?.inputKey;
}

const NUMBERS: ReadonlySet<string> = new Set([
  "WFNumberActionNumber",
  "WFNumberValue",
  "WFAnotherNumber",
  "WFRepeatCount",
  "WFMathOperand",
  "WFScientificMathOperand",
]);

/** Actions that make no output, whatever UUID they have. */
const MAKE_NOTHING: ReadonlySet<string> = new Set(
  ["comment", "exit", "output"].map((name) => `is.workflow.actions.${name}`),
);

const UNSAID: ReadonlySet<string> = new Set(["OutputName", "VariableUUID", "PropertyUserInfo"]);

/** The words of iOS 12 (`api-docs/format.md`, 3.1). */
const WORDS: Record<string, number> = {
  Contains: 99,
  Equals: 4,
  Is: 4,
  "Is Not": 5,
  "Is Greater Than": 2,
  "Is Less Than": 0,
  "Begins With": 8,
  "Ends With": 9,
  "Does Not Contain": 999,
  "Has Any Value": 100,
  "Does Not Have Any Value": 101,
};

const TURNS = { operation: "set", OnValue: true, state: true };

/**
 * What holds where a file leaves out what decides the behaviour, by hand from what is known about the actions at run
 * time: the oracle of the defaults in the registry.
 */
const DEFAULTS: Record<string, Record<string, PlistValue>> = {
  math: { WFMathOperation: "+", WFScientificMathOperation: "Modulus" },
  getitemfromlist: { WFItemSpecifier: "First Item" },
  count: { WFCountType: "Items" },
  "text.split": { WFTextSeparator: "New Lines" },
  "text.combine": { WFTextSeparator: "New Lines", WFTextCustomSeparator: "" },
  base64encode: { WFEncodeMode: "Encode", WFBase64LineBreakMode: "Every 76 Characters" },
  urlencode: { WFEncodeMode: "Encode" },
  "text.changecase": { WFCaseType: "UPPERCASE" },
  round: { WFRoundTo: "Ones Place", WFRoundMode: "Normal", TenToThePowerOf: 0 },
  statistics: { WFStatisticsOperation: "Average" },
  downloadurl: { WFHTTPMethod: "GET", WFHTTPBodyType: "JSON" },
  "text.replace": { WFReplaceTextCaseSensitive: true, WFReplaceTextRegularExpression: false },
  "text.match": { WFMatchTextCaseSensitive: true },
  "text.match.getgroup": { WFGetGroupType: "Group At Index", WFGroupIndex: 1 },
  hash: { WFHashType: "MD5" },
  "format.date": {
    WFDateFormatStyle: "Short",
    WFTimeFormatStyle: "Short",
    WFRelativeDateFormatStyle: "Medium",
    WFISO8601IncludeTime: false,
  },
  adjustdate: { WFAdjustOperation: "Add" },
  gettimebetweendates: { WFTimeUntilUnit: "Minutes" },
  date: { WFDateActionMode: "Current Date" },
  geturlcomponent: { WFURLComponent: "Scheme" },
  getdevicedetails: { WFDeviceDetail: "Device Name" },
  getbatterylevel: { Subject: "Battery Level" },
  getcurrentsong: { Subject: "Current Song" },
  getipaddress: { WFIPAddressSourceOption: "External", WFIPAddressTypeOption: "IPv4" },
  getwifi: {
    WFNetworkDetailsNetwork: "Wi-Fi",
    WFWiFiDetail: "Network Name",
    WFCellularDetail: "Carrier Name",
  },
  "airplanemode.set": TURNS,
  "bluetooth.set": TURNS,
  "wifi.set": TURNS,
  "cellulardata.set": TURNS,
  "lowpowermode.set": TURNS,
  "orientationlock.set": TURNS,
  flashlight: TURNS,
  "nightshift.set": TURNS,
  "truetone.set": TURNS,
  "stagemanager.set": TURNS,
  appearance: { operation: "set", style: "dark" },
  "dnd.set": { Operation: "Turn", Enabled: false },
  setvolume: { WFVolume: new PlistReal(0.5) },
  setbrightness: { WFBrightness: new PlistReal(0.5) },
  "documentpicker.save": { WFAskWhereToSave: true, WFSaveFileOverwrite: false },
  "file.append": { WFAppendFileWriteMode: "Append", WFAppendOnNewLine: true },
  "file.delete": { WFDeleteImmediatelyDelete: false },
  "file.getfoldercontents": { Recursive: false },
  "file.select": { WFPickingMode: "Files", SelectMultiple: false },
  makezip: { WFArchiveFormat: "zip" },
  encodemedia: { WFMediaAudioOnly: false, WFMediaAudioFormat: "M4A", WFMediaSize: "Passthrough" },
  "image.convert": { WFImageFormat: "JPEG" },
  "image.resize": { WFImageResizeKey: "Size", WFImageResizeWidth: 640 },
  "image.combine": { WFImageCombineMode: "Horizontally" },
  "image.flip": { WFImageFlipDirection: "Horizontal" },
  "image.crop": { WFImageCropPosition: "Center", WFImageCropWidth: 100, WFImageCropHeight: 100 },
  "image.mask": { WFMaskType: "Rounded Rectangle" },
  "image.rotate": { WFImageRotateAmount: 90 },
  overlayimageonimage: { WFShouldShowImageEditor: true, WFImagePosition: "Center" },
  setplaybackdestination: { WFMediaRouteOperation: "Set" },
  seek: { WFSeekBehavior: "To Time" },
  addmusictoupnext: { WFWhenToPlay: "Next" },
  pausemusic: { WFPlayPauseBehavior: "Play/Pause" },
  skipback: { WFSkipBackBehavior: "Beginning" },
  rss: { WFRSSItemQuantity: 10 },
  getlastphoto: { WFGetLatestPhotoCount: 1 },
  getlastscreenshot: { WFGetLatestPhotoCount: 1 },
  getlastvideo: { WFGetLatestPhotoCount: 1 },
  getlatestbursts: { WFGetLatestPhotoCount: 1 },
  getlatestlivephotos: { WFGetLatestPhotoCount: 1 },
  getupcomingevents: { WFGetUpcomingItemCount: 1, WFDateSpecifier: "Any Day" },
  getupcomingreminders: { WFGetUpcomingItemCount: 1 },
  takephoto: { WFCameraCaptureDevice: "Back", WFPhotoCount: 1 },
  takevideo: { WFCameraCaptureDevice: "Back" },
  delay: { WFDelayTime: 1 },
  "format.number": { WFNumberFormatDecimalPlaces: 2 },
  "format.filesize": { WFFileSizeFormat: "Automatic" },
  gettypeaction: { WFFileType: "public.rtf" },
  getdirections: { WFGetDirectionsActionApp: "Maps", WFGetDirectionsActionMode: "Driving" },
  gettraveltime: { WFGetDirectionsActionMode: "Driving" },
  "weather.forecast": { WFWeatherForecastType: "Daily" },
  searchweb: { WFSearchWebDestination: "Google" },
  gettextfrompdf: { WFGetTextFromPDFTextType: "Text" },
  "hide.app": { WFHideAppMode: "App" },
  "quit.app": { WFQuitAppMode: "App" },
  reboot: { WFShutdownMode: "Shut Down" },
  resizewindow: { WFConfiguration: "Fit Screen" },
  movewindow: { WFPosition: "Center" },
  "vpn.set": { WFVPNOperation: "Connect", WFOnDemandValue: true },
  "properties.reminders": { WFContentItemPropertyName: "List" },
  "properties.music": { WFContentItemPropertyName: "Artist" },
  alert: { WFAlertActionMessage: "Do you want to continue?", WFAlertActionCancelButtonShown: true },
  notification: { WFNotificationActionBody: "Hello World" },
  ask: { WFInputType: "Text" },
  runshellscript: { InputMode: "to stdin" },
};

class Essence {
  readonly #actions: readonly Action[];
  readonly #makers = new Map<string, number>();
  readonly #missing = new Map<string, string>();
  readonly #variables = new Map<string, string>();

  constructor(actions: readonly Action[]) {
    this.#actions = actions;
    actions.forEach(({ identifier, parameters }, i) => {
      const uuid = parameters["UUID"];
      if (typeof uuid === "string" && !MAKE_NOTHING.has(identifier)) this.#makers.set(uuid, i);
    });
  }

  all(implicit: ReadonlySet<number>): unknown[] {
    return this.#actions.map((action, i) => {
      if (action.malformed !== undefined) return this.#value(action.malformed, "");
      const parameters = withDefaults(action);
      const inputKey = inputKeyOf(action);
      if (inputKey !== undefined && implicit.has(i)) delete parameters[inputKey];
      for (const key of lookup(action.identifier)?.textParameters ?? []) {
        const token = loneVariable(parameters[key]);
        if (token) parameters[key] = attachmentOf(token);
      }
      for (const key of NUMBERS) {
        const token = loneVariable(parameters[key]);
        if (token) parameters[key] = attachmentOf(token);
      }
      const fields = this.#dict(parameters);
      for (const key of ["UUID", "GroupingIdentifier", "CustomOutputName"]) {
        if (typeof fields[key] === "string") delete fields[key];
      }
      if (hasTokens(parameters["WFMenuItemAttributedTitle"])) delete fields["WFMenuItemTitle"];
      const name = parameters["WFVariableName"];
      if (typeof name === "string") fields["WFVariableName"] = this.#variable(name);
      return { identifier: action.identifier, ...fields };
    });
  }

  #value(value: PlistValue, key: string): unknown {
    const plain = this.#plain(value);
    if (!NUMBERS.has(key)) return plain;
    const number = typeof plain === "string" ? plain.replace(/^(integer|real) /, "") : "";
    return number !== "" && !Number.isNaN(Number(number)) ? `number ${Number(number)}` : plain;
  }

  #plain(value: PlistValue): unknown {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint") return `integer ${value}`;
    if (value instanceof PlistReal) return `real ${Object.is(value.value, -0) ? "-0" : value.value}`;
    if (Array.isArray(value)) return value.map((item) => this.#value(item, ""));
    if (isDict(value)) return this.#dictionary(value);
    return `${value?.constructor.name} ${JSON.stringify(value)}`;
  }

  #dictionary(value: PlistDict): unknown {
    const text = plainText(value);
    if (text !== undefined) return text;
    if (value["Type"] === "Variable" && isDict(value["Variable"]) && Object.keys(value).length === 2) {
      return this.#dictionary(value["Variable"]);
    }
    if (typeof value["Property"] === "string" && "Operator" in value) return this.#row(value);
    const fields = this.#dict(value);
    if ("WFActionParameterFilterTemplates" in fields && !hasConditions(value)) {
      const { WFContentPredicateBoundedDate: bounded = "Boolean false", ...rest } = fields;
      return { ...rest, unused: bounded };
    }
    if ("BundleIdentifier" in fields && "TeamIdentifier" in fields) {
      const { TeamIdentifier: unused, ...rest } = fields;
      return { ...rest, unused };
    }
    const { Type: type, OutputUUID: uuid, VariableName: name } = fields;
    const isOutput = type === "ActionOutput" || (type === "Variable" && name === undefined);
    if (isOutput && typeof uuid === "string") fields["OutputUUID"] = this.#output(uuid);
    if (type === "Variable" && typeof name === "string") fields["VariableName"] = this.#variable(name);
    else if (typeof name === "string") delete fields["VariableName"];
    return fields;
  }

  #dict(value: PlistDict): Record<string, unknown> {
    const fields: [string, unknown][] = [];
    for (const key of Object.keys(value).toSorted()) {
      const item = key === "Aggrandizements" ? withoutDictionaryReads(value[key]!) : value[key]!;
      const isEmptyChain = key === "Aggrandizements" && Array.isArray(item) && item.length === 0;
      if (!UNSAID.has(key) && !isEmptyChain) fields.push([key, this.#value(item, key)]);
    }
    return Object.fromEntries(fields);
  }

  /** A row of a filter: the operands that its operator and its property use, wherever they stand. */
  #row({
    Property: property,
    Operator: code,
    Values: values,
    VariableOverrides: overrides,
    ...others
  }: PlistDict) {
    const given: Record<string, PlistValue> = { ...others };
    for (const [key, value] of Object.entries(isDict(values) ? values : {})) given[key] = value;
    for (const [key, value] of Object.entries(isDict(overrides) ? overrides : {})) {
      given[key.charAt(0).toUpperCase() + key.slice(1).replace(/Value$/, "")] = value;
    }
    const isWindow = code === 1000 || code === 1001;
    const used = isWindow
      ? ["Number", "Unit"]
      : code === 1003
        ? ["Date", "AnotherDate"]
        : code === 100 || code === 101 || code === 1002
          ? []
          : [operandFor(String(property), Object.keys(given))];
    const row: Record<string, unknown> = { Property: property, Operator: `integer ${Number(code)}` };
    const unused: Record<string, unknown> = {};
    for (const key of Object.keys(given).toSorted()) {
      const value = given[key]!;
      const isState = isDict(value) && String(value["WFSerializationType"]).endsWith("SubstitutableState");
      const plain = this.#value(isState ? value["Value"]! : value, key === "Number" ? "WFNumberValue" : "");
      if (used.includes(key)) row[key] = plain;
      else unused[key] = plain;
    }
    return { ...row, unused };
  }

  #output(uuid: string): string {
    const maker = this.#makers.get(uuid);
    return maker !== undefined ? `output of ${maker}` : numbered(uuid, this.#missing, "missing");
  }

  #variable(name: string): string {
    return numbered(name, this.#variables, "variable");
  }
}

function hasTokens(payload: PlistValue | undefined): boolean {
  const ranges = isDict(payload) ? payload["attachmentsByRange"] : undefined;
  return isDict(ranges) && Object.keys(ranges).length > 0;
}

function hasConditions({ WFActionParameterFilterTemplates: rows }: PlistDict): boolean {
  return Array.isArray(rows) && rows.some((row) => isDict(row) && "WFCondition" in row);
}

/** Which of several operands a property takes, by hand from what the rows of real files are about. */
function operandFor(property: string, keys: readonly string[]): string {
  const wanted = /^(?:Is|Has) /.test(property)
    ? "Bool"
    : /^(?:Album|Calendar|Folder|Group|List|Media Kind|Media Type|Photo Type|Type|Orientation|Priority)$/.test(
          property,
        )
      ? "Enumeration"
      : /Date|^Time Taken$/.test(property)
        ? "Date"
        : /^(?:Width|Height|Duration|Frame Rate|File Size|Rating|Value)$|Count$/.test(property)
          ? "Number"
          : "String";
  const order = [wanted, "String", "Enumeration", "Number", "Bool", "Date"];
  return order.find((key) => keys.includes(key)) ?? "";
}

/** Different names by numbers in the order in which they appear. */
function numbered(name: string, known: Map<string, string>, what: string): string {
  const number = known.get(name) ?? `${what} ${known.size}`;
  known.set(name, number);
  return number;
}

/** The text of an envelope without tokens, or of a list's item that is such a text. */
function plainText(value: PlistDict): string | undefined {
  const { WFSerializationType: type, Value: payload, WFItemType: item, WFValue: content } = value;
  if (item === 0 && content !== undefined && Object.keys(value).length === 2) {
    return typeof content === "string" ? content : isDict(content) ? plainText(content) : undefined;
  }
  if (type !== "WFTextTokenString" || !isDict(payload) || Object.keys(value).length !== 2) return undefined;
  const { string: text, attachmentsByRange: ranges = {} as PlistDict, ...others } = payload;
  const isPlain = isDict(ranges) && Object.keys(ranges).length + Object.keys(others).length === 0;
  return typeof text === "string" && isPlain ? text : undefined;
}

/** A chain without the coercions to a dictionary that stand before a key. */
function withoutDictionaryReads(chain: PlistValue): PlistValue {
  if (!Array.isArray(chain)) return chain;
  return chain.filter((step, i) => {
    const next = chain[i + 1];
    const isBeforeKey = isDict(next) && next["Type"] === "WFDictionaryValueVariableAggrandizement";
    return !(isBeforeKey && isDict(step) && step["CoercionItemClass"] === "WFDictionaryContentItem");
  });
}

function withDefaults({ identifier, parameters: given }: Action): PlistDict {
  const parameters: PlistDict = { ...given };
  // Without a root or a rest to calculate, nobody asks which.
  if (identifier === "is.workflow.actions.math" && parameters["WFMathOperation"] !== "…")
    delete parameters["WFScientificMathOperation"];
  if (identifier === identifiers.conditional) {
    const table = parameters["WFConditions"];
    const payload = isDict(table) && isDict(table["Value"]) ? table["Value"] : {};
    const rows = payload["WFActionParameterFilterTemplates"];
    const [row] = Array.isArray(rows) && rows.length === 1 ? rows : [];
    if (isDict(row)) {
      const { WFActionParameterFilterTemplates: _, WFActionParameterFilterPrefix: __, ...rest } = payload;
      delete parameters["WFConditions"];
      Object.assign(parameters, row, rest);
    }
    const mode = parameters["WFControlFlowMode"] ?? 0;
    const word = parameters["WFCondition"];
    if (typeof word === "string") parameters["WFCondition"] = WORDS[word] ?? word;
    if (mode === 0 && !("WFConditions" in parameters)) parameters["WFCondition"] ??= 99;
    // An empty field of an equality is the empty text.
    const isEquality = parameters["WFCondition"] === 4 || parameters["WFCondition"] === 5;
    const hasOperand = Object.keys(parameters).some(
      (key) => key !== "WFMenuItemAttributedTitle" && MARKER_RESIDUE.has(key),
    );
    if (isEquality && !hasOperand) parameters["WFConditionalActionString"] = "";
  }
  const name = identifier.replace("is.workflow.actions.", "");
  const isAccessibility = /AXSettingsShortcuts\.AX(?:Toggle|SetSoundDetector)/.test(identifier);
  const unsaid = isAccessibility ? { operation: "turn", state: "on" } : DEFAULTS[name];
  for (const [key, value] of Object.entries(unsaid ?? {})) parameters[key] ??= value;
  if (isMarker({ identifier } as Action)) parameters["WFControlFlowMode"] ??= 0;
  if (identifier === "is.workflow.actions.dictionary") {
    parameters["WFItems"] ??= {
      Value: { WFDictionaryFieldValueItems: [] },
      WFSerializationType: "WFDictionaryFieldValue",
    };
  }
  const title = parameters["WFMenuItemAttributedTitle"];
  const isMade = isDict(title) && Object.keys(title["attachmentsByRange"] ?? {}).length > 0;
  if (identifier === identifiers.menu && isMade) parameters["WFMenuItemTitle"] = MADE;
  const result = parameters["WFResult"];
  if (isDict(result) && Object.keys(result).length === 0) delete parameters["WFResult"];
  return parameters;
}
