import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  checkPrograms,
  condition,
  ifBlock,
  python,
  pythonBody,
  text,
  token,
  vibrate,
} from "../support/shortcut.ts";

const comment = (value: PlistValue) => action("comment", { WFCommentActionText: value });
const VIBRATE = "is_workflow_actions_vibrate()\n";

describe("a comment is a comment", () => {
  test.each([
    ["a line", "Hello", "# Hello\n"],
    ["lines", "One\n\nThree", "# One\n#\n# Three\n"],
    ["empty", "", "#\n"],
    ["indented", "  a", "#   a\n"],
    ["with hashes", "# a #", "# # a #\n"],
    ["that looks like code", '"""', '# """\n'],
    ["in other letters", "变量 😀", "# 变量 😀\n"],
    ["with a blank at the end", "a ", "# a \\\n"],
    ["with a backslash at the end", "a\\", "# a\\\\\n"],
    ["with an empty line at the end", "a\n", "# a\n#\n"],
    ["of blanks", " ", "#  \\\n"],
  ])("%s", (_, value, expected) => {
    expect(pythonBody([vibrate, comment(value), vibrate])).toBe(VIBRATE + expected + VIBRATE);
  });

  test("however long", () => {
    expect(pythonBody([comment("x ".repeat(400) + "x"), vibrate])).toBe(`# ${"x ".repeat(400)}x\n${VIBRATE}`);
  });

  test("several stay apart", () => {
    expect(pythonBody([comment("a\nb"), comment("c"), vibrate])).toBe(`# a\n# b\n\n# c\n${VIBRATE}`);
  });

  test("alone is not enough for Python", () => {
    expect(pythonBody([comment("a")])).toBe("# a\npass\n");
    expect(pythonBody(ifBlock(condition(token("Clipboard"), 100), [comment("a")]))).toBe(python`
      if has_value(get_clipboard()):
          # a
          pass
    `);
  });
});

describe("what does not survive in a comment is a call", () => {
  test.each<[string, PlistValue, string]>([
    ["a token", text("at ", token("CurrentDate")), 'f"at {current_date()}"'],
    ["a wrapped text", text("a"), '"a"'],
    ["a control character", "a\u0000", String.raw`"a\x00"`],
    ["a switch of formatters", "fmt: off", '"fmt: off"'],
    ["a type for checkers", "type: ignore", '"type: ignore"'],
    ["a number", 5, "5"],
  ])("%s", (_, value, expected) => {
    expect(pythonBody([comment(value)])).toBe(
      `is_workflow_actions_comment(WFCommentActionText=${expected})\n`,
    );
  });

  test("a carriage return", () => {
    expect(pythonBody([comment("a\r\nb")])).toBe(python`
      is_workflow_actions_comment(
          WFCommentActionText="""a\r
      b"""
      )
    `);
  });

  test("nothing at all", () => {
    expect(pythonBody([action("comment")])).toBe("is_workflow_actions_comment()\n");
  });

  test("another parameter", () => {
    expect(pythonBody([action("comment", { WFCommentActionText: "a", Extra: 1 })])).toBe(
      'is_workflow_actions_comment(WFCommentActionText="a", Extra=1)\n',
    );
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
