import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Piece, Row } from "../rows.ts";

export interface BlocksProps {
  rows: readonly Row[];
  /** The action that both sides show. */
  active: number | undefined;
  onPoint: (action: number | undefined, how: "select" | "hover") => void;
}

/** Pixels; all rows are of one height, so that only those in sight have to exist. */
const ROW_HEIGHT = 52;
/** So many rows above and below what is in sight. */
const MARGIN = 12;

/** The shortcut as people know it: a tree of actions. Only the rows in sight are in the document. */
export function Blocks({ rows, active, onPoint }: BlocksProps) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [focus, setFocus] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const scroll = useScroll(list);
  const shown = useMemo(() => visible(rows, folded), [rows, folded]);

  useEffect(() => setFolded(new Set()), [rows]);
  useEffect(() => {
    const at = shown.findIndex(({ action }) => action === active);
    if (at >= 0) reveal(list.current!, at);
  }, [active]);

  const toggle = (row: Row) => {
    const next = new Set(folded);
    if (!next.delete(row.action)) next.add(row.action);
    setFolded(next);
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(shown.length - 1, to));
    setFocus(index);
    reveal(list.current!, index);
    const row = shown[index];
    if (row) onPoint(row.action, "select");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor(scroll.height / ROW_HEIGHT);
    const step = stepOfKey(event.key, { shown, focus, folded, page }, { move, toggle });
    if (!step) return;
    event.preventDefault();
    step();
  };

  const first = Math.max(0, Math.floor(scroll.top / ROW_HEIGHT) - MARGIN);
  const last = Math.min(shown.length, Math.ceil((scroll.top + scroll.height) / ROW_HEIGHT) + MARGIN);
  return (
    <div
      class="blocks"
      ref={list}
      role="tree"
      aria-label="Actions"
      tabIndex={0}
      aria-activedescendant={
        shown[focus] && focus >= first && focus < last ? rowId(shown[focus]!) : undefined
      }
      onKeyDown={onKeyDown}
      onMouseLeave={() => onPoint(undefined, "hover")}
    >
      <div role="presentation" style={{ height: `${shown.length * ROW_HEIGHT}px`, position: "relative" }}>
        {shown.slice(first, last).map((row, i) => (
          <BlockRow
            key={row.action}
            row={row}
            top={(first + i) * ROW_HEIGHT}
            position={first + i}
            size={shown.length}
            isActive={row.action === active}
            isFolded={folded.has(row.action)}
            onToggle={() => toggle(row)}
            onSelect={() => {
              setFocus(first + i);
              onPoint(row.action, "select");
            }}
            onHover={() => onPoint(row.action, "hover")}
          />
        ))}
      </div>
    </div>
  );
}

/** How far a list is scrolled, and how much of it is in sight. */
function useScroll(list: RefObject<HTMLDivElement | null>): { top: number; height: number } {
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = list.current!;
    const measure = () => setScroll({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  return scroll;
}

/** What a key does in the tree, as trees do it everywhere; undefined for a key that does nothing. */
function stepOfKey(
  key: string,
  {
    shown,
    focus,
    folded,
    page,
  }: { shown: readonly Row[]; focus: number; folded: ReadonlySet<number>; page: number },
  { move, toggle }: { move: (to: number) => void; toggle: (row: Row) => void },
): (() => void) | undefined {
  const row = shown[focus];
  const opens = row?.end !== undefined;
  const isOpen = opens && !folded.has(row.action);
  const steps: Record<string, () => void> = {
    ArrowDown: () => move(focus + 1),
    ArrowUp: () => move(focus - 1),
    Home: () => move(0),
    End: () => move(shown.length - 1),
    PageDown: () => move(focus + page),
    PageUp: () => move(focus - page),
    ArrowRight: () => (opens && !isOpen ? toggle(row) : move(focus + 1)),
    ArrowLeft: () => (row && isOpen ? toggle(row) : move(parentOf(shown, focus))),
    Enter: () => opens && toggle(row),
  };
  return steps[key];
}

interface BlockRowProps {
  row: Row;
  top: number;
  position: number;
  size: number;
  isActive: boolean;
  isFolded: boolean;
  onToggle: () => void;
  onSelect: () => void;
  onHover: () => void;
}

function BlockRow({
  row,
  top,
  position,
  size,
  isActive,
  isFolded,
  onToggle,
  onSelect,
  onHover,
}: BlockRowProps) {
  const { depth, title, summary, category, end, closes, action } = row;
  const indent = Math.min(depth, 12);
  return (
    <div
      id={rowId(row)}
      class={`row${isActive ? " active" : ""}${closes ? " closing" : ""}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-setsize={size}
      aria-posinset={position + 1}
      aria-selected={isActive}
      aria-expanded={end === undefined ? undefined : !isFolded}
      style={{ top: `${top}px`, height: `${ROW_HEIGHT}px`, paddingLeft: `${8 + indent * 18}px` }}
      onClick={onSelect}
      onMouseEnter={onHover}
    >
      <span
        class={`fold${end === undefined ? "" : isFolded ? " closed" : " open"}`}
        aria-hidden="true"
        onClick={(event) => {
          if (end === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      />
      <span class="chip" data-category={category} aria-hidden="true">
        {title.slice(0, 1)}
      </span>
      <span class="said">
        <span class="title">{title}</span>
        <span class="summary">
          {summary.map((piece, i) => (
            <PieceView key={i} piece={piece} />
          ))}
        </span>
      </span>
      <span class="number" aria-label={`action ${action}`}>
        {action}
      </span>
    </div>
  );
}

function PieceView({ piece }: { piece: Piece }) {
  return "text" in piece ? <>{piece.text}</> : <span class="variable">{piece.variable}</span>;
}

function rowId({ action }: Row): string {
  return `action-${action}`;
}

/** Without what stands in folded blocks; of those, the opening row stays. */
function visible(rows: readonly Row[], folded: ReadonlySet<number>): Row[] {
  const shown: Row[] = [];
  let hiddenUpTo = -1;
  for (const row of rows) {
    if (row.action <= hiddenUpTo) continue;
    shown.push(row);
    if (row.end !== undefined && folded.has(row.action)) hiddenUpTo = row.end;
  }
  return shown;
}

/** The row that opens the block around a row. */
function parentOf(shown: readonly Row[], index: number): number {
  const depth = shown[index]?.depth ?? 0;
  for (let i = index - 1; i >= 0; i--) if (shown[i]!.depth < depth) return i;
  return index;
}

function reveal(list: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight)
    list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
}
