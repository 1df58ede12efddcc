import { useMessages } from '@site/src/i18n/messages';
import type { GitopsView, Pair } from '@site/src/simulation/scenarios/living/gitops/scene';
import { clockText } from '../living/clock';
import { messages } from './messages';
import styles from './GitOpsLab.module.css';

interface StageProps {
  readonly view: GitopsView;
  readonly begun: number;
}

const SYNC_TONE: Readonly<Record<string, string>> = { Synced: 'good', OutOfSync: 'warned', Unknown: 'failed' };
const HEALTH_TONE: Readonly<Record<string, string>> = { Healthy: 'good', Progressing: 'working', Degraded: 'failed', Missing: 'warned', Unknown: 'failed' };
const PHASE_TONE: Readonly<Record<string, string>> = { Succeeded: 'good', Running: 'working', Failed: 'failed', Error: 'failed' };
const short = (id: string): string => id.slice(0, 7);

/** The Git log with what Argo CD has seen of it, and the Application's state. */
export function Stage({ view, begun }: StageProps) {
  const text = useMessages(messages);
  const chip = (label: string, value: string, tone: string | undefined) => (
    <div>
      <dt>{label}</dt>
      <dd className={styles.chip} data-tone={tone} lang="en">{value || text.none}</dd>
    </div>
  );
  return (
    <div className={styles.pair}>
      <section className={styles.card} aria-label={text.git}>
        <p className={styles.name}>{text.git}</p>
        <ol className={styles.commits}>
          {view.commits.slice(0, 5).map(({ id, subject, at }, place) => (
            <li key={id}>
              <code>{short(id)}</code> <span lang="en">{subject}</span>
              <span className={styles.marks}>
                <small>{clockText(Math.max(0, at - begun))}</small>
                {place === 0 && <small className={styles.mark}>{text.head}</small>}
                {id === view.compared && <small className={styles.mark} data-seen>{text.compared}</small>}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className={styles.card} aria-label={text.application}>
        <p className={styles.name}>{text.application}</p>
        <dl className={styles.states}>
          {chip(text.sync, view.phase === 'Running' ? 'Syncing' : view.sync, view.phase === 'Running' ? 'working' : SYNC_TONE[view.sync])}
          {chip(text.health, view.health, HEALTH_TONE[view.health])}
          {chip(text.operation, view.phase, PHASE_TONE[view.phase])}
        </dl>
        <p className={styles.message}><code lang="en">{view.conditions[0]?.message ?? view.message}</code></p>
      </section>
    </div>
  );
}

/** Each thing in Git beside what the cluster has of it. */
export function Compared({ view }: { readonly view: GitopsView }) {
  const text = useMessages(messages);
  const cell = (value: string | null, otherwise: string) => (value === null ? <span className={styles.absent}>{otherwise}</span> : <code>{value.replace(/^.*\//, '')}</code>);
  const isLoose = (name: keyof typeof text.rows, { git }: Pair): boolean => name === 'replicas' && (git === null || view.ignores);
  const judged = (name: keyof typeof text.rows, pair: Pair): { readonly tone: string; readonly word: string } => {
    if (pair.git === pair.live || (isLoose(name, pair) && pair.live !== null)) return { tone: 'good', word: text.same };
    return { tone: 'warned', word: name === 'settings' && pair.git === null ? text.extra : text.different };
  };
  return (
    <table className={styles.table}>
      <caption className={styles.hidden}>{text.live}</caption>
      <thead>
        <tr><th scope="col">{text.columns.what}</th><th scope="col">{text.columns.git}</th><th scope="col">{text.columns.live}</th></tr>
      </thead>
      <tbody>
        {(['replicas', 'image', 'settings'] as const).map((name) => {
          const { tone, word } = judged(name, view[name]);
          return (
            <tr key={name}>
              <th scope="row">{text.rows[name]} <span className={styles.chip} data-tone={tone}>{word}</span></th>
              <td>{cell(view[name].git, name === 'replicas' ? text.notSaid : text.none)}</td>
              <td>{cell(view[name].live, text.none)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
