import { InvalidArgumentError, Option } from "commander";
import type { NameStyle } from "../registry/names.ts";

/** `--names`, for every command that writes names of actions. */
export function namesOption(usual: NameStyle): Option {
  return new Option(
    "--names <names>",
    "names for people (get_contents_of_url, method=), or those of the API and the files, as WorkflowBench has them",
  )
    .choices(["friendly", "api"])
    .default(usual);
}

/** The value of an option that counts: 1 or more. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("It is no count.");
  return count;
}
