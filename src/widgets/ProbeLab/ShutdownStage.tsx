import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { EndingView } from '@site/src/simulation/scenarios/living/probes/shutdown/begin';
import { BUCKET, SHUTDOWN_RATE, type Stage } from '@site/src/simulation/scenarios/living/probes/shutdown/ending';
import type { ShutdownOptions } from '@site/src/simulation/scenarios/living/probes/shutdown/options';
import layout from '../living/layout.module.css';
import { Goals, Why } from '../parts';
import figure from '../parts/figure.module.css';
import lab from '../parts/lab.module.css';
import { shutdownMessages } from '../ShutdownLab/messages';
import { Axis, Track } from './Track';
import { deafSince, lastRuleOf, metGoals } from './shutdown';
import styles from './ProbeLab.module.css';

interface StageProps {
  readonly view: EndingView;
  readonly options: ShutdownOptions;
  /** Names of the nodes, as the picture has them. */
  readonly nodes: readonly string[];
  /** Now, and how wide the picture is, ms since the deletion. */
  readonly now: number;
  readonly wide: number;
}

const BAR = (BUCKET / SHUTDOWN_RATE) * 1000;

/** A stretch a stage, until now. */
const partsOf = <Name extends string>(stages: readonly Stage<Name>[], now: number) => stages.map(({ is, from }, index) => ({ state: is, from, until: stages[index + 1]?.from ?? now })).filter(({ from, until }) => until > from);

/** The end of a Pod on one axis of time: what becomes of it, of its address and of the rules, and the requests that are lost meanwhile. */
export function ShutdownStage({ view, options, nodes, now, wide }: StageProps) {
  const text = useMessages(shutdownMessages);
  const numbers = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const at = (ms: number): string => numbers.format(ms / 1000);
  const says = <Name extends string>(name: string, stages: readonly Stage<Name>[], words: Readonly<Record<Name, string>>): string =>
    text.lane(name, partsOf(stages, now).map(({ state, from, until }) => text.part(words[state], at(from), at(until))).join(', '));
  const { refused, cut, none, error } = view.losses;
  const most = Math.max(4, ...view.lost.map((one) => one.refused + one.cut + one.none + one.error));
  const [deaf, last] = [deafSince(view, options), lastRuleOf(view)];
  const gap = deaf === null || last === null ? 0 : Math.max(0, last - deaf);
  const own = options.term === 'ignored' || view.term === null ? null : view.term + (options.term === 'atOnce' ? 0 : options.finish * 1000);
  const met = metGoals(view, options);
  return (
    <div className={layout.stage}>
      <div className={styles.lanes} role="group" aria-label={text.lanes}>
        <ul className={lab.legend}>
          {(['serving', 'hook', 'stopping', 'ended'] as const).map((stage) => <li key={stage}><span className={styles.key} data-state={stage} />{text.podStages[stage]}</li>)}
          <li><span className={styles.key} data-state="terminating" />{text.addressStages.terminating}</li>
          <li><span className={styles.key} data-state="led" />{text.ruleStages.led}</li>
          <li><span className={styles.key} data-lost="refused" />{text.refused}</li>
          <li><span className={styles.key} data-lost="cut" />{text.cut}</li>
        </ul>
        <Track name={text.pod(view.name)} says={says(text.pod(view.name), view.pod, text.podStages)} parts={partsOf(view.pod, now)} wide={wide} />
        <Track name={text.address} says={says(text.address, view.address, text.addressStages)} parts={partsOf(view.address, now)} wide={wide} />
        {view.rules.map((stages, index) => {
          const name = text.rules(nodes[index] ?? String(index + 1));
          return <Track key={name} name={name} says={says(name, stages, text.ruleStages)} parts={partsOf(stages, now)} wide={wide} />;
        })}
        <Track name={text.lost} says={text.lostSays(refused + none, cut + error)} parts={[]} wide={wide}>
          <svg viewBox={`0 0 1000 ${most}`} preserveAspectRatio="none" aria-hidden="true">
            {view.lost.map((one, index) => {
              const [x, width] = [((index * BAR) / wide) * 1000, Math.max(1.7, (BAR / wide) * 1000)];
              const [below, above] = [one.refused + one.none, one.cut + one.error];
              return below + above === 0 ? null : (
                <g key={index}>
                  <rect data-lost="refused" x={x} width={width} y={most - below} height={below} />
                  <rect data-lost="cut" x={x} width={width} y={most - below - above} height={above} />
                </g>
              );
            })}
          </svg>
        </Track>
        <Axis seconds={wide} />
      </div>
      <dl className={layout.counts}>
        <div className={figure.tile}>
          <dt>{text.counts.term}</dt>
          <dd>{view.term === null ? (view.ended === null ? text.notYet : text.noTerm) : text.seconds(at(view.term))}</dd>
        </div>
        <div className={figure.tile} data-tone={view.ended?.code === 137 ? 'failed' : undefined}>
          <dt>{text.counts.ended}</dt>
          <dd>
            {view.ended === null || view.kill === null ? text.notYet : (
              <Why answer={text.whyEnded(options.preStop, options.grace, at(view.kill), own === null ? text.ownNever : text.ownAt(at(own)))}>{text.endedAt(at(view.ended.at), view.ended.code)}</Why>
            )}
          </dd>
        </div>
        <div className={figure.tile}>
          <dt>{text.counts.lastRule}</dt>
          <dd>{last === null ? text.notYet : text.seconds(at(last))}</dd>
        </div>
        <div className={figure.tile} data-tone={view.lostAll > 0 ? 'failed' : 'good'}>
          <dt>{text.counts.lost}</dt>
          <dd>
            {deaf === null || last === null ? view.lostAll : (
              <Why answer={text.whyLost(at(deaf), at(last), at(gap), String(Math.round((gap / 1000) * (SHUTDOWN_RATE / 3))), refused, cut, none + error)}>{view.lostAll}</Why>
            )}
          </dd>
        </div>
      </dl>
      <Goals label={text.goals} goals={(['lossless', 'long', 'table'] as const).map((id) => ({ id, text: text.goal[id], met: met[id] }))} />
    </div>
  );
}
