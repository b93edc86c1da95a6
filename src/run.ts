/**
 * shortcut2py/run: shortcuts on a virtual device. Pure and synchronous, and fit for a browser: nothing of the host is
 * read or changed, whatever a shortcut says, and every run ends.
 */
export { run } from "./run/run.ts";
export type { RunOptions, RunResult, RunStatus } from "./run/run.ts";
export type { Runnable } from "./run/program.ts";
export type { ActionContext, ActionHandler, WebRequest, WebResponse } from "./run/context.ts";
export { conventions, QUESTIONS } from "./run/conventions.ts";
export type { Question } from "./run/conventions.ts";
export { Decimal } from "./run/decimal.ts";
export type { DeviceChange } from "./run/device/diff.ts";
export type { Dialog, DialogAnswer, Respond } from "./run/device/dialog.ts";
export type { Answer, DeviceSpec, FileSpec, HttpRecord, Json } from "./run/device/spec.ts";
export { checkDevice } from "./run/device/validate.ts";
export { DEFAULT_LIMITS } from "./run/limits.ts";
export type { Limits } from "./run/limits.ts";
export { ActionFailure } from "./run/stop.ts";
export { describeValue } from "./run/trace.ts";
export type { Effect, Step } from "./run/trace.ts";
export * as items from "./run/value.ts";
export type { Item, Value } from "./run/value.ts";
