import type { Calls, Reply, Request, Start } from "../protocol.ts";
import { openLeanRegistry } from "../../registry/records/lean-registry.ts";
import { answerCalls } from "./calls.ts";

/**
 * The worker: everything that reads untrusted bytes happens here, so that the page stays fluid, and can end the worker
 * where a file takes too long.
 */
let calls: Calls | undefined;

addEventListener("message", ({ data }: MessageEvent<Start | Request>) => {
  if ("registry" in data) {
    calls = answerCalls(openLeanRegistry(data.registry));
    return;
  }
  postMessage(answer(data));
});

function answer({ id, name, argument }: Request): Reply {
  try {
    const call = calls![name] as (argument: unknown) => unknown;
    return { id, value: call(argument) };
  } catch (error) {
    const hint = (error as { hint?: unknown }).hint;
    const message = error instanceof Error ? error.message : String(error);
    return { id, error: { message, ...(typeof hint === "string" && { hint }) } };
  }
}
