import type { PlistValue } from "../plist/value.ts";

/**
 * Whether a parameter carries no meaning of its own: identities, which names replace, and the nesting, which
 * indentation shows.
 */
export function isBookkeeping(key: string, value: PlistValue): boolean {
  if (key === "UUID" || key === "GroupingIdentifier") return typeof value === "string";
  return key === "WFControlFlowMode" && typeof value === "number";
}

/**
 * Whether a parameter only says how the editor shows the action: which rows are unfolded. Such parameters do not
 * belong into a program that has metadata to keep them.
 */
export function isEditorState(key: string, value: PlistValue): boolean {
  return (
    typeof value === "boolean" && (key.startsWith("Show-") || key === "Advanced" || key === "ShowHeaders")
  );
}
