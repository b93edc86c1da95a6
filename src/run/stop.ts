import type { Question } from "./conventions.ts";
import type { Value } from "./value.ts";

/** The run ends as the app would end it: with an error that names the action. */
export class ActionFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ActionFailure";
  }
}

/** Somebody cancelled a dialog: the run ends without a word. */
export class Cancelled extends Error {
  constructor() {
    super("A dialog was cancelled.");
    this.name = "Cancelled";
  }
}

/** Stop This Shortcut, Stop and Output: the shortcut ends, with what it puts out. */
export class Stopped extends Error {
  readonly output: Value;
  readonly by: "exit" | "output";
  constructor(output: Value, by: "exit" | "output") {
    super("The shortcut stopped itself.");
    this.name = "Stopped";
    this.output = output;
    this.by = by;
  }
}

/** What cannot be said: a limit was reached, or, in strict mode, something is not known. */
export class Undetermined extends Error {
  readonly reason: "limit" | "unmodelled" | "question";
  readonly question: Question | undefined;
  constructor(reason: Undetermined["reason"], message: string, question?: Question) {
    super(message);
    this.name = "Undetermined";
    this.reason = reason;
    this.question = question;
  }
}

/** An action needs to know what a placeholder stands for; its own output then is a placeholder, too. */
export class NeedsPlaceholder extends Error {
  readonly of: string;
  constructor(of: string) {
    super(`The value of ${of} is not known.`);
    this.name = "NeedsPlaceholder";
    this.of = of;
  }
}
