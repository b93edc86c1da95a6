import type { Environment } from "./environment.ts";
import { ActionFailure } from "./stop.ts";
import { itemsOf, NOTHING, type Cell, type Item, type Value } from "./value.ts";

/**
 * What stands under a key of a dictionary: the whole key if it is there as it is, otherwise the parts between its dots,
 * one level each; arrays count from 1 (3.4). A last part that is missing is nothing.
 *
 * @throws ActionFailure where the path breaks off before its last part (Q39).
 */
export function lookUp(root: Cell, key: string, env: Environment): Value {
  if (isDictionary(root) && root.entries.has(key)) return taken(root.entries.get(key)!, env);
  const parts = key.split(".");
  let cell: Cell = root;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (isDictionary(cell)) {
      const found: Cell | undefined = cell.entries.get(part);
      if (found === undefined && isLast) return NOTHING;
      if (found === undefined) return broken(`there is no "${part}"`, env);
      cell = found;
    } else if (cell !== null && !("kind" in cell)) {
      const found: Cell | undefined = /^\d+$/.test(part) ? cell[Number(part) - 1] : undefined;
      if (found === undefined) return broken(`there is no item ${part}`, env);
      cell = found;
    } else {
      return broken(`"${part}" is looked up in what is no dictionary`, env);
    }
  }
  return taken(cell, env);
}

function isDictionary(cell: Cell): cell is Extract<Item, { kind: "dictionary" }> {
  return cell !== null && "kind" in cell && cell.kind === "dictionary";
}

function taken(cell: Cell, env: Environment): Value {
  if (cell !== null && !("kind" in cell) && cell.some((inner) => inner !== null && !("kind" in inner)))
    env.question(7);
  return itemsOf(cell);
}

function broken(what: string, env: Environment): never {
  env.question(39);
  throw new ActionFailure(`The key path breaks off: ${what}.`);
}
