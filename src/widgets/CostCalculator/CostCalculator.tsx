import { useMemo } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { crossings, curve, LIMITS, managed, own, parseCost, START, TIER_IDS, type CostInput, type Dial, type Tier } from '../distributions/cost';
import { tool } from '../distributions/data';
import { SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { BillTable } from './BillTable';
import { Chart } from './Chart';
import styles from './CostCalculator.module.css';
import { costMessages } from './messages';

const GROUPS = {
  size: ['clusters', 'hours', 'wage'],
  own: ['nodes', 'nodePrice', 'ownBase', 'ownEach', 'ownIncidents'],
  managed: ['managedBase', 'managedEach', 'managedIncidents'],
} as const satisfies Record<string, readonly Dial[]>;

const UNITS: Record<Dial, 'clusters' | 'hours' | 'nodes' | 'usd'> = {
  clusters: 'clusters', hours: 'hours', wage: 'usd', nodes: 'nodes', nodePrice: 'usd', ownBase: 'hours', ownEach: 'hours', ownIncidents: 'hours',
  managedBase: 'hours', managedEach: 'hours', managedIncidents: 'hours',
};

const PRICE_FACTS = ['eks', 'gke-standard', 'aks'];
const TABLE_POINTS = [1, 2, 5, 10, 20, 30, 40, 50];

/** Managed against own control planes from the reader's own numbers: a curve, a bill with its arithmetic, and no verdict. */
export default function CostCalculator() {
  const locale = useLocale();
  const text = useMessages(costMessages);
  const kept = useWidgetState<CostInput>({ name: 'cost-calculator', version: 1, initial: START, parse: parseCost });
  const { state, setState } = kept;
  const points = useMemo(() => curve(state), [state]);
  const meet = useMemo(() => crossings(state), [state]);
  const managedBill = managed(state);
  const ownBill = own(state);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });

  const meeting =
    meet.length === 0
      ? text.noCrossing(whole.format(LIMITS.clusters.max))
      : meet.map(({ at: where, cheaperAfter }) => (cheaperAfter === 'own' ? text.crossOwn : text.crossManaged)(tenth.format(where))).join(' ');
  const at = (clusters: number) => {
    const point = points.find((candidate) => candidate.clusters === clusters)!;
    return text.chartPoint(whole.format(clusters), whole.format(point.managed), whole.format(point.own));
  };
  const label = text.chart(at(LIMITS.clusters.min), at(state.clusters), at(LIMITS.clusters.max), meeting);

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      says={`${text.says(whole.format(state.clusters), whole.format(managedBill.total), whole.format(ownBill.total))} ${meeting}`}
      simplifies={text.simplifies}
      stage={
        <div className={styles.stage}>
          <div>
            <p className={styles.legend}>
              <span>
                <span className={styles.managedKey} aria-hidden="true" /> {text.managed}
              </span>
              <span>
                <span className={styles.ownKey} aria-hidden="true" /> {text.own}
              </span>
            </p>
            <Chart points={points} clusters={state.clusters} crossings={meet} label={label} />
            <details className={styles.asTable}>
              <summary>{text.asTable}</summary>
              <table className={styles.bill}>
                <thead>
                  <tr>
                    <th scope="col">{text.clustersAxis}</th>
                    <th scope="col">{text.managed}</th>
                    <th scope="col">{text.own}</th>
                  </tr>
                </thead>
                <tbody>
                  {points
                    .filter((point) => TABLE_POINTS.includes(point.clusters))
                    .map((point) => (
                      <tr key={point.clusters}>
                        <th scope="row">{whole.format(point.clusters)}</th>
                        <td>{whole.format(point.managed)}</td>
                        <td>{whole.format(point.own)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </details>
          </div>
          <BillTable managed={managedBill} own={ownBill} caption={text.bill(whole.format(state.clusters))} />
        </div>
      }
      controls={
        <div className={styles.controls}>
          <SegmentedControl<Tier>
            legend={text.tier}
            options={TIER_IDS.map((tier) => ({ value: tier, label: text.tiers[tier] }))}
            value={state.tier}
            onChange={(tier) => setState((now) => ({ ...now, tier }))}
          />
          <p className={styles.sources}>
            {text.priceSources}
            {PRICE_FACTS.map((id) => tool(id).facts.price!.source).map((from) => (
              <a key={from.url} href={from.url}>
                {from.title} {from.checked && `(${from.checked})`}
              </a>
            ))}
          </p>
          <div className={styles.groups}>
            {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
              <fieldset key={group} className={styles.group}>
                <legend>{text.groups[group]}</legend>
                {GROUPS[group].map((dial) => (
                  <Slider
                    key={dial}
                    label={text.dials[dial]}
                    value={state[dial]}
                    {...LIMITS[dial]}
                    display={text.units[UNITS[dial]](fine.format(state[dial]))}
                    onChange={(value) => setState((now) => ({ ...now, [dial]: value }))}
                  />
                ))}
              </fieldset>
            ))}
          </div>
        </div>
      }
    />
  );
}
