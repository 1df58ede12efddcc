import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { causeOf, startOf, timeOf, type Incident } from '@site/src/simulation/scenarios/incidents/incident';
import { Button, Tone } from '../parts';
import shared from '../parts/task.module.css';
import { clockText } from '../living/clock';
import { messages } from './messages';
import { codeOf, scoreOf, type IncidentState } from './state';
import { useReplay } from './useReplay';
import styles from './IncidentLab.module.css';

interface ResultProps {
  readonly incident: Incident<string>;
  readonly state: IncidentState;
  onSame: () => void;
  onAnother: () => void;
}

/** What it was, what it took, and the shortest path, which can be run on a cluster of its own. */
export function Result({ incident, state, onSame, onAnother }: ResultProps) {
  const text = useMessages(messages);
  const cause = causeOf(incident, state.seed);
  const ended = state.ended ?? 0;
  const { printed, running, broken, run } = useReplay(startOf(incident, cause), cause.path.map(({ line }) => line));
  return (
    <div className={shared.stack} role="region" aria-label={text.result}>
      <p className={styles.story}><b>{incident.title}.</b> <Tone tone={state.gaveUp ? 'warned' : 'good'}>{state.gaveUp ? text.gaveUp : text.solved}</Tone></p>
      <dl className={styles.counts}>
        <div><dt>{text.number}</dt><dd><code>{codeOf(state)}</code></dd></div>
        {!state.gaveUp && (
          <div>
            <dt>{text.took}</dt>
            <dd>
              <span className={styles.clock}>{clockText(1_000_000 * scoreOf(state, ended))}</span>{' '}
              <small>({[text.inCluster(clockText(1_000_000 * timeOf(ended, 0, 0))), ...(state.hints > 0 ? [text.hintsCost(state.hints, clockText(1_000_000 * timeOf(0, state.hints, 0)))] : []), ...(state.wrong.length > 0 ? [text.wrongCost(state.wrong.length, clockText(1_000_000 * timeOf(0, 0, state.wrong.length)))] : [])].join(', ')})</small>
            </dd>
          </div>
        )}
        <div><dt>{text.wasCause}</dt><dd><InlineText>{cause.text}</InlineText></dd></div>
      </dl>
      <p><InlineText>{cause.after}</InlineText></p>
      <div className={shared.row}>
        <Button primary onClick={onAnother}>{text.another}</Button>
        <Button onClick={onSame}>{text.same}</Button>
      </div>
      <section aria-label={text.path}>
        <p className={styles.path}><b>{text.path}</b></p>
        <ol className={styles.steps}>
          {cause.path.map(({ line, why }, at) => (
            <li key={line}>
              <p><InlineText>{why}</InlineText></p>
              <pre tabIndex={0}><code>{line}</code></pre>
              {printed[at] !== undefined && <pre className={styles.printed} tabIndex={0} aria-label={text.printed}>{printed[at] === '' ? text.nothing : printed[at]}</pre>}
            </li>
          ))}
        </ol>
        <div className={shared.row}>
          <Button disabled={running} onClick={run}>{text.replay}</Button>
          <span role="status">{running ? text.replaying(Math.min(printed.length + 1, cause.path.length), cause.path.length) : broken !== null ? text.replayBroken(broken) : printed.length > 0 ? text.replayed : ''}</span>
        </div>
      </section>
    </div>
  );
}
