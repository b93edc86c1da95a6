import { describe, expect, test } from "vitest";
import { printMarkdown } from "../../../src/registry/docs/markdown.ts";
import { pageOf } from "../../../src/registry/docs/page.ts";
import type { ActionRecord } from "../../../src/registry/records/record.ts";
import { records, registry } from "../documents.ts";

const page = (identifier: string) => pageOf(registry.get(identifier)!, "api");
const facts = (identifier: string) => Object.fromEntries(page(identifier).facts);

describe("a page", () => {
  test("says all that is known of an API", () => {
    expect(facts("is.workflow.actions.downloadurl")).toEqual({
      identifier: "is.workflow.actions.downloadurl",
      Python: "get_contents_of_url",
      API: "is_workflow_actions_downloadurl",
      "Apple's Python": "com_apple_shortcuts_get_contents_of_url",
      WorkflowBench: "is_workflow_actions_downloadurl (the same action)",
      app: "Shortcuts (com.apple.shortcuts)",
      category: "Web > Web Requests",
      topics: "Communication, Data, Tools",
      kind: "builtin",
      known: "full: parameters, and input and output as far as they are declared",
      platforms: "iOS, macOS",
      needs: "remote server access",
      input:
        "WFURL: the output of the action before, unless it is given; taken as WFURLContentItem; several at once; required",
      output: "Contents of URL -> list[File] (public.data)",
      keywords: expect.any(String) as string,
      used: "1309 times in 1,901 real files",
    });
  });

  test("says of each parameter what it is, what it may be and when it applies", () => {
    const { parameters, otherKeys } = page("is.workflow.actions.downloadurl");
    const named = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    expect(named.get("WFURL")).toEqual({ name: "WFURL", type: "str", details: ["required"], choices: [] });
    expect(named.get("WFHTTPMethod")).toEqual({
      name: "WFHTTPMethod",
      type: "str",
      default: '"GET"',
      details: ["Method"],
      choices: ['"GET"', '"POST"', '"PUT"', '"PATCH"', '"DELETE"'],
    });
    expect(named.get("WFJSONValues")?.details).toEqual([
      'if WFHTTPBodyType is "JSON" and WFHTTPMethod is not "GET"',
    ]);
    expect(named.get("WFHTTPHeaders")?.details).toEqual(["Headers", "if ShowHeaders is True"]);
    expect(otherKeys).toEqual([]);
  });

  test("gives parameters the names that they have in Python, with their keys", () => {
    const renamed = records.flatMap((record) => {
      const { parameters } = pageOf(record, "api");
      return record.parameters
        .map(({ key }, i) => ({ key, name: parameters[i]!.name, details: parameters[i]!.details }))
        .filter(({ key, name }) => key !== name);
    });
    expect(renamed.length).toBeGreaterThan(0);
    expect(renamed.filter(({ key, details }) => !details.includes(`key ${key}`))).toEqual([]);
  });

  test("tells keys that no definition lists, with their meaning where it is known", () => {
    expect(page("is.workflow.actions.runworkflow").otherKeys).toContainEqual([
      "WFWorkflowName",
      "str. Older way to say which shortcut to run: its name. Newer files have WFWorkflow, often beside it.",
    ]);
    expect(page("is.workflow.actions.image.resize").otherKeys).toEqual([]);
  });

  test("warns of what is withdrawn, and where only a name is known", () => {
    expect(page("is.workflow.actions.handoff").notes).toEqual([
      "Withdrawn: today's editor does not offer it.",
    ]);
    const nameOnly = page("com.skype.skype.call");
    expect(nameOnly.description).toMatch(/Only the name is known/);
    expect(nameOnly.signature).toBe("com_skype_skype_call(**others: Any) -> Any");
    expect(nameOnly.facts).toContainEqual(["description", "composed from names and labels"]);
    expect(nameOnly.facts).toContainEqual(["output", "not known"]);
  });

  test("says how sure it is that WorkflowBench means this action", () => {
    const name = "com.apple.AccessibilityUtilities.AXSettingsShortcuts.AXToggleCaptionsIntent";
    expect(facts(name)["WorkflowBench"]).toMatch(
      /_ToggleCaptionsIntent \(almost certainly the same action\)$/,
    );
    expect(facts("is.workflow.actions.text.match")["WorkflowBench"]).toBeUndefined();
  });

  test("calls an action by its identifier's words where its title is none", () => {
    expect(page("com.apple.VoiceMemos.CloseUIElement").title).toBe("Close UI element");
  });
});

describe("a page in Markdown", () => {
  test("has the signature, a table of parameters and the rest", () => {
    const text = printMarkdown(registry.get("is.workflow.actions.image.flip")!);
    expect(text).toMatch(/^# Flip Image\n\n\S/);
    expect(text).toContain("\n```python\nflip_image(");
    expect(text).toContain("\n## Parameters\n\n| parameter | type | default | choices | notes |\n| --- |");
    expect(text).toMatch(/\n\| `direction` \| `str` \| `"Horizontal"` \| `"Horizontal"` `"Vertical"` \| /);
  });

  test("keeps every table in shape, whatever the record holds", () => {
    const odd = registry.get("is.workflow.actions.image.flip")!;
    const parameter = { key: "x", class: "str", pythonType: "str", default: "a|b\n`c`", label: "<b>|\n# d" };
    const record: ActionRecord = { ...odd, title: "<script>", parameters: [parameter] };
    const lines = printMarkdown(record).split("\n");
    expect(lines[0]).toBe("# \\<script\\>");
    const row = lines.find((line) => line.startsWith("| `x`"));
    expect(row?.replaceAll("\\|", "").split("|")).toHaveLength(7);
  });
});
