import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convert } from "../../../src/convert.ts";
import { HELPERS } from "../../../src/context/writing.ts";
import type { ActionParameter, ActionRecord } from "../../../src/registry/records/record.ts";
import { writeStubs } from "../../../src/registry/stubs/package.ts";
import { corpusFiles, hasCorpus } from "../../support/corpus.ts";
import { makeDirectory } from "../../support/command.ts";
import { registry, registryOf } from "../documents.ts";
import { check, writeFiles, type Finding } from "./pyright.ts";

if (!hasCorpus) console.warn("Stubs are not checked against real programs: there is no corpus.");

/** Of the parameter `shortcut_input=None`; and of a menu, which takes one of its cases, as no checker can know. */
const OPTIONAL: ReadonlySet<string> = new Set([
  "reportPossiblyUnboundVariable",
  "reportOptionalIterable",
  "reportOptionalMemberAccess",
  "reportOptionalOperand",
  "reportOptionalSubscript",
]);

const parameter = (key: string, pythonType: string, more: Partial<ActionParameter> = {}): ActionParameter => {
  return { key, class: "", pythonType, ...more };
};

function record(more: Partial<ActionRecord> = {}): ActionRecord {
  return {
    identifier: "com.example.Do",
    pythonName: "com_example_Do",
    description: "Does it.",
    descriptionBy: "composed",
    app: "com.example",
    kind: "intent",
    knowledge: "full",
    parameters: [],
    ...more,
  };
}

/** The first lines of the function, up to its docstring. */
function signature(more: Partial<ActionRecord>): string {
  const text = writeStubs(registryOf([record(more)])).get("shortcut_actions/_com_example.pyi")!;
  return /^def [^]*?:$/m.exec(text)![0];
}

describe("the stub of an API", () => {
  test("takes keyword arguments, with their choices and defaults", () => {
    const parameters = [
      parameter("Mode", "str", { values: ["On", "Off"], newerValues: ["Off", "Auto"], default: "On" }),
      parameter("class", "str"),
    ];
    expect(signature({ parameters, output: { pythonType: "str" } })).toBe(
      [
        "def com_example_Do(",
        "    *,",
        '    Mode: Literal["On", "Off", "Auto"] | Value = "On",',
        "    class_: str | dict[Any, Any] | Value = ...,",
        "    **common: Unpack[Common],",
        ") -> Text:",
      ].join("\n"),
    );
  });

  test("leaves a default out that its type does not take", () => {
    expect(signature({ parameters: [parameter("n", "bool", { default: "10" })] })).toContain("Value = ...");
    expect(signature({ parameters: [parameter("n", "bool", { default: true })] })).toContain("Value = True");
  });

  test("takes anything as its input", () => {
    const input = { parameterKey: "WFInput", types: [] };
    expect(signature({ input, parameters: [parameter("WFInput", "File")] })).toContain("WFInput: Any = ...");
  });

  test("takes the keys that real files carry besides, each once", () => {
    const text = signature({
      parameters: [parameter("a", "int")],
      otherParameters: [{ key: "b", pythonType: "bool", description: "x" }],
      otherKeys: { a: 1, "Show-c": 2, ShowWhenRun: 3 },
    });
    expect([...text.matchAll(/(\w+): /g)].map(([, name]) => name)).toEqual(["a", "b", "Show_c", "common"]);
  });

  test("is open where only files tell about the API", () => {
    expect(signature({ knowledge: "name-only" })).toBe("def com_example_Do(**others: Any) -> Value:");
  });

  test("takes what a widening adds", () => {
    const alsoAccepts = { type: "bool", note: "A switch." };
    const parameters = [parameter("Mode", "str", { values: ["on"], alsoAccepts })];
    expect(signature({ parameters })).toContain('Mode: Literal["on"] | bool | Value = ...');
  });

  test("gives a value of its own type", () => {
    const returns = (more: Partial<ActionRecord>) => signature(more).split(" -> ")[1];
    expect(returns({ output: { pythonType: "Image | str", multiple: true } })).toBe("Array[Image | Text]:");
    expect(returns({ output: { pythonType: "list[int]" } })).toBe("Array[Number]:");
    expect(returns({ blocksOutput: true })).toBe("None:");
    expect(returns({})).toBe("Value:");
  });
});

describe("the package", () => {
  test("has a function for each API, and all helpers", () => {
    const files = writeStubs(registry);
    const text = files.get("shortcut_actions/__init__.pyi")!;
    expect([...text.matchAll(/ as (\w+)$/gm)]).toHaveLength(registry.identifiers.length);
    const values = files.get("shortcut_actions/_values.pyi")!;
    const defined = new Set([...values.matchAll(/^(?:class |def )?(\w+)/gm)].map(([, name]) => name));
    expect(HELPERS.filter((name) => !defined.has(name))).toEqual([]);
  });

  test("has a type for each output, and not twice", () => {
    for (const [, text] of writeStubs(registry)) {
      const classes = [...text.matchAll(/^class (\w+)/gm)].map(([, name]) => name);
      expect(new Set(classes).size).toBe(classes.length);
    }
  });

  test("holds only what is wanted, and what nobody knows as functions that take anything", () => {
    const files = writeStubs(registry, { only: ["is.workflow.actions.gettext", "com.example.New-One", ""] });
    expect([...files.keys()]).toEqual([
      "shortcut_actions/__init__.pyi",
      "shortcut_actions/_values.pyi",
      "shortcut_actions/py.typed",
      "shortcut_actions/_com_apple_shortcuts.pyi",
      "shortcut_actions/_unknown.pyi",
    ]);
    expect(files.get("shortcut_actions/_unknown.pyi")).toContain(
      "def com_example_New__2dOne(**parameters: Any) -> Value:",
    );
  });

  test("is the same whatever the order of the identifiers", () => {
    const identifiers = registry.identifiers.slice(0, 50);
    expect([...writeStubs(registry, { only: identifiers.toReversed() })]).toEqual([
      ...writeStubs(registry, { only: identifiers }),
    ]);
  });
});

describe("pyright", () => {
  const work = makeDirectory();
  const stubs = writeStubs(registry);
  beforeAll(() => writeFiles(work.path, stubs));
  afterAll(() => work.remove());
  const errorsOf = (name: string, program: string) => {
    writeFiles(work.path, new Map([[name, program]]));
    return check(work.path, [name], 60)!.map(({ range, rule }) => [range.start.line + 1, rule]);
  };

  test("finds nothing wrong with the stubs", () => {
    const paths = [...stubs.keys()].filter((path) => path.endsWith(".pyi"));
    expect(check(work.path, paths, 60)!.map(({ message }) => message)).toEqual([]);
  });

  test("finds what a program must not say", () => {
    const program = `from shortcut_actions import get_contents_of_url, made_up
get_contents_of_url("https://example.com", method="FETCH")
get_contents_of_url(link="https://example.com")
get_contents_of_url("https://example.com", "GET", {})
x = get_contents_of_url("https://example.com", method="POST", ShowWhenRun=False)
get_contents_of_url(f"{x['a'].Name}", x)
`;
    expect(errorsOf("wrong.py", program)).toEqual([
      [1, "reportAttributeAccessIssue"],
      [2, "reportArgumentType"],
      [3, "reportCallIssue"],
      [4, "reportCallIssue"],
    ]);
  });

  // Where a program reads a text, a record or the shortcut's input as something that Python's own type is not, the
  // stubs have no say; `npm run bench stubs` counts those too.
  const isAboutStubs = ({ severity, rule, message }: Finding) => {
    const isOfPython =
      /in function "__|"\w+ \| None"|type "bytes"|for class "(?!\w+\.|[A-Z])|No overloads for "__/.test(
        message,
      );
    return (
      severity === "error" &&
      (/No parameter named|unknown import symbol/.test(message) || !(isOfPython || OPTIONAL.has(rule!)))
    );
  };

  test.skipIf(!hasCorpus)("takes every call of an API in real programs", () => {
    const programs = new Map<string, string>();
    for (const { name, bytes } of corpusFiles("files").filter((_, i) => i % 40 === 1)) {
      const { python, workflow } = convert(bytes);
      if (workflow.actions.every(({ identifier }) => registry.get(identifier))) {
        programs.set(`${name}.py`, python);
      }
    }
    expect(programs.size).toBeGreaterThan(15);
    writeFiles(work.path, programs);
    const found = check(work.path, [...programs.keys()], 60)!;
    expect(found.filter(isAboutStubs).map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
  });
});
