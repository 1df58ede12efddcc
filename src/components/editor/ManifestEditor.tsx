import { useMemo, type Ref } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { useProblemText } from '@site/src/phrases/api';
import { type Problem } from '@site/src/simulation/api';
import { CodeEditor, type EditorHandle } from './CodeEditor';
import { editorMessages } from './messages';

interface ManifestEditorProps {
  value: string;
  /** What is marked in the text, each with its sentence; `ProblemList` lists them. */
  problems: readonly Problem[];
  label: string;
  onChange: (text: string) => void;
  ref?: Ref<EditorHandle>;
}

/** An editor whose marks are what the API server finds in a manifest. */
export function ManifestEditor({ problems, ...editor }: ManifestEditorProps) {
  const { hint } = useMessages(editorMessages);
  const sentence = useProblemText();
  const marks = useMemo(
    () => problems.map((p) => ({ line: p.line, column: p.column, endLine: p.endLine ?? p.line, endColumn: p.endColumn ?? p.column, severity: p.severity, message: `${sentence(p)}\n${p.message}` })),
    [problems, sentence],
  );
  return <CodeEditor {...editor} marks={marks} hint={hint} />;
}
