import { expect, test } from "vitest";
import { readShortcut } from "../../src/read.ts";
import { BUILT_IN_EFFECTS } from "../../src/inspect/privacy-effects.ts";
import { findPrivacy } from "../../src/inspect/privacy.ts";
import { lookup } from "../../src/registry/lookup.ts";
import {
  action,
  attachment,
  shortcutFile,
  text,
  token,
  variable,
  type Actions,
} from "../support/shortcut.ts";

const privacyOf = (actions: Actions) => findPrivacy(readShortcut(shortcutFile(actions)).workflow);
const factsOf = (actions: Actions) =>
  privacyOf(actions).facts.map(({ kind, what, actions: at }) => `${kind} ${what}: ${at.join(", ")}`);

test("a shortcut that keeps to itself has nothing to tell", () => {
  const quiet = [action("gettext", { WFTextActionText: "see https://" }), action("count"), action("vibrate")];
  expect(privacyOf(quiet)).toEqual({ facts: [], hosts: [] });
});

test("what it sends, reads, changes, deletes and runs, in this order, each once", () => {
  const actions = [
    action("file.delete"),
    action("runworkflow"),
    action("setclipboard"),
    action("filter.contacts"),
    action("sendmessage"),
    action("sendmessage"),
  ];
  expect(factsOf(actions)).toEqual([
    "sends a message: 4, 5",
    "reads contacts: 3",
    "changes the clipboard: 2",
    "deletes files: 0",
    "runs another shortcut: 1",
  ]);
});

test("magic variables read, too", () => {
  const actions = [
    action("gettext", { WFTextActionText: text("on ", token("DeviceDetails")) }),
    action("count", { Input: attachment(token("Clipboard")) }),
    action("count", { Input: attachment(variable("Clipboard")) }),
  ];
  expect(factsOf(actions)).toEqual(["reads details of the device: 0", "reads the clipboard: 1"]);
});

test("an action of an app runs that app, by its bundle id", () => {
  const intent = { AppIntentDescriptor: { BundleIdentifier: "com.example.notes", Name: "Notes" } };
  const actions = [action("com.example.notes.Widget.AddIntent", intent), action("org.example.tool.doit")];
  expect(factsOf(actions)).toEqual(["runs the app com.example.notes: 0", "runs the app org.example.tool: 1"]);
});

test("the hosts of literal URLs, wherever they stand, and no others", () => {
  const actions = [
    action("url", { WFURLActionURL: "HTTPS://API.Example.com:8443/v1?next=http://other.example" }),
    action("gettext", {
      WFTextActionText: text("https://", variable("host"), "/x and http://user:pw@third.example/"),
    }),
    action("openurl", { WFInput: "shortcuts://run-shortcut?name=X" }),
    action("comment", { WFCommentActionText: "(https://münchen.example)." }),
  ];
  expect(privacyOf(actions).hosts).toEqual([
    { host: "api.example.com", actions: [0] },
    { host: "other.example", actions: [0] },
    { host: "third.example", actions: [1] },
    { host: "münchen.example", actions: [3] },
  ]);
});

test("every name in the table is one of an action that exists", () => {
  const isUnknown = (name: string) => lookup(`is.workflow.actions.${name}`) === undefined;
  const unknown = Object.keys(BUILT_IN_EFFECTS).filter(isUnknown);
  expect(unknown).toEqual([]);
});
