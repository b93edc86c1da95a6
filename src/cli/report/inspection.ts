import type { PayloadKind } from "../../container/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Disclosure } from "../../inspect/disclosures.ts";
import type { BlockCounts, Inspection } from "../../inspect/inspect.ts";
import type { SignatureReport } from "../../node/signature.ts";
import type { SignedInspection } from "../../node/process-input.ts";
import { harmless, type Style } from "./style.ts";

/** An inspection as a text for people: lines of a label and what belongs to it. */
export function printInspection(file: string, inspection: SignedInspection, style: Style): string {
  const { apis, diagnostics } = inspection;
  const unknown = apis.filter(({ known }) => !known).map(({ identifier }) => identifier);
  const rows: Row[] = [
    ["kind", describeKind(inspection)],
    ["signature", describeSignature(inspection.signature)],
    ["name", inspection.name ?? ""],
    ["written by", describeClient(inspection)],
    ["shows in", inspection.surfaces.join(", ")],
    ["takes", describeTypes(inspection.inputTypes)],
    ["gives", describeTypes(inspection.outputTypes)],
    ["asks", inspection.importQuestions === 0 ? "" : plural(inspection.importQuestions, "import question")],
    ["actions", String(inspection.actions)],
    ["blocks", describeBlocks(inspection.blocks)],
    ["APIs", ...apis.map(({ identifier, count }) => `${String(count).padStart(4)}  ${identifier}`)],
    ["unknown", ...unknown],
    ["notes", ...diagnostics.map(describeDiagnostic)],
    ...privacyRows(inspection),
  ];
  return printRows(file, rows, style);
}

/** Only what one would want to know before installing a shortcut. */
export function printPrivacy(file: string, inspection: SignedInspection, style: Style): string {
  const rows = privacyRows(inspection);
  const isSilent = rows.every(([, ...values]) => values.length === 0);
  return printRows(
    file,
    isSilent ? [["nothing", "that leaves the shortcut, as far as its file tells"]] : rows,
    style,
  );
}

type Row = [label: string, ...lines: string[]];

function privacyRows({ privacy, disclosures }: Inspection): Row[] {
  const { facts, hosts } = privacy;
  const rows = (["sends", "reads", "changes", "deletes", "runs"] as const).map((kind): Row => {
    const found = facts.filter((fact) => fact.kind === kind);
    return [kind, ...found.map(({ what, actions }) => `${what}: ${listActions(actions)}`)];
  });
  return [
    ...rows,
    ["hosts", ...hosts.map(({ host, actions }) => `${host}: ${listActions(actions)}`)],
    ["warnings", ...describeDisclosures(disclosures)],
  ];
}

/** So many positions show where to look; a counter tells how many more there are. */
const MOST_ACTIONS = 12;

function listActions(actions: readonly number[]): string {
  const rest = actions.length - MOST_ACTIONS;
  const shown = actions.slice(0, MOST_ACTIONS).join(", ");
  return `action${actions.length === 1 ? "" : "s"} ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function printRows(file: string, rows: readonly Row[], style: Style): string {
  const lines = rows.flatMap(([label, ...values]) => printRow(label, values, style));
  return [style.bold(harmless(file)), ...lines, ""].join("\n");
}

const LABEL_WIDTH = 12;

/** A row without anything to say is left out. */
function printRow(label: string, values: string[], style: Style): string[] {
  const paint = label === "warnings" ? style.warning : (text: string) => text;
  return values
    .filter((value) => value !== "")
    .map(
      (value, i) => `  ${style.bold((i === 0 ? label : "").padEnd(LABEL_WIDTH))}${paint(harmless(value))}`,
    );
}

const PROPERTY_LISTS: Record<PayloadKind, string> = {
  binary: "binary property list",
  xml: "XML property list",
  json: "JSON dump made by another program",
};

function describeKind({ kind, propertyList, size }: Inspection): string {
  const bytes = plural(size, "byte");
  const inner = PROPERTY_LISTS[propertyList];
  if (kind === "signed") return `signed file, ${bytes}; ${inner} inside`;
  if (kind === "archive") return `Apple Archive, ${bytes}; ${inner} inside`;
  return `${inner}, ${bytes}`;
}

/** Its status and scheme are all that a report may tell. */
function describeSignature(signature: SignatureReport): string {
  switch (signature.status) {
    case "unsigned":
      return "unsigned";
    case "apple":
      return signature.scheme === "contact" ? "signed by an Apple ID" : "signed by Apple for iCloud sharing";
    case "unknown-signer":
      return "signed, but not by an Apple chain";
    case "broken":
      return `signature does not match (${signature.failed})`;
  }
}

function describeClient({ clientVersion, clientRelease, minimumClientVersion }: Inspection): string {
  const parts = [
    clientVersion === undefined ? "" : `client ${clientVersion}`,
    clientRelease === undefined ? "" : `release ${clientRelease}`,
    minimumClientVersion === undefined ? "" : `opens in client ${minimumClientVersion} or later`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** `WFStringContentItem` and the like, without what they have in common. */
function describeTypes(classes: string[]): string {
  return classes.map((name) => name.replace(/^WF(.+)ContentItem$/, "$1")).join(", ");
}

function describeDiagnostic({ code, message, where }: Diagnostic): string {
  return `${where.action === undefined ? "" : `action ${where.action}: `}${code}: ${message}`;
}

function describeBlocks({ deepest, ...counts }: BlockCounts): string {
  if (deepest === 0) return "none";
  const kinds = Object.entries(counts).filter(([, count]) => count > 0);
  return `${kinds.map(([kind, count]) => `${count} ${kind}`).join(", ")}; nested ${deepest} deep at most`;
}

/** One line for each thing found, with the places where it is. */
function describeDisclosures(disclosures: Disclosure[]): string[] {
  const places = new Map<string, string[]>();
  for (const { what, where } of disclosures) {
    const place = [where.action === undefined ? "" : `action ${where.action}`, where.keyPath ?? ""];
    const known = places.get(what) ?? [];
    places.set(what, [...known, place.filter((part) => part !== "").join(" ")]);
  }
  return [...places].map(([what, where]) => `looks like ${what}: ${where.join(", ")}`);
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
