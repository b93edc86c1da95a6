import { knownIdentifiers, lookup } from "../lookup.ts";
import { functionName, keywordOf, positionsOf } from "../names.ts";
import { parameterName, pythonName } from "../naming.ts";
import { composeDescription } from "./compose-description.ts";
import type { ActionParameter, ActionRecord } from "./record.ts";
import type { Registry } from "./registry.ts";

/**
 * All records in little room, for the page: without what follows from the rest or from the tables that `convert` has
 * anyway (identifiers, names, keys), and field by field, since like stands beside like next, which packs better. Left out as well: summaries of
 * the editor, further names of Apple's, and classes of parameters, none of which the page shows.
 */
interface LeanTexts {
  /** Each field of all records, in their order; null where one has none. Of `parameters`, how many there are. */
  records: Columns;
  /** Each field of all parameters of all records, one after the other. */
  parameters: Columns;
}

type Columns = Record<string, unknown[]>;

/** The one class that is shown: what folds others away, and holds nothing itself. */
const FOLDING = "WFExpandingParameter";

/** The text that {@link openLeanRegistry} opens. */
export function packLeanRegistry(records: readonly ActionRecord[]): string {
  const sorted = [...records].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const known = sortedIdentifiers();
  if (sorted.some(({ identifier }, i) => identifier !== known[i])) {
    throw new Error("The registry and the table of names have other actions: run `npm run registry`.");
  }
  const parameters = sorted.flatMap(leanParameters);
  const texts: LeanTexts = {
    records: columnsOf(sorted.map(lean)),
    parameters: columnsOf(parameters),
  };
  return JSON.stringify(texts);
}

function lean(record: ActionRecord): object {
  const { pythonName: _name, names: _names, summary: _summary, descriptionBy, ...rest } = record;
  const { identifier, app, description, workflowbenchName, ...others } = rest;
  return {
    ...(app !== groupOf(identifier) && { app }),
    ...(descriptionBy === "hand" && { description }),
    // Most are the identifier, spelled in the one way that there is.
    ...(workflowbenchName !== undefined && {
      workflowbenchName: workflowbenchName === spelled(identifier) || workflowbenchName,
    }),
    ...others,
    parameters: record.parameters.length,
  };
}

/** Actions of apps are called after their app. */
function groupOf(identifier: string): string {
  return identifier.slice(0, Math.max(0, identifier.lastIndexOf(".")));
}

function spelled(identifier: string): string {
  return identifier.replaceAll(".", "_");
}

function leanParameters({ identifier, parameters }: ActionRecord): object[] {
  const keys = lookup(identifier)?.parameterOrder ?? [];
  return parameters.map(({ class: name, pythonType, key, ...rest }, i) => ({
    ...(key !== keys[i] && { key }),
    ...rest,
    ...(name === FOLDING && { class: name }),
    ...(pythonType !== USUAL_TYPE && { pythonType }),
  }));
}

function sortedIdentifiers(): string[] {
  return [...knownIdentifiers()].sort();
}

const USUAL_TYPE = "str";

function columnsOf(rows: readonly object[]): Columns {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  return Object.fromEntries(
    [...keys].map((key) => [key, rows.map((row) => (row as Record<string, unknown>)[key] ?? null)]),
  );
}

export function openLeanRegistry(text: string): Registry {
  const { records, parameters } = JSON.parse(text) as LeanTexts;
  const identifiers = sortedIdentifiers();
  const positions = new Map(identifiers.map((identifier, i) => [identifier, i]));
  /** Where the parameters of each record begin. */
  const starts = [0];
  for (const count of records["parameters"] as number[]) starts.push(starts.at(-1)! + count);
  const known = new Map<string, ActionRecord>();
  return {
    identifiers,
    get(identifier) {
      const position = positions.get(identifier);
      let record = known.get(identifier);
      if (record || position === undefined) return record;
      const keys = lookup(identifier)?.parameterOrder ?? [];
      const own = [];
      for (let i = starts[position]!; i < starts[position + 1]!; i++) {
        const key = keys[i - starts[position]!];
        own.push({ key, class: "", pythonType: USUAL_TYPE, ...rowOf(parameters, i) } as ActionParameter);
      }
      record = whole({ identifier, ...rowOf(records, position), parameters: own } as ActionRecord);
      known.set(identifier, record);
      return record;
    },
  };
}

function rowOf(columns: Columns, position: number): object {
  const fields = Object.entries(columns).map(([key, values]) => [key, values[position]] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== null));
}

function whole(lean: ActionRecord): ActionRecord {
  const { identifier, parameters, description } = lean;
  const [first, ...next] = positionsOf(identifier);
  const keywords: Record<string, string> = {};
  for (const { key } of parameters) {
    const keyword = keywordOf(identifier, key, "friendly");
    if (keyword !== parameterName(key)) keywords[key] = keyword;
  }
  const isHand = typeof description === "string";
  const record: ActionRecord = {
    ...lean,
    app: lean.app ?? groupOf(identifier),
    ...("workflowbenchName" in lean && {
      workflowbenchName:
        typeof lean.workflowbenchName === "string" ? lean.workflowbenchName : spelled(identifier),
    }),
    pythonName: pythonName(identifier),
    names: {
      friendly: functionName(identifier, "friendly"),
      ...(first && { main: first.key }),
      ...(next.length > 0 && { next }),
      keywords,
    },
    descriptionBy: isHand ? "hand" : "composed",
  };
  return isHand ? record : { ...record, description: composeDescription(record) };
}
