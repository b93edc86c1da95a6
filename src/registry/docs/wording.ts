import { printLiteral } from "./literal.ts";
import type { ActionParameter, ActionRecord, ParameterCondition, Platforms } from "../records/record.ts";
import type { SignatureParameter } from "./signature.ts";
import type { Choice } from "../slim-names.ts";
import { labelOf, wordsOf } from "../records/title.ts";

const KNOWLEDGE: Record<ActionRecord["knowledge"], string> = {
  full: "parameters, and input and output as far as they are declared",
  toolkit: "parameters, their types and choices; not what it gives",
  observed: "what files that use it show; there may be more",
  "name-only": "only that it exists; it may well have parameters and an output",
};

export function describeKnowledge({ knowledge }: ActionRecord): string {
  return `${knowledge}: ${KNOWLEDGE[knowledge]}`;
}

const CONFIDENCE: Record<NonNullable<ActionRecord["nameConfidence"]>, string> = {
  exact: "the same action",
  high: "almost certainly the same action",
  medium: "probably the same action",
  low: "perhaps the same action",
};

/** The names in WorkflowBench, and how sure it is that they mean this action. */
export function describeWorkflowbench(record: ActionRecord): string | undefined {
  const { workflowbenchName, aliases = [], nameConfidence } = record;
  if (workflowbenchName === undefined) return undefined;
  const names = [workflowbenchName, ...aliases].join(", ");
  return nameConfidence === undefined ? names : `${names} (${CONFIDENCE[nameConfidence]})`;
}

export function describePlatforms(platforms: Platforms | undefined): string | undefined {
  const { systems = [], minimumSystem, macOnly, notOnMac, notOn = [] } = platforms ?? {};
  const parts = [
    systems.join(", "),
    minimumSystem === undefined ? "" : `system ${minimumSystem} or later`,
    macOnly ? "on a Mac only" : "",
    notOnMac ? "not on a Mac" : "",
    notOn.length === 0 ? "" : `not on ${listOf(notOn.map(deviceOf), "or")}`,
  ];
  return parts.filter((part) => part !== "").join("; ") || undefined;
}

/** `WFRemoteServerAccessResource` -> `remote server access` */
export function resourceName(resource: string): string {
  return wordsOf(resource.replace(/Resource$/, ""));
}

/** What there is to say about a parameter besides its type, its default and its choices, in a few words each. */
export function parameterDetails(described: SignatureParameter): string[] {
  const { parameter, name, nameOf, isRequired, choice } = described;
  const { key, label, when, units, refusedVariables } = parameter;
  return [
    label === undefined || lettersOf(label) === lettersOf(name) ? "" : labelOf(parameter),
    key === name ? "" : `key ${key}`,
    isRequired ? "required" : "",
    when ? `if ${describeConditions(when, nameOf)}` : "",
    describeRange(parameter),
    units ? `units: ${units.join(", ")}` : "",
    refusedVariables ? `no variable of kind ${listOf(refusedVariables, "or")} allowed` : "",
    parameter.hidden ? "hidden in the editor" : "",
    parameter.newer ? "only in the newest versions" : "",
    choice ? placeOf(choice, described) : "",
  ].filter((detail) => detail !== "");
}

/** What a place says besides its own parameter. */
function placeOf({ key, value, words }: Choice, { name, nameOf }: SignatureParameter): string {
  const choices = words.map(printLiteral).join(", ");
  const said = `without its keyword, it says ${nameOf(key)}=${printLiteral(value)} as well`;
  return words.length === 0
    ? said
    : `${said}, and in the place of ${name} may stand ${nameOf(key)}: ${choices}`;
}

/** `Show When Run` says no more than `ShowWhenRun`. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/^wf|[\W_]/g, "");
}

function describeRange({ minimum, maximum }: ActionParameter): string {
  if (minimum !== undefined && maximum !== undefined) return `from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? "" : `at most ${maximum}`;
}

/** When a parameter applies: `WFHTTPMethod is not "GET" and WFHTTPBodyType is "JSON"`. */
function describeConditions(
  conditions: readonly ParameterCondition[],
  nameOf: (key: string) => string,
): string {
  return conditions.map((condition) => describeCondition(condition, nameOf)).join(" and ");
}

function describeCondition(condition: ParameterCondition, nameOf: (key: string) => string): string {
  if ("device" in condition) {
    return `${condition.relation === "!=" ? "not on" : "on"} ${deviceOf(condition.device)}`;
  }
  const { parameter, relation, values = [] } = condition;
  const name = nameOf(parameter);
  const choices = listOf(values.map(printLiteral), "or");
  switch (relation) {
    case "present":
      return `${name} is given`;
    case "absent":
      return `${name} is not given`;
    case "!=":
      return `${name} is not ${choices}`;
    case ">=":
      return `${name} is at least ${choices}`;
    default:
      return choices === "" ? `${name} is given` : `${name} is ${choices}`;
  }
}

const DEVICES: Record<string, string> = {
  Phone: "an iPhone",
  Pad: "an iPad",
  Desktop: "a Mac",
  Watch: "an Apple Watch",
};

function deviceOf(device: string): string {
  return DEVICES[device] ?? device;
}

/** `a, b or c` */
function listOf(items: readonly string[], conjunction: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
