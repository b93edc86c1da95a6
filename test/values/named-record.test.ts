import { describe, expect, test } from "vitest";
import { compile, convert } from "../../src/index.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  envelope,
  oneLine,
  pythonBody,
  pythonMetadata,
  pythonModule,
  pythonValue,
  shortcutFile,
  variable,
  type Actions,
} from "../support/shortcut.ts";

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const act = (value: PlistValue) => action("com.example.Act", { value });
const value = (of: PlistValue, options = {}) => oneLine(pythonValue(of, options));
const metadata = (...actions: Actions) => oneLine(pythonMetadata(actions));

const compiled = (...lines: string[]) => {
  const body = lines.map((line) => `    ${line}\n`).join("");
  const { workflow, diagnostics } = compile(`def f(shortcut_input=None):\n${body}`);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { parameters: { ...workflow.actions[0]?.parameters }, errors };
};
const compiledValue = (expression: string) =>
  compiled(`com_example_Act(value=${expression})`).parameters["value"];
const hintOf = (expression: string) => compiled(`com_example_Act(value=${expression})`).errors[0]?.hint;

const drafts = {
  Name: "Drafts",
  BundleIdentifier: "com.agiletortoise.Drafts5",
  TeamIdentifier: "GTFQ98J4YG",
};
const house = { Name: "House", BundleIdentifier: "org.example.house" };

describe("apps", () => {
  test("go by their name; the metadata keep the rest by that name", () => {
    expect(value(drafts)).toBe('App("Drafts")');
    const said = metadata(act(drafts), act(house), act(drafts));
    expect(said).toContain('"Drafts": {"TeamIdentifier": "GTFQ98J4YG"}');
    expect(said).toContain('"House": {"BundleIdentifier": "org.example.house"}');
    // What every version of this package knows is not kept, but it is written.
    expect(said).toContain('"usual": ["com.agiletortoise.Drafts5"]');
  });

  test("without metadata, say what nobody else knows; with all in the body, everything", () => {
    expect(value(drafts, { metadata: false })).toBe('App("Drafts")');
    expect(value(house, { metadata: false })).toBe('App("House", bundle_id="org.example.house")');
    expect(value(drafts, { lossless: true })).toBe(
      'App("Drafts", bundle_id="com.agiletortoise.Drafts5", team_id="GTFQ98J4YG")',
    );
  });

  test("without a name, by their bundle id", () => {
    expect(value({ BundleIdentifier: "com.burbn.instagram" })).toBe('App(bundle_id="com.burbn.instagram")');
  });

  test("a second one of the same name says in what it differs", () => {
    const body = pythonBody([act(house), act({ ...house, BundleIdentifier: "org.example.home" })]);
    expect(body).toBe(
      'com_example_Act(value=App("House"))\n' +
        'com_example_Act(value=App("House", bundle_id="org.example.home"))\n',
    );
    // Also where the first one needs no line in the metadata, and where the second lacks a key.
    const known = { Name: "Drafts", BundleIdentifier: "com.agiletortoise.Drafts5" };
    const others = [
      act(known),
      act({ ...known, BundleIdentifier: "org.example.drafts" }),
      act({ ...known, TeamIdentifier: "A" }),
    ];
    expect(oneLine(pythonBody(others))).toBe(
      'com_example_Act(value=App("Drafts")) ' +
        'com_example_Act(value=App("Drafts", bundle_id="org.example.drafts")) ' +
        'com_example_Act(value=App("Drafts", team_id="A"))',
    );
    expect(pythonBody([act(drafts), act(known)])).toContain('App("Drafts", team_id=None)');
  });

  test("with a key or a variable that no keyword can say, are records", () => {
    expect(value({ ...house, Version: 2 })).toContain("dict(");
    expect(value({ ...house, Name: attachment(variable("Name")) })).toContain("dict(");
  });

  test("are known by their name in a new program; one that is not is an error that says what to write", () => {
    expect(compiledValue('App("Safari")')).toEqual({
      Name: "Safari",
      BundleIdentifier: "com.apple.mobilesafari",
    });
    expect(compiledValue('App("House", bundle_id="org.example.house")')).toEqual(house);
    expect(hintOf('App("House")')).toBe('Say which one it is: `App("House", bundle_id="...")`.');
    expect(hintOf("App(x)")).toMatch(/^Write it out/);
  });

  test("whose id another parameter repeats say it once", () => {
    const selected = { WFSelectedApp: house, WFAppIdentifier: "org.example.house" };
    const open = (parameters: Record<string, PlistValue>, options = {}) =>
      pythonBody([action("openapp", parameters)], { names: "friendly", ...options });
    expect(open(selected)).toBe('open_app(App("House"))\n');
    expect(open(selected, { metadata: false })).toBe(
      'open_app(App("House", bundle_id="org.example.house"))\n',
    );
    expect(open({ ...selected, WFAppIdentifier: "a.b" })).toBe(
      'open_app(App("House"), app_identifier="a.b")\n',
    );
    // Where there is none, the metadata say so, or the body.
    expect(open({ WFSelectedApp: house })).toBe('open_app(App("House"))\n');
    expect(open({ WFSelectedApp: drafts }, { metadata: false })).toBe(
      'open_app(App("Drafts"), app_identifier=nothing())\n',
    );
    expect(compiled('open_app(App("Safari"))').parameters["WFAppIdentifier"]).toBe("com.apple.mobilesafari");
    expect(compiled('open_app(App("Safari"), app_identifier=nothing())').parameters).not.toHaveProperty(
      "WFAppIdentifier",
    );
  });
});

test("shortcuts go by their name, which the file says twice", () => {
  const backup = { workflowName: "Backup", workflowIdentifier: "D9298A10", isSelf: false };
  const run = (workflow: PlistDict) =>
    pythonBody([action("runworkflow", { WFWorkflow: workflow, WFWorkflowName: "Backup" })], {
      names: "friendly",
    });
  expect(run(backup)).toBe('run_shortcut(Shortcut("Backup"))\n');
  expect(run({ ...backup, isSelf: true })).toBe('run_shortcut(Shortcut("Backup", is_self=True))\n');
  expect(compiled('run_shortcut(Shortcut("Backup"))').parameters).toEqual({
    WFWorkflow: { workflowName: "Backup", isSelf: false },
    WFWorkflowName: "Backup",
  });
});

describe("files and folders", () => {
  const at = (type: string, below: string, others: PlistDict = {}) => {
    const last = below.split("/").at(-1)!;
    return {
      displayName: last,
      filename: last,
      fileLocation: { WFFileLocationType: type, relativeSubpath: below, ...others },
    };
  };

  test.each([
    ["iCloud", "com~apple~CloudDocs/Lists/Shopping.txt", "iCloud Drive/Lists/Shopping.txt"],
    ["iCloud", "com~apple~CloudDocs", "iCloud Drive"],
    ["iCloud", "iCloud~md~obsidian/Documents/Notes", "iCloud/iCloud~md~obsidian/Documents/Notes"],
    ["Shortcuts", "Lists", "Shortcuts/Lists"],
    ["LocalStorage", "Lists", "On My iPhone/Lists"],
    ["Home", "Documents/a.txt", "~/Documents/a.txt"],
    ["Home", "", "~"],
    ["Absolute", "/System/Library/Sounds", "/System/Library/Sounds"],
    ["Desktop", "Shortcuts", "Desktop/Shortcuts"],
    ["FileProvider", "repo", "FileProvider/repo"],
    ["iCloud", "iCloud Drive/Lists", "iCloud/iCloud Drive/Lists"],
  ])("%s, %s is a path", (type, below, path) => {
    expect(value(at(type, below))).toBe(`Path("${path}")`);
  });

  test.each([
    ["iCloud Drive", "Lists"],
    ["~", "a"],
    ["iCloud", "com~apple~CloudDocs/"],
    ["Absolute", "no/slash"],
    ["", "a"],
  ])("%s, %s would read as something else", (type, below) => {
    expect(value(at(type, below))).toMatch(/^dict\(/);
  });

  test("a path alone is what the app writes for it", () => {
    expect(compiledValue('Path("iCloud Drive/Lists")')).toEqual(
      at("iCloud", "com~apple~CloudDocs/Lists", {
        fileProviderDomainID: "com.apple.CloudDocs.MobileDocumentsFileProvider",
      }),
    );
    expect(compiledValue('Path("Shortcuts")')).toEqual({
      displayName: "Shortcuts",
      filename: "Documents",
      fileLocation: {
        WFFileLocationType: "Shortcuts",
        relativeSubpath: "",
        fileProviderDomainID: "com.apple.CloudDocs.MobileDocumentsFileProvider",
        appContainerBundleIdentifier: "com.apple.shortcuts",
      },
    });
    expect(compiledValue('Path("~/a.txt")')).toEqual(at("Home", "a.txt"));
    // What every object has is no place that is known.
    expect(compiledValue('Path("constructor/a.txt")')).toEqual(at("constructor", "a.txt"));
  });
});

describe("contacts", () => {
  const field = (...entries: PlistValue[]) =>
    envelope("WFContactFieldValue", { WFContactFieldValues: entries });
  const phone = { EntryType: 1, SerializedEntry: { "link.contentkit.phonenumber": "+1 555 0100" } };
  const email = { EntryType: 2, SerializedEntry: { "link.contentkit.emailaddress": "ann@example.com" } };
  const card = (...lines: string[]) => ({
    WFContactData: bytes(["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD", ""].join("\r\n")),
    WFContactMultivalue: 0,
    WFContactProperty: 3,
  });

  test("numbers and addresses stand alone, several in a list", () => {
    expect(value(field(phone))).toBe('Phone("+1 555 0100")');
    expect(value(field(email))).toBe('Email("ann@example.com")');
    expect(value(field(phone, email))).toBe('Contacts([Phone("+1 555 0100"), Email("ann@example.com")])');
    expect(compiledValue('Email("ann@example.com")')).toEqual(field(email));
    expect(compiledValue('Contacts([Phone("+1 555 0100"), Email("ann@example.com")])')).toEqual(
      field(phone, email),
    );
  });

  test("outside of the field of contacts, they are records", () => {
    expect(value(phone)).toMatch(/^dict\(/);
  });

  test.each([
    [["N:Blue;Ann;;;", "FN:Ann Blue"], "Ann Blue"],
    [["N:Blue;Ann;;;"], "Ann Blue"],
    [["N:;;;;", "FN:", "ORG:Fire Brigade;"], "Fire Brigade"],
    [["FN;CHARSET=UTF-8:Zoë\\, the\r\n  Great"], "Zoë, the Great"],
  ])("of the address book go by the name on the card: %j", (lines, name) => {
    expect(value(field(card(...lines)))).toBe(`Contact("${name}")`);
    expect(metadata(act(field(card(...lines))))).toContain('"WFContactProperty": 3');
  });

  test("without metadata, the card is said", () => {
    expect(value(field(card("FN:Ann")), { metadata: false })).toMatch(/^Contact\("Ann", card=Data\("QkVHSU4/);
    expect(hintOf('Contact("Ann")')).toBe('Write the number or the address: `Phone("...")`, `Email("...")`.');
    const other = 'Contact("Bob", card=Data("QkVHSU46VkNBUkQNCkZOOkFubg0KRU5EOlZDQVJE"))';
    expect(compiled(`com_example_Act(value=${other})`).errors[0]?.message).toContain(
      'that of another, "Ann"',
    );
  });
});

test("what apps offer goes by the text that is shown", () => {
  const odd = { displayString: "Work", identifier: "Work", constructor: "x" };
  expect(value(odd, { metadata: false })).toBe('Entity("Work", constructor="x")');
  expect(value({ displayString: "Work", identifier: "Work" })).toBe('Entity("Work")');
  const image = { displayString: "Work", identifier: "77", displayImage: { imageData: "iVBORw0KGgo=" } };
  expect(value(image)).toBe('Entity("Work")');
  expect(metadata(act(image))).toContain(
    '"Work": {"displayImage.imageData": "iVBORw0KGgo=", "identifier": "77"}',
  );
  expect(value({ DisplayString: "All Shortcuts", Identifier: "AllShortcuts" })).toBe(
    'Option("All Shortcuts")',
  );
  expect(value({ title: { key: "GPT-4o" }, subtitle: { key: "Fast" }, identifier: "gpt-4o" })).toBe(
    'AppEntity("GPT-4o")',
  );
  expect(value({ WFNSUnitSymbol: "km", WFNSUnitType: "Length" })).toBe('Unit("km", type="Length")');
  const place = { placemark: { addressDictionary: { Name: "Duga radar" }, location: { latitude: 51 } } };
  expect(value(place)).toBe('Location("Duga radar")');
  expect(hintOf('Location("Duga radar")')).toContain("latitude=");
});

test("what is kept of a record is nested as it is, but for dictionaries of one value", () => {
  const place = {
    placemark: {
      addressDictionary: { Name: "Duga radar", "a.b": 1 },
      location: { latitude: 51, longitude: 30 },
      region: { center: { odd: {} } },
    },
  };
  expect(metadata(act(place))).toContain(
    '"Duga radar": {"placemark": {"addressDictionary.a\\\\.b": 1, ' +
      '"location": {"latitude": 51, "longitude": 30}, "region.center.odd": {}}}',
  );
});

test("long data stand at the end, by their number", () => {
  const data = new Uint8Array(60).fill(7);
  expect(pythonBody([act(data), act(new Uint8Array(60)), act(data)])).toBe(
    "com_example_Act(value=Data(1))\ncom_example_Act(value=Data(2))\ncom_example_Act(value=Data(1))\n",
  );
  expect(value(data, { metadata: false })).toMatch(/^Data\("BwcH/);
  expect(hintOf("Data(1)")).toBe("Write the bytes as one base64 text.");
});

test("the description of an app intent is said once for all calls, and a call without one has none", () => {
  const descriptor = { AppIntentIdentifier: "Act", BundleIdentifier: "com.example", Name: "Example" };
  const actions = [
    action("com.example.Act", { AppIntentDescriptor: descriptor }),
    action("com.example.Act", { AppIntentDescriptor: { ...descriptor, Name: "Other" } }),
    action("com.example.Act"),
  ];
  expect(oneLine(pythonBody(actions))).toBe(
    "com_example_Act() com_example_Act(AppIntentDescriptor=dict(" +
      'AppIntentIdentifier="Act", BundleIdentifier="com.example", Name="Other")) com_example_Act()',
  );
  expect(metadata(...actions)).toContain('"AppIntentDescriptor": {"com.example.Act": {');
});

test("tolerant, the text that the editor shows is enough", () => {
  const first = (line: string, tolerant = true) => {
    const { workflow, diagnostics } = compile(`def f(shortcut_input=None):\n    ${line}\n`, { tolerant });
    const codes = diagnostics.filter(({ severity }) => severity !== "warning").map(({ code }) => code);
    return { parameters: { ...workflow.actions[0]!.parameters }, codes };
  };
  expect(first('open_app("Safari")')).toEqual({
    parameters: compiled('open_app(App("Safari"))').parameters,
    codes: ["SC6013"],
  });
  expect(first('run_shortcut("Backup")').parameters).toEqual(
    compiled('run_shortcut(Shortcut("Backup"))').parameters,
  );
  const recipients = (value: string) => first(`messages_send_message("Hi", recipients=${value})`).parameters;
  expect(recipients('["+1 555 0100", "ann@example.com"]')).toEqual(
    recipients('Contacts([Phone("+1 555 0100"), Email("ann@example.com")])'),
  );
  expect(recipients('"+1 555 0100"')).toEqual(recipients('Phone("+1 555 0100")'));
  // A name is neither a number nor an address, and nobody knows this app.
  expect(recipients('"Ann"')["WFSendMessageActionRecipients"]).toBe("Ann");
  expect(first('open_app("House")').parameters["WFSelectedApp"]).toBe("House");
  expect(first('open_app("Safari")', false).parameters["WFSelectedApp"]).toBe("Safari");
});

test("records belong to their names, so that an edited program keeps them", () => {
  const { python } = convert(shortcutFile([act(house), act("old")]), { name: "Test" });
  const edited = python.replace(
    'com_example_Act(value="old")',
    'com_example_Act(value=App("House"))\n    vibrate_device()',
  );
  const { workflow, diagnostics } = compile(edited);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(workflow.actions.slice(0, 2).map(({ parameters }) => ({ ...parameters }))).toEqual([
    { value: house },
    { value: house },
  ]);
});

test("a variable of such a name gives way", () => {
  const module = pythonModule([
    action("setvariable", { WFVariableName: "App", WFInput: attachment(variable("App")) }),
    act(house),
  ]);
  expect(module).toContain('value=App("House")');
  expect(module).toContain('"names": {"App_2": "App"}');
});

test("the programs are Python, formatted as ruff does", () => {
  expect(checkPrograms()).toEqual([]);
});
