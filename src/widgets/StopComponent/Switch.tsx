import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { ComponentPicture } from '@site/src/simulation/cluster/picture/picture';
import { Button } from '../parts';
import { messages } from './messages';
import styles from './StopComponent.module.css';

interface SwitchProps {
  readonly name: string;
  readonly state: ComponentPicture['state'];
  readonly onToggle: () => void;
}

const TONES = { running: 'good', starting: 'working', stopped: 'failed' } as const;

/** One part of the cluster, which a press stops or starts. */
export function Switch({ name, state, onToggle }: SwitchProps) {
  const text = useMessages(messages);
  return (
    <Button className={styles.switch} data-state={state} aria-pressed={state !== 'stopped'} onClick={onToggle}>
      <Glyph kind={TONES[state]} /> <span>{name}</span> <small>{text.states[state]}</small>
    </Button>
  );
}
