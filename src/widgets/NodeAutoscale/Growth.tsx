import clsx from 'clsx';
import { wasteOf, type ScaleUp } from '@site/src/simulation/resources/node-autoscaler/scale-up';
import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../parts';
import figure from '../parts/figure.module.css';
import { messages } from './messages';
import { MACHINES, SIZES, type GroupName } from './model';
import type { AutoscaleState } from './state';
import styles from './NodeAutoscale.module.css';

interface GrowthProps {
  state: AutoscaleState;
  decided: ScaleUp;
  number: (value: number) => string;
  share: (value: number) => string;
}

/** What growing each group would bring, and which one the expander takes. */
export function Growth({ state, decided, number, share }: GrowthProps) {
  const text = useMessages(messages);
  return (
    <ul className={clsx(figure.tiles, styles.groups)}>
      {(['small', 'large'] satisfies GroupName[]).map((name) => {
        const option = decided.options.find(({ group }) => group === name);
        const chosen = option !== undefined && decided.chosen?.group === name;
        const { cpus, gib } = MACHINES[name];
        return (
          <li key={name} className={figure.tile} data-tone={chosen ? 'good' : undefined}>
            <p><b>{name}</b> {chosen && <Tone tone="good">{text.chosen}</Tone>}</p>
            <p className={styles.muted}>{text.machine(number(cpus), number(gib))} · {text.size(number(SIZES[name]), number(name === 'small' ? state.smallMax : state.largeMax))}</p>
            {option !== undefined && option.not === null && (
              <>
                <p>{text.option.add(number(option.nodes), number(option.placed.length))}</p>
                <p className={styles.sum}>{text.option.waste(share(option.idleCpu), share(option.idleMemory), share(wasteOf(option)))}</p>
              </>
            )}
            {option !== undefined && option.not !== null && <p>{text.not[option.not]}</p>}
          </li>
        );
      })}
    </ul>
  );
}
