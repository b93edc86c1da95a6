import type { Command } from "commander";
import { LinkFetcher } from "../batch/links.ts";
import { pipeLines } from "../batch/pipe.ts";
import type { Layout } from "../context/writing.ts";
import type { NameStyle } from "../registry/names.ts";
import { fetchOptions, forEachInput, type CommonFlags } from "./inputs.ts";
import { writeOut } from "./terminal.ts";

export interface PipeFlags extends CommonFlags {
  layout: Layout;
  metadata?: true;
  lossless?: true;
  names: NameStyle;
  rate: number;
  allowOutside?: true;
}

/** Characters that are collected before they are written; what is left over is written at the end. */
const BUFFER = 1 << 16;

/** `shortcut2py pipe`: whoever writes the lines may wait for the answers, so a buffer never outlives a pause. */
export async function runPipe(flags: PipeFlags, command: Command): Promise<void> {
  const { layout, names, metadata = false, lossless = false, rate, allowOutside = false } = flags;
  const links = new LinkFetcher(undefined, rate, fetchOptions);
  const run = async () => {
    let buffer = "";
    let timer: NodeJS.Timeout | undefined;
    const flush = () => {
      if (buffer !== "") writeOut(buffer);
      buffer = "";
      clearTimeout(timer);
      timer = undefined;
    };
    for await (const record of pipeLines(
      process.stdin,
      { folder: process.cwd(), allowOutside },
      { layout, metadata, lossless, names, drop: [] },
      links,
    )) {
      buffer += `${record}\n`;
      if (buffer.length > BUFFER) flush();
      else timer ??= setTimeout(flush, 0);
    }
    flush();
  };
  await forEachInput(["standard input"], flags, command, run, () => {});
}
