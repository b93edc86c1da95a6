import { type ParsedModule, parsePython } from "../../../src/python/parse/parse.ts";
import { cpuTime } from "../../support/cpu-time.ts";

/** What a slip of the hand, another language or somebody hostile puts into a program. */
const SNIPPETS = [
  ..."()[]{}:;,.='\"#\\\n\t \r!@$%^&*-+~`|<>?",
  ...[
    "'''",
    '"""',
    "f'",
    'f"{',
    "{",
    "}}",
    "\n    ",
    "\n\t",
    "\\\n",
    "\r\n",
    "\0",
    "\ufeff",
    "“",
    "\u00a0",
    "é",
    "😀",
    "\ud800",
  ],
  ...[
    "if ",
    "else:",
    "elif x:",
    "match x:\n",
    "case ",
    "def f(",
    "lambda x: ",
    "for x in ",
    "not ",
    "while True:\n",
  ],
  ...[
    "class A:\n",
    "try:\n",
    "async ",
    "await ",
    "yield ",
    "x += 1\n",
    "a, b = c\n",
    "del x\n",
    "@a\n",
    "import *\n",
  ],
  ...[
    "\\N{DASH}",
    "\\x4",
    "\\ud83d",
    "0x",
    "1_",
    "1e",
    "5j",
    ":=",
    "->",
    "...",
    "**",
    "!r}",
    ":>{w}}",
    "_",
    "None",
    "is not ",
  ],
];

/** A program with up to 8 pieces changed, dropped, repeated or moved. */
export function mutate(program: string, random: () => number): string {
  let text = program;
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let times = 1 + below(8); times > 0; times--) {
    const at = below(text.length + 1);
    const end = Math.min(text.length, at + below(random() < 0.8 ? 4 : 80));
    const snippet = SNIPPETS[below(SNIPPETS.length)]!;
    const source = below(text.length + 1);
    const [before, middle, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
    switch (below(5)) {
      case 0:
        text = before + after;
        break;
      case 1:
        text = before + snippet + middle + after;
        break;
      case 2:
        text = before + snippet + after;
        break;
      case 3:
        text = before + middle + middle + after;
        break;
      default:
        text = before + text.slice(source, source + below(60)) + middle + after;
    }
  }
  return text;
}

/** Parses; the result, with what is wrong with it: problems out of the text, too many of them, missing words. */
export function parseAndCheck(text: string): ParsedModule & { faults: string[]; milliseconds: number } {
  const start = cpuTime();
  const parsed = parsePython(text);
  const milliseconds = cpuTime() - start;
  const faults: string[] = [];
  if (parsed.problems.length > 100) faults.push("more than 100 problems");
  for (const { range, kind, message } of parsed.problems) {
    const { start, end } = range;
    if (!(start >= 0 && start <= end && end <= text.length)) faults.push(`${kind} at ${start} to ${end}`);
    if (!/^.+\.$/s.test(message) || message.includes("undefined")) faults.push(`message: ${message}`);
  }
  return { ...parsed, faults, milliseconds };
}
