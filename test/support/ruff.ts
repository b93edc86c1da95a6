import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

let workspace: Workspace | undefined;

/** What `ruff format` with default settings makes of a source (throws if it is not Python). */
export function ruffFormat(source: string): string {
  workspace ??= new Workspace({}, PositionEncoding.Utf16);
  return workspace.format(source);
}
