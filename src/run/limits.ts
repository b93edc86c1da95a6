/** What one run may use, so that a program of a stranger always ends. */
export interface Limits {
  /** Executed actions, those of child shortcuts included. */
  steps: number;
  /** Rough size, in characters and items, of all that a run keeps. */
  memory: number;
  /** Shortcuts that run each other. */
  depth: number;
  /** Effects, and characters of what they show. */
  effects: number;
  /** Steps of all regular expressions together; a catastrophic one ends here. */
  regex: number;
}

export const DEFAULT_LIMITS: Limits = {
  steps: 1_000_000,
  memory: 50_000_000,
  depth: 100,
  effects: 10_000,
  regex: 20_000_000,
};
