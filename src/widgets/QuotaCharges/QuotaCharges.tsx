import { useMessages } from '@site/src/i18n/messages';
import { parseQuantity } from '@site/src/simulation/api/quantity';
import { chargePod, usedByPods, type Charge, type ChargedPod } from '@site/src/simulation/policy/quota';
import { Button, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { HARD, initialState, KINDS, later, MOST, parseState, podOf, QUOTA, type PodKind, type QuotaCharges as State } from './state';
import figure from '../parts/figure.module.css';
import styles from './QuotaCharges.module.css';

interface Attempt {
  kind: PodKind;
  pod: ChargedPod;
  charge: Charge;
}

/** Tries the Pods one after another, each against what those before it are charged by then. */
function attempt(kinds: readonly PodKind[]): { tried: Attempt[]; used: Readonly<Record<string, string>> } {
  const there: ChargedPod[] = [];
  const tried = kinds.map((kind, index) => {
    const pod = podOf(kind, index);
    const charge = chargePod({ name: QUOTA, hard: HARD, used: usedByPods(HARD, there) }, pod);
    if (charge.allowed) there.push(later(kind, pod));
    return { kind, pod, charge };
  });
  return { tried, used: usedByPods(HARD, there) };
}

function share(used: string, hard: string): number {
  const [part, whole] = [parseQuantity(used), parseQuantity(hard)];
  return part.ok && whole.ok ? Number((part.value.nano * 100n) / whole.value.nano) : 0;
}

/** A namespace with a quota, and Pods that are charged to it or refused. */
export default function QuotaCharges() {
  const text = useMessages(messages);
  const kept = useWidgetState<State>({ name: 'quota-charges', version: 1, initial: initialState, parse: parseState });
  const { attempts } = kept.state;
  const { tried, used } = attempt(attempts);
  const last = tried.at(-1);
  const says = () => {
    if (!last) return text.start;
    return last.charge.allowed ? text.allowed(last.pod.metadata.name) : text.server(last.charge.message);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <div className={styles.stage}>
          <dl className={styles.quota} aria-label={text.used}>
            {Object.entries(HARD).map(([name, hard]) => (
              <div key={name} className={styles.row}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ inlineSize: `${share(used[name] ?? '0', hard)}%` }} />
                  </span>
                  {text.amount(used[name] ?? '0', hard)}
                </dd>
              </div>
            ))}
          </dl>
          <ul className={`${figure.tiles} ${styles.pods}`} aria-label={text.attempts}>
            {tried.length === 0 && <li>{text.empty}</li>}
            {tried.map(({ kind, pod, charge }) => (
              <li key={pod.metadata.name} className={`${figure.tile} ${styles.pod}`} data-tone={charge.allowed ? undefined : 'failed'}>
                <b>{pod.metadata.name}</b>
                <span>{text.kinds[kind]}</span>
                {!charge.allowed ? <Tone tone="failed">{text.refused}</Tone> : kind === 'job' ? <Tone tone="waiting">{text.finished}</Tone> : <Tone tone="good">{text.charged}</Tone>}
              </li>
            ))}
          </ul>
        </div>
      }
      says={says()}
      controls={
        <fieldset className={styles.create}>
          <legend>{text.create}</legend>
          {KINDS.map((kind) => (
            <Button key={kind} blocked={null} disabled={attempts.length >= MOST} onClick={() => kept.setState({ attempts: [...attempts, kind] })}>
              {text.kinds[kind]}
            </Button>
          ))}
          {attempts.length >= MOST && <p>{text.full}</p>}
        </fieldset>
      }
      simplifies={text.simplifies}
    />
  );
}
