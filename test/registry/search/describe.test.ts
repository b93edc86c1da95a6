import { describe, expect, test } from "vitest";
import { describe as describeApi, nearest } from "../../../src/registry/search/describe.ts";
import { editDistance } from "../../../src/registry/edit-distance.ts";
import { tokensOf } from "../../../src/registry/search/words.ts";
import { records, registry, registryOf } from "../documents.ts";
import { cpuTime } from "../../support/cpu-time.ts";

describe("a record", () => {
  test("is found by every name that it has", () => {
    for (const record of records) {
      const { identifier, pythonName, workflowbenchName = identifier, aliases = [] } = record;
      for (const name of [identifier, pythonName, workflowbenchName, ...aliases]) {
        expect(describeApi(registry, name)?.identifier, name).toBe(identifier);
      }
    }
  });

  test("is the one in the documents", () => {
    for (const record of records) expect(registry.get(record.identifier)).toEqual(record);
  });

  test("is not found by a name that differs in case, or by none", () => {
    expect(describeApi(registry, "is.workflow.actions.GetText")).toBeUndefined();
    expect(describeApi(registry, "net.shinyfrog.bear-iOS.grab")?.app).toBe("net.shinyfrog.bear-iOS");
    expect(describeApi(registry, "net.shinyfrog.bear-IOS.grab")?.app).toBe("net.shinyfrog.bear-IOS");
    expect(describeApi(registry, "net.shinyfrog.BEAR-IOS.grab")).toBeUndefined();
    for (const name of ["", "constructor", "__proto__", '{"identifier":"']) {
      expect(describeApi(registry, name), name).toBeUndefined();
    }
  });

  test("of a registry of one's own is found as well", () => {
    const [record] = records;
    const own = registryOf([{ ...record!, identifier: "org.example.App.DoIntent" }]);
    expect(describeApi(own, "org_example_App_DoIntent")?.identifier).toBe("org.example.App.DoIntent");
    expect(describeApi(own, "is.workflow.actions.gettext")).toBeUndefined();
    expect(registryOf([]).identifiers).toEqual([]);
  });
});

describe("the nearest names", () => {
  const first = (name: string) => nearest(registry, name)[0];

  test("find what somebody has misspelt, shortened or called by its title", () => {
    expect(first("is.workflow.actions.gettxt")).toBe("is.workflow.actions.gettext");
    expect(first("is_workflow_actions_image_resise")).toBe("is.workflow.actions.image.resize");
    expect(first("downloadurl")).toBe("is.workflow.actions.downloadurl");
    expect(first("Send Message")).toBe("is.workflow.actions.sendmessage");
    expect(first("resize image")).toBe("is.workflow.actions.image.resize");
    expect(first("com.apple.mobilephone.cal")).toBe("com.apple.mobilephone.call");
    expect(first("com_apple_mobilephone_cal")).toBe("com.apple.mobilephone.call");
    expect(first("text.match.getgroup")).toBe("is.workflow.actions.text.match.getgroup");
    expect(first("GetLastPhotos")).toBe("is.workflow.actions.getlastphoto");
  });

  test("are as many as are wanted, and none where nothing is near", () => {
    expect(nearest(registry, "gettext", 2)).toHaveLength(2);
    expect(nearest(registry, "xqzvwkj")).toEqual([]);
    expect(nearest(registry, "")).toEqual([]);
  });

  test("of a long text take no time", () => {
    const start = cpuTime();
    nearest(registry, "is.workflow.actions.".repeat(10_000));
    expect(cpuTime() - start).toBeLessThan(3000);
  });
});

test("the distance of two texts is the number of letters to change", () => {
  expect(editDistance("kitten", "sitting")).toBe(3);
  expect(editDistance("", "abc")).toBe(3);
  expect(editDistance("abc", "")).toBe(3);
  expect(editDistance("flaw", "lawn")).toBe(2);
  expect(editDistance("same", "same")).toBe(0);
});

test("words are cut at capitals and stripped of accents and endings", () => {
  expect(tokensOf("getLastPhoto")).toEqual(["get", "last", "photo"]);
  expect(tokensOf("photos Photo PHOTO")).toEqual(["photo", "photo", "photo"]);
  expect(new Set(tokensOf("resize resizes resizing resized")).size).toBe(1);
  expect(new Set(tokensOf("dictionary dictionaries")).size).toBe(1);
  expect(new Set(tokensOf("merge merging merges")).size).toBe(1);
  expect(tokensOf("HTMLToMarkdown")).toEqual(["html", "to", "markdown"]);
  expect(tokensOf("café’s naïve")).toEqual(tokensOf("cafes naive"));
  expect(tokensOf("address status string speed")).toEqual(["address", "status", "string", "speed"]);
  expect(tokensOf("读取 文件")).toEqual(["读取", "文件"]);
  expect(tokensOf("  --  ")).toEqual([]);
});
