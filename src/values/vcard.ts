/**
 * What a vCard calls its contact: the formatted name, else the parts of the name, else the organisation; undefined for
 * bytes that are no vCard or call it nothing.
 */
export function nameOfVCard(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes).replace(/\r?\n[ \t]/g, "");
  if (!/^BEGIN:VCARD\b/i.test(text)) return undefined;
  const valueOf = (property: string): string[] => {
    const [, value = ""] = new RegExp(`^${property}(?:;[^:\r\n]*)?:(.*)$`, "im").exec(text) ?? [];
    return value.split(/(?<!\\);/).map((part) => part.replace(/\\(.)/gs, "$1").trim());
  };
  const [family = "", given = ""] = valueOf("N");
  const candidates = [valueOf("FN").join(";"), `${given} ${family}`, valueOf("ORG")[0]!];
  return candidates.map((name) => name.trim()).find((name) => name !== "");
}
