import type { ActionContext } from "./context.ts";
import { isFolder } from "./files.ts";
import type { Value } from "./value.ts";

/** Whoever picks is asked for a path on the virtual device; on one without files, nobody knows what would be picked. */
export function pickFiles(
  prompt: string,
  multiple: boolean,
  context: Pick<ActionContext, "device" | "effect" | "dialog" | "unknown">,
): Value {
  const files = context.device.files.all().filter((file) => !isFolder(file));
  if (files.length === 0) {
    context.effect("pick", { prompt, options: [], unknown: true });
    return context.unknown("a picked file");
  }
  const options = files.map(({ path }) => path!);
  const chosen = context.dialog({ kind: "pick", prompt, options, multiple });
  return [...chosen].map((at) => files[Number(at)]!);
}
