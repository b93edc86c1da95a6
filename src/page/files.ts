import { strToU8, zipSync } from "fflate";

/** Hands a file to the person, as a download. */
export function download(name: string, content: Uint8Array | string, type: string): void {
  const part = typeof content === "string" ? content : new Uint8Array(content);
  const url = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every system takes, without its ending. */
export function safeName(name: string): string {
  const safe = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, "_")
    .replace(/^\.+|[. ]+$/g, "")
    .slice(0, 120);
  return safe === "" ? "shortcut" : safe;
}

/** Several files as one. Files of one name get numbers. */
export function zip(files: readonly { name: string; content: Uint8Array | string }[]): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const { name, content } of files) {
    const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(name)!;
    let free = name;
    for (let i = 2; Object.hasOwn(entries, free); i++) free = `${stem} ${i}${ending ?? ""}`;
    entries[free] = typeof content === "string" ? strToU8(content) : content;
  }
  return zipSync(entries);
}

/** The title of a shortcut that comes in a file of this name. */
export function titleFromFile(file: string): string {
  return file.replace(/\.(?:shortcut|wflow|plist|xml|json|py)$/i, "") || file;
}

/** Whether a pasted text or a file of this name is a program, and no shortcut. */
export function isProgram(name: string, text: string | undefined): boolean {
  if (/\.py$/i.test(name)) return true;
  return name === "" && text !== undefined && !/^\s*[<{[]/.test(text);
}
