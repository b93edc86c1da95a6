import { editDistance } from "../registry/edit-distance.ts";

/**
 * The one of some names that somebody must have meant: the same but for case and underscores, or else with a letter or
 * two wrong, and no other one as near. Digits tell things apart, so a name with other digits is never meant.
 */
export function nearName(written: string, names: Iterable<string>): string | undefined {
  const most = written.length < 4 ? 0 : written.length < 9 ? 1 : 2;
  const letters = lettersOf(written);
  const digits = digitsOf(written);
  let best: { name: string; distance: number } | undefined;
  let isSingle = true;
  for (const name of new Set(names)) {
    if (name === written || Math.abs(name.length - written.length) > most + OTHER_SIGNS) continue;
    if (digitsOf(name) !== digits) continue;
    const spelled = lettersOf(name);
    if (Math.abs(spelled.length - letters.length) > most) continue;
    const distance = distanceOf(spelled, letters);
    if (distance > most || distance > (best?.distance ?? most)) continue;
    isSingle = distance < (best?.distance ?? most + 1);
    best = { name, distance };
  }
  return isSingle ? best?.name : undefined;
}

/** So many underscores, blanks and the like one name may have more than another. */
const OTHER_SIGNS = 8;

/** Two letters in the wrong order are one mistake. */
function distanceOf(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (a[at] === b[at]) at++;
  const isSwapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return isSwapped ? 1 : editDistance(a, b);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function digitsOf(name: string): string {
  return name.replace(/\D/g, "");
}
