import { render } from "preact";
import { WorkerClient } from "./client.ts";
import { App } from "./view/app.tsx";

const textOf = (id: string) => document.getElementById(id)!.textContent;

/** The registry stands in the page packed, since it is most of it. */
async function unpack(base64: string): Promise<string> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

const client = new WorkerClient(textOf("worker"), await unpack(textOf("registry")));
render(<App client={client} />, document.getElementById("root")!);
