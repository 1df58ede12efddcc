import { useLocale, useMessages } from '@site/src/i18n/messages';
import { topsOf, type Choice, type Ranked } from '../distributions/choose';
import { tool } from '../distributions/data';
import { KindBadge } from '../distributions/KindBadge';
import type { Preset } from '../distributions/questions';
import type { Verdict } from '../distributions/rules';
import { ScrollBox } from '../parts';
import styles from './DistributionChooser.module.css';
import { chooserMessages } from './messages';
import { names } from './names';
import { reasonMessages, sentence } from './reasons';

const HARD_WAY = 'https://github.com/kelseyhightower/kubernetes-the-hard-way';

function Reasons({ verdicts, points }: { verdicts: readonly Verdict[]; points: boolean }) {
  const locale = useLocale();
  const text = useMessages(chooserMessages);
  const sentences = useMessages(reasonMessages);
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  if (verdicts.length === 0) return <p className={styles.muted}>{text.noReasons}</p>;
  return (
    <ul className={styles.reasons}>
      {verdicts.map((verdict) => (
        <li key={verdict.code}>
          {points && (
            <span className={styles.points} data-sign={verdict.points < 0 ? 'minus' : 'plus'}>
              {signed.format(verdict.points)}
            </span>
          )}
          <span>
            <span className={styles.question}>{text.questions[verdict.question]}</span> {sentence(sentences, verdict.code, verdict.params, (value) => number.format(value))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Entry({ entry, rank, open }: { entry: Ranked; rank: number; open: boolean }) {
  const locale = useLocale();
  const text = useMessages(chooserMessages);
  const record = tool(entry.id);
  const number = new Intl.NumberFormat(locale);
  return (
    <li className={styles.entry} data-first={rank === 1 || undefined}>
      {/* A new key for each state of openness, so that the best entry opens by itself when it arrives on top. */}
      <details key={open ? 'open' : 'closed'} open={open}>
        <summary>
          <span className={styles.rank}>{text.rank(number.format(rank))}</span>
          <b>{record.name}</b>
          <KindBadge kind={record.kind} />
          <span className={styles.sum}>{text.score(number.format(entry.score))}</span>
        </summary>
        <Reasons verdicts={entry.reasons} points />
      </details>
    </li>
  );
}

/** The answer: what is on top, what to put over it, the ranking with its reasons, and what is out. */
export function Ranking({ choice, preset }: { choice: Choice; preset: Preset | null }) {
  const locale = useLocale();
  const text = useMessages(chooserMessages);
  const number = new Intl.NumberFormat(locale);
  const tops = topsOf(choice);
  const rankOf = (entry: Ranked) => 1 + choice.ranking.filter((other) => other.score > entry.score).length;

  return (
    <ScrollBox className={styles.panel} label={text.rankingRegion}>
      {tops.length === 0 ? (
        <p className={styles.nothing}>{text.nothing}</p>
      ) : (
        <p className={styles.best}>
          {text.best} <strong>{names(tops, text.more, (n) => number.format(n))}</strong>
          {tops.length > 1 && ` ${text.tie}`}
        </p>
      )}
      {preset && <p className={styles.note}>{text.presetNotes[preset]}</p>}
      {choice.manager && (
        <div className={styles.manager}>
          <p>
            <b>{text.manager}</b> {choice.manager.id && <KindBadge kind="manager" />}
          </p>
          <p>{text.managers[choice.manager.code]}</p>
        </div>
      )}
      {choice.path && (
        <div className={styles.path}>
          <p>
            <b>{text.pathTitle}</b>
          </p>
          <ol>
            {choice.path.map((step) => (
              <li key={step}>{step === 'hard-way' ? <a href={HARD_WAY}>{text.path[step]}</a> : text.path[step]}</li>
            ))}
          </ol>
        </div>
      )}
      <p className={styles.heading}>{text.ranking}</p>
      <ol className={styles.ranking}>
        {choice.ranking.map((entry) => (
          <Entry key={entry.id} entry={entry} rank={rankOf(entry)} open={entry.id === tops[0]} />
        ))}
      </ol>
      {choice.out.length > 0 && (
        <details className={styles.out}>
          <summary>{text.out(number.format(choice.out.length))}</summary>
          <ul>
            {choice.out.map(({ id, because }) => (
              <li key={id}>
                <b>{tool(id).name}</b>
                <Reasons verdicts={because} points={false} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </ScrollBox>
  );
}
