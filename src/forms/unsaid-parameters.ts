import type { MatchContext } from "../context/matching.ts";
import type { Context } from "../context/writing.ts";
import type { Action } from "../ir/workflow.ts";
import { copyOf } from "../plist/merge-patch.ts";
import { isDict, strictEqual, type PlistDict, type PlistValue } from "../plist/value.ts";
import type { Expr } from "../python/ast.ts";
import { isNamedRecord, isWrittenByName } from "../values/named-record.ts";

/*
 * Parameters that a call leaves out because something else says them: those that repeat a part of another one, and the
 * description of the app intent that an action stands for, which is the same for all its calls.
 */

/** By identifier: the parameter that holds a record, the key in it, and the parameter that repeats its value. */
const ECHOES = new Map<string, readonly [of: string, field: string, echo: string]>([
  ["is.workflow.actions.runworkflow", ["WFWorkflow", "workflowName", "WFWorkflowName"]],
  ["is.workflow.actions.openapp", ["WFSelectedApp", "BundleIdentifier", "WFAppIdentifier"]],
  ["is.workflow.actions.openin", ["WFSelectedApp", "BundleIdentifier", "WFOpenInAppIdentifier"]],
  [
    "is.workflow.actions.useractivity.open",
    ["UserActivityDescriptor", "BundleIdentifier", "AppBundleIdentifier"],
  ],
]);

/** The parameter that repeats a part of a record, and what it repeats, where the record is called by its name. */
export function echoOf({ identifier, parameters }: Action): { key: string; value: PlistValue } | undefined {
  const echo = ECHOES.get(identifier);
  if (!echo) return undefined;
  const [of, field, key] = echo;
  const record = parameters[of];
  const value = isDict(record) && isWrittenByName(record) ? record[field] : undefined;
  return value === undefined ? undefined : { key, value };
}

const DESCRIPTOR = "AppIntentDescriptor";

/** Whether the metadata say a parameter for all calls of the action. */
export function isSaidForAll(key: string, value: PlistValue, { identifier }: Action, ctx: Context): boolean {
  if (key !== DESCRIPTOR || !ctx.records || !isDict(value)) return false;
  let table = ctx.records.get(DESCRIPTOR);
  if (!table) ctx.records.set(DESCRIPTOR, (table = new Map()));
  if (!table.has(identifier)) table.set(identifier, value);
  return strictEqual(table.get(identifier), value);
}

/** Whether {@link addUnsaid} may fill something. */
export function mayLeaveUnsaid(identifier: string, ctx: MatchContext): boolean {
  return ECHOES.has(identifier) || ctx.recordEntry(DESCRIPTOR, identifier) !== undefined;
}

/**
 * Fills what the call leaves out so.
 *
 * @param given the argument of the call under a key.
 */
export function addUnsaid(
  identifier: string,
  parameters: PlistDict,
  given: (key: string) => Expr | undefined,
  ctx: MatchContext,
): void {
  const descriptor = DESCRIPTOR in parameters ? undefined : ctx.recordEntry(DESCRIPTOR, identifier);
  if (descriptor !== undefined && !given(DESCRIPTOR)) parameters[DESCRIPTOR] = copyOf(descriptor);
  const echo = ECHOES.get(identifier);
  if (!echo) return;
  const [of, field, key] = echo;
  const [expr, record] = [given(of), parameters[of]];
  const value = isDict(record) ? record[field] : undefined;
  if (expr && isNamedRecord(expr) && value !== undefined && !given(key)) parameters[key] = value;
}
