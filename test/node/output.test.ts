import { describe, expect, test } from "vitest";
import { shortcutName } from "../../src/node/input.ts";
import { OutputNames } from "../../src/node/output.ts";

describe("names of output files", () => {
  test.each([
    ["Morning Light", "Morning Light.py"],
    ["日本 ☀️", "日本 ☀️.py"],
    ["v1.2", "v1.2.py"],
    ["a/b\\c:d", "a_b_c_d.py"],
    ['what? "x" <y> | *', "what_ _x_ _y_ _ _.py"],
    ["..", "shortcut.py"],
    ["../..", "_.py"],
    [".hidden ", "hidden.py"],
    ["line\nbreak\0", "line_break_.py"],
    ["", "shortcut.py"],
    ["\ud800", "_.py"],
    ["CON", "_CON.py"],
    ["nul.tar", "_nul.tar.py"],
    ["com1", "_com1.py"],
    ["Lpt\u00b2", "_Lpt\u00b2.py"],
    ["Console", "Console.py"],
    ["a. ", "a.py"],
  ])("%j becomes %j", (title, name) => expect(new OutputNames().next(title, ".py")).toBe(name));

  test("are no longer than file systems allow, and whole characters", () => {
    const name = new OutputNames().next("☀".repeat(500), ".py");
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^☀{50,}\.py$/u);
    expect(new OutputNames().next(`${"a".repeat(199)}\u{1F600}`, ".py")).toBe(`${"a".repeat(199)}_.py`);
  });

  test("are different, also where case and composition do not count", () => {
    const names = new OutputNames();
    const next = (title: string) => names.next(title, ".py");
    expect(next("Foo")).toBe("Foo.py");
    expect(next("foo")).toBe("foo-2.py");
    expect(next("FOO-2")).toBe("FOO-2-2.py");
    expect(next("Foo")).toBe("Foo-3.py");
    expect(next("\u00e9")).toBe("\u00e9.py");
    expect(next("e\u0301")).toBe("e\u0301-2.py");
  });
});

test("a shortcut is called as its file, without what says the kind of file", () => {
  expect(shortcutName("/a/b.c/Foo.shortcut")).toBe("Foo");
  expect(shortcutName("Foo.shortcut.xml")).toBe("Foo.shortcut");
  expect(shortcutName("Foo.md")).toBe("Foo.md");
  expect(shortcutName(".plist")).toBe(".plist");
});
