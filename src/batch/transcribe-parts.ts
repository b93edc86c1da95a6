import type { LinkFetcher } from "./links.ts";
import type { TranscribeOptions } from "./options.ts";
import type { Part } from "./parts.ts";
import type { Engine } from "./engine.ts";
import { encodeLine, type BatchInput, type Transcription } from "./record.ts";
import { transcriptionOfProblem } from "./transcribe-one.ts";

/**
 * Has an engine transcribe parts, as many at a time as it can use; reads no more of them than that ahead.
 *
 * @returns each part with the transcriptions of its inputs, in order unless that is not wanted; their lines are there until
 *   the next is asked for
 */
export async function* transcribeParts(
  parts: AsyncIterable<Part>,
  engine: Engine,
  links: LinkFetcher,
  { transcribe, unordered }: { transcribe: TranscribeOptions; unordered: boolean },
): AsyncGenerator<[Part, Transcription[]]> {
  const running = new Map<number, Promise<[Part, Transcription[]]>>();
  const next = async (): Promise<[Part, Transcription[]]> => {
    const oldest = running.values().next().value!;
    const [part, transcriptions] = await (unordered ? Promise.race(running.values()) : oldest);
    running.delete(part.number);
    return [part, transcriptions];
  };
  try {
    for await (const part of parts) {
      const result = transcribePart(part, engine, links, transcribe);
      // Whoever waits for it hears of a failure; until then it is no unhandled one.
      result.catch(() => {});
      running.set(part.number, result);
      if (running.size >= engine.capacity) yield* handed(await next(), engine);
    }
    while (running.size > 0) yield* handed(await next(), engine);
  } finally {
    await engine.close();
  }
}

/** Whoever asks for what comes next has done with this. */
function* handed(done: [Part, Transcription[]], engine: Engine): Generator<[Part, Transcription[]]> {
  yield done;
  engine.release?.(done[1]);
}

async function transcribePart(
  part: Part,
  engine: Engine,
  links: LinkFetcher,
  options: TranscribeOptions,
): Promise<[Part, Transcription[]]> {
  const inputs: BatchInput[] = [];
  for (const input of part.inputs) inputs.push(await links.resolve(input));
  const results = await engine.transcribe(inputs, part.number);
  for (const [i, { link }] of results.entries()) {
    if (link === undefined) continue;
    results[i] = await transcribeLinked(inputs[i]!, link, part.number, engine, links, options);
  }
  return [part, results];
}

/** The shortcut that an iCloud record is about, in the record's place. */
async function transcribeLinked(
  input: BatchInput,
  link: string,
  number: number,
  engine: Engine,
  links: LinkFetcher,
  options: TranscribeOptions,
): Promise<Transcription> {
  const found = await links.fetch(link);
  if (!("bytes" in found)) return encodeLine(transcriptionOfProblem(input, found, options));
  const { bytes, name } = found;
  const linked: BatchInput = {
    ...input,
    ...(name !== undefined && { name }),
    content: { kind: "bytes", bytes },
  };
  const [result] = await engine.transcribe([linked], number);
  return result!;
}
