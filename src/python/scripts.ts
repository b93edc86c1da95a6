/** Scripts that are written together as a rule: Japanese, Korean, and Chinese with its phonetic signs. */
const TOGETHER: ReadonlySet<string> = new Set(["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"]);

const SCRIPTS = [
  ...[
    "Latin",
    "Cyrillic",
    "Greek",
    "Armenian",
    "Georgian",
    "Cherokee",
    "Coptic",
    "Hebrew",
    "Arabic",
    "Syriac",
    "Thaana",
  ],
  ...["Devanagari", "Bengali", "Tamil", "Thai", "Lao", "Khmer", "Ethiopic", ...TOGETHER],
].map((script) => [script, new RegExp(`\\p{Script=${script}}`, "u")] as const);

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Why a name may look like another one, or stand elsewhere than it seems: letters of several scripts, of which many look
 * alike, or letters that are written from right to left. Undefined for the names that most programs have.
 */
export function scriptWarning(name: string): "right-to-left" | "mixed" | undefined {
  if (/^[\x20-\x7e]*$/.test(name)) return undefined;
  if (RIGHT_TO_LEFT.test(name)) return "right-to-left";
  // Latin words stand in Japanese and Chinese names, and nobody takes the one for the other.
  const found = SCRIPTS.filter(([, pattern]) => pattern.test(name)).map(([script]) => script);
  const groups = new Set(found.map((script) => (TOGETHER.has(script) ? "East Asian" : script)));
  if (groups.has("East Asian")) groups.delete("Latin");
  return groups.size > 1 ? "mixed" : undefined;
}
