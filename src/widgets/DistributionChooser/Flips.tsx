import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Flip } from '../distributions/choose';
import styles from './DistributionChooser.module.css';
import { chooserMessages } from './messages';
import { names } from './names';

/** Each change of one answer that puts something else on top; pressing one makes the change. */
export function Flips({ flips, onFlip }: { flips: readonly Flip[]; onFlip: (flip: Flip) => void }) {
  const locale = useLocale();
  const text = useMessages(chooserMessages);
  const number = new Intl.NumberFormat(locale);

  if (flips.length === 0) return <p>{text.noFlips}</p>;
  return (
    <ul className={styles.flips}>
      {flips.map((flip) => (
        <li key={`${flip.question}-${flip.to}`}>
          <button type="button" onClick={() => onFlip(flip)}>
            <span>{text.flip(text.questions[flip.question], (text.answers[flip.question] as Record<string, string>)[flip.to]!)}</span>
            <b>{flip.tops.length === 0 ? text.flipToNothing : text.flipTo(names(flip.tops, text.more, (n) => number.format(n)))}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}
