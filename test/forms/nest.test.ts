import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  condition,
  ifBlock,
  key,
  menu,
  output,
  property,
  pythonBody,
  pythonMetadata,
  pythonModule,
  python,
  repeat,
  repeatEach,
  shortcutFile,
  text,
  token,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

const friendly = { names: "friendly" } as const;
/** Without what defines the variables that nothing sets. */
const body = (...actions: Actions) =>
  pythonBody(actions, friendly).replace(/^[A-Z]\w* = (unset\(\)|\[\])\n/gm, "");
const made = (n: number) => ({ UUID: `00000000-0000-0000-0000-00000000000${n}` });
const from = (n: number, label: string, ...chain: Parameters[]) =>
  attachment(output(made(n).UUID, label, ...chain.map((step) => Object.assign({}, step) as never)));
const list = attachment(variable("List"));
const photo = attachment(variable("Photo"));
const count = (n: number, more: Parameters = {}) => action("count", { Input: list, ...made(n), ...more });
const counted = (n: number) => from(n, "Count");
const images = (n: number, more: Parameters = {}) =>
  action("detect.images", { WFInput: photo, ...made(n), ...more });
const look = (input: Parameters[string]) => action("previewdocument", { WFInput: input });
const url = (n: number) => action("url", { WFURLActionURL: "https://example.org", ...made(n) });
const fetch = (input: Parameters[string], more: Parameters = {}) =>
  action("downloadurl", { WFURL: input, ...more });
const vibrate = action("vibrate");

describe("a call whose output only the action behind takes", () => {
  test.each<[string, Actions, string]>([
    [
      "stands in its line",
      [images(1), look(from(1, "Images"))],
      "quick_look(get_images_from_input(Photo))\n",
    ],
    [
      "stands in that of an output",
      [url(1), fetch(text(output(made(1).UUID, "URL")), { ...made(2), CustomOutputName: "Page" })],
      'page = get_contents_of_url(make_url("https://example.org"), "GET")\n',
    ],
    [
      "stands in that of a variable",
      [
        url(1),
        fetch(text(output(made(1).UUID, "URL")), made(2)),
        action("setvariable", { WFVariableName: "Page", WFInput: from(2, "Contents of URL") }),
      ],
      'Page = get_contents_of_url(make_url("https://example.org"), "GET")\n',
    ],
    [
      "stands in that of what is added to one",
      [
        url(1),
        fetch(text(output(made(1).UUID, "URL")), made(2)),
        action("appendvariable", { WFVariableName: "Pages", WFInput: from(2, "Contents of URL") }),
      ],
      'Pages.append(get_contents_of_url(make_url("https://example.org"), "GET"))\n',
    ],
    [
      "stands before a key",
      [
        fetch("https://a.org", made(1)),
        action("getvalueforkey", {
          WFInput: from(1, "Contents of URL"),
          WFDictionaryKey: "a",
          ...made(2),
          CustomOutputName: "X",
        }),
      ],
      'x = get_contents_of_url("https://a.org", "GET")["a"]\n',
    ],
    [
      "stands in a calculation",
      [
        count(1),
        action("math", {
          WFInput: counted(1),
          WFMathOperation: "-",
          WFMathOperand: 1,
          ...made(2),
          CustomOutputName: "X",
        }),
      ],
      'x = count_items(List, "Items") - 1\n',
    ],
    [
      "stands in a condition",
      [count(1), ...ifBlock(condition(output(made(1).UUID, "Count"), 2, { WFNumberValue: "3" }), [vibrate])],
      'if count_items(List, "Items") > 3:\n    vibrate_device()\n',
    ],
    [
      "stands in the opposite of one",
      [
        count(1),
        ...ifBlock(condition(output(made(1).UUID, "Count"), 4, { WFNumberValue: "3" }), [], {
          otherwise: [vibrate],
        }),
      ],
      'if not count_items(List, "Items") == 3:\n    vibrate_device()\n',
    ],
    [
      "stands in what a repeat goes through",
      [images(1), ...repeatEach(output(made(1).UUID, "Images"), [look(attachment(variable("Repeat Item")))])],
      "for repeat_item in get_images_from_input(Photo):\n    quick_look(repeat_item)\n",
    ],
    [
      "stands in how often a repeat goes",
      [count(1), ...repeat(counted(1), [vibrate])],
      'for repeat_index in range(1, count_items(List, "Items") + 1):\n    vibrate_device()\n',
    ],
    [
      "has its property read there",
      [images(1), look(from(1, "Images", property("Name")))],
      "quick_look(get_images_from_input(Photo).Name)\n",
    ],
    [
      "is read as something else there",
      [images(1), look(from(1, "Images", as("WFStringContentItem")))],
      "quick_look(as_text(get_images_from_input(Photo)))\n",
    ],
    [
      "has a key of it read there",
      [images(1), look(from(1, "Images", key("a")))],
      'quick_look(get_images_from_input(Photo)["a"])\n',
    ],
  ])("%s", (_, actions, expected) => {
    expect(body(...actions)).toBe(expected);
  });

  test("stands in a call in a call as long as the line is short", () => {
    const chain = (name: string) => [
      images(1, { WFInput: attachment(variable(name)) }),
      action("detect.text", { WFInput: from(1, "Images"), ...made(2) }),
      look(from(2, "Text")),
    ];
    expect(body(...chain("P"))).toBe("quick_look(get_text_from_input(get_images_from_input(P)))\n");
    expect(body(...chain("A_photo_of_somebody"))).toBe(
      "text = get_text_from_input(get_images_from_input(A_photo_of_somebody))\nquick_look(text)\n",
    );
  });

  describe("that takes several lines", () => {
    const headers = {
      Value: {
        WFDictionaryFieldValueItems: [
          { WFItemType: 0, WFKey: text("Accept-Language, as it is"), WFValue: text("en-GB, en, de, fr") },
        ],
      },
      WFSerializationType: "WFDictionaryFieldValue",
    };

    test("stands in the line of its argument", () => {
      expect(body(url(1), fetch(text(output(made(1).UUID, "URL")), { WFHTTPHeaders: headers }))).toBe(python`
        get_contents_of_url(
            make_url("https://example.org"),
            "GET",
            headers={"Accept-Language, as it is": "en-GB, en, de, fr"},
        )
      `);
    });

    test("stands there as what is read of it", () => {
      const chosen = action("choosefromlist", {
        WFInput: from(1, "Images", as("WFContactContentItem")),
        WFChooseFromListActionPrompt: "Which of all these pictures do you want to send to your friends?",
      });
      expect(body(images(1), chosen)).toBe(python`
        choose_from_list(
            as_contact(get_images_from_input(Photo)),
            "Which of all these pictures do you want to send to your friends?",
        )
      `);
    });

    test("has a line where it would not fit into that", () => {
      const long = action("url", { WFURLActionURL: `https://example.org/${"a".repeat(64)}`, ...made(1) });
      expect(body(long, fetch(text(output(made(1).UUID, "URL")), { WFHTTPHeaders: headers }))).toMatch(
        /^url = make_url\(/,
      );
    });

    test("has a line where the action reads what may be another then", () => {
      const chosen = action("choosefromlist", {
        WFInput: from(1, "Images"),
        WFChooseFromListActionPrompt: text(
          "Which of all these pictures did you take on the day before ",
          token("CurrentDate"),
          "?",
        ),
      });
      expect(body(images(1), chosen)).toMatch(/^images = get_images_from_input\(Photo\)\n/);
    });
  });

  test("is one that reads what it has made the last time, by its own name", () => {
    const set = action("setvalueforkey", {
      WFDictionary: from(2, "Dictionary"),
      WFDictionaryKey: text(output(made(1).UUID, "Images")),
      WFDictionaryValue: "x",
      ...made(2),
    });
    expect(body(...repeatEach(variable("List"), [images(1), set]))).toContain(
      'dictionary = set_dictionary_value(dictionary, get_images_from_input(Photo), "x")',
    );
  });

  test("starts the result of a repeat behind it, which is no action", () => {
    const actions = [
      images(1),
      ...repeatEach(output(made(1).UUID, "Images"), [action("getbatterylevel", made(3))], made(2)),
      look(from(2, "Repeat Results")),
    ];
    expect(body(...actions)).toBe(python`
      repeat_results = []
      for repeat_item in get_images_from_input(Photo):
          repeat_results.append(get_battery_status(get="Battery Level"))
      quick_look(repeat_results)
    `);
  });

  test.each<[string, Actions]>([
    ["is read twice", [images(1), look(from(1, "Images")), look(from(1, "Images"))]],
    ["has a name of its author's", [images(1, { CustomOutputName: "Small" }), look(from(1, "Small"))]],
    ["is read by the action after next", [images(1), vibrate, look(from(1, "Images"))]],
    [
      "is behind a comment",
      [images(1), action("comment", { WFCommentActionText: "why" }), look(from(1, "Images"))],
    ],
    ["is part of a text", [images(1), action("showresult", { Text: text("It is ", output(made(1).UUID)) })]],
    [
      "is read in a later branch",
      [
        images(1),
        ...ifBlock(condition(variable("A"), 100), [], {
          elifs: [[condition(output(made(1).UUID), 100), [vibrate]]],
        }),
      ],
    ],
    [
      "is read in a branch",
      [images(1), ...ifBlock(condition(variable("A"), 100), [look(from(1, "Images"))])],
    ],
    [
      "is the question of a menu",
      [images(1), ...menu({ WFMenuPrompt: text(output(made(1).UUID)) }, [["A", [vibrate]]])],
    ],
    [
      "would run before what the line reads",
      [
        images(1),
        action("image.combine", {
          WFInput: from(1, "Images"),
          WFImageCombineSpacing: attachment(token("Clipboard")),
        }),
      ],
    ],
    [
      "would make the line too long",
      [
        action("text.replace", {
          ...{ WFInput: text(variable("A_text_that_is_long")), ...made(1) },
          ...{ WFReplaceTextFind: "something to be found", WFReplaceTextReplace: "else" },
        }),
        action("setclipboard", { WFInput: from(1, "Updated Text"), WFLocalOnly: true }),
      ],
    ],
  ])("has a line of its own where it %s", (_, actions) => {
    expect(body(...actions)).toMatch(/^(\w+) = \w+\(.*\1/s);
  });

  test("has one in the names of files, and where the body says all", () => {
    const actions = [images(1), look(from(1, "Images"))];
    expect(pythonBody(actions)).toContain("images = is_workflow_actions_detect_images(");
    expect(pythonBody(actions, { ...friendly, lossless: true })).toContain("images = get_images_from_input(");
  });

  test("leaves names in their order, also where it does not fit", () => {
    const replace = (n: number, input: Parameters[string], find: string) =>
      action("text.replace", {
        ...{ WFInput: input, WFReplaceTextFind: find, WFReplaceTextReplace: "b", ...made(n) },
      });
    const updated = (n: number) => text(output(made(n).UUID, "Updated Text"));
    expect(
      body(
        replace(1, text(variable("A")), "a".repeat(40)),
        replace(2, updated(1), "a".repeat(40)),
        replace(3, updated(2), "a".repeat(40)),
        action("showresult", { Text: text("It is ", output(made(3).UUID)) }),
      ).match(/^\w+ =/gm),
    ).toEqual(["updated_text =", "updated_text_2 =", "updated_text_3 ="]);
  });

  test("keeps what references call its output, and its line says both actions", () => {
    const actions = [images(1), look(from(1, "Kleines Bild"))];
    expect(pythonMetadata(actions, friendly)).toContain('"output_names": {"Images": "Kleines Bild"}');
    const { python: program, sourceMap } = convert(shortcutFile(actions), { name: "Test" });
    const line = program.split("\n").findIndex((said) => said.includes("get_images_from_input(Photo)")) + 1;
    expect(sourceMap.map(({ line, action }) => [line, action])).toEqual([
      [line, 0],
      [line, 1],
    ]);
  });

  test("is found by what the pipe brings in an old file", () => {
    const old = { WFWorkflowClientVersion: "754" };
    const actions = [
      action("getclipboard"),
      action("detect.link"),
      action("openurl"),
      action("getclipboard"),
      action("detect.link"),
      action("openurl"),
    ];
    const module = pythonModule(actions, { ...friendly, properties: old });
    expect(module).toContain("open_urls(get_urls_from_input(read_clipboard()))");
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
