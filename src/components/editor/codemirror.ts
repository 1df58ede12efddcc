import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { forceParsing, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, Text } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** A problem as the editor shows it; lines and columns count from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface Editor {
  setText: (text: string) => void;
  setMarks: (marks: readonly Mark[]) => void;
  goTo: (line: number, column: number) => void;
  destroy: () => void;
}

const theme = EditorView.theme({
  '&': { color: 'var(--kx-ink)', backgroundColor: 'var(--kx-sunken)', fontSize: 'var(--kx-text-s)', height: '100%' },
  '.cm-scroller': { fontFamily: 'var(--kx-font-code)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--kx-ink)' },
  '&.cm-focused': { outline: '3px solid var(--kx-point)', outlineOffset: '2px' },
  '.cm-gutters': { color: 'var(--kx-ink-muted)', backgroundColor: 'var(--kx-sunken)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--kx-accent) 8%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--kx-ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--kx-accent-soft)' },
  '.cm-tooltip': { color: 'var(--kx-ink)', backgroundColor: 'var(--kx-surface)', border: '1px solid var(--kx-line-strong)', maxWidth: 'min(30rem, 90vw)' },
});

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--kx-accent)' },
  { tag: [tags.string, tags.content], color: 'var(--kx-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--kx-series-3)' },
  { tag: tags.comment, color: 'var(--kx-ink-muted)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--kx-ink-muted)' },
]);

function offset(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return Math.min(at.to, at.from + Math.max(0, column - 1));
}

/**
 * CodeMirror lays its lines out again when it first comes into the window; until that is done nobody should see them move. Transparent, not
 * hidden: the keyboard and a screen reader find the editor all the same.
 */
function hideUntilLaidOut(view: EditorView): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => {};
  view.dom.style.opacity = '0';
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (view.dom.style.opacity = '')));
  });
  observer.observe(view.dom);
  return () => observer.disconnect();
}

export interface EditorOptions {
  text: string;
  label: string;
  /** Id of the element that explains the keys. */
  describedBy: string;
  /** Where the reader was already writing, as an offset into the text; null when the focus was elsewhere. */
  caret: number | null;
  onChange: (text: string) => void;
}

/** How much of a text has its colours from the first picture on, and for how long that may be worked at, ms: CodeMirror alone colours on a busy machine later, and then builds the lines anew that somebody reads. */
const FIRST = { characters: 20_000, within: 50 };

/** Mounts an editor. Loaded only when needed: this module pulls in CodeMirror. */
export function createEditor(parent: HTMLElement, { text, label, describedBy, caret, onChange }: EditorOptions): Editor {
  let silent = false;
  const doc = Text.of(text.split(/\r\n?|\n/));
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      selection: { anchor: Math.min(caret ?? 0, doc.length) },
      extensions: [
        lineNumbers(),
        history(),
        highlightActiveLine(),
        lintGutter(),
        yaml(),
        indentUnit.of('  '),
        syntaxHighlighting(highlight),
        // Tab is not captured: it leads on through the page, as everywhere. Ctrl+] and Ctrl+[ change the indentation.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, 'aria-multiline': 'true', spellcheck: 'false' }),
        theme,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  forceParsing(view, Math.min(doc.length, FIRST.characters), FIRST.within);
  // The scrolling box itself must be reachable by keyboard (WCAG 2.1.1).
  view.scrollDOM.tabIndex = 0;
  const unwatch = hideUntilLaidOut(view);
  if (caret !== null) view.focus();
  return {
    setText(next) {
      if (next === view.state.doc.toString()) return;
      silent = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      silent = false;
    },
    setMarks(marks) {
      const doc = view.state.doc;
      const diagnostics = marks.map((mark): Diagnostic => {
        const from = offset(doc, mark.line, mark.column);
        return { from, to: Math.max(from, offset(doc, mark.endLine, mark.endColumn)), severity: mark.severity, message: mark.message };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics.sort((a, b) => a.from - b.from)));
    },
    goTo(line, column) {
      const at = offset(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    destroy: () => {
      unwatch();
      view.destroy();
    },
  };
}
