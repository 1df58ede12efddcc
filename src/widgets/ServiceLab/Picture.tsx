import type { CSSProperties } from 'react';
import { NODES, PODS, REQUESTS, type LabRun, type PodName, type ServiceOptions } from '@site/src/simulation/scenarios/services';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { ScrollBox, TextButton } from '../parts';
import { messages } from './messages';
import styles from './ServiceLab.module.css';

const ENDINGS = ['answered', 'refused', 'timed-out', 'reset'] as const;

export const countsOf = ({ requests }: LabRun) => ({
  of: (pod: PodName): number => requests.filter((one) => one.pod === pod).length,
  ending: (ending: (typeof ENDINGS)[number]): number => requests.filter((one) => one.ending === ending).length,
  zones: requests.filter(({ crossesZone }) => crossesZone).length,
  pods: new Set(requests.flatMap(({ pod }) => pod ?? [])).size,
  sources: [...new Set(requests.flatMap(({ source }) => source ?? []))],
});

interface PictureProps {
  run: LabRun;
  options: ServiceOptions;
  shown: PodName | undefined;
  onPress: (pod: PodName) => void;
  onShow: (pod: PodName) => void;
}

/** The nodes with their Pods, each with its share of the hundred requests. */
export function Picture({ run, options, shown, onPress, onShow }: PictureProps) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const counts = countsOf(run);
  return (
    <>
      <div className={styles.zones} role="group" aria-label={text.nodes}>
        {NODES.map(({ name: node, zone }) => (
          <div key={node} className={styles.node}>
            <p lang="en"><b>{node}</b> {zone}</p>
            <ul role="list">
              {PODS.filter((pod) => pod.node === node).map(({ name }) => {
                const state = options.pods[name];
                const count = counts.of(name);
                return (
                  <li key={name}>
                    <TextButton className={styles.pod} title={text.press(number.format(count))} onClick={() => onPress(name)}>
                      <i style={{ '--share': (count / REQUESTS) * 100 } as CSSProperties} />
                      <span data-state={state}><span lang="en">{name}</span> <small>{text.states[state]}</small></span>{' '}
                      <span>{text.count(number.format(count))}</span>
                    </TextButton>
                    <TextButton className={styles.rulesOf} aria-pressed={shown === name} aria-label={text.show(name)} onClick={() => onShow(name)}>{text.showShort}</TextButton>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </div>
      <dl className={styles.facts}>
        {ENDINGS.map((ending) => (
          <div key={ending}>
            <dt>{text.facts[ending]}</dt>
            <dd>{number.format(counts.ending(ending))}</dd>
          </div>
        ))}
        <div>
          <dt>{text.facts.zone}</dt>
          <dd>{number.format(counts.zones)}</dd>
        </div>
        <div>
          <dt>{text.facts.source}</dt>
          <dd>{counts.sources.length === 0 ? text.nobody : counts.sources.join(', ')}</dd>
        </div>
      </dl>
    </>
  );
}

/** Lines of rules, those that decided marked. */
export function Lines({ lines, decided, label }: { lines: readonly string[]; decided: ReadonlySet<string>; label?: string }) {
  const list = (
    <ol className={styles.lines} role="list" lang="en">
      {lines.map((line, i) => <li key={`${i} ${line}`} data-decided={decided.has(line) || undefined}>{line}</li>)}
    </ol>
  );
  return label === undefined ? list : <ScrollBox label={label} className={styles.all}>{list}</ScrollBox>;
}
