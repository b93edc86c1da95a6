import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { knownIdentifiers } from "../../src/registry/lookup.ts";
import { functionName, keyOfKeyword } from "../../src/registry/names.ts";
import { readFileSync } from "node:fs";

const errorsOf = (python: string, tolerant = true as boolean) =>
  compile(`${python}\n`, { tolerant }).diagnostics.filter(({ severity }) => severity === "error");

describe("Python that no action is", () => {
  test.each([
    ['import json\nd = json.loads("{}")', "`get_dictionary_from_input(text)`"],
    ['import requests\nr = requests.get("https://a.b").json()', "`get_contents_of_url(url)`"],
    ['import re\nfor m in re.findall("a", "b"):\n    show_content(m)', "`match_text("],
    ['import random\nx = random.choice("abc")', "Random Item"],
    ['x = sorted(["b", "a"])', "No action sorts"],
    ['s = "ab"\nshow_content(s.title())', "Capitalize Every Word"],
    ['s = "ab"\nif s.isdigit():\n    show_content(s)', "`match_text("],
    ['for a, b in zip(["a"], ["b"]):\n    show_content(a)', "get_item_from_list(x, repeat_index)"],
    [
      'from datetime import datetime, timedelta\nx = adjust_date(current_date(), operation="Add", duration=timedelta(days=1))',
      'Quantity("1", "days")',
    ],
    ["xs = []\nxs.insert(0, 1)", "`xs.append(x)`"],
  ])("is told with what to write instead, once: %s", (python, hint) => {
    const errors = errorsOf(python);
    expect(errors.map(({ hint }) => hint)).toEqual([expect.stringContaining(hint)]);
    expect(errors[0]!.where.range).toBeDefined();
  });

  test("is read where one action does the same", () => {
    const { workflow } = compile(
      [
        "import random",
        "import time",
        'x = random.choice(["a", "b"])',
        "time.sleep(random.randint(1, 6))",
        'n = float(input("n"))',
        "show_content(round(n, 2))",
      ].join("\n"),
      { tolerant: true },
    );
    const name = (identifier: string) => identifier.replace("is.workflow.actions.", "");
    expect(workflow.actions.map(({ identifier }) => name(identifier))).toEqual([
      "list",
      "getitemfromlist",
      "number.random",
      "delay",
      "ask",
      "setvariable",
      "round",
      "showresult",
    ]);
    const [, item, random, , , , round] = workflow.actions.map(({ parameters }) => parameters);
    expect(item).toMatchObject({ WFItemSpecifier: "Random Item" });
    expect(random).toMatchObject({ WFRandomNumberMinimum: 1, WFRandomNumberMaximum: 6 });
    expect(round).toMatchObject({ WFRoundTo: "Hundredths" });
  });

  test("a dictionary called as a module is is a dictionary", () => {
    expect(errorsOf('requests = {"get": "a"}\nshow_content(requests.get("get"))')).toEqual([]);
  });

  test("what is advised exists", () => {
    const actions = new Map([...knownIdentifiers()].map((id) => [functionName(id, "friendly"), id]));
    const source = readFileSync("src/context/python-advice.ts", "utf8");
    // Between backticks in a sentence, and alone in quotes.
    const calls = [...source.matchAll(/(?:`|[:=] ["'])(?:\w+ = )?(\w+)\(([^`\n]*)\)(?:`|["'][,;]$)/gm)];
    expect(calls.length).toBeGreaterThan(70);
    // The dialect's own, and the methods of Python that it reads.
    const own = [
      "as_number",
      "current_date",
      "exit",
      "format_date",
      "get_clipboard",
      "has_value",
      "Quantity",
      "where",
    ];
    const missing = calls.flatMap(([, name = "", given = ""]) => {
      const id = actions.get(name);
      if (id === undefined) return own.includes(name) ? [] : [name];
      const keywords = [...given.matchAll(/(\w+)=/g)].map(([, keyword]) => keyword!);
      return keywords
        .filter((keyword) => keyOfKeyword(id, keyword) === keyword)
        .map((key) => `${name} ${key}`);
    });
    expect(missing).toEqual([]);
  });
});

describe("what only follows from an error is not told", () => {
  test.each<[what: string, python: string, codes: string[], tolerant?: boolean]>([
    ["a comprehension of a dictionary", 'd = {"a": 1}\ne = {k: v for k, v in d.items()}', ["SC6001"]],
    ["a name that := sets", 'if (n := "a") == "a":\n    show_content(n)', ["SC6001"]],
    ["a class", "class A:\n    def f(self):\n        self.x = 1\nshow_content(1)", ["SC6001"]],
    ["an operator in strict reading", "a = 1\nb = a if a == 1 else 2", ["SC6001"], false],
    ["a name that nothing sets stays", "x = sorted([1])\nshow_content(nowhere)", ["SC6005", "SC6004"]],
  ])("%s", (_, python, codes, tolerant) => {
    expect(errorsOf(python, tolerant).map(({ code }) => code)).toEqual(codes);
  });

  test("every error has its place", () => {
    const found = errorsOf('if any(w in "abc" for w in ["a"]):\n    show_content("x")', false);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ where }) => where.range === undefined)).toEqual([]);
  });
});
