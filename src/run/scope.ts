import type { Environment } from "./environment.ts";
import type { Value } from "./value.ts";

/** What tokens refer to: the state of a run. */
export interface Scope {
  readonly env: Environment;
  output(uuid: string): Value;
  variable(name: string): Value;
  shortcutInput(): Value;
  clipboard(): Value;
  /** The input of the action that holds the token. */
  actionInput(): Value;
  ask(prompt: string): Value;
  deviceDetail(name: string): Value;
}
