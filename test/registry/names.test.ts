import fc from "fast-check";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { HELPERS } from "../../src/context/writing.ts";
import { isReserved } from "../../src/python/identifier.ts";
import {
  functionName,
  identifierOfFunction,
  keyOfKeyword,
  keywordOf,
  positionsOf,
  resolveName,
} from "../../src/registry/names.ts";
import { pythonName } from "../../src/registry/naming.ts";
import { packPositions } from "../../src/registry/slim-names.ts";
import { records } from "./documents.ts";

/** By hand, from what Apple's engine and its editor call these actions and their parameters. */
const EXPECTED: [identifier: string, name: string, keywords: Record<string, string>][] = [
  [
    "is.workflow.actions.downloadurl",
    "get_contents_of_url",
    { WFURL: "url", WFHTTPMethod: "method", WFHTTPHeaders: "headers", WFJSONValues: "json" },
  ],
  ["is.workflow.actions.text.replace", "replace_text", { WFReplaceTextFind: "find_text" }],
  ["is.workflow.actions.documentpicker.save", "save_file", { WFFolder: "folder" }],
  ["is.workflow.actions.getitemfromlist", "get_item_from_list", { WFItemIndex: "index" }],
  ["is.workflow.actions.addnewcontact", "contacts_new_contact", {}],
  ["is.workflow.actions.filter.calendarevents", "calendar_find_calendar_events", {}],
  ["com.agiletortoise.Drafts5.CaptureIntent", "drafts_create_draft", {}],
  ["is.workflow.actions.nothing", "clear_input", {}],
  // Nobody has given it a title.
  ["com.jiejinghe.luke.ShortcutUpdateCheckIntent", "com_jiejinghe_luke_ShortcutUpdateCheckIntent", {}],
];

describe("the names of", () => {
  test.each(EXPECTED)("%s", (identifier, name, keywords) => {
    expect(functionName(identifier, "friendly")).toBe(name);
    const said = Object.keys(keywords).map((key) => [key, keywordOf(identifier, key, "friendly")]);
    expect(Object.fromEntries(said)).toEqual(keywords);
  });
});

test("are found by each of their forms", () => {
  const url = "is.workflow.actions.downloadurl";
  expect(resolveName("get_contents_of_url")).toBe(url);
  expect(resolveName("com_apple_shortcuts_get_contents_of_url")).toBe(url);
  expect(resolveName("is_workflow_actions_downloadurl")).toBe(url);
  expect(resolveName("finder_save_file")).toBe("is.workflow.actions.documentpicker.save");
  expect(resolveName("com_apple_shortcuts_nothing")).toBe("is.workflow.actions.nothing");
  expect(keyOfKeyword(url, "json_values")).toBe("WFJSONValues");
  expect(keyOfKeyword(url, "WFJSONValues")).toBe("WFJSONValues");
});

describe("every action", () => {
  const friendly = records.map(({ identifier }) => functionName(identifier, "friendly"));

  test("has a name of its own, which Python and the dialect leave free", () => {
    expect(new Set(friendly).size).toBe(records.length);
    const helpers = new Set<string>(HELPERS);
    expect(friendly.filter((name) => isReserved(name) || helpers.has(name))).toEqual([]);
  });

  test("is found again by its name in either style", () => {
    const lost = records.filter(({ identifier }, i) => {
      return [friendly[i]!, pythonName(identifier)].some((name) => identifierOfFunction(name) !== identifier);
    });
    expect(lost.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("has keywords that differ, and are found again in either style", () => {
    const wrong = records.flatMap(({ identifier, parameters, otherKeys = {} }) => {
      const keys = new Set([...parameters.map(({ key }) => key), ...Object.keys(otherKeys)]);
      return [...keys].flatMap((key) => {
        const names = [keywordOf(identifier, key, "friendly"), keywordOf(identifier, key, "api")];
        const isFound = names.every((name) => keyOfKeyword(identifier, name) === key);
        return isFound ? [] : [`${identifier} ${key}: ${names.join(", ")}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test("has arguments without keywords that are different parameters of its own", () => {
    const odd = records.filter(({ identifier, parameters, otherKeys = {} }) => {
      const places = positionsOf(identifier);
      const keys = places.flatMap(({ key, choice }) => (choice ? [key, choice.key] : [key]));
      const isOwn = (key: string) =>
        key in otherKeys || parameters.some((parameter) => parameter.key === key);
      return !keys.every(isOwn) || new Set(keys).size < keys.length;
    });
    expect(odd.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("has places that say two parameters only where one has all the words for the other's values", () => {
    const odd = records.flatMap(({ identifier, parameters }) =>
      positionsOf(identifier).flatMap(({ choice }) => {
        if (!choice) return [];
        const values = parameters.find(({ key }) => key === choice.key)?.values ?? [];
        const isOwn = [choice.value, ...choice.words].every((word) => values.includes(word));
        return isOwn && !choice.words.includes(choice.value) ? [] : [identifier];
      }),
    );
    expect(odd).toEqual([]);
  });
});

test("what nobody knows is found again, whatever it looks like", () => {
  const made = fc.oneof(
    fc.constantFrom(
      "get.contents.of.url",
      "show.alert",
      "wf_old_thing",
      "WFOldThing",
      "url",
      "json",
      "k__url",
    ),
    fc.string({ unit: "binary", minLength: 1 }),
    fc.constantFrom(...records.map(({ names }) => names!.friendly.replaceAll("_", "."))),
  );
  fc.assert(
    fc.property(made, fc.constantFrom("friendly" as const, "api" as const), (text, style) => {
      if (resolveName(text) === undefined) expect(identifierOfFunction(functionName(text, style))).toBe(text);
      const url = "is.workflow.actions.downloadurl";
      for (const identifier of [url, "com.example.Act"]) {
        expect(keyOfKeyword(identifier, keywordOf(identifier, text, style))).toBe(text);
      }
    }),
  );
});

/**
 * What stands in calls without a keyword. Programs that have been written say it so: more may follow, nothing that is
 * there changes. With SHORTCUT2PY_UPDATE=1, those of new actions are added, and what follows.
 */
test("have the places that were published", () => {
  const path = "test/registry/published-places.txt";
  const now = new Map(records.map(({ identifier }) => [identifier, packPositions(positionsOf(identifier))]));
  const published = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  const known = new Map(published.map((line) => line.split(" ", 2) as [string, string]));
  const isKept = ([identifier, places]: [string, string]) =>
    `${now.get(identifier)},`.startsWith(`${places},`);
  expect([...known].filter((line) => !isKept(line))).toEqual([]);
  // A first argument alone is in the digests of the names.
  const lines = [...now].filter(([, places]) => /[,;]/.test(places)).map((line) => line.join(" "));
  if (process.env["SHORTCUT2PY_UPDATE"] === "1") writeFileSync(path, `${lines.sort().join("\n")}\n`);
  else expect(lines.filter((line) => !published.includes(line))).toEqual([]);
});

/**
 * The function of each action, and a digest of its first argument and its keywords. Names that have been published never change: programs that have been written call them. With SHORTCUT2PY_UPDATE=1,
 * those of new actions are added.
 */
test("are what they were when they were published", () => {
  const path = "test/registry/published-names.txt";
  const lines = records.map(({ identifier, names }) => {
    const keywords = Object.entries(names!.keywords).map(([key, keyword]) => `${key}=${keyword}`);
    const parameters = [names!.main ?? "-", ...keywords.sort()].join(" ");
    return `${identifier} ${names!.friendly} ${createHash("md5").update(parameters).digest("hex").slice(0, 8)}`;
  });
  const published = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  const known = new Set(published.map((line) => line.split(" ", 1)[0]!));
  const added = lines.filter((line) => !known.has(line.split(" ", 1)[0]!));
  if (process.env["SHORTCUT2PY_UPDATE"] === "1" && added.length > 0) {
    writeFileSync(path, `${[...published, ...added].sort().join("\n")}\n`);
    return;
  }
  const now = new Set(lines);
  expect(published.filter((line) => !now.has(line))).toEqual([]);
  expect(added).toEqual([]);
});
