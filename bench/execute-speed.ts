/** How many pure actions a second one processor executes: `npm run bench execute-speed`. */
import { run } from "../src/run/run.ts";
import { runnable } from "../test/support/run.ts";
import {
  action,
  attachment,
  condition,
  ifBlock,
  output,
  repeat,
  text,
  variable,
  type Actions,
} from "../test/support/shortcut.ts";

const set = (name: string, uuid: string) =>
  action("setvariable", { WFVariableName: name, WFInput: attachment(output(uuid)) });
const programs: Record<string, Actions> = {
  counter: [
    action("number", { WFNumberActionNumber: "0", UUID: "0" }),
    set("n", "0"),
    repeat(30_000, [
      action("math", { WFInput: attachment(variable("n")), WFMathOperand: "1", UUID: "+" }),
      set("n", "+"),
      action("gettext", { WFTextActionText: text("n = ", variable("n")), UUID: "T" }),
      ifBlock(condition(output("T"), 99, { WFConditionalActionString: "7" }), [action("nothing")]),
    ]),
  ],
  text: [
    action("gettext", { WFTextActionText: "a,b;c-d", UUID: "T" }),
    repeat(20_000, [
      action("text.split", {
        text: attachment(output("T")),
        WFTextSeparator: "Custom",
        WFTextCustomSeparator: ",",
        UUID: "S",
      }),
      action("text.combine", {
        text: attachment(output("S")),
        WFTextSeparator: "Custom",
        WFTextCustomSeparator: "+",
        UUID: "C",
      }),
      action("text.replace", {
        WFInput: text(output("C")),
        WFReplaceTextFind: "[;-]",
        WFReplaceTextReplace: "_",
        WFReplaceTextRegularExpression: true,
        UUID: "R",
      }),
      action("getitemfromlist", { WFInput: attachment(output("S")), WFItemSpecifier: "Last Item" }),
      action("count", { Input: attachment(output("S")) }),
      action("nothing"),
    ]),
  ],
  dictionaries: [
    action("gettext", { WFTextActionText: '{"a":{"b":[1,2,{"c":"x"}]}}', UUID: "T" }),
    action("detect.dictionary", { WFInput: attachment(output("T")), UUID: "D" }),
    repeat(20_000, [
      action("getvalueforkey", { WFInput: attachment(output("D")), WFDictionaryKey: "a.b.3.c", UUID: "V" }),
      action("setvalueforkey", {
        WFDictionary: attachment(output("D")),
        WFDictionaryKey: "k",
        WFDictionaryValue: text(output("V")),
        UUID: "E",
      }),
      action("getvalueforkey", { WFInput: attachment(output("E")), WFDictionaryKey: "k" }),
      action("nothing"),
    ]),
  ],
};

for (const [name, actions] of Object.entries(programs)) {
  const program = runnable(actions);
  run(program);
  const before = process.cpuUsage().user;
  const { steps, status } = run(program);
  const seconds = (process.cpuUsage().user - before) / 1e6;
  console.log(
    `${name}: ${status}, ${steps} actions, ${Math.round(steps / seconds).toLocaleString("en")} a second`,
  );
}
