import type { Environment } from "./environment.ts";

/** The commonest top-level domains: a bare name is a link only below one of these (Q6). */
const DOMAINS =
  "com|net|org|edu|gov|io|co|app|dev|me|info|biz|tv|xyz|ai|gg|cc|us|uk|de|fr|it|es|nl|be|ch|at|ru|cn|jp|kr|in|br|ca|au|se|no|fi|dk|pl|eu|tk|ly|sh|to|im|is|ws|mx|tw|hk|cz|nz|pt|gr|hu|ro|tr|ua|ir|id|vn|th|sg|my|za|ar|cl|pe|store|online|site|tech|blog|cloud|page|link|live|news|media|world|ml";

const LINK = new RegExp(
  [
    String.raw`(?<url>\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"'「」“”]+)`,
    String.raw`(?<other>\b(?:mailto|tel|data|sms|facetime):[^\s<>"']+)`,
    String.raw`(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<host>\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:${DOMAINS})\b(?::\d+)?(?:[/?#][^\s<>"']*)?)`,
  ].join("|"),
  "giu",
);

/** Every link of a text, in order; bare hosts get `http://`, mail addresses `mailto:`. */
export function recogniseLinks(source: string, env: Environment): string[] {
  env.charge(source.length * 10);
  const found: string[] = [];
  for (const match of source.matchAll(LINK)) {
    const { url, other, mail, host } = match.groups!;
    const link = trimEnd(url ?? other ?? mail ?? host!);
    if (mail !== undefined) found.push(`mailto:${link}`);
    else found.push(host === undefined ? link : `http://${link}`);
    if (url === undefined) env.question(6);
  }
  return found;
}

/** Without the punctuation of the sentence around it. */
function trimEnd(link: string): string {
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1]!;
    if (".,;:!?…。，".includes(last)) continue;
    if (last === ")" && !link.slice(0, end).includes("(")) continue;
    if (last === "]" && !link.slice(0, end).includes("[")) continue;
    break;
  }
  return link.slice(0, end);
}
