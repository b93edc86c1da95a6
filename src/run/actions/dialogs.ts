import { table } from "../table.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { answerAs } from "../answer.ts";
import { describeValue } from "../trace.ts";
import { text } from "../value.ts";

/** Show Alert (3.8): Cancel ends the run. */
const alert: ActionHandler = (context) => {
  const title = context.text("WFAlertActionTitle");
  context.dialog({
    kind: "alert",
    ...(title !== "" && { title }),
    prompt: context.text("WFAlertActionMessage", "Do you want to continue?"),
  });
  return undefined;
};

/** Show Notification (3.8). */
const notification: ActionHandler = (context) => {
  const title = context.text("WFNotificationActionTitle");
  context.effect("notification", {
    ...(title !== "" && { title }),
    body: context.text("WFNotificationActionBody", "Hello World"),
  });
  return undefined;
};

/** Show Result (3.8). */
const showResult: ActionHandler = (context) => {
  const content = context.given("Text") === undefined ? describeValue(context.input()) : context.text("Text");
  context.effect("show result", { text: content });
  return undefined;
};

/** Quick Look and its like (3.8): of nothing, nothing is shown. */
const show =
  (kind: string): ActionHandler =>
  (context) => {
    const input = context.input();
    if (input.length === 0) context.env.warn(`There is nothing to ${kind}.`);
    else context.effect(kind, { items: describeValue(input) });
    return undefined;
  };

/** Speak Text (3.8). */
const speak: ActionHandler = (context) => {
  context.effect("speak", {
    text: context.given("WFText") === undefined ? describeValue(context.input()) : context.text("WFText"),
  });
  return undefined;
};

/** Ask for Input (3.8): the answer, as what was asked for. */
const ask: ActionHandler = (context) => {
  const type = context.choice("WFInputType", "Text");
  const standard = standardAnswer(type, context);
  const prompt = context.text("WFAskActionPrompt");
  const answer = String(
    context.dialog({ kind: "ask", prompt, type, ...(standard !== undefined && { standard }) }),
  );
  return [answerAs(type, answer, context.env)];
};

const DEFAULTS = table<string>({
  Number: "WFAskActionDefaultAnswerNumber",
  URL: "WFAskActionDefaultAnswerURL",
  Date: "WFAskActionDefaultAnswerDate",
  "Date and Time": "WFAskActionDefaultAnswerDateAndTime",
  Time: "WFAskActionDefaultAnswerTime",
});

function standardAnswer(type: string, context: ActionContext): string | undefined {
  const key = DEFAULTS[type] ?? "WFAskActionDefaultAnswer";
  const given = context.given(key) === undefined && type !== "Text" ? "WFAskActionDefaultAnswer" : key;
  return context.given(given) === undefined ? undefined : context.text(given);
}

/** Dictate Text, Scan QR Code: an answer like any other. */
const askFor =
  (prompt: string): ActionHandler =>
  (context) => {
    const answer = String(context.dialog({ kind: "ask", prompt, type: "Text" }));
    return answer === "" ? context.unknown(prompt.toLowerCase()) : [text(answer)];
  };

export const dialogs: Record<string, ActionHandler> = {
  alert,
  notification,
  showresult: showResult,
  previewdocument: show("quick look"),
  viewresult: show("view"),
  share: show("share"),
  airdropdocument: show("airdrop"),
  print: show("print"),
  openin: show("open in"),
  savetocameraroll: show("save to photos"),
  playsound: show("play sound"),
  speaktext: speak,
  ask,
  dictatetext: askFor("Dictated text"),
  scanbarcode: askFor("Scanned code"),
};
