import type { CallName, Calls, Reply, Request, Start } from "./protocol.ts";

/** A file that takes longer hangs: one of 3,000 actions takes less than two seconds. */
const TIME_LIMIT = 30_000;

export class CallError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "CallError";
    this.hint = hint;
  }
}

interface Pending {
  resolve: (value: never) => void;
  reject: (error: CallError) => void;
  timer: ReturnType<typeof setTimeout>;
  /** What is being worked on, for the message where it takes too long. */
  label: string;
}

/** The worker as a promise for each question. One that hangs is ended, named, and replaced by a fresh one. */
export class WorkerClient {
  #worker: Worker | undefined;
  #id = 0;
  readonly #pending = new Map<number, Pending>();
  readonly #url: string;
  readonly #registry: string;

  /** @param source the worker's code @param registry text of the registry */
  constructor(source: string, registry: string) {
    this.#url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#registry = registry;
    // It takes longer to start than to read most files; people need a moment to pick one.
    this.#running();
  }

  call<Name extends CallName>(
    name: Name,
    argument: Parameters<Calls[Name]>[0],
    label: string,
  ): Promise<ReturnType<Calls[Name]>> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(id), TIME_LIMIT);
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], reject, timer, label });
      this.#running().postMessage({ id, name, argument } satisfies Request);
    });
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#url);
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => this.#settle(data));
    worker.addEventListener("error", ({ message }) => this.#fail(`The program ran into trouble: ${message}`));
    worker.postMessage({ registry: this.#registry } satisfies Start);
    this.#worker = worker;
    return worker;
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    clearTimeout(pending.timer);
    if ("error" in reply) pending.reject(new CallError(reply.error.message, reply.error.hint));
    else pending.resolve(reply.value as never);
  }

  #giveUp(id: number): void {
    const label = this.#pending.get(id)?.label ?? "This";
    this.#fail(`${label} took longer than ${TIME_LIMIT / 1000} seconds and was stopped.`);
  }

  #fail(message: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new CallError(message));
    }
    this.#pending.clear();
  }
}
