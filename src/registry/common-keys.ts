/** Parameters that any action may have, whatever its definition lists: what they mean. */
const COMMON_KEYS: Readonly<Record<string, string>> = {
  UUID: "By which other actions refer to the output.",
  CustomOutputName: "What the author calls the output.",
  GroupingIdentifier: "Which markers of control flow belong together.",
  WFControlFlowMode: "Whether a marker opens (0), divides (1) or closes (2) its block.",
  ShowWhenRun: "Whether an app's action shows what it does.",
  OpenWhenRun: "Whether an app's action opens the app.",
  WFShowWorkflow: "Older: whether the action shows what it does.",
  AppIntentDescriptor: "The app and the app intent that the action stands for.",
  IntentAppDefinition: "The app whose intent the action stands for.",
  IntentAppIdentifier: "Older: bundle id of the app whose intent the action stands for.",
  Advanced: "Whether the editor shows the row unfolded.",
};

const EDITOR_KEY = /^Show-/;

/** What a parameter means that any action may have; undefined for all others. */
export function commonKey(key: string): string | undefined {
  if (Object.hasOwn(COMMON_KEYS, key)) return COMMON_KEYS[key];
  return EDITOR_KEY.test(key) ? "Whether the editor shows the field unfolded." : undefined;
}
