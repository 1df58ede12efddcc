import { Glyph } from '@site/src/components/glyphs';
import { Tone } from '@site/src/components/Tone';
import { useMessages } from '@site/src/i18n/messages';
import type { OperatorView } from '@site/src/simulation/scenarios/living/operator/scene';
import { messages } from './messages';
import styles from './OperatorLab.module.css';

/** The Database, its operator, and what it owns. */
export function Boxes({ view }: { view: OperatorView }) {
  const text = useMessages(messages);
  return (
    <ul className={styles.boxes} aria-label={text.boxes}>
      <li><Database view={view} /></li>
      <li><Operator view={view} /></li>
      <li><Owned view={view} /></li>
    </ul>
  );
}

function Database({ view: { database } }: { view: OperatorView }) {
  const text = useMessages(messages);
  if (database === null) return <><b className={styles.name}><code lang="en">Database orders</code></b><Tone tone="waiting">{text.gone}</Tone></>;
  const { ready, generation, observedGeneration, deleting, finalizers, replicas } = database;
  const stale = observedGeneration !== generation;
  return (
    <>
      <b className={styles.name}><code lang="en">Database orders</code></b>
      {deleting ? <Tone tone="warned">{text.terminating}</Tone> : <Tone tone={ready === null ? 'waiting' : ready.status === 'True' ? 'good' : 'failed'}>{ready === null ? text.noCondition : `Ready=${ready.status} ${ready.reason}`}</Tone>}
      {ready !== null && <code lang="en" className={styles.message}>{ready.message}</code>}
      <span className={styles.note}>{text.spec(replicas)} {text.generations(generation, observedGeneration)} {stale && text.stale}</span>
      <span className={styles.note}>{text.finalizers} {finalizers.length === 0 ? text.none : <code lang="en">{finalizers.join(', ')}</code>}</span>
    </>
  );
}

function Operator({ view: { operator, edge, fault, program, runs } }: { view: OperatorView }) {
  const text = useMessages(messages);
  const tone = fault !== null ? 'failed' : operator === 'running' ? 'good' : operator === 'starting' ? 'working' : 'waiting';
  return (
    <>
      <b className={styles.name}><Glyph kind="deployment" /> <code lang="en">database-operator</code></b>
      <Tone tone={tone}>{fault === null ? text.state[operator] : text.faulty}</Tone>
      {operator === 'running' && fault === null && <code lang="en" className={styles.message}>{edge ? 'onEvent(event, cluster)' : 'reconcile(key, cluster)'}</code>}
      {fault !== null && <code lang="en" className={styles.message}>operator.js:{fault.line}: {fault.message}</code>}
      <span className={styles.note}>{operator === 'running' && program !== runs ? text.older : operator === 'running' ? text.acts[edge ? 'edge' : 'level'] : text.idle}</span>
    </>
  );
}

function Owned({ view: { service, set, backup, database } }: { view: OperatorView }) {
  const text = useMessages(messages);
  return (
    <>
      <b className={styles.name}>{text.owned}</b>
      <span className={styles.child}><Glyph kind="service" /> <code lang="en">Service</code> <Tone tone={service ? 'good' : database === null ? 'waiting' : 'failed'} bare>{service ? text.there : text.none}</Tone></span>
      <span className={styles.child}><Glyph kind="statefulSet" /> <code lang="en">StatefulSet</code> <Tone tone={set === null ? 'waiting' : set.ready === set.replicas ? 'good' : 'working'} bare>{set === null ? text.none : text.pieces(set.ready, set.replicas)}</Tone></span>
      <span className={styles.child}><Glyph kind="job" /> <code lang="en">Job</code> <Tone tone={backup === 'done' ? 'good' : backup === 'runs' ? 'working' : 'waiting'} bare>{text.backups[backup]}</Tone></span>
    </>
  );
}
