import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HELPERS } from "../../src/context/writing.ts";
import { identifierOf, parameterKey, parameterName, pythonName } from "../../src/registry/naming.ts";
import { records } from "./documents.ts";

const KEYWORDS =
  `False None True and as assert async await break class continue def del elif else except finally for
  from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/);
/** What an emitted program calls or defines beside actions. */
const OTHER_NAMES = [
  ...HELPERS,
  ..."match case type _ shortcut_input __shortcut__ print input range enumerate dict datetime getattr".split(
    " ",
  ),
];

const isName = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.includes(name);

/** Any UTF-16, lone surrogates too. */
const anything = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
/** Texts made of what the escapes are made of. */
const tricky = fc.array(fc.constantFrom(..."._-aAuUk0259fé🔥")).map((chars) => chars.join(""));
const keyLike = fc
  .tuple(fc.constantFrom("Show-", "Show_", "k__", "", ".", "__"), tricky)
  .map((parts) => parts.join(""));
const word = fc.constantFrom(...KEYWORDS, ...OTHER_NAMES, "__debug__", "__debug");
const withTail = fc.tuple(word, fc.constantFrom("", "_", "__", ".", "x")).map((parts) => parts.join(""));

describe("identifiers", () => {
  test.each([
    ["is.workflow.actions.gettext", "is_workflow_actions_gettext"],
    ["AsheKube.app.a-Shell-mini.GetFileIntent", "AsheKube_app_a__2dShell__2dmini_GetFileIntent"],
    ["com.apple.iCal.CreateEventIntent_v0", "com_apple_iCal_CreateEventIntent__5fv0"],
    ["com.apple.ShortcutsActions._DummyIntent", "com_apple_ShortcutsActions___5fDummyIntent"],
    ["a.B..c", "a_B___2ec"],
    ["1.A.é.🔥", "__31_A___e9___u1f525_"],
    [".Ab.c", "_Ab_c"],
    ["\ud83d.A", "__ud83d__A"],
    ["class", "__63lass"],
    ["format.date", "__66ormat_date"],
    ["is.in.last", "__69s_in_last"],
    ["is.in.last.x", "is_in_last_x"],
    [".", "__2e"],
  ])("%j is %s", (identifier, name) => {
    expect(pythonName(identifier)).toBe(name);
    expect(identifierOf(name)).toBe(identifier);
  });

  test("come back, and are names that nothing else has", () => {
    const identifiers = fc.oneof(anything, tricky, withTail).filter((identifier) => identifier !== "");
    fc.assert(
      fc.property(identifiers, (identifier) => {
        const name = pythonName(identifier);
        expect(identifierOf(name)).toBe(identifier);
        expect(isName(name)).toBe(true);
        expect(OTHER_NAMES).not.toContain(name);
      }),
      { numRuns: 3000 },
    );
  });

  test("have no second spelling", () => {
    const names = fc.oneof(
      tricky,
      withTail,
      fc.constantFrom("", "__", "__ud83d___ude00_", "__u61_", "__u110000_"),
    );
    fc.assert(
      fc.property(names, (name) => {
        const identifier = identifierOf(name);
        if (identifier !== undefined) expect(pythonName(identifier)).toBe(name);
      }),
      { numRuns: 3000 },
    );
    expect(OTHER_NAMES.filter((name) => identifierOf(name) !== undefined)).toEqual([]);
  });

  test("are kept apart by case", () => {
    expect(pythonName("net.shinyfrog.bear-IOS.create")).not.toBe(pythonName("net.shinyfrog.bear-iOS.create"));
  });
});

describe("parameter keys", () => {
  test.each([
    ["WFInput", "WFInput"],
    ["_private_", "_private_"],
    ["with", "with_"],
    ["with_", "with__"],
    ["match", "match"],
    ["__debug__", "__debug___"],
    ["__debug", "__debug"],
    ["Show-text", "Show_text"],
    ["Show_text", "k__Show__5ftext"],
    ["Show_text_", "Show_text_"],
    ["Show-a-b", "k__Show__2da__2db"],
    ["k__", "k__k__5f__5f"],
    ["a b.c", "k__a__20b_c"],
    ["größe", "k__gr__f6__dfe"],
    ["1st", "k____31st"],
    ["", "k__"],
  ])("%j is %s", (key, name) => {
    expect(parameterName(key)).toBe(name);
    expect(parameterKey(name)).toBe(key);
  });

  test("come back, and are names that Python takes as keyword arguments", () => {
    fc.assert(
      fc.property(fc.oneof(anything, tricky, keyLike, withTail), (key) => {
        const name = parameterName(key);
        expect(parameterKey(name)).toBe(key);
        expect(isName(name) && name !== "__debug__").toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("have no second spelling", () => {
    fc.assert(
      fc.property(fc.oneof(tricky, keyLike, withTail), (name) => {
        const key = parameterKey(name);
        if (key !== undefined) expect(parameterName(key)).toBe(name);
      }),
      { numRuns: 3000 },
    );
    expect(["größe", "k__zz__", "Show-x", "with"].map(parameterKey)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("everything in the registry", () => {
  const names = records.map(({ identifier }) => pythonName(identifier));
  const keys = [...new Set(records.flatMap(({ parameters }) => parameters.map(({ key }) => key)))];

  test("has a name of its own, and comes back", () => {
    expect(records.length).toBe(4715);
    expect(new Set(names).size).toBe(4715);
    expect(names.map(identifierOf)).toEqual(records.map(({ identifier }) => identifier));
    expect(keys.map((key) => parameterKey(parameterName(key)))).toEqual(keys);
  });

  test("is called as in WorkflowBench wherever that is valid Python and the real identifier", () => {
    const different = records.filter(({ identifier, workflowbenchName: name }) => {
      return (
        name !== undefined &&
        isName(name) &&
        name === identifier.replaceAll(".", "_") &&
        name !== pythonName(identifier)
      );
    });
    expect(different).toEqual([]);
  });

  const script = "import ast, sys\nfor line in sys.stdin:\n    ast.parse(line)\nprint('valid')";
  const python = (input: string) => spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  const hasPython = python("").stdout === "valid\n";
  if (!hasPython) console.warn("Python's own opinion on names is not asked: there is no python3.");

  test.skipIf(!hasPython)("is valid to Python", () => {
    const calls = names.map((name) => `x = ${name}()`);
    const args = [...keys, ...KEYWORDS, "__debug__", "Show-x", "größe"].map(
      (key) => `f(${parameterName(key)}=1)`,
    );
    expect(python([...calls, ...args].join("\n")).stdout).toBe("valid\n");
  });
});
