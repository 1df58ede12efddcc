import { type Format } from '@site/src/phrases/amounts';
import { useSchedulerPhrases } from '@site/src/phrases/scheduler';
import { useWhyPendingPhrases } from '@site/src/phrases/scheduler/why-pending';
import type { Change, WhatIf } from '@site/src/simulation/scheduler/why-pending';
import { More } from '../../parts';
import styles from '../panels/panels.module.css';
import type { DumpGroup, DumpReason, DumpReport } from './analyse';
import type { DumpText } from './messages';
import { WhatIfForm } from './WhatIfForm';

/** Nodes of a reason with their own figures; more are counted. */
const SHOWN = 50;
const plain = (key: string): string => key.replace(/^default\//, '');

interface DumpGroupViewProps {
  group: DumpGroup;
  report: DumpReport;
  open: boolean;
  outcome: WhatIf | null;
  text: DumpText;
  f: Format;
  onTry: (changes: readonly Change[], pods: readonly string[]) => void;
}

/** Pods that wait for the same reasons: the event, node by node, and what would help. */
export function DumpGroupView({ group, report, open, outcome, text, f, onTry }: DumpGroupViewProps) {
  const { remedy } = useWhyPendingPhrases();
  const [first = ''] = group.pods;
  const words = { scheduled: text.scheduled(group.node), gated: text.gated, otherScheduler: text.otherScheduler(group.message), unschedulable: '', bound: '' }[group.kind];
  return (
    <More open={open} label={group.pods.length === 1 ? plain(first) : text.alike(plain(first), f.n(group.pods.length - 1))}>
      <div className={styles.panel}>
        {words !== '' && <p>{words}</p>}
        {group.kind !== 'otherScheduler' && group.message !== '' && (
          <code className={styles.message} lang="en">
            {group.message}
          </code>
        )}
        {group.reasons.map((reason) => (
          <Reason key={`${reason.plugin} ${reason.reasons.join()}`} reason={reason} text={text} f={f} />
        ))}
        {group.victims.length > 0 && <p>{text.preempts(group.victims.map(plain).join(', '), group.node)}</p>}
        {group.kind === 'unschedulable' && (
          <>
            <p>
              <b>{group.remedies.length === 0 ? text.noRemedy : text.remedies}</b>
            </p>
            <ol className={styles.list}>
              {group.remedies.map((one, i) => (
                <li key={i}>{remedy(one)}</li>
              ))}
            </ol>
            <WhatIfForm report={report} pods={group.pods} outcome={outcome} text={text} f={f} onTry={onTry} />
          </>
        )}
      </div>
    </More>
  );
}

function Reason({ reason, text, f }: { reason: DumpReason; text: DumpText; f: Format }) {
  const phrases = useSchedulerPhrases();
  return (
    <details>
      <summary>
        <span>
          {text.nodesOf(f.n(reason.nodes.length))} · <span lang="en">{reason.reasons.join(', ')}</span> ({reason.plugin})
        </span>
      </summary>
      <ul className={styles.list}>
        {reason.nodes.slice(0, SHOWN).map((node, i) => (
          <li key={node}>
            <b>{node}</b> {(reason.params[i] ?? []).map(phrases.rejection).join(' ')}
          </li>
        ))}
        {reason.nodes.length > SHOWN && <li>{text.restOf(f.n(reason.nodes.length - SHOWN))}</li>}
      </ul>
    </details>
  );
}
