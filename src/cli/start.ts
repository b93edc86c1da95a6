#!/usr/bin/env node
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

// What `shortcut2py` runs. Making bytecode of the command takes V8 longer than converting a shortcut, and it makes the same
// of it each time: so the first conversion leaves it beside the command, for those that follow. Node's own cache would do
// so in a folder that everybody shares, and not in all versions.

/** The command's own file, as a script: a function. Put in by the build, with a digest of its content. */
declare const SCRIPT: string;
declare const SCRIPT_DIGEST: string;

const url = new URL(SCRIPT, import.meta.url);
const path = fileURLToPath(url);
const { arch, versions, argv, env, execArgv } = process;
/** Another version of the command or of the engine has another one; what that engine cannot use it refuses. */
const cache = `${path}-${SCRIPT_DIGEST}-${versions.v8}-${arch}.cache`;

function readCache(): Buffer | undefined {
  if (env["NODE_DISABLE_COMPILE_CACHE"]) return undefined;
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

/** From so many files on, the engine is told to work in another way, and bytecode is not looked at with other flags. */
const SEVERAL = 8;

/** Whether this run is one that tells what others will need. */
function isUsual(): boolean {
  const isConversion = argv[2] === "convert" && argv.length < 3 + SEVERAL;
  return isConversion && execArgv.length === 0 && !env["NODE_OPTIONS"] && !env["NODE_DISABLE_COMPILE_CACHE"];
}

function writeCache(script: Script): void {
  const temporary = `${cache}.${process.pid}`;
  try {
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, cache);
  } catch {
    // The folder is not the user's to write in, or another run was faster.
  }
}

const cachedData = readCache();
const script = new Script(readFileSync(path, "latin1"), {
  filename: path,
  ...(cachedData && { cachedData }),
});
if ((!cachedData || script.cachedDataRejected === true) && isUsual()) {
  process.on("exit", (code) => {
    if (code === 0) writeCache(script);
  });
}
type Command = (url: string, load: (path: string) => Promise<unknown>) => Promise<void>;
const command = script.runInThisContext() as Command;
await command(url.href, (path) => import(path));
