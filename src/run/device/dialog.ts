/** Something that is asked of the person who runs the shortcut. */
export interface Dialog {
  kind: "ask" | "menu" | "list" | "alert" | "pick";
  prompt: string;
  /** The title, of an alert. */
  title?: string;
  /** What can be chosen: titles. */
  options?: readonly string[];
  /** Whether several can be chosen. */
  multiple?: boolean;
  /** What the field holds before anything is typed, or what is chosen if nobody says otherwise. */
  standard?: string;
  /** Of what kind the answer is, of an `ask`. */
  type?: string;
}

/** What was answered; undefined if the dialog was cancelled. */
export type DialogAnswer = string | readonly number[] | undefined;

/** Asks a person; undefined means that nobody is there, and that the standard answer is taken. */
export type Respond = (dialog: Dialog) => { answer: DialogAnswer } | undefined;
