import { openContainer, type Opened } from "./container/index.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { commentLines } from "./forms/comment.ts";
import type { Layout } from "./context/writing.ts";
import { writeProgram } from "./program/write.ts";
import { refuseICloudRecord } from "./ir/icloud-record.ts";
import { decodeActions } from "./ir/decode.ts";
import { locateShortcut } from "./ir/locate.ts";
import type { Workflow } from "./ir/workflow.ts";
import { nestBlocks } from "./passes/control-flow.ts";
import { decodeBinaryPlist } from "./plist/binary.ts";
import { readSpellings } from "./plist/json-spellings.ts";
import { decodeJson } from "./plist/json.ts";
import type { PlistValue } from "./plist/value.ts";
import { decodeXmlPlist } from "./plist/xml.ts";
import { printModule, type LineEntry } from "./python/print/print.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";
import type { NameStyle } from "./registry/names.ts";
import type { Registry } from "./registry/records/registry.ts";

export interface ConvertOptions {
  /**
   * `function` (default): a module with imports, metadata and one function. `script`: the statements alone at the top
   * level, the layout of the published WorkflowBench data set.
   */
  layout?: Layout;
  /** Whether to write `__shortcut__` (default true; a script never has it). Without it the body says everything. */
  metadata?: boolean;
  /**
   * How actions and parameters are called. `friendly` (default): `get_contents_of_url(url, method="POST")`. `api`: as
   * WorkflowBench and the files call them, `is_workflow_actions_downloadurl(WFURL=url, WFHTTPMethod="POST")`.
   */
  names?: NameStyle;
  /** Actions that are known beyond those of the package, such as those that the user has imported. */
  registry?: Registry;
  /** What the shortcut is called. Files do not hold their own name, so this is usually the file's name. */
  name?: string;
}

/** Where an action stands in the Python text. */
export interface SourceMapEntry {
  /** First line, counted from 1; of a block, the line that opens it. */
  line: number;
  /** Last line. */
  endLine: number;
  /** 0-based position of the action in `WFWorkflowActions`. */
  action: number;
  /** The action's UUID, where it has one. */
  uuid?: string;
}

export interface Conversion {
  python: string;
  diagnostics: Diagnostic[];
  sourceMap: SourceMapEntry[];
  workflow: Workflow;
}

/** A file, opened and decoded, before anything is written. */
export interface Reading {
  container: Opened;
  workflow: Workflow;
  diagnostics: Diagnostic[];
}

/**
 * Reads the bytes of any Shortcuts file: binary or XML property list, signed file, Apple Archive, or a JSON dump, also
 * where the shortcut is the only one in a record, a list, or a text. The kind is told by the bytes.
 *
 * @throws ShortcutError if the bytes hold no shortcut, or several.
 */
export function readShortcut(bytes: Uint8Array): Reading {
  return readFile(bytes, 0);
}

/** A file in the text of a file in the text of a file is no shortcut that anybody holds. */
const MOST_WRAPPINGS = 4;

function readFile(bytes: Uint8Array, wrappings: number): Reading {
  const container = openContainer(bytes);
  const diagnostics: Diagnostic[] = [];
  const document = decodePayload(container, diagnostics);
  refuseICloudRecord(document);
  const located = locateShortcut(document);
  if (located.kind !== "root") diagnostics.push(diagnostic("SC4021", located.how));
  if (located.kind === "file" && wrappings < MOST_WRAPPINGS) {
    const { workflow, diagnostics: inner } = readFile(located.bytes, wrappings + 1);
    return { container, workflow, diagnostics: [...diagnostics, ...inner] };
  }
  const root = located.kind === "file" ? document : located.root;
  const { properties, actions } = decodeActions(root, diagnostics);
  const isPlainComment = (action: Workflow["actions"][number]) => commentLines(action) !== undefined;
  const body = nestBlocks(actions, isPlainComment, diagnostics);
  return { container, workflow: { properties, actions, body }, diagnostics };
}

/**
 * Turns a Shortcuts file into Python. The same bytes and options always give the same text.
 *
 * @throws ShortcutError if the bytes hold no shortcut; every shortcut converts, with diagnostics where it is broken.
 */
export function convert(bytes: Uint8Array, options: ConvertOptions = {}): Conversion {
  return convertReading(readShortcut(bytes), options);
}

/** `convert`, for a file that is already read. */
export function convertReading({ workflow, diagnostics }: Reading, options: ConvertOptions): Conversion {
  const title = options.name ?? titleOf(workflow);
  const settings = {
    layout: options.layout ?? "function",
    metadata: options.metadata ?? true,
    names: options.names ?? "friendly",
    title,
  };
  const module = writeProgram(workflow, lookupWith(options.registry), settings, diagnostics);
  const { text, lines } = printModule(module);
  return { python: text, diagnostics, sourceMap: lines.map((entry) => mapEntry(entry, workflow)), workflow };
}

function decodePayload({ payload, payloadKind }: Opened, diagnostics: Diagnostic[]): PlistValue {
  switch (payloadKind) {
    case "binary":
      return decodeBinaryPlist(payload);
    case "xml":
      return decodeXmlPlist(payload, (message) => diagnostics.push(diagnostic("SC4020", message)));
    case "json": {
      const message =
        "This is a JSON dump made by another program: raw data and dates may have changed their type.";
      diagnostics.push(diagnostic("SC4010", message));
      return readSpellings(decodeJson(payload));
    }
  }
}

/** The name that a few files carry themselves. */
function titleOf(workflow: Workflow): string | undefined {
  const name = workflow.properties["WFWorkflowName"];
  return typeof name === "string" && name !== "" ? name : undefined;
}

function mapEntry({ line, endLine, action }: LineEntry, workflow: Workflow): SourceMapEntry {
  const uuid = workflow.actions[action]?.parameters["UUID"];
  return { line, endLine, action, ...(typeof uuid === "string" && { uuid }) };
}
