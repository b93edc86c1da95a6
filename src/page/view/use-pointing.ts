import { useCallback, useState } from "preact/hooks";
import type { ShortcutDocument } from "../document.ts";

/** Which action both sides show, and how one side leads to the same place on the other. */
export function usePointing() {
  const [active, setActive] = useState<number>();
  const [selected, setSelected] = useState<number>();
  const [line, setLine] = useState<{ line: number }>();

  /** Points at an action, or at none, for as long as the mouse is on it or until another is selected. */
  const point = useCallback((action: number | undefined, how: "select" | "hover") => {
    setActive(action);
    if (how === "select" && action !== undefined) setSelected(action);
  }, []);
  const goToLine = useCallback((line: number) => setLine({ line }), []);
  const clear = useCallback(() => {
    setActive(undefined);
    setSelected(undefined);
  }, []);
  return { marked: active ?? selected, selected, line, point, goToLine, clear };
}

/** The first line of an action in a program. */
export function lineOf({ lines }: ShortcutDocument, action: number): number | undefined {
  return lines.find((range) => range.action === action)?.line;
}
