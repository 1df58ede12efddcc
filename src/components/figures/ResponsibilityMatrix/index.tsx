import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Figure } from '../kit';
import styles from './ResponsibilityMatrix.module.css';
import { responsibilityMessages } from './messages';

type Who = 'provider' | 'shared' | 'you';
type Mode = 'self' | 'managed' | 'auto';
type Note = 'image' | 'follows' | 'packaged' | 'core' | 'rolls';

interface Duty {
  readonly who: Who;
  readonly note?: Note;
}

interface Layer {
  readonly name: 'hardware' | 'control' | 'etcd' | 'os' | 'kubelet' | 'addons' | 'workloads';
  readonly duties: Record<Mode, Duty>;
}

const provider: Duty = { who: 'provider' };
const you: Duty = { who: 'you' };
const everywhere = (duty: Duty): Record<Mode, Duty> => ({ self: duty, managed: duty, auto: duty });

export const layers: readonly Layer[] = [
  { name: 'hardware', duties: everywhere(provider) },
  { name: 'control', duties: everywhere(provider) },
  { name: 'etcd', duties: everywhere(provider) },
  { name: 'os', duties: { self: you, managed: { who: 'shared', note: 'image' }, auto: { who: 'provider', note: 'rolls' } } },
  { name: 'kubelet', duties: { self: you, managed: { who: 'shared', note: 'follows' }, auto: provider } },
  { name: 'addons', duties: { self: you, managed: { who: 'shared', note: 'packaged' }, auto: { who: 'shared', note: 'core' } } },
  { name: 'workloads', duties: everywhere(you) },
];

const modes: readonly Mode[] = ['self', 'managed', 'auto'];

/** Filled, half-filled and empty squares: the answer survives without colour. */
function Mark({ who }: { readonly who: Who }): ReactElement {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill={who === 'you' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.75" />
      {who === 'shared' && <path d="M2 14 14 2v12z" fill="currentColor" />}
    </svg>
  );
}

/** Layers of a managed cluster by three modes: who looks after each. A table on wide pages, cards on a phone. */
export function ResponsibilityMatrix(): ReactElement {
  const text = useMessages(responsibilityMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ul className={styles.legend} aria-label={text.legend}>
        {(['provider', 'shared', 'you'] as const).map((who) => (
          <li key={who} data-who={who}>
            <Mark who={who} /> {text.who[who]}
          </li>
        ))}
      </ul>
      {/* Roles are explicit: the phone's layout changes `display`, which would otherwise take the table's meaning away. */}
      <div className={styles.table} role="table" aria-label={text.title}>
        <div className={styles.head} role="row">
          <span role="columnheader">{text.layer}</span>
          {modes.map((mode) => (
            <span key={mode} role="columnheader">
              {text.modes[mode].name} <small>{text.modes[mode].like}</small>
            </span>
          ))}
        </div>
        {layers.map(({ name, duties }) => (
          <div key={name} className={styles.row} role="row">
            <span role="rowheader" className={styles.layer}>{text.layers[name]}</span>
            {modes.map((mode) => {
              const { who, note } = duties[mode];
              return (
                <span key={mode} role="cell" className={styles.duty} data-who={who}>
                  <span className={styles.modeName} aria-hidden="true">{text.modes[mode].name}</span>
                  <b>
                    <Mark who={who} /> {text.who[who]}
                  </b>
                  {note && <small>{text.notes[note]}</small>}
                </span>
              );
            })}
          </div>
        ))}
      </div>
    </Figure>
  );
}
