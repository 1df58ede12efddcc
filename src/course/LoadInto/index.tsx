import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { courseMessages } from '../messages';
import styles from './LoadInto.module.css';

interface LoadIntoProps {
  /** The id of a widget on this page. */
  id: string;
  /** The name of one of its presets; without it, the code block inside is what it takes. */
  preset?: string;
  /** What the button says, where "load into the lab" is not enough. */
  label?: string;
  children?: ReactNode;
}

/** An example with a button that loads it into a widget of the page. Plain HTML: `src/clientModules/handOver` serves all such buttons. */
export function LoadInto({ id, preset, label, children }: LoadIntoProps) {
  const text = useMessages(courseMessages);
  return (
    <div className={styles.box} data-hand-over>
      {children}
      <button type="button" className={styles.button} data-hand-to={id} data-preset={preset}>
        {label ?? text.loadInto}
      </button>
    </div>
  );
}
