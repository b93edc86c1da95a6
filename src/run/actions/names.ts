import { table } from "../table.ts";
import { coerceClass, dictionariesOf } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { contentText, dictionaryText } from "../text.ts";
import { extensionOfType, fileOf, typeOfExtension } from "../files.ts";
import { nameOf } from "../property.ts";
import { typeLabel } from "../labels.ts";
import { extensionOf, NOTHING, renamed, text, withoutExtension, type FileItem, type Item } from "../value.ts";
import { xmlPlist } from "../write-plist.ts";

/** Get Name (3.1). */
const getName: ActionHandler = (context) =>
  context.input().map((item) => {
    if (item.kind === "file" || item.kind === "url") context.env.question(28);
    return text(nameOf(item, context.env));
  });

/** Set Name (3.1): of the first item; an extension in the name says what type a later file is of. */
const setName: ActionHandler = (context) => {
  const [item, ...others] = context.input();
  if (item === undefined) return NOTHING;
  if (others.length > 0) context.env.question(29);
  const name = context.text("WFName");
  const isBare = context.flag("WFDontIncludeFileExtension", false);
  if (item.kind !== "file") return [renamed(item, name === "" ? undefined : name)];
  return [renamedFile(item, name, isBare)];
};

function renamedFile(file: FileItem, name: string, isBare: boolean): FileItem {
  const own = extensionOf(file.name);
  const isComplete = isBare || name === "" || extensionOf(name) !== "" || own === "";
  const full = isComplete ? name || withoutExtension(file.name) : `${name}.${own}`;
  const extension = extensionOf(full);
  return { ...file, name: full, type: extension === "" ? file.type : typeAfter(file, extension) };
}

/** An extension that nobody knows says nothing about the type. */
function typeAfter(file: FileItem, extension: string): string {
  const type = typeOfExtension(extension);
  return type === "public.data" ? file.type : type;
}

/** Get Type (1.2). */
const getType: ActionHandler = (context) => context.input().map((item) => text(typeLabel(item)));

/** Get File of Type (3.1): dictionaries go from JSON to property lists and back. */
const getFileOfType: ActionHandler = (context) => {
  const type = context.text("WFFileType", "public.rtf");
  return context.input().map((item): Item => {
    const file = fileOf(item, context.env);
    if (file.type === type) return file;
    const name = `${withoutExtension(file.name)}.${extensionOfType(type) || "data"}`;
    if (/plist|property-list/.test(type) || type === "public.json") {
      const [found] = dictionariesOf(item, context.env) ?? [];
      if (found?.kind !== "dictionary") return context.cannotConvert(item, "Dictionary");
      const content =
        type === "public.json" ? dictionaryText(found, context.env) : xmlPlist(found, context.env);
      return { kind: "file", name, type, content };
    }
    const content = contentText(file);
    const isText = /text|html|source|markdown|rtf|vcard|comma/.test(type);
    // What another type's bytes would be, nobody can say here.
    return { kind: "file", name, type, content: isText && content !== undefined ? content : null };
  });
};

const CLASSES = table<string>({
  NSString: "WFStringContentItem",
  NSURL: "WFURLContentItem",
  NSNumber: "WFNumberContentItem",
  NSDictionary: "WFDictionaryContentItem",
  NSDate: "WFDateContentItem",
  UIImage: "WFImageContentItem",
  NSAttributedString: "WFRichTextContentItem",
});

/** Get Class (3.1), an old way to convert. */
const getClass: ActionHandler = (context) => {
  const wanted = context.text("Class", context.text("WFClass", "NSString"));
  return coerceClass(context.input(), CLASSES[wanted] ?? wanted, context.env);
};

export const names: Record<string, ActionHandler> = {
  getitemname: getName,
  setitemname: setName,
  getitemtype: getType,
  gettypeaction: getFileOfType,
  getclassaction: getClass,
};
