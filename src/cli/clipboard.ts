import { join } from "node:path";
import { encodeWorkflow } from "../ir/encode.ts";
import type { Workflow } from "../ir/workflow.ts";
import { writeOutput } from "../node/output.ts";
import { encodeBinaryPlist } from "../plist/binary-writer.ts";

/**
 * Writes each action as the editor of the app puts it on the pasteboard: an item of the type
 * `com.apple.shortcuts.action`, which holds the action's own dictionary as a binary property list.
 */
export function writeClipboard(folder: string, workflow: Omit<Workflow, "body">): number {
  const actions = encodeWorkflow(workflow)["WFWorkflowActions"];
  if (!Array.isArray(actions)) return 0;
  const digits = Math.max(2, String(actions.length).length);
  actions.forEach((action, i) => {
    const name = `${String(i + 1).padStart(digits, "0")}.plist`;
    writeOutput(join(folder, name), encodeBinaryPlist(action), []);
  });
  return actions.length;
}
