import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { writeOutput } from "../node/output.ts";
import { forEachInput } from "./inputs.ts";
import { writeErr } from "./terminal.ts";

export interface SkillFlags {
  color: boolean;
  output: string;
}

/** `shortcut2py skill`: what an agent has to read, as a folder. */
export async function runSkill({ color, output }: SkillFlags, command: Command): Promise<void> {
  const write = async () => {
    const source = new URL("skill/", import.meta.url);
    const examples = readdirSync(new URL("examples/", source)).sort();
    for (const name of ["SKILL.md", ...examples.map((example) => `examples/${example}`)]) {
      writeOutput(join(output, name), readFileSync(new URL(name, source)), []);
    }
    writeErr(`${output}: SKILL.md and ${examples.length} examples\n`);
  };
  await forEachInput([output], { color }, command, write, () => {});
}
