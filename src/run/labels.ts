import { table } from "./table.ts";
import { isImage } from "./coerce.ts";
import type { Item } from "./value.ts";

/** What Get Type says of an item, in English (1.2). */
export function typeLabel(item: Item): string {
  switch (item.kind) {
    case "text":
      return "Text";
    case "number":
      return "Number";
    case "boolean":
      return "Boolean";
    case "dictionary":
      return "Dictionary";
    case "date":
      return "Date";
    case "duration":
      return "Time Interval";
    case "measurement":
      return "Measurement";
    case "url":
      return "URL";
    case "richText":
      return "Rich text";
    case "file":
      return fileLabel(item.type);
    case "record":
      return RECORDS[item.type] ?? item.type.charAt(0).toUpperCase() + item.type.slice(1);
    case "placeholder":
      return `output of ${item.of}`;
  }
}

const RECORDS = table<string>({
  "file size": "File size",
  "phone number": "Phone number",
  "email address": "Email address",
  event: "Calendar event",
});

function fileLabel(type: string): string {
  if (type === "public.folder") return "Folder";
  if (type === "public.vcard") return "vCard";
  if (type === "com.adobe.pdf") return "PDF";
  if (type === "public.html") return "Safari web page";
  if (isImage(type)) return "Image";
  return /movie|mpeg|audio|mp3|video/.test(type) ? "Media" : "File";
}
