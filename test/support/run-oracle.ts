import { spawnSync } from "node:child_process";
import { convert } from "../../src/convert.ts";
import type { Respond } from "../../src/run/device/dialog.ts";
import type { DeviceSpec, Json } from "../../src/run/device/spec.ts";
import { isDict, type PlistDict } from "../../src/plist/value.ts";
import { run } from "../../src/run/run.ts";
import type { Effect, Step } from "../../src/run/trace.ts";

/** Where two runs of one shortcut, ours and CPython's, part. */
export interface Disagreement {
  python: string;
  line: number | undefined;
  ours: Json;
  theirs: Json;
}

export interface Verdict {
  agreed: number;
  /** Of each program that agrees, how many values were compared that an action has computed. */
  computed: number[];
  /** Programs with something that the oracle does not know, and what. */
  unsupported: string[];
  /** What became of each program, in their order. */
  outcomes: ("agrees" | "differs" | "beyond")[];
  disagreements: Disagreement[];
}

interface Answer {
  /** Null where a value is not to be compared. */
  values?: [line: number, value: Json][];
  /** What was shown, in order. */
  calls?: [kind: string, text: string][];
  error?: string;
  unsupported?: string;
}

const MARKERS = /\.(?:conditional|choosefrommenu|repeat\.(?:count|each))$/;

/** What the web answers, whatever it is asked. */
const ANSWER = {
  ok: true,
  name: "n",
  items: [{ name: "first", url: "https://e.example/1" }, { name: "second" }],
};

/** Built-in actions that both sides are told to give "out": what they do, only a device does. */
const CANNED = `runshellscript runsshscript runapplescript runjavascriptforautomation runjavascriptonwebpage
getwebpagecontents openxcallbackurl selectphoto getlastphoto takephoto getlastscreenshot takescreenshot
selectcontacts scanbarcode dictatetext getcurrentsong getcurrentlocation weather_currentconditions
weather_forecast text_translate detectlanguage extracttextfromimage searchitunes searchappstore searchpodcasts
searchlocalbusinesses giphy imgur_upload dropbox_save wordpress_post tumblr_post evernote_new evernote_append
image_resize image_convert image_combine image_crop image_rotate image_flip image_mask overlayimageonimage
overlaytext setmetadata makepdf splitpdf makeimagefrompdfpage gettextfrompdf makegif getframesfromimage
encodemedia trimvideo makevideofromgif makespokenaudiofromtext generatebarcode recordaudio makezip unzip rss
rss_extract getarticle properties_articles filter_articles filter_photos filter_reminders
filter_calendarevents filter_contacts filter_music filter_notes filter_health_quantity filter_eventattendees
filter_locations filter_images properties_images properties_contacts properties_locations properties_reminders
properties_calendarevents properties_music properties_weather_conditions properties_health_quantity
health_quantity_log health_workout_log addnewreminder addnewevent addnewcontact contacts phonenumber email
address location getupcomingevents getupcomingreminders gettraveltime getdistance getmapslink
getparkedcarlocation url_expand url_getheaders getrichtextfromhtml gethtmlfromrichtext getrichtextfrommarkdown
getmarkdownfromrichtext detect_images detect_address detect_phonenumber detect_emailaddress detect_contacts
getnameofemoji getmyworkflows getipaddress getwifi getdevicedetails getbatterylevel file_select file_getlink
file_label correctspelling shazamMedia get_playlist avairyeditphoto safari_geturl playpodcast selectphone
calculateexpression sirikit_donation_handle gettypeaction deletephotos number_random`.split(/\s+/);

/** Who sits before the device, and what was given to the shortcut. */
export interface Situation {
  input?: string;
  clipboard?: string;
  /** What is typed into an empty field, and which item is chosen, counted from 0; nobody does anything without it. */
  typed?: string;
  choice?: number;
}

/** Nobody is there; and somebody who types and chooses. */
export const SITUATIONS: readonly Situation[] = [
  {},
  {
    input: "https://e.example/in?x=7",
    clipboard: "Hello 12, https://e.example/p?q=1 and more",
    typed: "7 apples",
    choice: 1,
  },
];

/** A device of which both sides know all. */
function deviceFor(actions: readonly { identifier: string }[], { input, clipboard }: Situation): DeviceSpec {
  const apps = actions.map(({ identifier }) => identifier).filter((name) => !name.startsWith(BUILTIN));
  const builtin = [...CANNED.map((name) => name.replaceAll("_", ".")), "runworkflow"].map(
    (name) => BUILTIN + name,
  );
  return {
    ...(input !== undefined && { input }),
    ...(clipboard !== undefined && { clipboard }),
    files: {},
    http: ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => ({ method, url: "*", body: ANSWER })),
    apps: Object.fromEntries([...apps, ...builtin].map((name) => [name, "out"])),
  };
}

const BUILTIN = "is.workflow.actions.";

/** Runs shortcuts here, and their Python under CPython with the actions of `run-oracle.py`; compares value by value. */
export function askOracle(files: readonly Uint8Array[], situation: Situation = {}): Verdict {
  const programs = files.map((bytes) => convert(bytes, { layout: "script", metadata: false, names: "api" }));
  const input = programs
    .map(
      ({ python, workflow }) =>
        `${JSON.stringify({ python, kind: inputKind(workflow.properties) ?? null, answer: JSON.stringify(ANSWER), canned: CANNED, ...situation })}\n`,
    )
    .join("");
  const result = spawnSync("python3", ["test/support/run-oracle.py"], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  const answers = result.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
  const verdict: Verdict = { agreed: 0, computed: [], outcomes: [], unsupported: [], disagreements: [] };
  for (const [at, { workflow, sourceMap, python }] of programs.entries()) {
    const answer = answers[at]!;
    const beyond = answer.unsupported ?? inputOf(workflow.properties, situation);
    if (beyond !== undefined) {
      verdict.unsupported.push(beyond);
      verdict.outcomes.push("beyond");
      continue;
    }
    // A line of two actions, of which the second puts the output into a variable, has one value.
    const first = sourceMap.filter(({ line }, i) => line !== sourceMap[i - 1]?.line);
    const lines = new Map(first.map(({ action, line }) => [action, line]));
    const ours: [line: number, value: Json][] = [];
    const { status, effects } = run(workflow, deviceFor(workflow.actions, situation), {
      onStep: (step) => note(step, lines, ours),
      limits: { steps: 50_000 },
      respond: person(situation),
    });
    const told = new Set(lines.values());
    const shown = effects.flatMap((effect) => callOf(effect));
    const theirs = answer.values!.filter(
      ([line]) => told.has(line) && ours.some(([other]) => other === line),
    );
    const part = firstDifference(ours, theirs);
    const isEnd = (status === "failed") === (answer.error !== undefined);
    const calls = JSON.stringify(shown) === JSON.stringify(answer.calls);
    verdict.outcomes.push(part === undefined && isEnd && calls ? "agrees" : "differs");
    if (part === undefined && isEnd && calls) {
      verdict.agreed++;
      verdict.computed.push(theirs.filter(([, value]) => isComputed(value)).length);
    } else if (part === undefined && isEnd)
      verdict.disagreements.push({ python, line: undefined, ours: shown, theirs: answer.calls! });
    else {
      const [mine, other] = [ours[part ?? ours.length], theirs[part ?? theirs.length]];
      verdict.disagreements.push({
        python,
        line: mine?.[0] ?? other?.[0],
        ours: mine?.[1] ?? status,
        theirs: other?.[1] ?? answer.error ?? "end",
      });
    }
  }
  return verdict;
}

/** Whoever types and chooses; empty fields of a kind of their own, and suggestions, stay as they are. */
function person({ typed, choice }: Situation): Respond {
  return ({ kind, options, standard, type }) => {
    if (options && choice !== undefined && options.length > 0)
      return { answer: [Math.min(choice, options.length - 1)] };
    const isField = kind === "ask" && standard === undefined && (type === "Text" || type === "Number");
    return isField && typed !== undefined ? { answer: typed } : undefined;
  };
}

/** As what a shortcut takes a text that it is given. */
function inputKind(properties: PlistDict): "text" | "url" | undefined {
  const classes = properties["WFWorkflowInputContentItemClasses"];
  if (!Array.isArray(classes) || classes.length === 0 || classes.includes("WFStringContentItem"))
    return "text";
  return classes.includes("WFURLContentItem") ? "url" : undefined;
}

/** What a shortcut does that the oracle does not, since no statement says it: it asks for its input, or refuses to start. */
function inputOf(properties: PlistDict, { input }: Situation): string | undefined {
  if (input !== undefined && inputKind(properties) === undefined) return "a shortcut that takes no text";
  const behaviour = properties["WFWorkflowNoInputBehavior"];
  const name = isDict(behaviour) ? behaviour["Name"] : undefined;
  return input === undefined && /AskForInput|ShowError/.test(String(name))
    ? "a shortcut that wants an input"
    : undefined;
}

/** What a person sees of an effect, where the oracle notes it too. */
function callOf({ kind, ...details }: Effect): [kind: string, text: string][] {
  const key = SHOWN[kind];
  return key === undefined ? [] : [[kind, String(details[key])]];
}

const SHOWN: Readonly<Record<string, string>> = {
  alert: "prompt",
  notification: "body",
  "show result": "text",
  speak: "text",
};

function note(
  { identifier, action, output }: Step,
  lines: ReadonlyMap<number, number>,
  into: [number, Json][],
): void {
  const line = lines.get(action);
  if (line === undefined || MARKERS.test(identifier) || identifier.endsWith(".comment")) return;
  into.push([line, output]);
}

function firstDifference(
  ours: readonly [number, Json][],
  theirs: readonly [number, Json][],
): number | undefined {
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const [mine, other] = [ours[at], theirs[at]];
    if (mine && other && mine[0] === other[0] && other[1] === null) continue;
    if (!mine || !other || mine[0] !== other[0] || !same(mine[1], other[1])) return at;
  }
  return undefined;
}

/** Equal, numbers within what a double tells apart; a trace cuts long texts. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === "string" && typeof b === "string" && a.endsWith("…")) return b.startsWith(a.slice(0, -1));
  if (typeof a === "number" || typeof b === "number") {
    return Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(a)));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) && Array.isArray(b) && moreOf(a) > 0) {
    return b.length === a.length - 1 + moreOf(a) && a.slice(0, -1).every((item, at) => same(item, b[at]));
  }
  // Of a file, the oracle knows no type.
  const keysOf = (value: object) => Object.keys(value).filter((key) => !("$file" in value) || key !== "type");
  const [keys, others] = [keysOf(a), keysOf(b)];
  return (
    keys.length === others.length &&
    keys.every((key) => same((a as Record<string, Json>)[key], (b as Record<string, Json>)[key]))
  );
}

/** Whether a value says something: it is neither left out, nor empty, nor what both sides were told. */
function isComputed(value: Json): boolean {
  return !["null", "[]", '["out"]', JSON.stringify([ANSWER])].includes(JSON.stringify(value));
}

/** How many items a trace has cut off a list: its last item then says so. */
function moreOf(list: readonly Json[]): number {
  const last = list.at(-1);
  const more = typeof last === "object" && last !== null ? (last as { more?: Json }).more : undefined;
  return typeof more === "number" ? more : 0;
}
