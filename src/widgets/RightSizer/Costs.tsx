import { ScrollTable } from '@site/src/components/ScrollTable';
import { GOALS, type Goal } from '@site/src/simulation/resources/sizing/goals';
import { sizedContainer, type WorkloadSize } from '@site/src/simulation/resources/sizing/size';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat } from './format';
import { messages } from './messages';
import type { SizerRun } from './run';
import styles from './RightSizer.module.css';

/** The containers as they would stand in a Pod template. */
export function yamlOf(size: WorkloadSize): string {
  const block = (name: string, amounts: Readonly<Record<string, string>> | undefined): string[] =>
    amounts === undefined || Object.keys(amounts).length === 0 ? [] : [`      ${name}:`, ...Object.entries(amounts).map(([key, value]) => `        ${key}: ${value}`)];
  const lines = size.containers.map(sizedContainer).flatMap(({ name, resources }) => [`  - name: ${name}`, '    resources:', ...block('requests', resources?.requests), ...block('limits', resources?.limits)]);
  return ['containers:', ...lines].join('\n');
}

/** The most that any container's samples pass its request by. */
const overOf = (size: WorkloadSize): number => Math.max(0, ...size.containers.map(({ cpu }) => cpu?.over ?? 0));

/** What each goal would cost, beside the one that is chosen. */
export function Costs({ shown, goal }: { shown: NonNullable<SizerRun['shown']>; goal: Goal }) {
  const text = useMessages(messages);
  const f = useFormat();
  const size = shown.sizes[goal];
  return (
    <div>
      <p className={styles.heading}>{text.costs}</p>
      <ScrollTable className={styles.costs}>
        <thead>
            <tr>
              <th scope="col">{text.columns.goal}</th>
              <th scope="col">{text.columns.cpu}</th>
              <th scope="col">{text.columns.memory}</th>
              <th scope="col">{text.columns.over}</th>
              <th scope="col">{text.columns.perNode}</th>
            </tr>
          </thead>
          <tbody>
            {GOALS.map((one) => {
              const each = shown.sizes[one];
              return (
                <tr key={one} data-chosen={one === goal || undefined}>
                  <th scope="row">{text.goals[one]}</th>
                  <td>{f.cpu(each.cpu)}</td>
                  <td>{f.memory(each.memory)}</td>
                  <td>{text.price.over(f.percent(overOf(each)))}</td>
                  <td>{each.perNode === 0 ? text.price.none : text.price.pods(f.n(each.perNode))}</td>
                </tr>
              );
            })}
          </tbody>
      </ScrollTable>
      <p className={styles.reason}>
        {text.price.idle(f.cpu(size.idleCpu), f.memory(size.idleMemory), f.n(shown.pods))} {text.price.bound[size.bound]} {text.price.qos(size.qos, f.n(size.oomScoreAdj))}
      </p>
    </div>
  );
}
