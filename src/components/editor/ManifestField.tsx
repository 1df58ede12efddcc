import { useRef } from 'react';
import type { Problem } from '@site/src/simulation/api';
import type { EditorHandle } from './CodeEditor';
import { ManifestEditor } from './ManifestEditor';
import { ProblemList } from './ProblemList';

interface ManifestFieldProps {
  value: string;
  problems: readonly Problem[];
  label: string;
  onChange: (text: string) => void;
}

/** The editor with its problems below; each leads to its line. */
export function ManifestField({ value, problems, label, onChange }: ManifestFieldProps) {
  const editor = useRef<EditorHandle>(null);
  return (
    <div>
      <ManifestEditor ref={editor} value={value} problems={problems} label={label} onChange={onChange} />
      <ProblemList problems={problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
    </div>
  );
}
