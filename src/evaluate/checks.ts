import { check, compile } from "../compile.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { resolveName } from "../registry/names.ts";
import type { Registry } from "../registry/records/registry.ts";

/** What can be said of a program without running it or asking anybody. */
export interface ProgramChecks {
  /** It is Python as it stands. */
  parses: boolean;
  /** A shortcut can be made of it. */
  compiles: boolean;
  /** Every action that it calls is known. */
  apis_known: boolean;
  /** It calls no action but those that the task allows, and those that are part of the language. Absent where the task names none. */
  apis_allowed?: boolean;
  /** Actions have no parameters that they do not take, and no values that these do not take. */
  parameters: boolean;
  /** No name is read that nothing has set. */
  names: boolean;
  /** Values are of the types that parameters take. */
  types: boolean;
}

export const CHECKS = [
  "parses",
  "compiles",
  "apis_known",
  "apis_allowed",
  "parameters",
  "names",
  "types",
] as const satisfies readonly (keyof ProgramChecks)[];

/** What speaks against each. */
const AGAINST: Record<
  Exclude<keyof ProgramChecks, "compiles" | "apis_allowed">,
  readonly DiagnosticCode[]
> = {
  parses: ["SC6001", "SC6014"],
  apis_known: ["SC6005", "SC6007"],
  parameters: ["SC6008", "SC6009"],
  names: ["SC6004", "SC6012"],
  types: ["SC6010", "SC6018"],
};

/** Actions that are control flow, values, variables or comments in Python, which no list of APIs names. */
const LANGUAGE = new Set(
  [
    "conditional repeat.each repeat.count choosefrommenu exit output nothing comment",
    "gettext number list dictionary getvalueforkey url date ask getclipboard getdevicedetails",
    "setvariable appendvariable getvariable",
  ]
    .join(" ")
    .split(" ")
    .map((name) => `is.workflow.actions.${name}`),
);

/**
 * @param apis what the task allows, by any of their names
 */
export function checkProgram(code: string, registry: Registry, apis?: readonly string[]): ProgramChecks {
  const diagnostics = check(code, registry, { tolerant: true });
  const found = new Set(diagnostics.map(({ code }) => code));
  const holds = (name: keyof typeof AGAINST) => !AGAINST[name].some((code) => found.has(code));
  return {
    parses: holds("parses"),
    compiles: diagnostics.every(({ severity }) => severity !== "error"),
    apis_known: holds("apis_known"),
    ...(apis && { apis_allowed: usesOnly(code, apis) }),
    parameters: holds("parameters"),
    names: holds("names"),
    types: holds("types"),
  };
}

function usesOnly(code: string, apis: readonly string[]): boolean {
  const allowed = new Set(apis.map((name) => (name.includes(".") ? name : (resolveName(name) ?? name))));
  const { workflow } = compile(code, { tolerant: true });
  // A broken action of a real shortcut calls nothing.
  const isAllowed = (name: string) => name === "" || LANGUAGE.has(name) || allowed.has(name);
  return workflow.actions.every(({ identifier }) => isAllowed(identifier));
}
