import { table } from "../table.ts";
import { ShortcutError } from "../../diagnostics/error.ts";
import { recogniseDates } from "../dates/recognise.ts";
import { isZone } from "../dates/zone.ts";
import { valueFromJson } from "./from-json.ts";
import type { Dialog, DialogAnswer, Respond } from "./dialog.ts";
import { FileSystem, fileNamed } from "./file-system.ts";
import { randomFrom } from "./random.ts";
import { placeFromJson, recordFromJson } from "./records.ts";
import { decodeBase64 } from "../base64.ts";
import type { Answer, DeviceSpec, FileSpec, HttpRecord, Json, PhotoSpec } from "./spec.ts";
import type { FileItem, RecordItem, Value } from "../value.ts";

const DETAILS = table<string | number>({
  "Device Name": "iPhone",
  "Device Hostname": "iPhone.local",
  "Device Type": "iPhone",
  "Device Model": "iPhone",
  OS: "iOS",
  "System Version": "17.5",
  "System Build Number": "21F79",
  "Screen Width": 1179,
  "Screen Height": 2556,
  "Current Volume": 0.5,
  "Current Brightness": 0.5,
  "Current Appearance": "Light",
  "Device Is Watch": "No",
});

/** A virtual device in the course of a run. */
export class Device {
  now: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly files = new FileSystem();
  readonly random: () => number;
  readonly spec: DeviceSpec;
  clipboard: Value;
  /** What was set, by the name of the setting. */
  readonly settings = new Map<string, Json>();
  readonly photos: FileItem[];
  private readonly answers: Answer[];
  private readonly respond: Respond | undefined;

  /** @throws ShortcutError SC3201 if a date, a zone or a locale is none. */
  constructor(spec: DeviceSpec = {}, respond?: Respond) {
    this.spec = spec;
    this.timeZone = spec.timeZone ?? "UTC";
    if (!isZone(this.timeZone))
      throw new ShortcutError("SC3201", `timeZone: "${this.timeZone}" is no time zone.`);
    this.locale = spec.locale ?? "en_US";
    if (!/^[a-z]{2,3}(?:[_-][A-Za-z]{4})?(?:[_-][A-Z]{2})?$/.test(this.locale)) {
      throw new ShortcutError("SC3201", `locale: "${this.locale}" is no locale such as en_US.`);
    }
    this.now = timeOf(spec.now ?? "2024-05-06T07:08:09Z", "now");
    this.random = randomFrom(spec.seed ?? 1);
    this.clipboard = valueFromJson(spec.clipboard);
    this.answers = [...(spec.answers ?? [])];
    this.respond = respond;
    for (const [path, file] of Object.entries(spec.files ?? {})) this.putFile(path, file);
    this.photos = (spec.photos ?? STANDARD_PHOTOS).map(({ name, width, height, created, type }) =>
      fileNamed(name, null, {
        ...(type !== undefined && { type }),
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
        created: created === undefined ? this.now : timeOf(created, "photos.created"),
      }),
    );
  }

  private putFile(path: string, file: FileSpec): void {
    const where = FileSystem.resolve(path);
    if (typeof file !== "string" && file.folder === true) {
      this.files.makeFolder(where);
      return;
    }
    const name = where.slice(where.lastIndexOf("/") + 1);
    if (typeof file === "string") {
      this.files.put(where, fileNamed(name, file, { created: this.now, modified: this.now }));
      return;
    }
    const { text, base64, created, modified, width, height } = file;
    const content = text ?? (base64 === undefined ? null : (decodeBase64(base64) ?? null));
    this.files.put(
      where,
      fileNamed(name, content, {
        created: created === undefined ? this.now : timeOf(created, `files.${path}.created`),
        modified: modified === undefined ? this.now : timeOf(modified, `files.${path}.modified`),
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      }),
    );
  }

  /** What Get Device Details says of something; undefined if nobody knows. */
  detail(name: string): string | number | undefined {
    const { details } = this.spec;
    return details && Object.hasOwn(details, name) ? details[name] : DETAILS[name];
  }

  /**
   * Answers a dialog: from the device's list if it has something for this prompt, or something for any, otherwise by
   * the person at the terminal, otherwise as the dialog itself suggests.
   */
  ask(dialog: Dialog): { answer: DialogAnswer; by: "device" | "person" | "default" } {
    const at = this.answerFor(dialog);
    if (at >= 0) {
      const [given] = this.answers.splice(at, 1);
      return { answer: readAnswer(given!, dialog), by: "device" };
    }
    const person = this.respond?.(dialog);
    if (person) return { answer: person.answer, by: "person" };
    return { answer: standardAnswer(dialog), by: "default" };
  }

  private answerFor(dialog: Dialog): number {
    const named = this.answers.findIndex(
      (answer) => typeof answer === "object" && answer.prompt === dialog.prompt,
    );
    return named >= 0
      ? named
      : this.answers.findIndex((answer) => typeof answer !== "object" || answer.prompt === undefined);
  }

  /** What the device keeps of a kind. */
  records(kind: "events" | "reminders" | "notes" | "contacts"): RecordItem[] {
    return (this.spec[kind] ?? []).map((json) => recordFromJson(RECORD_TYPES[kind], json));
  }

  /** Where the device is. */
  location(): RecordItem {
    return placeFromJson(this.spec.location ?? STANDARD_PLACE);
  }

  /** What the device's file says an action puts out that is not modelled. */
  cannedOutput(identifier: string): Value | undefined {
    const { apps } = this.spec;
    return apps && Object.hasOwn(apps, identifier) ? valueFromJson(apps[identifier]) : undefined;
  }

  /** The recorded answer to a request. */
  recorded(method: string, url: string): HttpRecord | undefined {
    return this.spec.http?.find((record) => (record.method ?? "GET") === method && fits(record.url, url));
  }
}

const RECORD_TYPES = { events: "event", reminders: "reminder", notes: "note", contacts: "contact" } as const;

const STANDARD_PLACE = {
  latitude: 37.3349,
  longitude: -122.009,
  street: "1 Main Street",
  city: "Cupertino",
  state: "CA",
  country: "United States",
};

const STANDARD_PHOTOS: PhotoSpec[] = [{ name: "IMG_0001.HEIC", width: 4032, height: 3024 }];

function timeOf(source: string, where: string): number {
  const env = { locale: "en_US", zone: "UTC", now: 0, charge: () => {}, question: () => {} };
  const [time] = recogniseDates(source, env as never);
  if (time === undefined)
    throw new ShortcutError("SC3201", `${where}: "${source}" is no date such as 2024-05-06T07:08:09Z.`);
  return time;
}

/** Whether an address fits a pattern with stars; without backtracking. */
function fits(pattern: string, address: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === address;
  if (!address.startsWith(first)) return false;
  let from = first.length;
  const last = rest.pop()!;
  for (const part of rest) {
    const at = address.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return address.length - from >= last.length && address.endsWith(last);
}

function readAnswer(given: Answer, dialog: Dialog): DialogAnswer {
  const said = typeof given === "object" ? given : { answer: given };
  if (said.cancel === true) return undefined;
  const { answer } = said;
  if (dialog.kind === "alert") return answer === false ? undefined : "";
  if (dialog.options === undefined) return answer === undefined ? (dialog.standard ?? "") : String(answer);
  const wanted = Array.isArray(answer) ? answer : answer === undefined ? [] : [answer];
  return wanted.map((one) => positionOf(one, dialog.options!));
}

function positionOf(wanted: string | number | boolean, options: readonly string[]): number {
  const title = options.indexOf(String(wanted));
  if (title >= 0) return title;
  if (typeof wanted === "number" && Number.isInteger(wanted) && wanted >= 1 && wanted <= options.length)
    return wanted - 1;
  throw new ShortcutError(
    "SC3201",
    `answers: a dialog offers ${options
      .slice(0, 10)
      .map((o) => `"${o}"`)
      .join(", ")}, not "${wanted}".`,
  );
}

function standardAnswer(dialog: Dialog): DialogAnswer {
  if (dialog.options === undefined) return dialog.standard ?? "";
  if (dialog.options.length === 0) return [];
  const at = dialog.standard === undefined ? 0 : dialog.options.indexOf(dialog.standard);
  return [Math.max(0, at)];
}
