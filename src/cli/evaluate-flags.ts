import type { CodeBleuMode, CodeBleuWeights } from "../evaluate/codebleu/codebleu.ts";
import type { CommonFlags } from "./inputs.ts";
import type { ModelFlags } from "./model-settings.ts";

export interface EvaluateFlags extends CommonFlags, ModelFlags {
  reference?: string;
  mode: CodeBleuMode;
  weights: CodeBleuWeights;
  comments: "keep" | "cut";
  checks: boolean;
  execute?: string;
  judge?: true;
  labels?: string;
  published?: true;
  plans?: true;
  vectors?: string;
  html?: string;
}
