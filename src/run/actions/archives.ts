import { gunzipSync, unzipSync, zipSync } from "fflate";
import type { ActionContext, ActionHandler } from "../context.ts";
import { bytesOfFile, fileOf, FOLDER, isFolder, typeOfExtension } from "../files.ts";
import { sniff } from "../sniff.ts";
import { contentsOfUrl } from "./web.ts";
import { extensionOf, NOTHING, withoutExtension, type FileItem, type Item } from "../value.ts";

/** Make Archive (3.7): what is in it is exact, its bytes are not Apple's. */
const make: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const format = context.choice("WFArchiveFormat", "zip").replace(/^\./, "");
  const wanted = context.text("WFZIPName").trim();
  const name = wanted === "" ? "Archive" : wanted;
  const members: FileItem[] = [];
  const taken = new Set<string>();
  for (const item of input) addMember(fileOf(item, context.env), "", members, taken, context);
  const full = extensionOf(name).toLowerCase() === format ? name : `${name}.${format}`;
  const type = format === "zip" ? "public.zip-archive" : "public.archive";
  return [{ kind: "file", name: full, type, content: format === "zip" ? zipped(members) : null, members }];
};

function addMember(
  file: FileItem,
  folder: string,
  members: FileItem[],
  taken: Set<string>,
  context: ActionContext,
): void {
  if (isFolder(file) && file.path !== undefined) {
    for (const inner of context.device.files.list(file.path))
      addMember(inner, `${folder}${file.name}/`, members, taken, context);
    return;
  }
  let name = folder + file.name;
  for (let count = 2; taken.has(name); count++) {
    const extension = extensionOf(file.name);
    name = `${folder}${withoutExtension(file.name)} ${count}${extension === "" ? "" : `.${extension}`}`;
  }
  taken.add(name);
  members.push({ ...file, name });
}

function zipped(members: readonly FileItem[]): Uint8Array {
  const entries = Object.create(null) as Record<string, Uint8Array>;
  for (const member of members) entries[member.name] = bytesOfFile(member) ?? new Uint8Array();
  // A fixed date, so that the same files always give the same bytes.
  return zipSync(entries, { mtime: new Date(1980, 0, 2) });
}

/** Extract Archive (3.7): the entries at the top; folders keep what is in them (Q46). */
const extract: ActionHandler = (context) => {
  const [given] = context.input("File");
  const [item] = given?.kind === "url" ? contentsOfUrl(given.url, context) : [given];
  if (item === undefined) return NOTHING;
  if (item.kind === "placeholder") return [item];
  if (item.kind !== "file") return context.cannotConvert(item, "Archive");
  return topLevel(membersOf(item, context), context);
};

function membersOf(archive: FileItem, context: ActionContext): readonly FileItem[] {
  if (archive.members) return archive.members;
  const bytes = bytesOfFile(archive);
  if (bytes === undefined) return [];
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  try {
    if (start.startsWith("PK")) return unzipped(bytes, context);
    if (start.startsWith("\x1f\x8b")) return gunzipped(bytes, withoutExtension(archive.name), context);
    if (String.fromCharCode(...bytes.subarray(257, 262)) === "ustar") return untarred(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error) return context.fail("The archive is damaged.");
    throw error;
  }
  return context.fail("This is no archive that can be opened here.");
}

function unzipped(bytes: Uint8Array, context: ActionContext): FileItem[] {
  const entries = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      context.env.charge(originalSize);
      return !name.endsWith("/");
    },
  });
  return Object.entries(entries).map(([name, content]) => named(content, name));
}

function gunzipped(bytes: Uint8Array, name: string, context: ActionContext): readonly FileItem[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  context.env.charge(size);
  const content = gunzipSync(bytes, { out: new Uint8Array(size) });
  return String.fromCharCode(...content.subarray(257, 262)) === "ustar"
    ? untarred(content)
    : [named(content, name)];
}

const BLOCK = 512;

/** Plain files of a tar archive. */
function untarred(bytes: Uint8Array): FileItem[] {
  const found: FileItem[] = [];
  const field = (at: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(at, at + length)).replace(/\0[^]*$/, "");
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(field(at + 124, 12).trim() || "0", 8) || 0;
    const prefix = field(at + 345, 155);
    const kind = field(at + 156, 1);
    const name = (prefix === "" ? "" : `${prefix}/`) + field(at, 100);
    if (kind === "" || kind === "0") found.push(named(bytes.slice(at + BLOCK, at + BLOCK + size), name));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

/** A member under its name in the archive; an extension says more than its first bytes. */
function named(content: Uint8Array, name: string): FileItem {
  const sniffed = sniff(content, withoutExtension(name));
  const extension = extensionOf(name);
  if (extension === "") return { ...sniffed, name };
  const type = typeOfExtension(extension);
  return { ...sniffed, name, type: type === "public.data" ? sniffed.type : type };
}

function topLevel(members: readonly FileItem[], context: ActionContext): Item[] {
  const folders = new Map<string, FileItem[]>();
  const top: Item[] = [];
  for (const member of members) {
    const slash = member.name.indexOf("/");
    if (slash < 0) {
      top.push(member);
      continue;
    }
    const folder = member.name.slice(0, slash);
    const rest = { ...member, name: member.name.slice(slash + 1) };
    const known = folders.get(folder);
    if (known) known.push(rest);
    else {
      context.env.question(46);
      const inside = [rest];
      folders.set(folder, inside);
      top.push({ kind: "file", name: folder, type: FOLDER, content: null, members: inside });
    }
  }
  return top;
}

export const archives: Record<string, ActionHandler> = { makezip: make, unzip: extract };
