import { useState } from 'react';
import { Select, TextInput } from '@site/src/components/fields';
import { type Format } from '@site/src/phrases/amounts';
import { parseQuantity } from '@site/src/simulation/api';
import type { Change, WhatIf } from '@site/src/simulation/scheduler/why-pending';
import { Button, More } from '../../parts';
import { parseTaint } from '../nodes';
import styles from '../panels/panels.module.css';
import type { DumpReport } from './analyse';
import type { DumpText } from './messages';

const KINDS = ['moreNodes', 'withoutNode', 'uncordon', 'request', 'toleration', 'priority'] as const;
type Kind = (typeof KINDS)[number];

/** Waiting Pods that are named in the answer; the others are counted. */
const SHOWN = 5;

interface Fields {
  node: string;
  count: string;
  resource: string;
  amount: string;
  taint: string;
  priority: string;
}

/** The change that the fields say; null where one of them cannot be understood. */
function changeOf(kind: Kind, { node, count, resource, amount, taint, priority }: Fields): Change | null {
  const whole = (text: string): number | null => (/^-?\d{1,10}$/.test(text.trim()) ? Number(text) : null);
  switch (kind) {
    case 'moreNodes': {
      const n = whole(count);
      return n === null || n < 1 || n > 5000 ? null : { kind, like: node, count: n };
    }
    case 'withoutNode':
    case 'uncordon':
      return node === '' ? null : { kind, node };
    case 'request': {
      const parsed = parseQuantity(amount.trim());
      return resource.trim() === '' || !parsed.ok || parsed.value.nano < 0n ? null : { kind, resource: resource.trim(), amount: amount.trim() };
    }
    case 'toleration': {
      const parsed = parseTaint(taint.trim());
      return parsed === undefined ? null : { kind, taint: parsed };
    }
    case 'priority': {
      const n = whole(priority);
      return n === null || Math.abs(n) > 2_000_000_000 ? null : { kind, priority: n };
    }
  }
}

function saysOf(change: Change, text: DumpText['whatIf']['says']): string {
  switch (change.kind) {
    case 'moreNodes':
      return text.moreNodes(change.like, String(change.count));
    case 'withoutNode':
    case 'uncordon':
      return text[change.kind](change.node);
    case 'request':
      return text.request(change.resource, change.amount);
    case 'toleration':
      return text.toleration(`${change.taint.key}${change.taint.value ? `=${change.taint.value}` : ''}:${change.taint.effect}`);
    case 'priority':
      return text.priority(String(change.priority));
    case 'nodeLabel':
      return `${change.label}=${change.value}`;
  }
}

interface WhatIfFormProps {
  report: DumpReport;
  pods: readonly string[];
  outcome: WhatIf | null;
  text: DumpText;
  f: Format;
  onTry: (changes: readonly Change[], pods: readonly string[]) => void;
}

/** Changes to try on the dump, all together, and who would find a place then. */
export function WhatIfForm({ report, pods, outcome, text: all, f, onTry }: WhatIfFormProps) {
  const text = all.whatIf;
  const [kind, setKind] = useState<Kind>('moreNodes');
  const [fields, setFields] = useState<Fields>({ node: report.nodeNames[0] ?? '', count: '1', resource: 'cpu', amount: '500m', taint: '', priority: '1000' });
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [wrong, setWrong] = useState(false);
  const set = (field: keyof Fields) => (value: string) => setFields((before) => ({ ...before, [field]: value }));
  const names = kind === 'uncordon' ? report.cordoned : report.nodeNames;
  const node = names.includes(fields.node) ? fields.node : (names[0] ?? '');
  const keep = (next: readonly Change[]) => {
    setChanges(next);
    onTry(next, pods);
  };
  const add = () => {
    const change = changeOf(kind, { ...fields, node });
    setWrong(change === null);
    if (change !== null) keep([...changes, change]);
  };
  const shown = ({ moreNodes: ['count'], withoutNode: [], uncordon: [], request: ['resource', 'amount'], toleration: ['taint'], priority: ['priority'] } as const)[kind];
  return (
    <More label={text.title}>
      <div className={styles.panel}>
        <div className={styles.row}>
          <label className={styles.field}>
            {text.what}
            <Select value={kind} onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? 'moreNodes')}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {text.kinds[one]}
                </option>
              ))}
            </Select>
          </label>
          {(kind === 'moreNodes' || kind === 'withoutNode' || kind === 'uncordon') && (
            <label className={styles.field}>
              {text.node}
              <Select value={node} onChange={(event) => set('node')(event.target.value)}>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </Select>
            </label>
          )}
          {shown.map((field) => (
            <label key={field} className={styles.field}>
              {text[field]}
              <TextInput code type="text" maxLength={400} value={fields[field]} aria-invalid={wrong} onChange={(event) => set(field)(event.target.value)} />
            </label>
          ))}
        </div>
        <div className={styles.row}>
          <Button onClick={add}>{text.add}</Button>
          <Button disabled={changes.length === 0} onClick={() => keep([])}>
            {text.clear}
          </Button>
        </div>
        {wrong && <p className={styles.wrong}>{text.wrong}</p>}
        {changes.length > 0 && (
          <ul className={styles.list} aria-label={text.list}>
            {changes.map((change, i) => (
              <li key={i}>{saysOf(change, text.says)}</li>
            ))}
          </ul>
        )}
        {changes.length > 0 && outcome !== null && (
          <div role="status">
            <p className={styles.done}>{text.outcome(f.n(outcome.placed.length), f.n(outcome.waiting.length))}</p>
            <ul className={styles.list}>
              {outcome.waiting.slice(0, SHOWN).map(({ pod, message }) => (
                <li key={pod}>
                  {text.still(pod.replace(/^default\//, ''))} <span lang="en">{message}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </More>
  );
}
