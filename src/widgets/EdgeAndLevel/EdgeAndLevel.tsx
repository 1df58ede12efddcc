import { Fragment } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { playNews } from '@site/src/simulation/cluster/reconcile/edge-and-level';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { CHANGES, DESIRED, initialState, parseState, type EdgeState } from './state';
import styles from './EdgeAndLevel.module.css';

function Pods({ count, label }: { count: number; label: string }) {
  return (
    <span className={styles.pods} data-short={count !== DESIRED || undefined}>
      {Array.from({ length: count }, (_, index) => (
        <Glyph key={index} kind="pod" />
      ))}
      <span>{label}</span>
    </span>
  );
}

/** The same events for a controller that answers each one and for one that counts: which is right when news is lost? */
export default function EdgeAndLevel() {
  const text = useMessages(messages);
  const kept = useWidgetState<EdgeState>({ name: 'edge-and-level', version: 1, initial: initialState, parse: parseState });
  const { lost } = kept.state;
  const counts = playNews(DESIRED, CHANGES.map((change, index) => ({ change, delivered: !lost.includes(index) })));
  const { edge, level } = counts.at(-1)!;
  const toggle = (index: number) => kept.setState({ lost: lost.includes(index) ? lost.filter((one) => one !== index) : [...lost, index] });

  const says = () => {
    if (lost.length === 0) return text.equal;
    if (level !== DESIRED) return text.open(level, DESIRED);
    return edge === DESIRED ? text.luck(DESIRED) : text.differ(edge, DESIRED);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <div className={styles.grid}>
          <b>{text.event}</b>
          <b>{text.edge}</b>
          <b>{text.level}</b>
          {CHANGES.map((change, index) => (
            <Fragment key={index}>
              <button type="button" className={styles.event} aria-pressed={lost.includes(index)} onClick={() => toggle(index)}>
                <span>{change < 0 ? text.died : text.came}</span>
                <span className={styles.news}>{lost.includes(index) ? `✕ ${text.lost}` : `→ ${text.delivered}`}</span>
              </button>
              <Pods count={counts[index]!.edge} label={text.pods(counts[index]!.edge)} />
              <Pods count={counts[index]!.level} label={text.pods(counts[index]!.level)} />
            </Fragment>
          ))}
        </div>
      }
      says={says()}
      controls={<p className={styles.wanted}>{text.wanted(DESIRED)}</p>}
      simplifies={text.simplifies}
    />
  );
}
