import type { Expr } from "../python/ast.ts";
import { parsePython } from "../python/parse/parse.ts";
import { describeCall } from "./analyse.ts";
import { walk } from "../python/walk.ts";

/** A step of a plan, as T-Eval's PLAN task has it. */
export interface PlanStep {
  name: string;
  id: number;
  args: Record<string, string>;
}

/** The calls of a program in the order of the text, with their arguments as they are spelled, and the end. */
export function planOf(program: string): PlanStep[] {
  const steps: PlanStep[] = [];
  walk(parsePython(program).module.body, (node) => {
    if (node.kind !== "Call" || node.func.kind !== "Name") return;
    const name = node.func.id;
    if (describeCall(name).identifier === undefined) return;
    const spelled = ({ range }: Expr) => (range ? program.slice(range.start, range.end) : "");
    const args = Object.fromEntries([
      ...node.args.map((arg, i): [string, string] => [String(i), spelled(arg)]),
      ...node.keywords.map(({ name: key, value }): [string, string] => [key, spelled(value)]),
    ]);
    steps.push({ name, id: steps.length, args });
  });
  return [...steps, { name: "FinishAction", id: steps.length, args: {} }];
}
