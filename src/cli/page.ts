import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import { describeSystemError } from "../node/system-error.ts";
import { writeErr, writeOut } from "./terminal.ts";

export interface PageFlags {
  color: boolean;
  port: string;
  open: boolean;
}

/** `shortcut2py page`: serves the page on the loopback address only, until it is stopped. */
export function runPage({ port, open }: PageFlags, command: Command): void {
  const wanted = Number(port);
  if (!/^\d+$/.test(port) || wanted > 65535) command.error(`error: ${port} is no port: 0 to 65535`);
  const page = readFileSync(new URL("page/index.html", import.meta.url));
  const server = createServer((request, response) => {
    const isPage =
      request.url?.replace(/\?.*$/, "") === "/" && ["GET", "HEAD"].includes(request.method ?? "");
    // Another site could point a name of its own at this address, and read what the page shows.
    const isLocal = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? "");
    if (!isPage || !isLocal) {
      response.writeHead(isLocal ? 404 : 403).end();
      return;
    }
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": page.length,
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
    };
    response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : page);
  });
  server.on("error", (error) => {
    process.exitCode = 1;
    writeErr(`shortcut2py page: port ${port} cannot be used: ${describeSystemError(error)}. Try --port 0.\n`);
  });
  server.listen(wanted, "127.0.0.1", () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    writeOut(`${address}\n`);
    writeErr("The page is there until you press Ctrl+C. Nothing that you open in it leaves this machine.\n");
    if (open) openBrowser(address);
  });
}

const OPENERS: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Where there is no browser, the address is on the screen. */
function openBrowser(address: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
