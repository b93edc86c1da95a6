import { join } from "node:path";
import { AppendFile } from "../batch/sinks/append-file.ts";
import { writeOutput } from "../node/output.ts";
import { apiBlock } from "../registry/docs/api-block.ts";
import type { Registry } from "../registry/records/registry.ts";
import { analyse, styleOf } from "./analyse.ts";
import { chatOf, countLlama, cutLlama, llamaOf, messagesOf, type Ablation, type Chat } from "./chat.ts";
import { readPrompt, type Prompt } from "./prompts.ts";
import type { ReadRow } from "./read-rows.ts";
import { kindOf, programOf, type Row } from "./row.ts";
import { prepareFolder, type Rejection } from "./run-step.ts";
import { planOf } from "./teval.ts";

/** Forms of a data set for others. */
export const EXPORT_FORMS = ["messages", "llama", "published", "teval"] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** What becomes of rows that are too long. */
export const LONG_POLICIES = ["mark", "cut", "drop"] as const;
export type LongPolicy = (typeof LONG_POLICIES)[number];

export interface ExportOptions {
  form: ExportForm;
  ablation: Ablation;
  /** Whether rows that models have made are left out. */
  seedOnly: boolean;
  /** Tokens of prompt and answer, at most (default 8192, as in the paper), and what is done with more. */
  maxTokens: number;
  long: LongPolicy;
  /** Whether the documentation of APIs is the short one. */
  compact: boolean;
  prompts?: string;
}

/** What was exported. `rows_in` is the sum of all `files` and all `rejected`. */
export interface ExportSummary {
  step: "export";
  rows_in: number;
  /** Rows in each file. */
  files: Record<string, number>;
  rejected: Record<string, number>;
  /** Of the rows in files: prompt and answer, by the tokenizer of Llama 3. */
  tokens: { total: number; most: number; over: number };
}

/**
 * Writes rows as others read them, a file for each split.
 *
 * - `messages`: JSONL with `messages`, for `datasets` and TRL
 * - `llama`: JSONL with `text`, the chat with the special tokens of Llama 3.1
 * - `published`: JSON arrays with the fields of the published data set, and its files of keys
 * - `teval`: a JSON object for T-Eval's PLAN task
 */
export async function exportDataset(
  rows: AsyncIterable<ReadRow>,
  registry: Registry,
  countTokens: (text: string) => number,
  options: ExportOptions,
  output: string,
): Promise<ExportSummary> {
  prepareFolder({ output, resume: false, sink: "jsonl" });
  const exporter = new Exporter(registry, countTokens, options, output);
  for await (const item of rows) exporter.add(item);
  return exporter.finish();
}

/** Why a row has no place in the export. */
class Unfit extends Error implements Rejection {
  override readonly name = "Unfit";
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

type Complete = Row & { query: string; plan: string };

class Exporter {
  readonly #registry: Registry;
  readonly #count: (text: string) => number;
  readonly #options: ExportOptions;
  readonly #output: string;
  readonly #prompt: Prompt;
  readonly #files = new Map<string, { file: AppendFile; rows: number }>();
  readonly #rejects: AppendFile;
  readonly #keys: Record<string, string[]> = {};
  readonly #tokens = { total: 0, most: 0, over: 0 };
  readonly #rejected: Record<string, number> = {};
  #rowsIn = 0;

  constructor(registry: Registry, count: (text: string) => number, options: ExportOptions, output: string) {
    this.#registry = registry;
    this.#count = count;
    this.#options = options;
    this.#output = output;
    this.#prompt = readPrompt(options.form === "teval" ? "teval" : "export", options.prompts);
    this.#rejects = new AppendFile(join(output, "rejects.jsonl"), 0);
  }

  add(item: ReadRow): void {
    this.#rowsIn++;
    try {
      if (!("row" in item)) throw new Unfit("invalid", item.problem);
      this.#write(complete(item.row, this.#options));
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      const { reason, message } = error;
      const [id, row] = "row" in item ? [item.row.id, item.row] : [item.where, item.value];
      this.#rejected[reason] = (this.#rejected[reason] ?? 0) + 1;
      this.#rejects.write(`${JSON.stringify({ id, step: "export", reason, message, row })}\n`);
    }
  }

  finish(): ExportSummary {
    const isJson = this.#options.form === "published" || this.#options.form === "teval";
    for (const [name, { file }] of this.#files) {
      if (isJson) file.write(name.endsWith("teval.json") ? "\n}\n" : "\n]\n");
      file.close();
    }
    this.#rejects.close();
    if (this.#options.form === "published") {
      const keys = `${JSON.stringify(this.#keys, undefined, 2)}\n`;
      writeOutput(join(this.#output, "dataset_split_keys.json"), keys, []);
    }
    const files = [...this.#files].map(([name, { rows }]): [string, number] => [name, rows]);
    const summary: ExportSummary = {
      step: "export",
      rows_in: this.#rowsIn,
      files: Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))),
      rejected: Object.fromEntries(Object.entries(this.#rejected).sort(([a], [b]) => (a < b ? -1 : 1))),
      tokens: this.#tokens,
    };
    writeOutput(join(this.#output, "summary.json"), `${JSON.stringify(summary, undefined, 2)}\n`, []);
    return summary;
  }

  #write(row: Complete): void {
    switch (this.#options.form) {
      case "messages":
      case "llama":
        return this.#writeChat(row);
      case "published":
        return this.#writePublished(row);
      case "teval":
        return this.#writeTEval(row);
    }
  }

  #writeChat(row: Complete): void {
    const { ablation, form } = this.#options;
    const parts = { query: row.query, plan: row.plan, code: programOf(row)!, docs: this.#docs(row) };
    const { chat, text, tokens, isOver } = this.#fit(chatOf(parts, this.#prompt, ablation));
    const content = form === "messages" ? { messages: messagesOf(chat) } : { text };
    const marks = { tokens, ...(isOver && { over_length: true }) };
    this.#append(`${row.split ?? "all"}.jsonl`, `${JSON.stringify({ id: row.id, ...content, ...marks })}\n`);
  }

  /** The chat, as messages and as one text, cut to its length where that is wanted. */
  #fit(chat: Chat): { chat: Chat; text: string; tokens: number; isOver: boolean } {
    const { maxTokens, long } = this.#options;
    const { prompt, answer } = llamaOf(chat);
    const ofPrompt = countLlama(prompt, this.#count);
    const tokens = ofPrompt + countLlama(answer, this.#count);
    const isOver = tokens > maxTokens;
    if (isOver && long === "drop") {
      throw new Unfit("too-long", `It has ${tokens} tokens, more than ${maxTokens}.`);
    }
    if (isOver && long === "cut" && ofPrompt >= maxTokens) {
      const message = `Its prompt alone has ${ofPrompt} tokens: nothing of the answer would be left.`;
      throw new Unfit("too-long", message);
    }
    this.#tokens.total += tokens;
    this.#tokens.most = Math.max(this.#tokens.most, tokens);
    if (isOver) this.#tokens.over++;
    if (!isOver || long !== "cut") return { chat, text: prompt + answer, tokens, isOver };
    const left = cutLlama(answer, maxTokens - ofPrompt, this.#count);
    return { chat: { ...chat, answer: left }, text: prompt + left, tokens, isOver };
  }

  #writePublished(row: Complete): void {
    const isSeed = kindOf(row) === "seed";
    const key = isSeed ? row.id : "synthesized_training_data";
    const record = {
      key,
      query: row.query,
      task_plan: row.plan,
      workflow_code: programOf(row)!,
      apis: row.apis ?? [],
      ...(row.category !== undefined && { category: row.category, type: row.category }),
    };
    if (isSeed && row.split !== undefined) (this.#keys[row.split] ??= []).push(key);
    this.#appendItem(isSeed ? "seed_data.json" : "synthesized_data.json", "[\n", JSON.stringify(record));
  }

  #writeTEval(row: Complete): void {
    const { apis = [] } = row;
    const style = styleOf(analyse(programOf(row)!));
    const { compact } = this.#options;
    const docs = apiBlock(this.#registry, apis, { form: "json", compact, names: style }).trimEnd();
    const chat = chatOf({ query: row.query, plan: "", code: "", docs }, this.#prompt, "neither");
    const steps = planOf(programOf(row)!);
    const names = apiNames(docs);
    const entry = {
      origin_prompt: messagesOf(chat).slice(0, 2),
      ground_truth: steps,
      meta: { prompt_type: "json", API_list: names },
      prediction: "",
    };
    const split = row.split === undefined ? "" : `${row.split}_`;
    this.#appendItem(
      `${split}plan_json_teval.json`,
      "{\n",
      `${JSON.stringify(row.id)}: ${JSON.stringify(entry)}`,
    );
  }

  /** By the names that the program has. */
  #docs(row: Complete): string {
    const style = styleOf(analyse(programOf(row)!));
    const { compact } = this.#options;
    return apiBlock(this.#registry, row.apis ?? [], { compact, names: style }).trimEnd();
  }

  #appendItem(name: string, start: string, item: string): void {
    this.#append(name, `${this.#files.has(name) ? ",\n" : start}${item}`);
  }

  #append(name: string, text: string): void {
    let entry = this.#files.get(name);
    if (!entry) {
      entry = { file: new AppendFile(join(this.#output, name), 0), rows: 0 };
      this.#files.set(name, entry);
    }
    entry.file.write(text);
    entry.rows++;
  }
}

function complete(row: Row, { seedOnly }: ExportOptions): Complete {
  if (seedOnly && kindOf(row) !== "seed") throw new Unfit("not-seed", "A model has made it.");
  const { query, plan } = row;
  if (query === undefined || plan === undefined || !programOf(row)?.trim()) {
    throw new Unfit(
      "incomplete",
      "It lacks a question, a plan or a program: annotate or generate adds them.",
    );
  }
  return { ...row, query, plan };
}

/** The names in documentation that is JSON: a list of functions, or an object by their names. */
function apiNames(docs: string): string[] {
  const value = JSON.parse(docs) as { name: string }[] | Record<string, unknown>;
  return Array.isArray(value) ? value.map(({ name }) => name) : Object.keys(value);
}
