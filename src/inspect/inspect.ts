import type { ContainerKind, PayloadKind, SignatureScheme } from "../container/index.ts";
import { readShortcut } from "../read.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { findDisclosures, type Disclosure } from "./disclosures.ts";
import { findPrivacy, type Privacy } from "./privacy.ts";
import { blocksIn, type Action, type Block, type Workflow } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import { lookup } from "../registry/lookup.ts";

/** What a file is and what is in it, without a word of its texts. */
export interface Inspection {
  /** Bytes of the file. */
  size: number;
  /** What the file is: a signed file, a bare archive, or a bare property list. */
  kind: ContainerKind;
  /** How the property list in it is written; `json` is a dump made by another program. */
  propertyList: PayloadKind;
  /** How a signed file claims to be signed; whether that holds, only `verifySignature` tells. */
  signatureScheme?: SignatureScheme;
  /** The name that the file itself holds; most hold none. */
  name?: string;
  /** The build of the app that wrote the file, and its public version where it is there. */
  clientVersion?: string;
  clientRelease?: string;
  /** The lowest build that may open the file. */
  minimumClientVersion?: string;
  actions: number;
  blocks: BlockCounts;
  /** Actions by identifier, the most used first, then by name. Comments are actions too. */
  apis: ApiUse[];
  /** Content item classes that the shortcut takes and gives. */
  inputTypes: string[];
  outputTypes: string[];
  /** Where the shortcut shows: `Watch`, `ActionExtension`, ... */
  surfaces: string[];
  importQuestions: number;
  /** What looks like secrets and personal data: what and where, never the value. */
  disclosures: Disclosure[];
  /** What it sends, reads, changes, deletes and starts, and the hosts that it names. */
  privacy: Privacy;
  /** What is broken in the file. */
  diagnostics: Diagnostic[];
}

export interface BlockCounts {
  if: number;
  repeat: number;
  menu: number;
  /** The most blocks around one action; 0 if there are none. */
  deepest: number;
}

export interface ApiUse {
  identifier: string;
  count: number;
  /** Whether the registry knows it. */
  known: boolean;
}

/**
 * Says what a Shortcuts file is.
 *
 * @throws ShortcutError if the bytes hold no shortcut, as `convert` does.
 */
export function inspect(bytes: Uint8Array): Inspection {
  const { container, workflow, diagnostics } = readShortcut(bytes);
  const { properties, actions } = workflow;
  const blocks: BlockCounts = { if: 0, repeat: 0, menu: 0, deepest: 0 };
  countBlocks(workflow.body, 0, blocks);
  return {
    size: bytes.length,
    kind: container.kind,
    propertyList: container.payloadKind,
    ...(container.kind === "signed" && { signatureScheme: container.aea.scheme }),
    ...textProperties(workflow),
    actions: actions.length,
    blocks,
    apis: countApis(actions),
    inputTypes: texts(properties["WFWorkflowInputContentItemClasses"]),
    outputTypes: texts(properties["WFWorkflowOutputContentItemClasses"]),
    surfaces: texts(properties["WFWorkflowTypes"]),
    importQuestions: items(properties["WFWorkflowImportQuestions"]).filter(isDict).length,
    disclosures: findDisclosures(workflow),
    privacy: findPrivacy(workflow),
    diagnostics,
  };
}

/** Adds what is in a block, which stands in `depth` others. */
export function countBlocks(block: Block, depth: number, counts: BlockCounts): void {
  counts.deepest = Math.max(counts.deepest, depth);
  for (const node of block) {
    if (node.kind === "action") continue;
    counts[node.kind]++;
    for (const inner of blocksIn(node)) countBlocks(inner, depth + 1, counts);
  }
}

function countApis(actions: Action[]): ApiUse[] {
  const counts = new Map<string, number>();
  for (const { identifier, malformed } of actions) {
    if (malformed === undefined) counts.set(identifier, (counts.get(identifier) ?? 0) + 1);
  }
  return [...counts]
    .map(([identifier, count]) => ({ identifier, count, known: lookup(identifier) !== undefined }))
    .sort((a, b) => b.count - a.count || (a.identifier < b.identifier ? -1 : 1));
}

type TextProperties = Pick<Inspection, "name" | "clientVersion" | "clientRelease" | "minimumClientVersion">;

function textProperties({ properties }: Workflow): TextProperties {
  const found: TextProperties = {};
  const take = (field: keyof TextProperties, key: string) => {
    const value = properties[key];
    // A version is text in Apple's files, but an integer in some dumps.
    if ((typeof value === "string" && value !== "") || typeof value === "number")
      found[field] = String(value);
  };
  take("name", "WFWorkflowName");
  take("clientVersion", "WFWorkflowClientVersion");
  take("clientRelease", "WFWorkflowClientRelease");
  take("minimumClientVersion", "WFWorkflowMinimumClientVersion");
  return found;
}

function items(value: PlistValue | undefined): PlistValue[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: PlistValue | undefined): string[] {
  return items(value).filter((item) => typeof item === "string");
}
