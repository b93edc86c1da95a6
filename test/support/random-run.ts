import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import { Random } from "./mutate.ts";
import {
  action,
  attachment,
  condition,
  dictionaryValue,
  ifBlock,
  output,
  repeat,
  repeatEach,
  shortcutFile,
  text,
  variable,
  type Actions,
  type Parameters,
} from "./shortcut.ts";

/** A random shortcut of actions that compute: texts, numbers, lists, dictionaries, variables, Ifs and repeats. */
export function randomProgram(seed: number): Uint8Array {
  return shortcutFile(new Writer(new Random(seed)).block(4 + (seed % 8), 0));
}

const TEXTS = [
  "",
  "a",
  "b,c",
  "hello world",
  "12",
  "3.5",
  "x=1&y=2",
  "a\nb\n",
  '{"k":"v","n":{"m":[1,2]}}',
  "7 apples",
  "-4",
  "A-b_C",
  "100",
  "0",
];
const KEYS = ["k", "n", "n.m", "n.m.2", "x", "z"];
const NAMES = ["v", "w", "Total"];
const PATTERNS = ["[a-z]+", "[0-9]", "(.)(.)?", "a|b", "^.", "x*", "(a)(?=,)", "[^,]+", "."];

const DATES = ["2024-01-31", "2024-02-29 23:59:58", "2023-12-31T00:00:00Z", "2025-03-30 12:30", "2020-05-06"];
const UNITS = ["sec", "min", "hr", "days", "weeks", "months", "years"];
const FORMATS = [
  "yyyy-MM-dd HH:mm",
  "EEEE, MMM d",
  "YYYY w",
  "D h a",
  "yy'y' k:K:ss",
  "MMMM ''DDD",
  "dd.M.y SSS",
];
const ADDRESSES = [
  "https://u@h.example:8080/a%20b/?q=1#f",
  "http://e.example/p/q",
  "https://e.example?x=1&y=%C3%A9",
];

class Writer {
  private readonly random: Random;
  private readonly outputs: string[] = [];
  private count = 0;
  private repeats = 0;

  constructor(random: Random) {
    this.random = random;
  }

  block(length: number, depth: number): Actions {
    return Array.from({ length }, () =>
      depth < 3 && this.random.below(6) === 0 ? this.nested(depth) : this.step(),
    );
  }

  private nested(depth: number): Actions {
    const length = 1 + this.random.below(4);
    const end = { UUID: this.name() };
    const kept = this.outputs.length;
    switch (this.random.below(3)) {
      case 0: {
        const test = this.test();
        const body = this.block(length, depth + 1);
        const otherwise = this.random.below(2) === 0 ? this.block(length, depth + 1) : undefined;
        this.outputs.length = kept;
        this.outputs.push(end.UUID);
        return ifBlock(test, body, { ...(otherwise && { otherwise }), end });
      }
      default: {
        const isEach = this.random.below(2) === 0;
        const over = this.token();
        this.repeats++;
        const body = this.block(length, depth + 1);
        this.repeats--;
        this.outputs.length = kept;
        this.outputs.push(end.UUID);
        return isEach ? repeatEach(over, body, end) : repeat(this.random.below(4), body, end);
      }
    }
  }

  private name(): string {
    return `U${++this.count}`;
  }

  private made(name: string, parameters: Parameters): PlistDict {
    const uuid = this.name();
    this.outputs.push(uuid);
    return action(name, { ...parameters, UUID: uuid });
  }

  private token(): PlistDict {
    const { random } = this;
    if (this.repeats > 0 && random.below(3) === 0) {
      const level = 1 + random.below(this.repeats);
      return variable(`Repeat Index${level === 1 ? "" : ` ${level}`}`);
    }
    if (this.outputs.length === 0 || random.below(4) === 0) return variable(random.pick(NAMES));
    // Later outputs are read more often, as people do.
    return output(this.outputs[Math.max(this.outputs.length - 1 - random.below(4), 0)]!);
  }

  private test(): Parameters {
    const { random } = this;
    const of = this.token();
    switch (random.below(4)) {
      case 0:
        return condition(of, random.pick([100, 101]));
      case 1:
        return condition(of, random.pick([4, 5, 99, 999, 8, 9]), {
          WFConditionalActionString: random.pick(TEXTS),
        });
      default:
        return condition(of, random.pick([0, 1, 2, 3, 4, 5]), {
          WFNumberValue: random.pick(["0", "1", "3", "12"]),
        });
    }
  }

  private words(): PlistValue {
    const { random } = this;
    if (random.below(3) === 0) return random.pick(TEXTS);
    return text(
      random.pick(["", "<", "n: "]),
      this.token(),
      ...(random.below(2) === 0 ? [random.pick([">", "\n", ","])] : []),
      ...(random.below(3) === 0 ? [this.token()] : []),
    );
  }

  private step(): Actions {
    const { random } = this;
    const input = attachment(this.token());
    const steps: (() => PlistDict)[] = [
      () => this.made("gettext", { WFTextActionText: this.words() }),
      () => this.made("gettext", { WFTextActionText: this.words() }),
      () =>
        this.made("number", { WFNumberActionNumber: random.pick(["0", "1", "2.5", "-3", "12", "1000000"]) }),
      () => this.made("list", { WFItems: Array.from({ length: random.below(4) }, () => random.pick(TEXTS)) }),
      () =>
        this.made("dictionary", {
          WFItems: dictionaryValue(
            ["text", "k", text(this.token())],
            ["number", "n", text(random.pick(["1", "2.5"]))],
          ),
        }),
      () => action("setvariable", { WFVariableName: random.pick(NAMES), WFInput: input }),
      () => action("setvariable", { WFVariableName: random.pick(NAMES), WFInput: input }),
      () => action("appendvariable", { WFVariableName: random.pick(NAMES), WFInput: input }),
      () =>
        this.made("math", {
          WFInput: input,
          WFMathOperation: random.pick(["+", "-", "×", "÷"]),
          WFMathOperand: random.pick(["2", "0.1", "3"]),
        }),
      () =>
        this.made("math", {
          WFInput: input,
          WFMathOperation: "…",
          WFScientificMathOperation: random.pick(["Modulus", "x^2", "abs(x)"]),
          WFScientificMathOperand: "3",
        }),
      () =>
        this.made("round", {
          WFInput: input,
          WFRoundTo: random.pick(["Ones Place", "Tenths", "Hundreds Place"]),
          WFRoundMode: random.pick(["Normal", "Always Round Up", "Always Round Down"]),
        }),
      () =>
        this.made("count", {
          Input: input,
          WFCountType: random.pick(["Items", "Items", "Characters", "Lines"]),
        }),
      () =>
        this.made("text.split", {
          text: input,
          WFTextSeparator: random.pick(["New Lines", "Spaces", "Custom", "Every Character"]),
          WFTextCustomSeparator: random.pick([",", "-", "l"]),
        }),
      () =>
        this.made("text.combine", {
          text: input,
          WFTextSeparator: random.pick(["New Lines", "Spaces", "Custom"]),
          WFTextCustomSeparator: random.pick([", ", "", "+"]),
        }),
      () =>
        this.made("text.replace", {
          WFInput: text(this.token()),
          WFReplaceTextFind: random.pick(["a", "l", "1", "B"]),
          WFReplaceTextReplace: random.pick(["", "x", "$0"]),
          WFReplaceTextCaseSensitive: random.below(2) === 0,
        }),
      () =>
        this.made("text.replace", {
          WFInput: text(this.token()),
          WFReplaceTextFind: random.pick(PATTERNS),
          WFReplaceTextReplace: random.pick(["", "<$0>", "$1-$2", "\\$", "$03"]),
          WFReplaceTextRegularExpression: true,
        }),
      () => this.made("text.match", { text: text(this.token()), WFMatchTextPattern: random.pick(PATTERNS) }),
      () => this.made("text.match.getgroup", { matches: input, WFGroupIndex: random.pick(["0", "1"]) }),
      () =>
        this.made("text.changecase", { text: input, WFCaseType: random.pick(["UPPERCASE", "lowercase"]) }),
      () =>
        this.made("urlencode", {
          WFInput: text(this.token()),
          WFEncodeMode: random.pick(["Encode", "Decode"]),
        }),
      () => this.made("hash", { WFInput: input, WFHashType: random.pick(["MD5", "SHA1", "SHA256"]) }),
      () => this.made("detect.text", { WFInput: input }),
      () => this.made("detect.dictionary", { WFInput: input }),
      () => this.made("getvalueforkey", { WFInput: input, WFDictionaryKey: random.pick(KEYS) }),
      () =>
        this.made("getvalueforkey", {
          WFInput: input,
          WFGetDictionaryValueType: random.pick(["All Keys", "All Values"]),
        }),
      () =>
        this.made("setvalueforkey", {
          WFDictionary: input,
          WFDictionaryKey: random.pick(KEYS),
          WFDictionaryValue: text(this.token()),
        }),
      () =>
        this.made("getitemfromlist", {
          WFInput: input,
          WFItemSpecifier: random.pick(["First Item", "Last Item", "Item At Index", "Items in Range"]),
          WFItemIndex: random.pick(["1", "2"]),
          WFItemRangeStart: "1",
          WFItemRangeEnd: "2",
        }),
      () =>
        this.made("statistics", {
          Input: input,
          WFStatisticsOperation: random.pick(["Average", "Sum", "Maximum", "Median", "Mode", "Range"]),
        }),
      () => this.made("format.number", { WFNumber: input, WFNumberFormatDecimalPlaces: random.below(4) }),
      () => this.made("getvariable", { WFVariable: input }),
      () =>
        this.made("is.workflow.actions.base64encode", {
          WFInput: input,
          WFBase64LineBreakMode: random.pick(["None", "Every 76 Characters"]),
        }),
      () => this.made("text.trimwhitespace", { WFInput: text(this.token()) }),
      () => this.made("setitemname", { WFInput: input, WFName: random.pick(["x", "total"]) }),
      () => action("setclipboard", { WFInput: input }),
      () => this.made("getclipboard", {}),
      () => action("nothing"),
      () => action("showresult", { Text: text("n ", this.token()) }),
    ];
    if (random.below(12) === 0) return random.below(3) === 0 ? this.link() : this.dates();
    return [random.pick(steps)()];
  }

  /** A date, moved, and shown or compared with another. */
  private dates(): Actions {
    const { random } = this;
    const moment = () =>
      this.made("date", { WFDateActionMode: "Specified Date", WFDateActionDate: random.pick(DATES) });
    const last = () => this.outputs.at(-1)!;
    const first = moment();
    const start = last();
    const moved = this.made("adjustdate", {
      WFDate: text(output(start)),
      WFAdjustOperation: random.pick(["Add", "Add", "Subtract", "Get Start of Week", "Get Start of Month"]),
      WFDuration: {
        Value: { Magnitude: random.pick(["1", "13", "40"]), Unit: random.pick(UNITS) },
        WFSerializationType: "WFQuantityFieldValue",
      },
    });
    const end = last();
    const shown =
      random.below(2) === 0
        ? this.made("format.date", {
            WFDate: text(output(end)),
            WFDateFormatStyle: random.pick(["Custom", "Short", "Medium", "Long", "ISO 8601", "RFC 2822"]),
            WFTimeFormatStyle: random.pick(["None", "Short", "Medium"]),
            WFDateFormat: random.pick(FORMATS),
            WFISO8601IncludeTime: random.below(2) === 0,
          })
        : this.made("gettimebetweendates", {
            WFInput: text(output(end)),
            WFTimeUntilFromDate: text(output(start)),
            WFTimeUntilUnit: random.pick(["Seconds", "Minutes", "Hours", "Days", "Weeks"]),
          });
    return [first, moved, shown];
  }

  /** An address, and a part of it. */
  private link(): Actions {
    const { random } = this;
    const address = this.made("url", { WFURLActionURL: random.pick(ADDRESSES) });
    const part = this.made("geturlcomponent", {
      WFURL: attachment(output(this.outputs.at(-1)!)),
      WFURLComponent: random.pick(["Scheme", "Host", "Port", "Path", "Query", "Fragment", "User"]),
    });
    return [address, part];
  }
}
