import { describeValue } from "../trace.ts";
import { bytesOfFile } from "../files.ts";
import type { FileItem } from "../value.ts";
import type { Device } from "./device.ts";
import type { Json } from "./spec.ts";

/** One thing that is different on a device. */
export interface DeviceChange {
  /** `clipboard`, `file /iCloud Drive/Shortcuts/a.txt`, `setting brightness`. */
  what: string;
  /** Absent where there was nothing. */
  before?: Json;
  /** Absent where there is nothing any more. */
  after?: Json;
}

/** What has changed from one state of a device to another: clipboard, files, settings. */
export function diffDevices(before: Device, after: Device): DeviceChange[] {
  const changes: DeviceChange[] = [];
  const [was, is] = [describeValue(before.clipboard, true), describeValue(after.clipboard, true)];
  if (JSON.stringify(was) !== JSON.stringify(is)) changes.push({ what: "clipboard", before: was, after: is });
  const old = new Map(before.files.all().map((file) => [file.path!, file]));
  for (const file of after.files.all()) {
    const previous = old.get(file.path!);
    old.delete(file.path!);
    if (previous && sameContent(previous, file)) continue;
    changes.push({
      what: `file ${file.path}`,
      ...(previous && { before: describeValue([previous], true) }),
      after: describeValue([file], true),
    });
  }
  for (const [path, file] of old) changes.push({ what: `file ${path}`, before: describeValue([file], true) });
  for (const [name, value] of after.settings) changes.push({ what: `setting ${name}`, after: value });
  return changes;
}

function sameContent(a: FileItem, b: FileItem): boolean {
  if (a.content === b.content) return true;
  const [left, right] = [bytesOfFile(a), bytesOfFile(b)];
  return (
    left !== undefined &&
    right !== undefined &&
    left.length === right.length &&
    left.every((byte, i) => byte === right[i])
  );
}
