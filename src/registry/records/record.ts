import type { PairCondition } from "../action-facts.ts";
import type { Position } from "../slim-names.ts";

/**
 * One action in the registry: the shape of an entry of `api-docs/actions/*.json`, described for every reader in
 * `api-docs/schema.json`. What is not known is absent, never empty or null.
 */
export interface ActionRecord {
  /** As it stands in a shortcut file: `is.workflow.actions.downloadurl`. */
  identifier: string;
  /** The function that stands for it in our Python. */
  pythonName: string;
  /** What people read instead of identifier and keys; see {@link ActionNames}. */
  names?: ActionNames;
  /** The name in the published WorkflowBench data set; it may be wrong, see `nameConfidence`. */
  workflowbenchName?: string;
  /** Further WorkflowBench names of the same action. */
  aliases?: string[];
  /** How sure it is that WorkflowBench's name means this identifier. */
  nameConfidence?: "exact" | "high" | "medium" | "low";
  /** Bundle id and name of the app that brings the action. */
  app: string;
  appName?: string;
  /** Bundle id of the app that a built-in action is about. */
  relatedApp?: string;
  title?: string;
  /** What it does and what comes out, in our own words. */
  description: string;
  /** `hand`: written by a person; `composed`: put together from the title, the labels and the output. */
  descriptionBy: "hand" | "composed";
  /** Further words by which one would look for it. */
  keywords?: string[];
  /** How our programs write it, where that is not a call: `Name = value`. */
  pythonForm?: string;
  /** Where Apple's editor files it: category, then subcategory. */
  category?: string[];
  topics?: string[];
  kind: "builtin" | "intent" | "appintent" | "interchange";
  /**
   * `full`: parameters, input and output; `toolkit`: keys, types and choices; `observed`: keys seen in files;
   * `name-only`: nothing but that it exists, so no parameters here does not mean that it has none.
   */
  knowledge: "full" | "toolkit" | "observed" | "name-only";
  deprecated?: true;
  /** Superseded, but still run. */
  legacy?: true;
  /** Configures a widget, and so never occurs in a shortcut. */
  widgetConfiguration?: true;
  platforms?: Platforms;
  /** The editor's sentence; several, by the parameters they mention, where it depends on their values. */
  summary?: string | Record<string, string>;
  input?: ActionInput;
  /** Hands its input on as its output. */
  inputPassthrough?: true;
  /** Leaves nothing for the next action. */
  blocksOutput?: true;
  output?: ActionOutput;
  /** In the order in which programs are written: the input first. */
  parameters: ActionParameter[];
  /** Parameters that no definition lists, but that real files carry and whose meaning is known. */
  otherParameters?: OtherParameter[];
  /** Keys seen in real files that no definition lists, with the number of uses: old, misplaced, or the editor's own. */
  otherKeys?: Record<string, number>;
  /** Class of the things it finds, changes or tells about. */
  contentClass?: string;
  /** What it needs: permissions, services, a user to answer. */
  requires?: string[];
  /** Number of uses in 1,901 real files. */
  uses?: number;
}

/**
 * The names of an action in programs for people. They are published: one that has been given never changes, and no two
 * actions share one.
 */
export interface ActionNames {
  /** The function. The name of the API where nobody has given the action a title. */
  friendly: string;
  /** The function in the Python that Apple's own engine writes; several actions may share one. */
  apple?: string;
  /** Key of the parameter that stands first, without a keyword. */
  main?: string;
  /** Parameters that may follow it, or begin where there is none, without a keyword. */
  next?: Position[];
  /** Keywords by the keys of parameters, where the keyword is not simply the key. */
  keywords: Record<string, string>;
  /** Keys by further keywords that are read, such as Apple's own. */
  also?: Record<string, string>;
}

export interface ActionInput {
  /** The parameter that takes the previous action's output when it is absent. */
  parameterKey?: string;
  /** Content item classes or uniform type identifiers. */
  types: string[];
  multiple?: boolean;
  /** `false`: left empty on purpose in today's editor. */
  required?: boolean;
}

export interface ActionOutput {
  /** What the editor calls it unless its author renames it. */
  name?: string;
  /** The parameter whose value is its name instead, where that is written ("File Size" of Get Details of Files). */
  nameFrom?: string;
  types?: string[];
  /** Python type of the output, or of each of its items. */
  pythonType?: string;
  multiple?: boolean;
}

export interface ActionParameter {
  key: string;
  label?: string;
  /** Apple's parameter class, or the type by the source that tells it. */
  class: string;
  pythonType: string;
  /** What real files hold although the definition does not allow it. */
  alsoAccepts?: AlsoAccepted;
  /**
   * In what forms real files hold it, or others of its class: words of `formOf`. Absent where too few files have it for
   * another form to be strange.
   */
  forms?: string[];
  default?: unknown;
  /** What the action does hangs on it, so programs say the default where a file leaves it out. */
  decides?: true;
  /** Without it the action does nothing: every real file says it, where it applies. */
  needed?: true;
  /** The choices as they stand in a file, and what the editor shows for each. */
  values?: string[];
  valueTitles?: string[];
  /** The choices by the newest definitions, where they differ. */
  newerValues?: string[];
  multiple?: true;
  multiline?: true;
  hidden?: true;
  minimum?: number;
  maximum?: number;
  units?: string[];
  /** Kinds of variables that the editor refuses here. */
  refusedVariables?: string[];
  /** When it applies; all of these must hold. */
  when?: ParameterCondition[];
  /** Only in the newest definitions. */
  newer?: true;
}

export interface AlsoAccepted {
  /** A type in Python: `dict[Any, Any]`, `Literal["Off"]`. */
  type: string;
  /** What it is that files hold there. */
  note: string;
}

export interface OtherParameter {
  key: string;
  pythonType: string;
  /** What it means, and when it is written. */
  description: string;
}

export type ParameterCondition =
  | PairCondition
  /** The kind of device: `Phone`, `Pad`, `Desktop`, `Watch`. */
  | { device: string; relation?: "!=" };

export interface Platforms {
  systems?: string[];
  minimumSystem?: string;
  macOnly?: true;
  notOnMac?: true;
  /** Kinds of devices. */
  notOn?: string[];
}
