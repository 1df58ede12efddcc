import { useEffect, useId, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { TextArea } from '../fields';
import { type createEditor, type Editor, type Mark } from './codemirror';
import styles from './Editor.module.css';

type CreateEditor = typeof createEditor;

export interface EditorHandle {
  goTo: (line: number, column: number) => void;
}

interface CodeEditorProps {
  value: string;
  /** What is marked in the text; keep the identity while nothing changes. */
  marks: readonly Mark[];
  label: string;
  /** How its keys work, below it. */
  hint: string;
  onChange: (text: string) => void;
  ref?: Ref<EditorHandle>;
}

/** A plain text field first; CodeMirror takes its place when it has loaded. If it never does, the field works as well. */
export function CodeEditor({ value, marks, label, hint, onChange, ref }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor | null>(null);
  const [create, setCreate] = useState<CreateEditor | null>(null);
  const id = useId();
  const latest = useRef({ value, onChange });
  const caret = useRef<number | null>(null);
  /** What the editor has told and the page has not shown yet, oldest first. */
  const told = useRef<string[]>([]);
  const seen = useRef(value);
  const ready = create !== null;

  useEffect(() => {
    latest.current = { value, onChange };
    // A slow page is still at, or comes back with, what was typed a while ago: what has been typed since stays.
    if (value === seen.current && told.current.length > 0) return;
    seen.current = value;
    const at = told.current.lastIndexOf(value);
    told.current = told.current.slice(at < 0 ? told.current.length : at + 1);
    if (told.current.length === 0) editor.current?.setText(value);
  }, [value, onChange]);

  useEffect(() => {
    let cancelled = false;
    import('./codemirror').then(
      (module) => {
        if (cancelled) return;
        // Who is writing goes on writing: the focus moves along with the text.
        if (area.current !== null && document.activeElement === area.current) caret.current = area.current.selectionStart;
        setCreate(() => module.createEditor);
      },
      // Offline: the text field stays, and works.
      () => undefined,
    );
    return () => {
      cancelled = true;
    };
  }, []);

  // Made only when its place is visible: CodeMirror measures lines as it starts.
  useEffect(() => {
    if (create === null || host.current === null) return undefined;
    const made = create(host.current, {
      text: latest.current.value,
      label,
      describedBy: `${id}-hint`,
      caret: caret.current,
      onChange: (text) => {
        told.current.push(text);
        latest.current.onChange(text);
      },
    });
    caret.current = null;
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [create, id, label]);

  useEffect(() => {
    if (ready) editor.current?.setMarks(marks);
  }, [marks, ready]);

  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      if (editor.current !== null) {
        editor.current.goTo(line, column);
        return;
      }
      const field = area.current;
      if (field === null) return;
      const at = field.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
      field.focus();
      field.setSelectionRange(at, at);
    },
  }));

  return (
    <div className={styles.editor}>
      <div className={styles.label} id={`${id}-label`}>
        {label}
      </div>
      {!ready && (
        <TextArea
          ref={area}
          code
          className={styles.area}
          value={value}
          spellCheck={false}
          aria-labelledby={`${id}-label`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <div ref={host} className={styles.host} hidden={!ready} />
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
