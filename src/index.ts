/**
 * shortcut2py: Apple Shortcuts files as Python. Everything here is pure and synchronous and runs in a browser;
 * what needs Node (files, signatures, links) is in `shortcut2py/node`.
 */
export { convert } from "./proved.ts";
export { readShortcut } from "./read.ts";
export type { Conversion, ConvertOptions, SourceMapEntry } from "./convert.ts";
export type { Reading } from "./read.ts";
export { check, compile, fix, verify } from "./compile.ts";
export type { Compilation, CompileOptions, FixedProgram, Verification } from "./compile.ts";
export { diffShortcuts } from "./diff/diff.ts";
export type { ActionChange, ShortcutDiff } from "./diff/diff.ts";
export type { Difference } from "./ir/compare.ts";
export type { Layout } from "./context/writing.ts";
export { inspect } from "./inspect/inspect.ts";
export type { ApiUse, BlockCounts, Inspection } from "./inspect/inspect.ts";
export type { NamedHost, Privacy, PrivacyFact } from "./inspect/privacy.ts";
export type { Disclosure } from "./inspect/disclosures.ts";
export type { Diagnostic, Fix, TextEdit, Where } from "./diagnostics/diagnostic.ts";
export { ShortcutError } from "./diagnostics/error.ts";
export { describeCode } from "./diagnostics/catalogue.ts";
export type {
  AccessErrorCode,
  Code,
  CodeDescription,
  DiagnosticCode,
  ErrorCode,
  Severity,
} from "./diagnostics/catalogue.ts";
export type {
  Action,
  ActionNode,
  Block,
  IfNode,
  MenuNode,
  Node,
  RepeatNode,
  Workflow,
} from "./ir/workflow.ts";
export { PlistDate, PlistDict, PlistReal, PlistUid, strictEqual } from "./plist/value.ts";
export type { PlistValue } from "./plist/value.ts";
