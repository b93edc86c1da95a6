/** Parameters that any action may have, whatever its definition lists: what they mean, and the form in which files have them. */
const COMMON_KEYS: Readonly<Record<string, readonly [meaning: string, form: string]>> = {
  UUID: ["By which other actions refer to the output.", "text"],
  CustomOutputName: ["What the author calls the output.", "text"],
  GroupingIdentifier: ["Which markers of control flow belong together.", "text"],
  WFControlFlowMode: ["Whether a marker opens (0), divides (1) or closes (2) its block.", "number"],
  ShowWhenRun: ["Whether an app's action shows what it does.", "boolean"],
  OpenWhenRun: ["Whether an app's action opens the app.", "boolean"],
  WFShowWorkflow: ["Older: whether the action shows what it does.", "boolean"],
  AppIntentDescriptor: ["The app and the app intent that the action stands for.", "record"],
  IntentAppDefinition: ["The app whose intent the action stands for.", "record"],
  IntentAppIdentifier: ["Older: bundle id of the app whose intent the action stands for.", "text"],
  Advanced: ["Whether the editor shows the row unfolded.", "boolean"],
};

const EDITOR_KEY = /^Show-/;

/** What a parameter means that any action may have; undefined for all others. */
export function commonKey(key: string): string | undefined {
  if (Object.hasOwn(COMMON_KEYS, key)) return COMMON_KEYS[key]![0];
  return EDITOR_KEY.test(key) ? "Whether the editor shows the field unfolded." : undefined;
}

/** The form in which files have a parameter that any action may have; undefined for all others. */
export function commonForm(key: string): string | undefined {
  if (Object.hasOwn(COMMON_KEYS, key)) return COMMON_KEYS[key]![1];
  return EDITOR_KEY.test(key) ? "boolean" : undefined;
}
