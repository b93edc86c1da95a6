import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { convert } from "../../src/convert.ts";
import { buildPackage, makeDirectory } from "../support/command.ts";
import { action, attachment, condition, ifBlock, shortcutFile, token } from "../support/shortcut.ts";

const BROWSER = process.env["SHORTCUT2PY_CHROMIUM"] ?? "/usr/bin/chromium";
const hasBrowser = existsSync(BROWSER);
if (!hasBrowser) console.warn(`The page is not tested: there is no ${BROWSER}.`);

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

const built = makeDirectory();
const work = makeDirectory();
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page asked a network for, and what it complained about. */
let requests: string[] = [];
let complaints: string[] = [];

const DESKTOP = { width: 1280, height: 800 };

const HOSTILE = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;
const FILES = {
  "Buzz.shortcut": shortcutFile([
    ...ifBlock(condition(attachment(token("ExtensionInput")), 100), [
      action("gettext", { WFTextActionText: "Hello there" }),
      action("vibrate"),
    ]),
    action("downloadurl", { WFURL: "https://api.example.com/v1" }),
  ]),
  "Hostile.shortcut": shortcutFile([
    action("comment", { WFCommentActionText: HOSTILE }),
    action("gettext", { WFTextActionText: HOSTILE, CustomOutputName: HOSTILE }),
    action(`com.example.${HOSTILE}`, { [HOSTILE]: HOSTILE }),
  ]),
  "Long.shortcut": shortcutFile(
    Array.from({ length: 3000 }, (_, i) => action("gettext", { WFTextActionText: `line ${i}` })),
  ),
  "Greeting.py": 'def greeting():\n    is_workflow_actions_showresult(Text="Good morning")\n',
  "bad.shortcut": "<html>nothing</html>",
};

beforeAll(() => buildPackage(built.path));
afterAll(() => {
  built.remove();
  work.remove();
});

/** Starting the page takes seconds on a busy machine, so most tests go on with the one that is there, emptied. */
describe.runIf(hasBrowser)("the page", () => {
  beforeAll(async () => {
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(work.path, name), content);
    browser = await chromium.launch({ executablePath: BROWSER, args: [...FLAGS, ...QUIET] });
    context = await browser.newContext({ viewport: DESKTOP });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on("request", (request) => {
      if (!/^(?:file|blob|data):/.test(request.url())) requests.push(request.url());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(address());
    await page.waitForSelector("h1");
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    requests = [];
    complaints = [];
    if ((await page.locator("text=Forget all").count()) > 0) await page.click("text=Forget all");
    await page.waitForSelector(".welcome");
    await page.evaluate("document.querySelector('.message button')?.click()");
  });
  // Whatever a test does: nothing asks a network for anything, and nothing breaks.
  afterEach(() => {
    const noise = [...requests, ...complaints];
    if (noise.length > 0) throw new Error(noise.join("\n"));
  });

  const address = () => pathToFileURL(join(built.path, "page/index.html")).href;

  const open = async (...names: string[]) => {
    await page.setInputFiles(
      "input[type=file]",
      names.map((name) => join(work.path, name)),
    );
    await page.waitForSelector(".row, .message .error", { state: "attached" });
  };
  const program = () =>
    page.evaluate<string>(
      `[...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\\n")`,
    );
  const rows = () => page.locator(".row .title").allTextContents();

  test("shows a shortcut as its actions and as its Python", async () => {
    await open("Buzz.shortcut");
    expect(await rows()).toEqual(["If", "Text", "Vibrate Device", "End If", "Get Contents of URL"]);
    const { python } = convert(FILES["Buzz.shortcut"], { name: "Buzz", metadata: false });
    expect(await program()).toBe(python);
  });

  test("marks on either side what the other side points at", async () => {
    await open("Buzz.shortcut");
    await page.click(".row >> nth=2");
    expect(await page.locator(".cm-marked").textContent()).toContain("vibrate");
    await page.click(".cm-line:has-text('Hello there')");
    expect(await page.locator(".row.active .title").textContent()).toBe("Text");
  });

  test("folds blocks", async () => {
    await open("Buzz.shortcut");
    await page.click(".row >> nth=0 >> .fold");
    expect(await rows()).toEqual(["If", "Get Contents of URL"]);
    expect(await page.locator(".row >> nth=0").getAttribute("aria-expanded")).toBe("false");
  });

  test("can be used with the keyboard alone", async () => {
    await open("Buzz.shortcut");
    await page.focus("[role=tree]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(".row.active .title").textContent()).toBe("Vibrate Device");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    expect(await rows()).toEqual(["If", "Get Contents of URL"]);
    await page.focus("#tab-privacy");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("[role=tab][aria-selected=true]").textContent()).toContain("Problems");
  });

  test("says before one installs it what it sends, and where", async () => {
    await open("Buzz.shortcut");
    await page.click("#tab-privacy");
    const said = await page.locator("#panel").innerText();
    expect(said).toMatch(/Sends\s+a web request\s+4/);
    expect(said).toContain("api.example.com");
  });

  test("compiles what was edited to what the command makes of it", async () => {
    await open("Greeting.py");
    const edited = `${FILES["Greeting.py"]}    is_workflow_actions_vibrate()\n`;
    await page.click(".cm-content");
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("    is_workflow_actions_vibrate()\n");
    await page.waitForSelector(".row >> nth=1");
    const download = page.waitForEvent("download");
    await page.click("text=Download .shortcut");
    const path = await (await download).path();
    expect(readFileSync(path)).toEqual(Buffer.from(compile(edited, { tolerant: true }).bytes!));
    expect((await download).suggestedFilename()).toBe("Greeting.shortcut");
    expect(await page.locator(".message").innerText()).toContain("shortcuts sign");
  });

  test("says what is wrong as one types, and where", async () => {
    await open("Greeting.py");
    await page.click(".cm-content");
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("    while True:\n        pass\n");
    await page.click("#tab-problems");
    await page.waitForSelector(".tag.error");
    expect(await page.locator("#panel").innerText()).toMatch(/error line 3/);
    expect(await rows()).toHaveLength(1);
  });

  test("puts right what has one answer", async () => {
    await open("Greeting.py");
    await page.click(".cm-content");
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText('    show_allert("a", tittle="b")\n');
    await page.click("#tab-problems");
    await page.click("button:has-text('Put 1 of them right')");
    await page.waitForSelector(".row >> nth=1");
    expect(await program()).toContain('    show_alert("a", title="b")\n');
    expect(await page.locator("#panel").innerText()).toContain("Nothing is wrong");
  });

  test("writes names and layout as one likes them", async () => {
    await open("Buzz.shortcut");
    for (const [names, layout] of [
      ["api", "function"],
      ["api", "script"],
      ["friendly", "function"],
    ] as const) {
      await page.selectOption(".options select >> nth=0", names);
      await page.selectOption(".options select >> nth=1", layout);
      const options = { name: "Buzz", metadata: false, names, layout };
      await expect.poll(program).toBe(convert(FILES["Buzz.shortcut"], options).python.trimEnd() + "\n");
    }
  });

  test("searches the shortcut and all actions", async () => {
    await open("Buzz.shortcut");
    await page.click("#tab-search");
    await page.fill("input[type=search]", "hello");
    await page.waitForSelector("h3:has-text('In this shortcut')");
    await page.fill("input[type=search]", "resize photo");
    await page.waitForSelector("h3:has-text('Among all actions')");
    expect(await page.locator("#panel").innerText()).toContain("Resize Image");
  });

  test("runs it on a virtual device", async () => {
    await open("Buzz.shortcut");
    await page.click("#tab-run");
    await page.fill("textarea >> nth=0", "something");
    await page.click("button.primary:has-text('Run')");
    await page.waitForSelector("text=/actions ran/");
    expect(await page.locator("#panel").innerText()).toContain("It ran to its end. 3 actions ran.");
  });

  test("compares an edited program with what was opened", async () => {
    await open("Greeting.py");
    await page.click(".cm-line:has-text('Good morning')");
    await page.keyboard.press("End");
    await page.keyboard.insertText("\n    is_workflow_actions_vibrate()");
    await page.waitForSelector(".row >> nth=1");
    await page.click("#tab-compare");
    await page.waitForSelector(".tag.added");
    expect(await page.locator("#panel").innerText()).toContain("Vibrate Device");
  });

  test("shares a program in a link, which brings it back", async () => {
    await open("Greeting.py");
    await page.click("text=Share link");
    await page.waitForSelector(".message:has-text('The link is on the clipboard')");
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    await page.click("text=Forget all");
    await page.goto("about:blank");
    await page.goto(`${address()}${new URL(link).hash}`);
    await page.waitForSelector(".row");
    expect(await program()).toBe(FILES["Greeting.py"]);
    expect(new URL(page.url()).hash).toBe("");
  });

  test("restores what was open, until it is told to forget it", async () => {
    await open("Buzz.shortcut");
    const before = await program();
    await page.waitForTimeout(900);
    await page.reload();
    await page.waitForSelector(".row");
    expect(await program()).toBe(before);
    await page.click("text=Forget all");
    await page.waitForSelector(".message:has-text('Forgotten')");
    await page.reload();
    await page.waitForSelector(".welcome");
    await page.waitForTimeout(300);
    expect(await page.locator(".row").count()).toBe(0);
  });

  test("keeps nothing that is forgotten at the moment at which it would have been kept", async () => {
    await open("Buzz.shortcut");
    // A page that is busy right after the click: whatever was about to happen happens then.
    await page.evaluate(`(() => {
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Forget all").click();
      for (const end = performance.now() + 700; performance.now() < end;);
    })()`);
    await page.waitForSelector(".message:has-text('Forgotten')");
    await page.waitForTimeout(300);
    const kept = await page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open("keyval-store");
      opening.onsuccess = () => {
        const counting = opening.result.transaction("keyval").objectStore("keyval").count();
        counting.onsuccess = () => resolve(counting.result);
        opening.result.close();
      };
    })`);
    expect(kept).toBe(0);
  });

  test("opens what it can of several files, and names the others", async () => {
    await open("bad.shortcut", "Greeting.py", "Buzz.shortcut");
    await page.waitForSelector(".message .error");
    expect(await page.locator(".message").innerText()).toContain("bad.shortcut: ");
    expect(await page.locator(".documents button").allTextContents()).toEqual(["Greeting", "Buzz"]);
  });

  test("no text of a shortcut becomes a part of the page", async () => {
    await open("Hostile.shortcut");
    for (const tab of ["problems", "action", "search", "run"]) {
      await page.click(`#tab-${tab}`);
      await page.click(".row >> nth=2");
    }
    expect(await page.title()).toBe("shortcut2py");
    expect(await page.locator("img, .row script, .cm-content script").count()).toBe(0);
    expect(await page.locator(".row .summary >> nth=0").textContent()).toContain("</script>");
  });

  test("3,000 actions: only those in sight are in the page", async () => {
    await open("Long.shortcut");
    expect(await page.locator(".row").count()).toBeLessThan(60);
    await page.focus("[role=tree]");
    await page.keyboard.press("End");
    await page.waitForSelector("#action-2999");
    expect(await page.locator(".row").count()).toBeLessThan(60);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`has no accessibility violations that axe knows of, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      await page.evaluate(axe);
      expect(await violations()).toEqual([]);
      await open("Buzz.shortcut");
      for (const tab of ["privacy", "action", "run", "search"]) {
        await page.click(`#tab-${tab}`);
        await page.click(".row >> nth=1");
        expect(await violations(), tab).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: null });
    });
  }

  test("fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open("Buzz.shortcut");
    const overflow = () => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await page.locator(".cm-content").isVisible()).toBe(true);
    await page.click(".sides >> text=Actions");
    expect(await page.locator(".row >> nth=0").isVisible()).toBe(true);
    expect(await page.locator(".cm-content").isVisible()).toBe(false);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.click(".sides >> text=Python");
    await page.setViewportSize(DESKTOP);
  });

  async function violations(): Promise<string[]> {
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const found = await axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
    });
  }
});

test("one file below 900 kB packed, with a policy that lets no other script run", () => {
  const html = readFileSync(join(built.path, "page/index.html"), "utf8");
  expect(gzipSync(html, { level: 9 }).length).toBeLessThan(900_000);
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(html)!;
  expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+';/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});
