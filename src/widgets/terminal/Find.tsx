import { useEffect, useRef, useState } from 'react';
import { Form, TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { Screen } from '@site/src/terminal/screen';
import { Button } from '../parts';
import { terminalMessages } from './messages';
import styles from './terminal.module.css';

/** Finds a text in what the terminal has printed: upwards with Enter, as in a shell's history. */
export function Find({ screen, onClose }: { screen: Screen; onClose: () => void }) {
  const text = useMessages(terminalMessages);
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    element?.querySelector('input')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [onClose]);
  const look = (what: string, way: 'up' | 'down') => setFound(what === '' || screen.find(what, way));
  return (
    <div ref={box} className={styles.find}>
      <Form role="search" aria-label={text.find} className={styles.findForm} onEnter={() => look(wanted, 'up')}>
        <TextInput
          code
          aria-label={text.find}
          placeholder={text.find}
          value={wanted}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.shiftKey) return;
            event.preventDefault();
            look(wanted, 'down');
          }}
          onChange={(event) => {
            setWanted(event.target.value);
            look(event.target.value, 'up');
          }}
        />
        <Button type="submit" aria-label={text.findUp} title={text.findUp}>↑</Button>
        <Button aria-label={text.findDown} title={text.findDown} onClick={() => look(wanted, 'down')}>↓</Button>
        <Button aria-label={text.findClose} title={text.findClose} onClick={onClose}>✕</Button>
      </Form>
      <span role="status">{found ? '' : text.notFound}</span>
    </div>
  );
}
