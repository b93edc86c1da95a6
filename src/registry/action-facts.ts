/** What the writing of a program needs to know about an action. */
export interface ActionFacts {
  identifier: string;
  /** The parameter that takes the previous action's output when it is absent. */
  inputKey: string | undefined;
  /** Whether today's editor leaves the input empty on purpose. */
  inputOptional: boolean;
  /** Hands its input on as its output. */
  passthrough: boolean;
  /** Leaves nothing for the next action. */
  blocksOutput: boolean;
  /** What the editor calls the output. */
  outputName: string | undefined;
  /** The parameter whose value is the output's name instead, where that is written. */
  outputNameFrom: string | undefined;
  /** Whether it is known what the action leaves for the next one, be it nothing. */
  outputKnown: boolean;
  /** What the output is; of a list, what its items are. Absent where there is none or nothing is known. */
  outputKind: OutputKind | undefined;
  /** Keys of the parameters, the input first. */
  parameterOrder: readonly string[];
  /**
   * Keys that files carry and no definition lists. Absent where what is known of the parameters is not all, so that any
   * other key may be one.
   */
  otherKeys: readonly string[] | undefined;
  /** Keys of the parameters that hold a lone variable as a text. */
  textParameters: readonly string[];
  /** Parameters on which it hangs what the action does. */
  decisive: readonly DecisiveParameter[];
  /** Apple's class of a parameter (`WFTextInputParameter`); undefined for those of apps' intents. */
  parameterClass(key: string): string | undefined;
}

export interface DecisiveParameter {
  key: string;
  /** What holds where a file leaves it out: text, number or switch. */
  value: string | number | boolean;
  /** When it applies, as far as other parameters tell; all of these must hold. */
  when: readonly PairCondition[];
}

/** Another parameter has one of these values; with a relation, it compares so, or merely is there or not. */
export interface PairCondition {
  parameter: string;
  relation?: "!=" | ">=" | "present" | "absent";
  values?: unknown[];
}

/** As coarse as comparisons need it: `other` is known but none of these, `any` depends on the run. */
export const OUTPUT_KINDS = [
  "any",
  "text",
  "number",
  "boolean",
  "date",
  "dictionary",
  "url",
  "file",
  "image",
  "media",
  "quantity",
  "other",
] as const;

export type OutputKind = (typeof OUTPUT_KINDS)[number];
