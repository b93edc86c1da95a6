/** A record of `facts.json`, as far as the registry is built from it. Null and absent both mean "not known". */
export interface RawFacts {
  identifier: string;
  workflowbench_name?: string | null;
  aliases: string[];
  name_confidence?: "exact" | "high" | "medium" | "low";
  app: string;
  app_name?: string | null;
  related_app?: string;
  title?: string | null;
  plist_category?: string[];
  categories?: string[];
  kind: "builtin" | "intent" | "appintent" | "interchange";
  facts: "full" | "toolkit" | "observed-keys" | "cherri" | "name-only";
  deprecated: boolean;
  legacy?: boolean;
  widget_configuration?: boolean;
  platforms: {
    toolkit_v78?: string[];
    min_os?: string;
    mac_only?: boolean;
    not_mac?: boolean;
    disabled_on?: string[];
  };
  summary_template?: string | Record<string, string> | null;
  input?: RawInput | null;
  input_passthrough?: boolean;
  output?: RawOutput | null;
  parameters: RawParameter[];
  content_item_class?: string;
  required_resources?: (string | { WFResourceClass: string })[];
  action_class?: string;
  observed?: {
    uses?: number;
    output_names?: Record<string, number>;
    undocumented_keys?: Record<string, number>;
  };
}

export interface RawInput {
  parameter_key?: string | null;
  types: string[];
  multiple?: boolean | null;
  required?: boolean | null;
}

export interface RawOutput {
  name?: string | null;
  types: string[];
  python_type?: string | null;
  multiple?: boolean | null;
}

export interface RawParameter {
  key: string;
  label?: string;
  class: string;
  python_type: string;
  default?: unknown;
  enum_items?: string[];
  enum_titles?: string[];
  enum_items_toolkit_v78?: string[];
  multiple?: boolean;
  multiline?: boolean;
  hidden?: boolean;
  min?: number;
  max?: number;
  units?: string[];
  disallowed_variables?: string[];
  required_resources?: RawResource[];
  added_in_toolkit_v78?: boolean;
}

/** Either of two notations for "applies only if", a device, or what says nothing about parameters. */
export type RawResource =
  | string
  | RawResource[]
  | {
      parameter?: string;
      values?: unknown[];
      WFResourceClass?: string;
      WFParameterKey?: string;
      WFParameterRelation?: string;
      WFParameterValue?: unknown;
      WFParameterValues?: unknown[];
      WFDeviceAttributes?: { WFDeviceAttributeIdiom?: string; WFIdiomRelation?: string };
    };
