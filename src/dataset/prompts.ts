import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import type { Message } from "./models/model.ts";

/** The prompts that there are, each a file of the folder `prompts`. */
export const PROMPTS = [
  "rename",
  "comments",
  "plan",
  "query",
  "expand",
  "generate",
  "refine",
  "export",
  "judge",
  "teval",
] as const;
export type PromptName = (typeof PROMPTS)[number];

/** What is to be filled in for `{{name}}`, for each prompt. */
const PLACES: Record<PromptName, readonly string[]> = {
  rename: ["code", "names"],
  comments: ["code", "statements"],
  plan: ["code"],
  query: ["code", "plan", "example_code", "example_query"],
  expand: ["examples", "apis", "category"],
  generate: ["query", "apis"],
  refine: ["query", "plan", "code", "apis", "example"],
  export: ["query", "apis"],
  judge: ["query", "apis", "code"],
  teval: ["query", "apis"],
};

/** A prompt, as it stands in its file. */
export interface Prompt {
  name: PromptName;
  /** The file's own version, and the first digits of its SHA-256: `1-3fa2b1c0`. */
  version: string;
  system: string;
  user: string;
}

/**
 * Reads a prompt: a Markdown file with a line `version: N`, and below the headings `# system` and `# user` what is said.
 *
 * @param folder with files of one's own; those that it lacks are the package's
 * @throws AccessError SC5305 if a file makes no sense
 */
export function readPrompt(name: PromptName, folder?: string): Prompt {
  const path = folder === undefined ? undefined : join(folder, `${name}.md`);
  const text = (path === undefined ? undefined : readIfThere(path)) ?? readShipped(name);
  const match = /^version: (\S+)\s+# system\s+([\s\S]+?)\s+# user\s+([\s\S]+?)\s*$/.exec(text);
  const wrong = (what: string) =>
    new AccessError("SC5305", `${path ?? name} is no prompt: ${what}.`, {
      hint: 'It starts with "version: N", then come "# system" and "# user", each with what is said.',
    });
  if (!match) throw wrong("it has another form");
  const [, version, system, user] = match as unknown as [string, string, string, string];
  const used = [...`${system}\n${user}`.matchAll(PLACE)].map(([, place]) => place!);
  const unknown = used.find((place) => !PLACES[name].includes(place));
  if (unknown !== undefined) throw wrong(`there is nothing that could be put in for {{${unknown}}}`);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { name, version: `${version}-${digest}`, system, user };
}

const PLACE = /\{\{(\w+)\}\}/g;

/** What a model is told; values are put in as they are, whatever they hold. */
export function render(prompt: Prompt, values: Record<string, string>): Message[] {
  const fill = (text: string) => text.replace(PLACE, (_whole, place: string) => values[place] ?? "");
  return [
    { role: "system", content: fill(prompt.system) },
    { role: "user", content: fill(prompt.user) },
  ];
}

/** The build puts these files beside the code. */
function readShipped(name: PromptName): string {
  return readFileSync(new URL(`prompts/${name}.md`, import.meta.url), "utf8");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}
