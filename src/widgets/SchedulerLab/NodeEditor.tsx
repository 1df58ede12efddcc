import { useId, useState } from 'react';
import { Select, TextArea, TextInput } from '@site/src/components/fields';
import { Button, SegmentedControl } from '../parts';
import { type LabText } from './messages';
import { MAX_COPIES, MAX_NODES, newNode, type BuiltNode, type NodeDraft, type NodeField } from './nodes';
import styles from './NodeEditor.module.css';

interface NodeEditorProps {
  drafts: readonly NodeDraft[];
  built: readonly BuiltNode[];
  text: LabText;
  onChange: (drafts: NodeDraft[]) => void;
}

const SHORT = ['cpu', 'memory', 'pods'] as const;
const LONG = ['labels', 'taints', 'images', 'extra'] as const;
/** Up to so many nodes are a choice in sight; more are a list. */
const SEGMENTS = 8;

export function NodeEditor({ drafts, built, text, onChange }: NodeEditorProps) {
  const [chosen, setChosen] = useState('');
  const copiesId = useId();
  const index = Math.max(0, drafts.findIndex((draft) => draft.name === chosen));
  const draft = drafts[index];
  const edit = (change: Partial<NodeDraft>) => onChange(drafts.map((d, i) => (i === index ? { ...d, ...change } : d)));
  const add = () => {
    const node = newNode(drafts);
    onChange([...drafts, node]);
    setChosen(node.name);
  };
  const problems = built[index]?.problems ?? [];
  return (
    <div className={styles.nodes}>
      {draft !== undefined && drafts.length > SEGMENTS && (
        <label className={styles.field}>
          {text.controls.editNode}
          <Select value={draft.name} onChange={(event) => setChosen(event.target.value)}>
            {drafts.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </label>
      )}
      {draft !== undefined && drafts.length <= SEGMENTS && (
        <SegmentedControl
          legend={text.controls.editNode}
          options={drafts.map((d) => ({ value: d.name, label: d.name }))}
          value={draft.name}
          onChange={setChosen}
        />
      )}
      {draft !== undefined && (
        <div className={styles.fields} key={draft.name}>
          {SHORT.map((field) => (
            <Field key={field} label={text.controls.fields[field]} value={draft[field]} field={field} problems={problems} text={text} onChange={(value) => edit({ [field]: value })} />
          ))}
          <div className={styles.field}>
            <label htmlFor={copiesId}>{text.controls.fields.copies}</label>
            <TextInput id={copiesId} code type="number" min={1} max={MAX_COPIES} value={draft.copies} onChange={(event) => edit({ copies: Math.min(MAX_COPIES, Math.max(1, Math.floor(Number(event.target.value)) || 1)) })} />
          </div>
          <label className={styles.check}>
            <input type="checkbox" checked={draft.cordoned} onChange={(event) => edit({ cordoned: event.target.checked })} /> {text.controls.fields.cordoned}
          </label>
          {LONG.map((field) => (
            <Field key={field} label={text.controls.fields[field]} value={draft[field]} field={field} problems={problems} text={text} rows onChange={(value) => edit({ [field]: value })} />
          ))}
        </div>
      )}
      <div className={styles.row}>
        <Button blocked={drafts.length >= MAX_NODES ? text.controls.addBlocked(String(MAX_NODES)) : null} onClick={add}>
          {text.controls.addNode}
        </Button>
        {draft !== undefined && (
          <Button onClick={() => onChange(drafts.filter((_, i) => i !== index))}>{text.controls.removeNode(draft.name)}</Button>
        )}
      </div>
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  field: NodeField;
  problems: BuiltNode['problems'];
  rows?: boolean;
  text: LabText;
  onChange: (value: string) => void;
}

function Field({ label, value, field, problems, rows, text, onChange }: FieldProps) {
  const id = useId();
  const own = problems.filter((problem) => problem.field === field);
  const shared = { id, value, spellCheck: false, 'aria-invalid': own.length > 0, 'aria-describedby': own.length > 0 ? `${id}-problem` : undefined };
  return (
    <div className={styles.field} data-wide={rows || undefined}>
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <TextArea {...shared} code rows={2} maxLength={4000} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <TextInput {...shared} code type="text" maxLength={40} onChange={(event) => onChange(event.target.value)} />
      )}
      {own.length > 0 && (
        <p id={`${id}-problem`} className={styles.wrong}>
          {own.map((problem) => text.controls.fieldProblem(problem.text)).join(' ')}
        </p>
      )}
    </div>
  );
}
