import type { LinkFetcher } from "./links.ts";
import type { IndexPlace } from "./inputs/row.ts";
import type { TranscribeOptions } from "./options.ts";
import { readLines } from "./inputs/lines.ts";
import { inputOfLine } from "./inputs/row.ts";
import { transcribeInput } from "./thread.ts";

/**
 * The record for each line of a stream, one for one and in order: lines are entries as those of an index. One that is
 * blank, or makes no sense, becomes an error record. Holds one line at a time.
 *
 * @param place where the paths in entries start
 */
export async function* pipeLines(
  stream: AsyncIterable<Uint8Array>,
  place: IndexPlace,
  options: TranscribeOptions,
  links: LinkFetcher,
): AsyncGenerator<string> {
  let number = 0;
  for await (const line of readLines(stream)) {
    const input = await links.resolve(inputOfLine(line, `stdin#${++number}`, place));
    const { line: record } = await transcribeInput(input, options);
    yield record.toString();
  }
}
