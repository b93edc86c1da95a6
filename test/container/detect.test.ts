import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { detectKind, detectPayload } from "../../src/container/detect.ts";
import { failureOf } from "./failure.ts";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(utf16(text)).swap16());
const BOM = "\xEF\xBB\xBF";

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

describe("detectKind", () => {
  test.each<[string, Uint8Array, string]>([
    ["a signed file", latin1("AEA1\0\0\0\0"), "signed"],
    ["an Apple Archive", latin1("AA01\x06\0"), "archive"],
    ["an old Apple Archive", latin1("YAA1\x06\0"), "archive"],
    ["a binary property list", latin1("bplist00\xd1"), "binary"],
    ["XML", latin1(`${XML}${DOCTYPE}<plist version="1.0"><dict/></plist>`), "xml"],
    ["XML without a declaration", latin1(`${DOCTYPE}<plist/>`), "xml"],
    ["XML with nothing but the element", latin1("<plist><dict/></plist>"), "xml"],
    ["XML without the outer element", latin1("<dict></dict>"), "xml"],
    ["XML after blanks", latin1(`\n\t ${XML}<plist/>`), "xml"],
    ["XML after a byte-order mark", latin1(`${BOM}${XML}<plist/>`), "xml"],
    ["XML after a byte-order mark and blanks", latin1(`${BOM}\n${XML}<plist/>`), "xml"],
    ["XML with a comment", latin1(`${XML}<!-- <html> -->\n${DOCTYPE}<plist/>`), "xml"],
    ["XML with declarations in its type", latin1(`<!DOCTYPE plist [ <!ENTITY a "b"> ]><plist/>`), "xml"],
    ["XML whose element is far away", latin1(`${XML}<!--${" ".repeat(9000)}--><plist/>`), "xml"],
    ["XML that is cut off", latin1(XML), "xml"],
    ["XML in UTF-16", utf16(`${XML}<plist/>`), "xml"],
    ["XML in big-endian UTF-16", utf16be(`${XML}<plist/>`), "xml"],
    ["JSON", latin1('{"WFWorkflowActions": []}'), "json"],
    ["a JSON list", latin1(" \r\n[]"), "json"],
    ["JSON after a byte-order mark", latin1(`${BOM}{}`), "json"],
    ["JSON in UTF-16", utf16("{}"), "json"],
  ])("knows %s", (_, bytes, kind) => {
    expect(detectKind(bytes)).toBe(kind);
  });

  test.each<[string, Uint8Array, string, string]>([
    ["no bytes", new Uint8Array(), "SC1001", "This file is empty."],
    ["blanks", latin1(" \n\n"), "SC1001", "3 bytes of nothing"],
    ["zeros", new Uint8Array(4096), "SC1001", "4096 bytes of nothing"],
    [
      "a git-lfs pointer",
      latin1("version https://git-lfs.github.com/spec/v1\noid sha256:00"),
      "SC1002",
      "git-lfs pointer",
    ],
    ["a web page", latin1("<!DOCTYPE html>\n<html><head></head></html>"), "SC1002", "saved web page"],
    ["a web page in capitals", latin1("\n<HTML><BODY>"), "SC1002", "saved web page"],
    [
      "a web page of type HTML 4",
      latin1('<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><p>'),
      "SC1002",
      "saved web page",
    ],
    ["a web page of type XHTML", latin1(`${XML}<!DOCTYPE html><html xmlns="x">`), "SC1002", "saved web page"],
    ["a web page after a comment", latin1("<!-- saved from url -->\n<html>"), "SC1002", "saved web page"],
    ["another XML file", latin1(`${XML}<rss version="2.0">`), "SC1002", 'outermost element is "rss"'],
    ["an SVG image", latin1('<svg xmlns="x"/>'), "SC1002", 'outermost element is "svg"'],
    ["a zip archive", latin1("PK\x03\x04\x14\0"), "SC1002", "zip archive"],
    ["a gzip archive", new Uint8Array(gzipSync("x")), "SC1002", "gzip archive"],
    ["a tar archive", latin1(`file${"\0".repeat(253)}ustar\x0000`), "SC1002", "tar archive"],
    ["a PDF", latin1("%PDF-1.7\n"), "SC1002", "PDF document"],
    ["a PNG", latin1("\x89PNG\r\n\x1a\n"), "SC1002", "PNG image"],
    ["a JPEG", latin1("\xff\xd8\xff\xe0"), "SC1002", "JPEG image"],
    ["a HEIC image", latin1("\0\0\0\x18ftypheic"), "SC1002", "HEIC"],
    ["an SQLite database", latin1("SQLite format 3\0"), "SC1002", "SQLite database"],
    ["a Mach-O program", latin1("\xcf\xfa\xed\xfe\x0c"), "SC1002", "Mach-O program"],
    ["an ELF program", latin1("\x7fELF\x02"), "SC1002", "ELF program"],
    ["another binary property list", latin1("bplist15"), "SC1002", "binary property list"],
    ["rich text", latin1("{\\rtf1\\ansi}"), "SC1002", "rich text"],
    ["plain text", latin1("Dear diary,\n\xc3\xa4"), "SC1002", "plain text"],
    ["text with an angle bracket", latin1("<- look"), "SC1002", "plain text"],
    ["text in UTF-16", utf16("hello"), "SC1002", "plain text"],
    ["a link", latin1("https://www.icloud.com/shortcuts/0123\n"), "SC1002", "a link"],
    ["unknown bytes", latin1("\x01\x02\xfe\xff"), "SC1003", "It begins with the bytes 01 02 fe ff."],
    ["text with control characters", latin1("abc\x01def"), "SC1003", "61 62 63 01 64 65 66."],
    ["text in no encoding", latin1("ab\xe4\xf6"), "SC1003", "61 62 e4 f6."],
    ["half a magic number", latin1("AEA\0"), "SC1003", "41 45 41 00."],
  ])("refuses %s and says what it is", (_, bytes, code, message) => {
    const error = failureOf(() => detectKind(bytes));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  test("tells how to get the real file for a git-lfs pointer", () => {
    const error = failureOf(() => detectKind(latin1("version https://git-lfs.github.com/spec/v1\n")));
    expect(error.hint).toContain("`git lfs pull`");
  });

  test("prints no more than the first bytes of what it does not know", () => {
    const error = failureOf(() => detectKind(new Uint8Array(1000).fill(255)));
    expect(error.message).toMatch(/(ff ){15}ff\.$/);
  });

  test("takes no long time for text that only just begins to look like markup", () => {
    for (const piece of ["<!--", "<?", "<!doctype x [", "<"]) {
      const start = performance.now();
      failureOf(() => {
        detectKind(latin1(piece.repeat(1_000_000 / piece.length)));
        detectKind(new Uint8Array());
      });
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});

describe("detectPayload", () => {
  test("knows property lists", () => {
    expect(detectPayload(latin1("bplist00"))).toBe("binary");
  });

  test.each(["AEA1", "AA01"])("refuses an archive in an archive (%s)", (magic) => {
    const error = failureOf(() => detectPayload(latin1(magic)));
    expect([error.code, error.message]).toEqual(["SC1002", expect.stringContaining("itself an archive")]);
  });

  test("says where it looked", () => {
    const error = failureOf(() => detectPayload(new Uint8Array()));
    expect(error.message).toBe("The Shortcut.wflow in this archive is empty.");
  });
});
