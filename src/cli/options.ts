import { InvalidArgumentError, Option } from "commander";
import type { NameStyle } from "../registry/names.ts";

/** What an argument for shortcuts may be, for the help. */
export const FILES =
  "a file of any kind that holds a shortcut, - for the standard input, or an iCloud link (https://www.icloud.com/shortcuts/...)";

/** What `--redis` takes. */
export const REDIS = "where Redis or Valkey is: redis://[user:password@]host[:port][/database]";

/** `--layout`, for every command that writes programs. */
export function layoutOption(): Option {
  return new Option("--layout <layout>", "a module with one function, or the bare statements")
    .choices(["function", "script"])
    .default("function");
}

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
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError("It has to be a whole number from 1 up.");
  return Number(text);
}
