import { Fragment } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Bill, Line } from '../distributions/cost';
import styles from './CostCalculator.module.css';
import { costMessages } from './messages';

const ROWS = ['fee', 'credit', 'machines', 'base', 'each', 'incidents'] as const satisfies readonly Line['code'][];

function Cell({ line }: { line: Line | undefined }) {
  const locale = useLocale();
  const text = useMessages(costMessages);
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const price = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 3 });
  if (!line) return <span className={styles.none}>{text.none}</span>;
  return (
    <>
      <b>{money.format(line.amount)}</b>
      <span className={styles.arithmetic} data-long={line.factors.length > 3 || undefined}>
        {line.factors.map((factor, index) => {
          const value = (factor.of === 'usdPerHour' ? price : plain).format(factor.value);
          const sign = index === 0 ? '' : factor.of === 'perYear' ? '÷ ' : '× ';
          return (
            <Fragment key={factor.of}>
              {index > 0 && ' '}
              <span>
                {sign}
                {text.factors[factor.of](value)}
              </span>
            </Fragment>
          );
        })}
      </span>
    </>
  );
}

/** Both bills side by side, every amount with the product it comes from. The rows never change, so the table keeps its height. */
export function BillTable({ managed, own, caption }: { managed: Bill; own: Bill; caption: string }) {
  const locale = useLocale();
  const text = useMessages(costMessages);
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <table className={styles.bill}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.item}</th>
          <th scope="col">
            <span className={styles.managedKey} aria-hidden="true" /> {text.managed}
          </th>
          <th scope="col">
            <span className={styles.ownKey} aria-hidden="true" /> {text.own}
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map((code) => (
          <tr key={code}>
            <th scope="row">{text.items[code]}</th>
            <td>
              <Cell line={managed.lines.find((line) => line.code === code)} />
            </td>
            <td>
              <Cell line={own.lines.find((line) => line.code === code)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{text.items.total}</th>
          <td>
            <b>{money.format(managed.total)}</b>
          </td>
          <td>
            <b>{money.format(own.total)}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
