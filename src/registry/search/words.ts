/**
 * The words of a text or an identifier, in order: lower case, without accents, cut where capitals show it
 * (`getLastPhoto`), and without their endings, so that "photos" finds "photo".
 */
export function tokensOf(text: string): string[] {
  return (PLAIN.test(text) ? plainWords(text) : foldedWords(text)).map(stem);
}

const PLAIN = /^[ -&(-~]*$/;

/** The same as {@link foldedWords}, of printable ASCII without apostrophes: several times as fast. */
function plainWords(text: string): string[] {
  const spaced = text.replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2");
  return spaced.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function foldedWords(text: string): string[] {
  const spaced = text.replace(/(\p{Ll})(\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1$3 $2");
  const plain = spaced.normalize("NFKD").replace(/['’\p{M}]/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** English endings, lightly: what stays is no word, but the same for "resize", "resizes" and "resizing". */
export function stem(word: string): string {
  let root = word;
  if (root.length > 4 && root.endsWith("ies")) root = `${root.slice(0, -3)}y`;
  else if (root.length > 3 && /[^sui]s$/.test(root)) root = root.slice(0, -1);
  const ending = /(?:ing|ed)$/.exec(root);
  if (ending && /[aeiouy].*.$/.test(root.slice(0, ending.index)) && ending.index > 2) {
    root = root.slice(0, ending.index).replace(/([bdgmnprt])\1$/, "$1");
  }
  return root.length > 3 ? root.replace(/e$/, "").replace(/y$/, "i") : root;
}
