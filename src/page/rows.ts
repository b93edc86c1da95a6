import { isDict, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";
import { blocksIn, branchesOf, type Action, type Block, type Workflow } from "../ir/workflow.ts";
import type { ActionRecord } from "../registry/records/record.ts";
import type { Registry } from "../registry/records/registry.ts";
import { labelOf, titleOf } from "../registry/records/title.ts";

/** A piece of what a row says: plain text, or the name of a variable. */
export type Piece = { text: string } | { variable: string };

/** One action as people know it from the editor. */
export interface Row {
  /** 0-based position in the shortcut. */
  action: number;
  identifier: string;
  /** How many blocks it stands in. */
  depth: number;
  title: string;
  /** What its parameters say, on one line. */
  summary: Piece[];
  /** What colours it: the editor's category, of scripting the part of it, or `app`. */
  category: string;
  /** Of a row that opens a block: the position of the action that ends it. */
  end?: number;
  /** Whether it ends a block, and does nothing itself. */
  closes?: true;
}

/** The longest that a row says; nobody reads more on one line. */
const LONGEST_SUMMARY = 240;

/** The rows of a shortcut, one for each action, in order. */
export function rowsOf({ actions, body }: Workflow, registry: Registry): Row[] {
  const places: Places = new Map();
  placeBlock(body, 0, places);
  return actions.map((action) => {
    const record = registry.get(action.identifier);
    const { depth = 0, end, closes } = places.get(action.index) ?? {};
    return {
      action: action.index,
      identifier: action.identifier,
      depth,
      title: titleOfAction(action, record),
      summary: summaryOf(action, record),
      category: categoryOf(action, record),
      ...(end !== undefined && { end }),
      ...(closes && { closes }),
    };
  });
}

type Places = Map<number, Partial<Pick<Row, "depth" | "end" | "closes">>>;

function placeBlock(block: Block, depth: number, places: Places): void {
  for (const node of block) {
    if (node.kind === "action") {
      places.set(node.action.index, { depth });
      continue;
    }
    places.set(node.open.index, { depth, end: node.end.index });
    places.set(node.end.index, { depth, closes: true });
    for (const { marker } of branchesOf(node)) {
      if (marker !== node.open) places.set(marker.index, { depth });
    }
    for (const inner of blocksIn(node)) placeBlock(inner, depth + 1, places);
  }
}

function categoryOf({ identifier }: Action, record: ActionRecord | undefined): string {
  const [category, part] = record?.category ?? [];
  // Three of four actions are scripting.
  if (category === "Scripting" && part !== undefined) return part;
  return category ?? (identifier.startsWith("is.workflow.") ? "other" : "app");
}

const MARKERS: Readonly<Record<string, readonly [open: string, middle: string, end: string]>> = {
  "is.workflow.actions.conditional": ["If", "Otherwise", "End If"],
  "is.workflow.actions.repeat.count": ["Repeat", "", "End Repeat"],
  "is.workflow.actions.repeat.each": ["Repeat with Each", "", "End Repeat"],
  "is.workflow.actions.choosefrommenu": ["Choose from Menu", "Case", "End Menu"],
};

function titleOfAction(
  { identifier, parameters, malformed }: Action,
  record: ActionRecord | undefined,
): string {
  if (malformed !== undefined) return "Not an action";
  const mode = parameters["WFControlFlowMode"];
  const titles = MARKERS[identifier];
  if (titles) {
    if (mode === 1 && parameters["WFCondition"] !== undefined) return "Otherwise If";
    return (typeof mode === "number" ? titles[mode] : titles[0]) ?? titles[0];
  }
  return record ? titleOf(record) : identifier;
}

/** Keys that say nothing about what an action does. */
const UNSAID =
  /^(?:UUID|GroupingIdentifier|WFControlFlowMode|CustomOutputName|AppIntentDescriptor|Show-.*|Advanced)$/;

function summaryOf({ parameters, malformed }: Action, record: ActionRecord | undefined): Piece[] {
  if (malformed !== undefined) return [];
  const keys = Object.keys(parameters).filter((key) => !UNSAID.test(key));
  const isAlone = keys.length === 1;
  const pieces: Piece[] = [];
  for (const key of keys) {
    const parameter = record?.parameters.find((candidate) => candidate.key === key);
    const said = piecesOf(parameters[key]!);
    if (said.length === 0) continue;
    if (pieces.length > 0) pieces.push({ text: " · " });
    if (!isAlone) pieces.push({ text: `${parameter ? labelOf(parameter) : bareKey(key)}: ` });
    pieces.push(...said);
  }
  return shorten(pieces);
}

function bareKey(key: string): string {
  return key.replace(/^WF/, "");
}

/** What a value says: its text with the names of its variables. */
export function piecesOf(value: PlistValue): Piece[] {
  if (typeof value === "string") return value === "" ? [] : [{ text: value }];
  if (typeof value === "boolean") return [{ text: value ? "yes" : "no" }];
  if (typeof value === "number" || typeof value === "bigint") return [{ text: String(value) }];
  if (value instanceof PlistReal) return [{ text: String(value.value) }];
  if (Array.isArray(value)) return joined(value.map(piecesOf));
  if (!isDict(value)) return [];
  return piecesOfDict(value);
}

function piecesOfDict(dict: PlistDict): Piece[] {
  const type = dict["Type"];
  if (typeof type === "string" && typeof dict["WFSerializationType"] !== "string" && !("Value" in dict)) {
    return [{ variable: variableName(dict) }];
  }
  const inner = dict["Value"] ?? dict["Variable"];
  if (inner !== undefined) {
    const payload = isDict(inner) ? inner : undefined;
    if (payload && typeof payload["string"] === "string") return textPieces(payload);
    return piecesOf(inner);
  }
  if (typeof dict["string"] === "string") return textPieces(dict);
  const items = dict["WFDictionaryFieldValueItems"];
  if (Array.isArray(items)) return joined(items.map(piecesOf));
  const filters = dict["WFActionParameterFilterTemplates"];
  // Their operators are codes; the program spells them.
  if (Array.isArray(filters))
    return joined(filters.map((row) => (isDict(row) ? piecesOf(row["Property"] ?? "") : [])));
  if ("WFKey" in dict)
    return [...piecesOf(dict["WFKey"]!), { text: ": " }, ...piecesOf(dict["WFValue"] ?? "")];
  const told = Object.entries(dict).filter(([key]) => !UNSAID.test(key) && key !== "WFItemType");
  return joined(told.map(([, value]) => piecesOf(value)));
}

function variableName(token: PlistDict): string {
  const name = token["VariableName"] ?? token["OutputName"];
  const own = typeof name === "string" ? name : SPECIAL[String(token["Type"])];
  const chain = Array.isArray(token["Aggrandizements"]) ? token["Aggrandizements"] : [];
  const parts = chain.filter(isDict).map((link) => link["DictionaryKey"] ?? link["PropertyName"]);
  return [own ?? "Variable", ...parts.filter((part) => typeof part === "string")].join(" › ");
}

const SPECIAL: Readonly<Record<string, string>> = {
  ExtensionInput: "Shortcut Input",
  Clipboard: "Clipboard",
  CurrentDate: "Current Date",
  Ask: "Ask Each Time",
  DeviceDetails: "Device Details",
  ActionOutput: "Output",
};

/** The placeholder of an attachment; ranges count UTF-16 units, as JavaScript does. */
function textPieces(payload: PlistDict): Piece[] {
  const text = String(payload["string"]);
  const attached = isDict(payload["attachmentsByRange"]) ? payload["attachmentsByRange"] : {};
  const places = Object.entries(attached)
    .map(([range, token]) => ({ at: Number(/^\{(\d+)/.exec(range)?.[1] ?? -1), token }))
    .filter(({ at, token }) => at >= 0 && isDict(token))
    .sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, token } of places) {
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ variable: variableName(token as PlistDict) });
    from = at + 1;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function joined(all: Piece[][]): Piece[] {
  return all
    .filter((pieces) => pieces.length > 0)
    .flatMap((pieces, i) => (i === 0 ? pieces : [{ text: ", " }, ...pieces]));
}

function shorten(pieces: Piece[]): Piece[] {
  const short: Piece[] = [];
  let room = LONGEST_SUMMARY;
  for (const piece of pieces) {
    if (room <= 0) break;
    const text = ("text" in piece ? piece.text : piece.variable).slice(0, room).replace(/\s+/g, " ");
    short.push("text" in piece ? { text } : { variable: text });
    room -= text.length;
  }
  return short;
}
