import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that answers by path (without the query), and with 404 to all others. */
export async function serve(answers: Record<string, Answer>): Promise<{
  url: string;
  /** The paths that were asked for, in order. */
  requests: string[];
  close: () => void;
}> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/\?.*/, "");
    requests.push(path);
    const answer = answers[path];
    if (answer) answer(request, response);
    else response.writeHead(404).end('{"error":true,"reason":"Not Found"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

/** The record of a shared shortcut, as far as it matters. */
export function iCloudRecord(downloadUrl: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    recordName: "0123ABCD-0123-ABCD-0123-ABCD0123ABCD",
    recordType: "SharedShortcut",
    deleted: false,
    fields: {
      name: { type: "STRING", value: "Morning Light" },
      shortcut: { type: "ASSETID", value: { downloadURL: downloadUrl, size: 3, fileChecksum: "AQ==" } },
      signingStatus: { type: "STRING", value: "APPROVED" },
    },
    ...more,
  });
}
