import type { CSSProperties } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import type { EvictionModel } from './model';
import { POD_NAMES, type EvictionSetup } from './state';
import styles from './EvictionOrder.module.css';

const series = (index: number): CSSProperties => ({ '--series': `var(--kx-series-${index + 1})` }) as CSSProperties;

interface NodeBarProps {
  setup: EvictionSetup;
  model: EvictionModel;
  mib: (amount: number) => string;
}

/** All of the resource as one bar, before anyone goes: the system, each Pod, what is free; and the thresholds, measured from its end. */
export function NodeBar({ setup, model, mib }: NodeBarProps) {
  const text = useMessages(messages);
  const { resource } = setup;
  const { available, capacity, hard, soft } = model;
  const width = (amount: number): string => `${((Math.max(0, amount) / Math.max(capacity, capacity - available)) * 100).toFixed(2)}%`;
  const name = (amount: number, label: string): string => (amount / capacity >= 0.12 ? label : '');
  const free = Math.max(0, available);
  const own: readonly (readonly [string, number])[] = resource === 'memory' ? [[text.systemPart, setup.system]] : [[text.systemPart, setup.otherDisk], [text.imagesPart, setup.images]];
  return (
    <div>
      <div className={styles.bar} role="img" aria-label={text.bar(text.resources[resource], mib(free))}>
        {own.map(([label, amount]) => <span key={label} className={styles.system} style={{ inlineSize: width(amount) }}>{name(amount, label)}</span>)}
        {POD_NAMES.map((pod, index) => (
          <span key={pod} style={{ ...series(index), inlineSize: width(setup[resource][pod]) }} title={`${pod} ${mib(setup[resource][pod])}`}>{name(setup[resource][pod], pod)}</span>
        ))}
        <span className={styles.free} style={{ inlineSize: width(free) }}>{name(free, text.free)}</span>
        {soft !== null && <i className={styles.soft} style={{ insetInlineEnd: width(soft) }} />}
        <i className={styles.hard} style={{ insetInlineEnd: width(hard) }} />
      </div>
      <p className={styles.signal} data-met={available < Math.max(hard, soft ?? 0) || undefined}>
        {text.signal(resource === 'memory' ? 'memory.available' : 'nodefs.available', mib(free), mib(hard), soft === null ? null : mib(soft))}
      </p>
    </div>
  );
}
