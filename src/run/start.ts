import { isDict } from "../plist/value.ts";
import { answerAs } from "./answer.ts";
import { coerceClass } from "./coerce.ts";
import type { Environment } from "./environment.ts";
import type { Frame } from "./frame.ts";
import { pickFiles } from "./pick.ts";
import { ActionFailure } from "./stop.ts";
import { NOTHING, type Item, type Value } from "./value.ts";
import { table } from "./table.ts";
import { wordOf } from "./word.ts";

/** As what an input is taken that the shortcut does not take as it is, the likeliest first. */
const CONVERSIONS = [
  "WFURLContentItem",
  "WFStringContentItem",
  "WFRichTextContentItem",
  "WFNumberContentItem",
  "WFDateContentItem",
  "WFContactContentItem",
  "WFDictionaryContentItem",
  "WFGenericFileContentItem",
];

const CLASSES: Partial<Record<Item["kind"], string>> = {
  text: "WFStringContentItem",
  number: "WFNumberContentItem",
  dictionary: "WFDictionaryContentItem",
  date: "WFDateContentItem",
  url: "WFURLContentItem",
  richText: "WFRichTextContentItem",
};

/**
 * What of an input a shortcut takes: items of the classes that it names, others as one of these, and what is none is left
 * out (2.1). A shortcut that names none takes all.
 */
export function acceptedInput(given: Value, { properties }: Frame["program"], env: Environment): Value {
  const named = properties["WFWorkflowInputContentItemClasses"];
  const classes = new Set(Array.isArray(named) ? named.filter((name) => typeof name === "string") : []);
  if (classes.size === 0) return given;
  return given.flatMap((item): Value => {
    const own = CLASSES[item.kind];
    // Of files, contacts and the like, the class says less than the item knows.
    if (own === undefined || classes.has(own)) return [item];
    for (const name of CONVERSIONS) {
      const converted = classes.has(name) ? coerceClass([item], name, env) : [];
      if (converted.length > 0) return converted;
    }
    env.warn("The shortcut takes no input of this kind; it is left out.");
    return NOTHING;
  });
}

/** What is asked for, by the class of the items that a shortcut wants. */
const ASKED = table<string>({
  WFNumberContentItem: "Number",
  WFURLContentItem: "URL",
  WFDateContentItem: "Date and Time",
});

/**
 * What a shortcut starts with that is given nothing: it may ask, take the clipboard, or refuse (2.1).
 *
 * @throws ActionFailure with the shortcut's own words if it refuses, Cancelled if nobody answers.
 */
export function inputWithout(frame: Frame): Value {
  const behaviour = frame.program.properties["WFWorkflowNoInputBehavior"];
  if (!isDict(behaviour)) return NOTHING;
  const parameters = isDict(behaviour["Parameters"]) ? behaviour["Parameters"] : {};
  switch (behaviour["Name"]) {
    case "WFWorkflowNoInputBehaviorGetClipboard":
      return frame.clipboard();
    case "WFWorkflowNoInputBehaviorShowError":
      throw new ActionFailure(wordOf(parameters["Error"], "The shortcut needs an input."));
    case "WFWorkflowNoInputBehaviorAskForInput": {
      const multiple = parameters["AllowMultipleSelection"] === true;
      return ask(wordOf(parameters["ItemClass"]), multiple, frame);
    }
    default:
      return NOTHING;
  }
}

function ask(itemClass: string, multiple: boolean, frame: Frame): Value {
  switch (itemClass) {
    case "WFGenericFileContentItem":
      return pickFiles("Input", multiple, frame);
    case "WFPhotoMediaContentItem":
    case "WFImageContentItem": {
      const { photos } = frame.device;
      if (photos.length === 0) return NOTHING;
      const options = photos.map(({ name }) => name);
      const chosen = frame.dialog({ kind: "pick", prompt: "Input", options, multiple });
      return [...chosen].map((at) => photos[Number(at)]!);
    }
    default: {
      const type = ASKED[itemClass] ?? "Text";
      const answer = String(frame.dialog({ kind: "ask", prompt: "Input", type }));
      return answer === "" ? NOTHING : [answerAs(type, answer, frame.env)];
    }
  }
}
