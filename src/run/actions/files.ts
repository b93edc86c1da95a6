import { table } from "../table.ts";
import { wordOf } from "../word.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { FileSystem, ROOT } from "../device/file-system.ts";
import { fileOf, isFolder } from "../files.ts";
import { pickFiles } from "../pick.ts";
import { contentText, textOf } from "../text.ts";
import {
  extensionOf,
  NOTHING,
  url,
  withoutExtension,
  type FileItem,
  type Item,
  type Value,
} from "../value.ts";
import { isDict, type PlistValue } from "../../plist/value.ts";
import { tokenOf } from "../token.ts";

/** Where a bookmark of the file leads on the virtual device (`api-docs/format.md`, 4.12). */
function bookmarked(value: PlistValue | undefined): string | undefined {
  if (!isDict(value)) return undefined;
  const location = isDict(value["fileLocation"]) ? value["fileLocation"] : {};
  const below = typeof location["relativeSubpath"] === "string" ? location["relativeSubpath"] : undefined;
  const name = typeof value["filename"] === "string" ? value["filename"] : value["displayName"];
  const kind = wordOf(location["WFFileLocationType"], "Shortcuts");
  const root = ROOTS[kind] ?? `/${kind}`;
  if (below === undefined && typeof name !== "string") return undefined;
  const path = below ?? String(name);
  return FileSystem.resolve(kind === "iCloud" ? path.replace(CLOUD_CONTAINER, "") : path, root);
}

/** What iCloud Drive's own folder is called on the disk; people see what is in it as lying in iCloud Drive. */
const CLOUD_CONTAINER = /^com~apple~CloudDocs(?:\/|$)/;

const ROOTS = table<string>({
  Shortcuts: ROOT,
  iCloud: "/iCloud Drive",
  LocalStorage: "/On My iPhone",
  Home: "/Home",
  Desktop: "/Desktop",
  Downloads: "/Downloads",
  Documents: "/Documents",
});

/** The folder that paths count from: the one that is written, or the app's own. */
function rootOf(key: string, context: ActionContext): string {
  const given = context.given(key);
  if (given === undefined) return ROOT;
  if (tokenOf(given)) {
    const [item] = context.value(key);
    return item?.kind === "file" && item.path !== undefined ? item.path : ROOT;
  }
  return bookmarked(given) ?? ROOT;
}

/** Save File (3.7). */
const save: ActionHandler = (context) => {
  const asks = context.flag("WFAskWhereToSave", true);
  const path = context.text("WFFileDestinationPath").trim();
  const overwrites = context.flag("WFSaveFileOverwrite", false);
  const root = rootOf("WFFolder", context);
  return context.input().map((item) => {
    const file = fileOf(item, context.env);
    const name = file.name.replaceAll("/", ":");
    if (asks) {
      const standard = FileSystem.resolve(path === "" || path.endsWith("/") ? path + name : path, root);
      context.dialog({ kind: "pick", prompt: "Where to save?", standard });
    }
    let target = FileSystem.resolve(path, root);
    const folder = context.device.files.get(target);
    if (path === "" || path.endsWith("/") || (folder && isFolder(folder)))
      target = `${target}/${name}`.replace(/^\/\//, "/");
    else if (extensionOf(target) === "" && extensionOf(name) !== "") target += `.${extensionOf(name)}`;
    if (!overwrites && context.device.files.get(target)) {
      context.env.question(45);
      target = context.device.files.freeName(target);
    }
    return context.saveFile(target, file);
  });
};

/** Get File (3.7): at a path; without one, by a picker. */
const open: ActionHandler = (context) => {
  const path = context.text("WFGetFilePath").trim();
  const given = context.given("WFFile");
  const standsAlone = path === "" && given !== undefined;
  if (standsAlone && tokenOf(given)) {
    const items = context.value("WFFile");
    if (items.length > 0) return contents(items, context);
  }
  const shows = context.flag("WFShowFilePicker", path === "" && given === undefined);
  if (shows && !standsAlone) return [...picked(context)];
  const root = rootOf("WFFile", context);
  const target = standsAlone ? (bookmarked(given) ?? root) : FileSystem.resolve(path, root);
  const file = context.fileAt(target);
  if (file) return contents([file], context);
  return context.flag("WFFileErrorIfNotFound", true) ? missing(target, context) : NOTHING;
};

/**
 * A file that has to be there. A device that says which files it has, has no others, and the action fails as in the app;
 * of one that says nothing about files, nobody knows what is in them.
 */
function missing(path: string, context: ActionContext): Value {
  const { files, spec } = context.device;
  if (spec.files !== undefined || files.wasRemoved(path)) return context.fail(`There is no file "${path}".`);
  context.effect("get file", { path, unknown: true });
  return context.unknown(`the file ${path}`);
}

/** With the flag on, a folder is what is in it. */
function contents(items: readonly Item[], context: ActionContext): Item[] {
  if (!context.flag("WFGetFolderContents", false)) return [...items];
  return items.flatMap((item) =>
    isFolder(item) && item.path !== undefined ? context.device.files.list(item.path) : [item],
  );
}

function picked(context: ActionContext): Value {
  return pickFiles("Which file?", context.flag("SelectMultiple", false), context);
}

/** Append to File (3.7): a line feed between old and new, none in a new file. */
const append: ActionHandler = (context) => {
  const path = context.text("WFFilePath").trim();
  if (path === "") context.fail("Append to File has no path.");
  const target = FileSystem.resolve(path, rootOf("WFFile", context));
  const before = context.fileAt(target);
  const old = before ? (contentText(before) ?? "") : "";
  const added = textOf(context.input(), context.env);
  const between = old !== "" && context.flag("WFAppendOnNewLine", true) ? "\n" : "";
  const prepends = context.choice("WFAppendFileWriteMode", "Append") === "Prepend";
  const content = prepends ? added + between + old : old + between + added;
  context.env.charge(content.length);
  const name = target.slice(target.lastIndexOf("/") + 1);
  const file: FileItem = before ?? { kind: "file", name, type: "public.plain-text", content: "" };
  return [
    context.saveFile(extensionOf(target) === "" && !before ? `${target}.txt` : target, { ...file, content }),
  ];
};

/** Create Folder (3.7): one that is there already is no error. */
const createFolder: ActionHandler = (context) => {
  const target = FileSystem.resolve(context.text("WFFilePath"), rootOf("WFFolder", context));
  const isThere = context.device.files.get(target) !== undefined;
  const folder = context.device.files.makeFolder(target);
  if (!isThere) context.effect("create folder", { path: target });
  return [folder];
};

/** Delete Files (3.7). */
const remove: ActionHandler = (context) => {
  for (const item of context.input()) {
    if (item.kind !== "file") continue;
    context.effect("delete file", { path: item.path ?? item.name });
    if (item.path !== undefined) context.device.files.remove(item.path);
  }
  return NOTHING;
};

/** Rename File (3.7): an extension that the new name lacks is kept. */
const rename: ActionHandler = (context) => {
  const given = context.value("WFFile");
  const name = context.text("WFNewFilename");
  return (given.length > 0 ? given : context.input()).map((item) => {
    if (item.kind !== "file") return item;
    const own = extensionOf(item.name);
    const full = extensionOf(name) === "" && own !== "" ? `${name}.${own}` : name;
    if (item.path === undefined) return { ...item, name: full };
    return moved(item, `${item.path.slice(0, item.path.lastIndexOf("/"))}/${full}`, context);
  });
};

/** Move File (3.7). */
const move: ActionHandler = (context) => {
  const folder = rootOf("WFFolder", context);
  const given = context.value("WFFile");
  return (given.length > 0 ? given : context.input()).map((item) => {
    if (item.kind !== "file") return item;
    const target = `${folder}/${item.name}`;
    const free = context.flag("WFReplaceExisting", false) ? target : context.device.files.freeName(target);
    return moved(item, free, context);
  });
};

function moved(file: FileItem, target: string, context: ActionContext): FileItem {
  context.effect("move file", { from: file.path ?? file.name, to: target });
  if (file.path !== undefined) context.device.files.remove(file.path);
  return context.device.files.put(target, file);
}

/** Get Contents of Folder (3.7). */
const folderContents: ActionHandler = (context) => {
  const given = context.given("WFFolder");
  const recursive = context.flag("Recursive", false);
  const items = given !== undefined && !tokenOf(given) ? [] : context.input();
  const paths =
    items.length > 0
      ? items.flatMap((item) => (item.kind === "file" ? (item.path ?? []) : []))
      : [rootOf("WFFolder", context)];
  return paths.flatMap((path) => context.device.files.list(path, recursive));
};

/** File, Folder (3.7): what a bookmark leads to. */
const bookmark =
  (key: string): ActionHandler =>
  (context) => {
    const given = context.given(key);
    if (given !== undefined && tokenOf(given)) return context.value(key);
    const path = bookmarked(given);
    const found = path === undefined ? undefined : context.fileAt(path);
    if (found) return [found];
    return path === undefined ? picked(context) : missing(path, context);
  };

/** Get Link to File (3.7). */
const link: ActionHandler = (context) =>
  context.value("WFFile").map((item) => {
    const name = item.kind === "file" ? item.name : textOf([item], context.env);
    return url(`https://www.icloud.com/iclouddrive/virtual#${encodeURIComponent(withoutExtension(name))}`);
  });

/** Reveal File, Label File: seen, not done. */
const reveal: ActionHandler = (context) => {
  context.effect("show file", { file: textOf(context.input(), context.env) });
  return undefined;
};

export const files: Record<string, ActionHandler> = {
  "documentpicker.save": save,
  "documentpicker.open": open,
  "file.select": (context) => contents(picked(context), context),
  "file.append": append,
  "file.createfolder": createFolder,
  "file.delete": remove,
  "file.rename": rename,
  "file.move": move,
  "file.getfoldercontents": folderContents,
  "file.getlink": link,
  "file.reveal": reveal,
  file: bookmark("WFFile"),
  folder: bookmark("WFFolder"),
};
