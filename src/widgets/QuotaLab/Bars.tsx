import { useMessages } from '@site/src/i18n/messages';
import { compareQuantity, quantityOf } from '@site/src/simulation/api/quantity';
import type { QuotaRefusal } from '@site/src/simulation/policy/quota';
import { messages } from './messages';
import styles from './QuotaLab.module.css';

/** An amount as a share of the larger of the two, in percent. */
const share = (amount: string, whole: string): number => {
  const [part, all] = [Number(quantityOf(amount).nano), Number(quantityOf(whole).nano)];
  return all === 0 ? 0 : Math.min(100, (100 * part) / all);
};

/** What the quota has counted, a bar a resource; hatched, what was asked for and did not fit. */
export function Bars({ hard, used, refusal }: { hard: Readonly<Record<string, string>>; used: Readonly<Record<string, string>>; refusal: QuotaRefusal | undefined }) {
  const text = useMessages(messages);
  return (
    <dl className={styles.bars} aria-label={text.bars}>
      {Object.entries(hard).map(([name, most]) => {
        const now = used[name] ?? '0';
        const broken = refusal?.kind === 'exceeded' ? refusal.charges.find(({ resource }) => resource === name) : undefined;
        const full = compareQuantity(quantityOf(now), quantityOf(most)) >= 0;
        return (
          <div key={name} className={styles.row}>
            <dt><code>{name}</code></dt>
            <dd>
              <span className={styles.bar} aria-hidden="true" data-full={full || undefined}>
                <span style={{ inlineSize: `${share(now, most)}%` }} />
                {broken !== undefined && <span data-refused style={{ inlineSize: `${share(broken.asked, most)}%` }} />}
              </span>
              <span>{`${now} / ${most}`}</span>
              {broken !== undefined && <span className={styles.broken}>{text.refusedBar(broken.asked)}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
