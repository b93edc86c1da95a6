import { quote, ShortcutError } from "../diagnostics/error.ts";
import { isDict, type PlistValue } from "../plist/value.ts";

/**
 * What iCloud says about a shared shortcut: the answer of `https://www.icloud.com/shortcuts/api/records/<id>`. It tells
 * where the shortcut is and does not hold it. The interface is not documented; the fields are those that public
 * records have.
 */
export interface ICloudRecord {
  name: string | undefined;
  /** The link that people share. */
  link: string | undefined;
  /** Where the unsigned property list is; `${f}` stands for a file name of one's choice. Valid for a short time. */
  downloadUrl: string | undefined;
  /** Whether the owner has stopped sharing it. */
  deleted: boolean;
  /** `APPROVED`, once Apple has signed the shortcut. */
  signingStatus: string | undefined;
}

/** Reads decoded JSON as a record; undefined if it is something else. */
export function decodeICloudRecord(value: PlistValue): ICloudRecord | undefined {
  if (!isDict(value) || "WFWorkflowActions" in value) return undefined;
  const fields = value["fields"];
  if (!isDict(fields) || !(isDict(fields["shortcut"]) || isDict(fields["signedShortcut"]))) return undefined;
  const field = (name: string) => valueAt(fields[name], "value");
  return {
    name: asText(field("name")),
    link: linkOf(asText(value["recordName"])),
    downloadUrl: asText(valueAt(field("shortcut"), "downloadURL")),
    deleted: value["deleted"] === true,
    signingStatus: asText(field("signingStatus")),
  };
}

/** The link to the shortcut of this id: 32 hexadecimal digits, with or without dashes. */
export function shareLink(id: string): string {
  return `https://www.icloud.com/shortcuts/${id.replaceAll("-", "").toLowerCase()}`;
}

/**
 * Refuses a record that stands where a shortcut should.
 *
 * @throws ShortcutError SC1011
 */
export function refuseICloudRecord(value: PlistValue): void {
  const record = decodeICloudRecord(value);
  if (!record) return;
  const subject = record.name === undefined ? "a shortcut" : `the shortcut ${quote(record.name)}`;
  const message = `This is iCloud's record of ${subject}. It says where the shortcut is, but does not hold it.`;
  const hint = record.link && `Convert the link instead: ${record.link}`;
  throw new ShortcutError("SC1011", message, hint === undefined ? {} : { hint });
}

/** Record names are UUIDs. */
function linkOf(recordName: string | undefined): string | undefined {
  const isId =
    recordName !== undefined && /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(recordName);
  return isId ? shareLink(recordName) : undefined;
}

function valueAt(value: PlistValue | undefined, key: string): PlistValue | undefined {
  return isDict(value) ? value[key] : undefined;
}

function asText(value: PlistValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
