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
const ECHOES: Readonly<Record<string, readonly [of: string, field: string, echo: string]>> = {
  "is.workflow.actions.runworkflow": ["WFWorkflow", "workflowName", "WFWorkflowName"],
  "is.workflow.actions.openapp": ["WFSelectedApp", "BundleIdentifier", "WFAppIdentifier"],
  "is.workflow.actions.openin": ["WFSelectedApp", "BundleIdentifier", "WFOpenInAppIdentifier"],
  "is.workflow.actions.useractivity.open": [
    "UserActivityDescriptor",
    "BundleIdentifier",
    "AppBundleIdentifier",
  ],
};

/** The parameter that repeats a part of a record, and what it repeats, where the record is called by its name. */
export function echoOf({ identifier, parameters }: Action): { key: string; value: PlistValue } | undefined {
  if (!Object.hasOwn(ECHOES, identifier)) return undefined;
  const [of, field, key] = ECHOES[identifier]!;
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

/**
 * Fills what the call leaves out so.
 *
 * @param given the arguments of the call, by key.
 */
export function addUnsaid(
  identifier: string,
  parameters: PlistDict,
  given: ReadonlyMap<string, Expr>,
  ctx: MatchContext,
): void {
  const descriptor = given.has(DESCRIPTOR) ? undefined : ctx.recordEntry(DESCRIPTOR, identifier);
  if (descriptor !== undefined) parameters[DESCRIPTOR] = copyOf(descriptor);
  if (!Object.hasOwn(ECHOES, identifier)) return;
  const [of, field, key] = ECHOES[identifier]!;
  const [expr, record] = [given.get(of), parameters[of]];
  const value = isDict(record) ? record[field] : undefined;
  if (expr && isNamedRecord(expr) && value !== undefined && !given.has(key)) parameters[key] = value;
}
