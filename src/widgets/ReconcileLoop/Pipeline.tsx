import type { CSSProperties, ReactNode } from 'react';
import { Glyph, type ObjectGlyph, type ToneGlyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { LoopView } from '@site/src/simulation/scenarios/living/reconcile-loop/scene';
import { messages } from './messages';
import styles from './ReconcileLoop.module.css';

/** ExpectationsTimeout, µs. */
const GIVES_UP = 300_000_000;
const tenths = (us: number): string => (Math.max(0, us) / 1_000_000).toFixed(1);

/** Where a change is on its way from the API server to the decision, and what is known at each place. */
export function Pipeline({ view, now }: { view: LoopView; now: number }) {
  const text = useMessages(messages);
  const { switches, active, desired, seen, room, onItsWay, arrives, queue, merged, lost, retry, expects } = view;
  const last = view.steps.findLast((step) => step.kind === 'sync');
  return (
    <ol className={styles.pipeline} aria-label={text.pipeline}>
      <Station name={text.server} glyph="apiServer" value={text.serverIs(active, desired)} tone={active === desired ? 'good' : 'warned'}>
        {text.serverSays(room)}
      </Station>
      <Station name={text.cache} glyph="configMap" value={text.cacheHas(seen)} tone={seen === active ? undefined : 'failed'}>
        {text.cacheSays} {arrives === null ? text.fresh : text.stale(onItsWay, tenths(arrives - now))}
      </Station>
      <Station name={text.queue} glyph="volume" value={queue.length === 0 ? text.queueEmpty : <code>{queue.join(', ')}</code>} tone={switches.events === 'lost' ? 'failed' : queue.length > 0 ? 'working' : undefined}>
        {text.queueSays(merged, lost)} {retry !== null && text.retry(retry.tries, tenths(retry.at - now))}
      </Station>
      <Station name={text.decision} glyph="controller" value={last === undefined ? text.never : text.did[last.did](last.count)} tone={last?.did === 'waits' ? 'waiting' : switches.worker === 'paused' ? 'failed' : undefined}>
        {switches.worker === 'paused' && text.paused} {switches.controller === 'adds' ? text.notCounted(desired) : last !== undefined && text.counted(last.desired, last.seen)}{' '}
        {expects !== null && text.expects(expects.adds, expects.deletions, Math.max(0, Math.ceil((expects.since + GIVES_UP - now) / 1_000_000)))}
      </Station>
    </ol>
  );
}

interface StationProps {
  readonly name: string;
  readonly glyph: ObjectGlyph;
  readonly value: ReactNode;
  readonly tone: ToneGlyph | undefined;
  readonly children: ReactNode;
}

function Station({ name, glyph, value, tone, children }: StationProps) {
  const style = tone === undefined ? undefined : ({ '--tone': `var(--kx-${tone})`, '--tone-bg': `var(--kx-${tone}-bg)`, '--tone-line': `var(--kx-${tone}-line)` } as CSSProperties);
  return (
    <li style={style}>
      <span className={styles.name}>
        <Glyph kind={glyph} /> {name}
      </span>
      <span className={styles.value}>
        {tone !== undefined && <Glyph kind={tone} size={14} />} {value}
      </span>
      <span className={styles.note}>{children}</span>
    </li>
  );
}
