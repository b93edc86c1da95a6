/** The command `registry`, as a program of its own. */
import { Command } from "commander";
import {
  runRegistryImport,
  runRegistryList,
  runRegistryRemove,
  type RegistryFlags,
} from "../../../src/cli/registry.ts";

const program = new Command("shortcut2py").option("--no-color");
const registry = program.command("registry");
registry
  .command("import")
  .argument("<file...>")
  .option("--app <bundle-id>")
  .option("--json")
  .action((files: string[], _flags: unknown, command: Command) => {
    return runRegistryImport(files, command.optsWithGlobals<RegistryFlags>(), command);
  });
registry
  .command("list")
  .option("--app <bundle-id>")
  .option("--json")
  .action((_flags: unknown, command: Command) => {
    return runRegistryList(command.optsWithGlobals<RegistryFlags>(), command);
  });
registry
  .command("remove")
  .argument("<name...>")
  .option("--json")
  .action((names: string[], _flags: unknown, command: Command) => {
    return runRegistryRemove(names, command.optsWithGlobals<RegistryFlags>(), command);
  });
await program.parseAsync();
