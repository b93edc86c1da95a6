import { ShortcutError } from "../diagnostics/error.ts";

/** SC1004: `have` bytes of a file that says it has at least `need`; `exactly`, if that is all of it. */
export function cutOff(have: number, need: number, exactly: boolean): ShortcutError {
  const total = exactly ? String(need) : `at least ${need}`;
  return new ShortcutError("SC1004", `The file is cut off: ${have} of ${total} bytes.`, {
    hint: "Download or copy it again.",
    offset: have,
  });
}

/** SC1007: the content is not what was once packed. */
export function damaged(detail: string, offset?: number): ShortcutError {
  return new ShortcutError("SC1007", `The content is damaged: ${detail}.`, {
    hint: "Get the file again from where it came.",
    ...(offset === undefined ? {} : { offset }),
  });
}

/** SC1008: a header says what no header can say. */
export function impossible(detail: string, offset: number): ShortcutError {
  return new ShortcutError("SC1008", `The header is damaged: ${detail}.`, {
    hint: "Get the file again from where it came.",
    offset,
  });
}

/** SC1009: more content than the reader was told to unpack. */
export function tooLarge(size: number, limit: number, offset: number): ShortcutError {
  return new ShortcutError("SC1009", `The content is too large: ${size} bytes, the limit is ${limit}.`, {
    hint: "Real shortcuts stay below a tenth of the default limit; this is probably something else.",
    offset,
  });
}
