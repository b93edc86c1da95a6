import { python } from "@codemirror/lang-python";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "preact/hooks";
import type { PlacedDiagnostic } from "../../check/placed.ts";
import type { LineRange } from "../protocol.ts";

export interface EditorProps {
  /** The program to show. A change of it replaces what is there, unless that is what was typed. */
  text: string;
  lines: readonly LineRange[];
  diagnostics: readonly PlacedDiagnostic[];
  /** The action whose lines are marked. */
  active: number | undefined;
  /** A line to go to; each new object goes there anew. */
  goTo: { line: number } | undefined;
  onEdit: (text: string) => void;
  /** The action under the cursor or the pointer. */
  onPoint: (action: number | undefined, how: "select" | "hover") => void;
}

const markLines = StateEffect.define<{ from: number; to: number } | undefined>();

const markedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(markLines)) next = decorate(transaction.state.doc, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const marked = Decoration.line({ class: "cm-marked" });

function decorate(doc: Text, range: { from: number; to: number } | undefined): DecorationSet {
  if (!range) return Decoration.none;
  const last = Math.min(range.to, doc.lines);
  const starts = [];
  for (let line = Math.max(1, range.from); line <= last; line++)
    starts.push(marked.range(doc.line(line).from));
  return Decoration.set(starts);
}

/** Colours come from the page's style sheet, so that light and dark are one theme. */
const highlighting = HighlightStyle.define([
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "tok-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
    class: "tok-function",
  },
  { tag: tags.propertyName, class: "tok-property" },
]);

export function Editor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    view.current = createView(host.current!, latest);
    return () => view.current?.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current!;
    if (editor.state.doc.toString() === props.text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: props.text },
      selection: { anchor: 0 },
    });
  }, [props.text]);

  useEffect(() => {
    const editor = view.current!;
    const own = props.lines.filter(({ action }) => action === props.active);
    const range = own.length === 0 ? undefined : { from: own[0]!.line, to: own.at(-1)!.endLine };
    editor.dispatch({ effects: markLines.of(range) });
  }, [props.active, props.lines]);

  useEffect(() => {
    const editor = view.current!;
    editor.dispatch(setDiagnostics(editor.state, placed(editor.state.doc, props.diagnostics)));
  }, [props.diagnostics]);

  useEffect(() => {
    const editor = view.current!;
    if (!props.goTo) return;
    const line = editor.state.doc.line(Math.min(Math.max(1, props.goTo.line), editor.state.doc.lines));
    editor.dispatch({ effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
  }, [props.goTo]);

  return <div class="editor" ref={host} />;
}

function createView(parent: HTMLElement, latest: { current: EditorProps }): EditorView {
  const actionAt = (state: EditorState, position: number) => {
    const line = state.doc.lineAt(position).number;
    return latest.current.lines.findLast((range) => range.line <= line && line <= range.endLine)?.action;
  };
  const listeners = EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      const text = update.state.doc.toString();
      if (text !== latest.current.text) latest.current.onEdit(text);
    } else if (update.selectionSet && update.view.hasFocus) {
      latest.current.onPoint(actionAt(update.state, update.state.selection.main.head), "select");
    }
  });
  const pointer = EditorView.domEventHandlers({
    mousemove(event, editor) {
      const position = editor.posAtCoords({ x: event.clientX, y: event.clientY });
      latest.current.onPoint(position === null ? undefined : actionAt(editor.state, position), "hover");
    },
    mouseleave() {
      latest.current.onPoint(undefined, "hover");
    },
  });
  const extensions = [
    basicSetup,
    python(),
    syntaxHighlighting(highlighting),
    lintGutter(),
    markedLines,
    listeners,
    pointer,
    EditorView.contentAttributes.of({ "aria-label": "Python", spellcheck: "false" }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: latest.current.text, extensions }) });
}

/** Diagnostics by position; of a place that the text no longer has, its end. */
function placed(doc: Text, diagnostics: readonly PlacedDiagnostic[]): Diagnostic[] {
  const offset = (line: number, column: number) => {
    const found = doc.line(Math.min(line, doc.lines));
    return Math.min(found.from + column - 1, found.to);
  };
  return diagnostics.flatMap((item) => {
    if (item.line === undefined) return [];
    const from = offset(item.line, item.column ?? 1);
    const to = item.endLine === undefined ? from : offset(item.endLine, item.endColumn ?? 1);
    const message = item.hint === undefined ? item.message : `${item.message} ${item.hint}`;
    return [{ from, to: Math.max(from, to), severity: item.severity, message, source: item.code }];
  });
}
