import { describe, expect, test } from "vitest";
import { Environment } from "../../src/run/environment.ts";
import { DEFAULT_LIMITS } from "../../src/run/limits.ts";
import { RegexError } from "../../src/run/regex/node.ts";
import { matchAll } from "../../src/run/regex/regex.ts";
import { Undetermined } from "../../src/run/stop.ts";

function matches(
  pattern: string,
  text: string,
  ignoreCase = false,
  steps = DEFAULT_LIMITS.regex,
): (string | null)[][] {
  const env = new Environment(
    { locale: "en_US", timeZone: "UTC", now: 0 },
    { ...DEFAULT_LIMITS, regex: steps },
    false,
  );
  return [...matchAll(pattern, ignoreCase, text, env)].map((positions) => {
    const groups: (string | null)[] = [];
    for (let i = 0; i < positions.length; i += 2) {
      groups.push(positions[i]! < 0 ? null : text.slice(positions[i], positions[i + 1]));
    }
    return groups;
  });
}

const whole = (pattern: string, text: string, ignoreCase = false) =>
  matches(pattern, text, ignoreCase).map(([match]) => match);

describe("ICU's regular expressions", () => {
  test.each<[pattern: string, text: string, expected: string[]]>([
    ["\\d+", "a1b22", ["1", "22"]],
    ["a*", "baac", ["", "aa", "", ""]],
    ["(?<=b)a+?", "baa", ["a"]],
    ["(?<!b)a", "ba a", ["a"]],
    ["(?<=^|,)[^,]*(?=,|$)", "a,b,,c", ["a", "b", "", "c"]],
    ["a(?=b)|b(?!c)", "abbc", ["a", "b"]],
    ["(?i)HELLO", "say hello", ["hello"]],
    ["(?s)a.b", "a\nb", ["a\nb"]],
    ["a.b", "a\nb", []],
    ["a.b", "a\u0085b", []],
    ["^b", "a\nb", []],
    ["(?m)^b$", "a\nb\nc", ["b"]],
    ["b$", "a\nb\n", ["b"]],
    ["b\\z", "a\nb\n", []],
    ["(?x) a  b # not this", "ab", ["ab"]],
    ["\\bé\\w", "été", ["ét"]],
    ["\\w+", "naïve Ünï 日本", ["naïve", "Ünï", "日本"]],
    ["[a-z&&[^aeiou]]+", "hello", ["h", "ll"]],
    ["[[:alpha:]]+", "ab12é", ["ab", "é"]],
    ["[a-z--[l]]+", "hello", ["he", "o"]],
    ["\\p{Lu}", "aBÉ", ["B", "É"]],
    ["\\p{Greek}+", "aβγ", ["βγ"]],
    ["\\x{1F44D}", "👍x", ["👍"]],
    [".", "👍x", ["👍", "x"]],
    ["\\X", "e\u0301x", ["e\u0301", "x"]],
    ["\\R", "a\r\nb\nc", ["\r\n", "\n"]],
    ["\\Qa.b\\E+", "a.bb a-b", ["a.bb"]],
    ["x\\Q+|(\\E", "x+|(", ["x+|("]],
    ["(a|ab)(c|bcd)", "abcd", ["abcd"]],
    ["(?>a|ab)c", "abc", []],
    ["a++a", "aaa", []],
    ["(\\w)\\1", "hello aabb", ["ll", "aa", "bb"]],
    ["(?<x>a)\\k<x>", "aa", ["aa"]],
    ["(?:ab){2,3}", "abababab", ["ababab"]],
    ["(?:ab){2,3}?", "abababab", ["abab", "abab"]],
    ["(a*)*", "b", ["", ""]],
    ["(?:a?){3}b", "aab", ["aab"]],
    ["x{0}y", "xy", ["y"]],
    ["[]a]+", "]a", ["]a"]],
    ["[\\]\\-x]+", "]-x", ["]-x"]],
    ["(?#comment)a", "a", ["a"]],
  ])("%s in %j", (pattern, text, expected) => expect(whole(pattern, text)).toEqual(expected));

  test("letter case", () => {
    expect(whole("straße|É", "STRASSE é", true)).toEqual(["é"]);
    expect(whole("[a-c]+", "ABCd", true)).toEqual(["ABC"]);
    expect(whole("a(?i)b", "aB AB")).toEqual(["aB"]);
  });

  test("groups that took no part", () => {
    expect(matches("(a)|(b)", "ab")).toEqual([
      ["a", "a", null],
      ["b", null, "b"],
    ]);
  });

  test.each([
    "(",
    "a)",
    "[a",
    "*a",
    "a{x}",
    "{",
    "}",
    "\\j",
    "(?<=a+)b",
    "\\p{Nope}",
    "(?q)a",
    "\\",
    "[z-a]",
    "\\2(a)",
    "a{3,2}",
  ])("refuses %s", (pattern) => expect(() => matches(pattern, "a")).toThrow(RegexError));

  test.each(["(a+)+b", "(a|aa)+b", "(a*)*c", "(.*a){20}b", "(?=(a+)+b)x"])("%s ends", (pattern) => {
    expect(() => matches(pattern, "a".repeat(60), false, 300_000)).toThrow(Undetermined);
  });

  test("long texts need no deep stack", () => {
    const long = "ab".repeat(100_000);
    expect(whole("(?:ab)*", long)[0]).toHaveLength(200_000);
    expect(whole(".*", long)[0]).toHaveLength(200_000);
    expect(whole("[^b]*?b", long)).toHaveLength(100_000);
  });
});
