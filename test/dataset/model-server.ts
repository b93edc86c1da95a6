import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request holds, as far as answers depend on it. */
export interface Asked {
  /** Name of the prompt. */
  name: string;
  /** Keys that are wanted. */
  keys: string[];
  /** The first request of a conversation is round 0. */
  round: number;
  system: string;
  user: string;
}

/** Something that goes wrong, beside what a rule answers. */
export type Fault =
  "429" | "500" | "cut" | "broken" | "prose" | "half" | "refusal" | "slow" | "length" | "html";

export interface Script {
  /** What goes wrong with a request, by its digest (0 to 999), its round, and how often it was made before. */
  fault?: (digest: number, round: number, times: number) => Fault | undefined;
  /** Overrides what is answered for a key. */
  answer?: (asked: Asked, key: string) => unknown;
}

/** An OpenAI-compatible endpoint on the loopback address that answers by rule: the same request gets the same answer. */
export class ModelServer {
  /** Requests of the endpoint, also those that were not answered well. */
  requests = 0;
  /** The keys that requests came with. */
  readonly keys = new Set<string>();
  readonly #script: Script;
  readonly #server: Server;
  readonly #times = new Map<string, number>();

  constructor(script: Script = {}) {
    this.#script = script;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    this.requests++;
    this.keys.add(request.headers.authorization ?? "");
    const times = this.#times.get(text) ?? 0;
    this.#times.set(text, times + 1);
    const body = JSON.parse(text) as Body;
    const asked = askedOf(body);
    const digest = createHash("sha256").update(text).digest().readUInt32BE() % 1000;
    const fault = this.#script.fault?.(digest, asked.round, times);
    const good = Object.fromEntries(
      asked.keys.map((key) => [key, this.#script.answer?.(asked, key) ?? defaultAnswer(asked, key)]),
    );
    switch (fault) {
      case "429":
      case "500":
        response.writeHead(Number(fault), { "content-type": "application/json", "retry-after-ms": "5" });
        response.end(JSON.stringify({ error: { message: `scripted ${fault}` } }));
        return;
      case "html":
        response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome</html>");
        return;
      case "cut": {
        const whole = JSON.stringify(completion(body.model, JSON.stringify(good)));
        response.writeHead(200, { "content-type": "application/json", "content-length": whole.length + 10 });
        response.write(whole.slice(0, whole.length >> 1), () => response.destroy());
        return;
      }
      case "slow":
        await new Promise((resolve) => setTimeout(resolve, 60));
        break;
      default:
        break;
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answerWith(fault, body.model, good)));
  }
}

interface Body {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: {
    json_schema?: { name: string; schema: { properties: Record<string, unknown> } };
  };
}

function askedOf({ messages, response_format: format }: Body): Asked {
  const { name = "", schema } = format?.json_schema ?? {};
  return {
    name,
    keys: Object.keys(schema?.properties ?? {}),
    round: (messages.length - 2) / 2,
    system: messages[0]!.content,
    user: messages[1]!.content,
  };
}

function completion(model: string, content: string, extra: object = {}, finish = "stop"): object {
  return {
    id: "scripted",
    object: "chat.completion",
    model: `${model}-scripted`,
    choices: [{ index: 0, message: { role: "assistant", content, ...extra }, finish_reason: finish }],
    usage: { prompt_tokens: 100, completion_tokens: Math.ceil(content.length / 4), total_tokens: 0 },
  };
}

function answerWith(fault: Fault | undefined, model: string, good: Record<string, unknown>): object {
  const whole = JSON.stringify(good);
  switch (fault) {
    case "broken":
      return completion(model, whole.slice(0, -2));
    case "prose":
      return completion(model, "Gladly! Here is what you asked for, in my own words.");
    case "half": {
      const entries = Object.entries(good);
      return completion(model, JSON.stringify(Object.fromEntries(entries.slice(0, entries.length >> 1))));
    }
    case "refusal":
      return completion(model, "", { refusal: "I would rather not." });
    case "length":
      return completion(model, whole.slice(0, whole.length >> 1), {}, "length");
    default:
      return completion(model, whole);
  }
}

const PLAN = "1. **Start**\n2. **Do the work**\n   - Take what is there, and hand it on.\n3. **End**";
const WORDS =
  "have my phone take what I was working on this morning, bring it into a form that others can read without any trouble, and put it where I will find it";

/** What a well-meaning model of few ideas would say. */
function defaultAnswer({ name, user }: Asked, key: string): unknown {
  const subject = createHash("sha256").update(user).digest("hex").slice(0, 8);
  switch (name) {
    case "rename": {
      const result = /^(?:if_result|menu_result|repeat_results)(?=_|$)/.exec(key)?.[0];
      return `${result === undefined ? "" : `${result}_`}${key.replace(/^.*?_results?_?/, "")}_renamed`.replace(
        /__+/g,
        "_",
      );
    }
    case "comments":
      return `Does what statement ${key} of program ${subject} says.`;
    case "plan":
      return PLAN;
    case "query":
    case "expand":
      return `How can I, for my project called ${subject}, ${WORDS}?`;
    default:
      return key === "plan" ? PLAN : programFor(user);
  }
}

/** A program that calls each function that the request lists, with what its parameters want and something to work on. */
function programFor(user: string): string {
  const lines = [...user.matchAll(/^def (\w+)\(([^]*?)\) -> /gm)].flatMap(([, name, parameters]) => {
    const required = [...parameters!.matchAll(/(\w+): ([^=\n]+?)(?:,\s*$|$)/gm)];
    const given = new Map(required.map(([, parameter, type]) => [parameter!, valueOf(type!)]));
    const [, first, type] = /(\w+): ([^=,\n]+)/.exec(parameters!) ?? [];
    if (first !== undefined && !/^(?:bool|int|float|Literal|dict)\b/.test(type!))
      given.set(first, "given_text");
    const keywords = [...given].map(([parameter, value]) => `${parameter}=${value}`);
    return [`# Calls ${name}.`, `${name}(${keywords.join(", ")})`];
  });
  return `# What the others work on.\ngiven_text = "text"\n${lines.join("\n")}\n`;
}

function valueOf(type: string): string {
  const literal = /Literal\[("[^"]*"|\w+)/.exec(type)?.[1];
  if (literal !== undefined) return literal;
  if (type.startsWith("bool")) return "True";
  if (type.startsWith("int") || type.startsWith("float")) return "1";
  return type.startsWith("dict") ? "{}" : '"text"';
}
