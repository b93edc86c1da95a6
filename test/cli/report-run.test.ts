import { describe, expect, test } from "vitest";
import { printRun } from "../../src/cli/report/run.ts";
import { plainStyle } from "../../src/cli/report/style.ts";
import type { DeviceSpec } from "../../src/run/device/spec.ts";
import { runActions, runnable } from "../support/run.ts";
import { action, attachment, output, repeat, text, token, type Actions } from "../support/shortcut.ts";

function logOf(actions: Actions, device: DeviceSpec = {}): string[] {
  const { actions: list } = runnable(actions);
  return printRun(runActions(actions, device), (at) => list[at], plainStyle)
    .trimEnd()
    .split("\n");
}

describe("the log of a run", () => {
  test("names what an action is given as the Python does, and what is not known in brackets", () => {
    const program = [
      action("runsshscript", { WFSSHScript: "uptime", WFSSHHost: "example.com", UUID: "S" }),
      action("openurl", { WFInput: text("https://a.example/", output("S")) }),
    ];
    expect(logOf(program)).toEqual([
      'action 0 run script  script: "uptime"  host: "example.com"',
      "action 1 open url  https://a.example/⟨the output of a script⟩",
      'result  "https://a.example/⟨the output of a script⟩"',
      "finished after 2 actions",
      "not known: the output of a script; on it depends what it did, its result",
    ]);
  });

  test("shows once what a repeat does again and again", () => {
    const program = repeat(5, [
      action("vibrate"),
      action("notification", { WFNotificationActionBody: "Hi" }),
    ]);
    expect(logOf([program])).toEqual([
      "action 1 vibrate",
      'action 2 notification  "Hi"',
      "         … these 2 lines 4 times more",
      "finished after 16 actions",
    ]);
  });

  test("says what was assumed, and what was asked before the first action", () => {
    const ask = action("ask", { WFAskActionPrompt: "How many?", WFInputType: "Number" });
    expect(logOf([ask])[0]).toBe('action 0 ask  "How many?"  type: Number  -> ""  (assumed)');
    expect(logOf([ask], { answers: ["3"] })[0]).toBe('action 0 ask  "How many?"  type: Number  -> "3"');
  });

  test("a request that is answered has a status, one that is not says so", () => {
    const get = [
      action("url", { WFURLActionURL: "https://a.example/x", UUID: "U" }),
      action("downloadurl", { WFURL: text(output("U")) }),
    ];
    expect(logOf(get)[0]).toBe("action 1 web request  GET  https://a.example/x  (no answer is recorded)");
    const http = [{ url: "https://a.example/x", body: "ok" }];
    expect(logOf(get, { http })[0]).toBe("action 1 web request  GET  https://a.example/x  status: 200");
  });

  test("an app's action says which it is, and what it is given under its names", () => {
    const log = {
      WFWorkflowActionIdentifier: "dk.simonbs.DataJar.SetValueIntent",
      WFWorkflowActionParameters: { keyPath: "a.b", values: "x" },
    };
    expect(logOf([log])[0]).toBe(
      'action 0 app action  dk.simonbs.DataJar.SetValueIntent  key_path: "a.b"  value: "x"',
    );
  });

  test("clipboard, files and links by what they are", () => {
    const program = [
      action("gettext", { WFTextActionText: "hi", UUID: "T" }),
      action("documentpicker.save", {
        WFInput: attachment(output("T")),
        WFFileDestinationPath: "a.txt",
        WFAskWhereToSave: false,
      }),
      action("setclipboard", { WFInput: attachment(token("Input")) }),
    ];
    expect(logOf(program).slice(0, 2)).toEqual([
      'action 1 save file  /iCloud Drive/Shortcuts/a.txt "hi"',
      'action 2 clipboard  /iCloud Drive/Shortcuts/a.txt "hi"',
    ]);
  });
});
