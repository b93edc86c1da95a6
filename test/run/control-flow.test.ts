import { describe, expect, test } from "vitest";
import { decodeActions } from "../../src/ir/decode.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import { run } from "../../src/run/run.ts";
import { describeValue } from "../../src/run/trace.ts";
import { number as numberItem } from "../../src/run/value.ts";
import { Decimal } from "../../src/run/decimal.ts";
import { resultOf, runActions, runnable } from "../support/run.ts";
import {
  action,
  attachment,
  condition,
  ifBlock,
  listItem,
  marker,
  menu,
  output,
  repeat,
  repeatEach,
  text,
  textPayload,
  token,
  variable,
  type Actions,
} from "../support/shortcut.ts";

const say = (content: string, uuid?: string) =>
  action("gettext", { WFTextActionText: content, ...(uuid && { UUID: uuid }) });
const show = (...parts: Parameters<typeof text>) => action("gettext", { WFTextActionText: text(...parts) });
const set = (name: string, input: Parameters<typeof attachment>[0]) =>
  action("setvariable", { WFVariableName: name, WFInput: attachment(input) });
const list = (...items: string[]) => action("list", { WFItems: items, UUID: "LIST" });
const nothing = action("nothing");
/** An If about a text. */
const ifText = (subject: string, code: number, operand: string, body: Actions, otherwise?: Actions) => [
  say(subject, "SUBJECT"),
  ifBlock(
    condition(output("SUBJECT"), code, { WFConditionalActionString: operand }),
    body,
    otherwise && { otherwise },
  ),
];

describe("If", () => {
  test("runs the branch whose condition holds, and hands on what that ends with", () => {
    expect(resultOf(ifText("a", 4, "a", [say("yes")], [say("no")]))).toEqual(["yes"]);
    expect(resultOf(ifText("b", 4, "a", [say("yes")], [say("no")]))).toEqual(["no"]);
  });

  test("hands on what stood before it where no branch runs, whatever was compared", () => {
    const program = [
      say("compared", "SUBJECT"),
      say("before"),
      ifBlock(condition(output("SUBJECT"), 4, { WFConditionalActionString: "x" }), [say("in")]),
    ];
    expect(resultOf(program)).toEqual(["before"]);
  });

  test("an empty branch hands on what stood before, and Nothing clears it", () => {
    expect(resultOf([say("before"), ifText("a", 4, "a", [])])).toEqual(["a"]);
    expect(resultOf(ifText("a", 4, "a", [nothing]))).toEqual([]);
  });

  test("takes the first Otherwise If that holds", () => {
    const test = (wanted: string) => condition(output("SUBJECT"), 4, { WFConditionalActionString: wanted });
    const program = (subject: string) => [
      say(subject, "SUBJECT"),
      ifBlock(test("a"), [say("1")], {
        elifs: [
          [test("b"), [say("2")]],
          [test("b"), [say("3")]],
        ],
        otherwise: [say("4")],
      }),
    ];
    expect(resultOf(program("a"))).toEqual(["1"]);
    expect(resultOf(program("b"))).toEqual(["2"]);
    expect(resultOf(program("c"))).toEqual(["4"]);
  });

  test("of two Otherwise, the first ends where the second begins", () => {
    const group = "g";
    const program = [
      say("x", "SUBJECT"),
      marker("conditional", 0, group, condition(output("SUBJECT"), 4, { WFConditionalActionString: "a" })),
      say("1"),
      marker("conditional", 1, group),
      say("2"),
      marker("conditional", 1, group),
      say("3"),
      marker("conditional", 2, group),
    ];
    expect(resultOf(program)).toEqual(["2"]);
  });

  test("its result goes by the UUID of its end", () => {
    const program = [
      ifText("a", 4, "a", [say("in")]),
      set("x", output("SUBJECT")),
      show("[", output("END"), "]"),
    ];
    const withEnd = [
      say("a", "SUBJECT"),
      ifBlock(condition(output("SUBJECT"), 100), [say("in")], { end: { UUID: "END" } }),
      program.at(-1)!,
    ];
    expect(resultOf(withEnd as Actions)).toEqual(["[in]"]);
  });
});

describe("Repeat", () => {
  test("collects what each round ends with; what ends with nothing adds nothing", () => {
    expect(resultOf(repeat(3, [show(variable("Repeat Index"))]))).toEqual(["1", "2", "3"]);
    expect(resultOf(repeat(3, [say("x"), nothing]))).toEqual([]);
  });

  test("a body that ends with Set Variable gives what was set", () => {
    expect(resultOf(repeat(3, [set("x", variable("Repeat Index"))]))).toEqual([1, 2, 3]);
  });

  test("not at all for 0, once without a number, whole rounds only", () => {
    expect(resultOf(repeat(0, [say("x")]))).toEqual([]);
    expect(resultOf(repeat(undefined, [say("x")]))).toEqual(["x"]);
    expect(resultOf(repeat("2.7", [say("x")]))).toEqual(["x", "x"]);
    expect(resultOf(repeat(-1, [say("x")]))).toEqual([]);
  });

  test("each item, with its index; lists in lists flatten", () => {
    const program = [
      list("a", "b"),
      repeatEach(output("LIST"), [show(variable("Repeat Index"), variable("Repeat Item"))]),
    ];
    expect(resultOf(program)).toEqual(["1a", "2b"]);
  });

  test("a change of the list inside does not change the rounds", () => {
    const program = [
      list("a", "b"),
      set("l", output("LIST")),
      repeatEach(variable("l"), [
        action("appendvariable", { WFVariableName: "l", WFInput: attachment(variable("Repeat Item")) }),
        nothing,
      ]),
      action("getvariable", { WFVariable: attachment(variable("l")) }),
    ];
    expect(resultOf(program)).toEqual(["a", "b", "a", "b"]);
  });

  test("inner repeats are numbered, and both kinds count", () => {
    const program = [
      list("a", "b"),
      repeat(2, [
        repeatEach(output("LIST"), [
          show(variable("Repeat Index"), variable("Repeat Index 2"), variable("Repeat Item 2")),
        ]),
      ]),
    ];
    expect(resultOf(program)).toEqual(["11a", "12b", "21a", "22b"]);
  });

  test("its variables are gone afterwards", () => {
    expect(resultOf([repeat(2, [nothing]), show("<", variable("Repeat Index"), ">")])).toEqual(["<>"]);
  });

  test("the pipe begins with the item, or with what stood before a counted one", () => {
    const asIs = action("getvariable", { WFVariable: attachment(token("Input")) });
    expect(resultOf([list("a", "b"), repeatEach(output("LIST"), [asIs])])).toEqual(["a", "b"]);
    expect(resultOf([say("before"), repeat(2, [asIs])])).toEqual(["before", "before"]);
  });
});

describe("Choose from Menu", () => {
  const program = [
    say("before"),
    menu({ WFMenuPrompt: "Which?", WFMenuItems: ["A", "B", "C"] }, [
      ["A", [say("x")]],
      ["B", []],
    ]),
  ];

  test("runs the case of the chosen item", () => {
    expect(resultOf(program, { answers: ["A"] })).toEqual(["x"]);
    expect(resultOf(program, { answers: [2] })).toEqual(["before"]);
  });

  test("an item without a case runs nothing", () => {
    expect(resultOf(program, { answers: ["C"] })).toEqual(["before"]);
  });

  test("cancelling ends the run", () => {
    expect(resultOf([program, say("after")], { answers: [{ cancel: true }] })).toBe("cancelled");
  });

  test("titles with variables are compared as they are now, not as they were written", () => {
    const title = text("Hello ", variable("name"));
    const program = [
      say("Ann", "U"),
      set("name", output("U")),
      menu({ WFMenuItems: [listItem("text", title), "Other"] }, [
        [{ WFMenuItemTitle: "Other" }, [say("2")]],
        [
          {
            WFMenuItemTitle: "Hello Bob",
            WFMenuItemAttributedTitle: textPayload("Hello ", variable("name")),
          },
          [say("1")],
        ],
      ]),
    ];
    expect(resultOf(program, { answers: ["Hello Ann"] })).toEqual(["1"]);
    expect(resultOf(program, { answers: ["Other"] })).toEqual(["2"]);
  });
});

describe("variables", () => {
  test("keep their kind, and what is not set is nothing", () => {
    const number = action("number", { WFNumberActionNumber: "05", UUID: "N" });
    expect(
      resultOf([
        number,
        set("n", output("N")),
        action("getvariable", { WFVariable: attachment(variable("n")) }),
      ]),
    ).toEqual([5]);
    expect(resultOf([show("<", variable("never"), ">")])).toEqual(["<>"]);
  });

  test("Add to Variable gives the whole variable", () => {
    const program = [
      say("a", "U"),
      list("b", "c"),
      action("appendvariable", { WFVariableName: "v", WFInput: attachment(output("U")) }),
      action("appendvariable", { WFVariableName: "v", WFInput: attachment(output("LIST")) }),
    ];
    expect(resultOf(program)).toEqual(["a", "b", "c"]);
  });

  test("a blank Set Variable empties, in a file that writes its inputs", () => {
    const program = [
      say("a", "U"),
      set("v", output("U")),
      set("w", output("U")),
      action("setvariable", { WFVariableName: "v" }),
      show("<", variable("v"), ">"),
    ];
    expect(resultOf(program)).toEqual(["<>"]);
  });

  test("in an old file that writes none, it takes what the action before has left", () => {
    const program = [
      say("a"),
      action("setvariable", { WFVariableName: "v" }),
      action("setvariable", { WFVariableName: "w" }),
      show(variable("v"), variable("w")),
    ];
    const old = decodeActions(
      { WFWorkflowClientVersion: "754", WFWorkflowActions: program as PlistDict[] },
      [],
    );
    expect(describeValue(run(old, {}).result)).toEqual(["aa"]);
    // A file of today that shows nothing of how it writes inputs leaves them blank.
    expect(resultOf(program)).toEqual([""]);
  });

  test("an output that ran several times is its last value; one that was skipped, nothing", () => {
    const program = [
      repeat(2, [action("gettext", { WFTextActionText: text(variable("Repeat Index")), UUID: "U" })]),
      show(output("U"), output("NEVER")),
    ];
    expect(resultOf(program)).toEqual(["2"]);
  });
});

describe("ends", () => {
  test("Stop This Shortcut and Stop and Output", () => {
    expect(runActions([say("a"), action("exit"), say("b")])).toMatchObject({
      status: "stopped",
      by: "exit",
      result: [],
      steps: 2,
    });
    const program = [list("a", "b"), action("output", { WFOutput: text(output("LIST")) }), say("c")];
    expect(resultOf(program)).toEqual(["a", "b"]);
    expect(runActions(program)).toMatchObject({ status: "stopped", by: "output" });
  });

  test("an error names the action", () => {
    const program = [say("x", "U"), action("number", { WFNumberActionNumber: attachment(output("U")) })];
    expect(runActions(program)).toMatchObject({
      status: "failed",
      error: {
        action: 1,
        identifier: "is.workflow.actions.number",
        message: "Shortcuts couldn't convert from Text to Number.",
      },
    });
  });

  test("limits", () => {
    const endless = repeat(1e9, [say("x"), nothing]);
    expect(runActions(endless, {}, { limits: { steps: 1000 } })).toMatchObject({
      status: "undetermined",
      steps: 1001,
    });
    const doubling = [
      say("xxxxxxxxxx", "U"),
      set("v", output("U")),
      repeat(100, [
        action("gettext", { WFTextActionText: text(variable("v"), variable("v")), UUID: "U2" }),
        set("v", output("U2")),
      ]),
    ];
    expect(runActions(doubling)).toMatchObject({ status: "undetermined", error: { message: /data/ } });
  });
});

describe("Run Shortcut", () => {
  const call = (name: string) =>
    action("runworkflow", {
      WFWorkflow: { workflowName: name, isSelf: false },
      WFInput: attachment(output("U")),
    });
  test("input in, output out, variables apart", () => {
    const shortcuts = {
      Child: runnable([
        set("v", token("ExtensionInput")),
        action("output", { WFOutput: text("got ", variable("v")) }),
      ]),
    };
    const program = [
      say("a", "U"),
      set("v", output("U")),
      call("Child"),
      action("gettext", { WFTextActionText: text(variable("v")) }),
    ];
    expect(resultOf(program.slice(0, 3), {}, { shortcuts })).toEqual(["got a"]);
    expect(resultOf(program, {}, { shortcuts })).toEqual(["a"]);
    expect(resultOf(program, {}, { shortcuts: {} })).toMatch(/failed: There is no shortcut "Child"/);
    expect(resultOf(program, { installed: ["Other"] })).toMatch(/failed: There is no shortcut "Child"/);
  });

  test("where nobody says which shortcuts there are, what another gives is not known", () => {
    const { status, result, effects, uncertain } = runActions([say("a", "U"), call("Child")]);
    expect(status).toBe("finished");
    expect(result).toEqual([{ kind: "placeholder", of: 'the shortcut "Child"' }]);
    expect(effects).toMatchObject([{ kind: "run shortcut", name: "Child", input: ["a"], unknown: true }]);
    expect(uncertain.result).toEqual(['the shortcut "Child"']);
  });

  test("a shortcut that runs itself ends at the limit", () => {
    const program = [
      say("a", "U"),
      action("runworkflow", {
        WFWorkflow: { workflowName: "x", isSelf: true },
        WFInput: attachment(output("U")),
      }),
    ];
    expect(runActions(program)).toMatchObject({ status: "undetermined", error: { message: /levels deep/ } });
  });
});

describe("actions from outside", () => {
  test("what is not modelled leaves a mark on all that comes of it", () => {
    const program = [action("com.example.Act", { UUID: "U" }), show("<", output("U"), ">")];
    expect(runActions(program)).toMatchObject({
      status: "finished",
      unmodelled: ["com.example.Act"],
      uncertain: { control: [], result: ["com.example.Act"] },
    });
    expect(resultOf(program)).toEqual(["<⟨com.example.Act⟩>"]);
    expect(runActions(program, {}, { strict: true })).toMatchObject({ status: "undetermined" });
    expect(resultOf(program, { apps: { "com.example.Act": "known" } })).toEqual(["<known>"]);
  });

  test("the caller's own actions come first", () => {
    const seen: string[] = [];
    const result = resultOf(
      [action("com.example.Act", { x: text("a", variable("v")), UUID: "U" }), show(output("U"))],
      {},
      {
        actions: (identifier) =>
          identifier === "com.example.Act"
            ? (context) => {
                seen.push(context.text("x"));
                return [numberItem(new Decimal(7))];
              }
            : undefined,
      },
    );
    expect(result).toEqual(["7"]);
    expect(seen).toEqual(["a"]);
  });
});
