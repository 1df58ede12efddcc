import { clsx } from 'clsx';
import { useState } from 'react';
import { Form, TextInput } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { Button, More } from '../parts';
import beside from '../parts/beside.module.css';
import type { Text } from './messages';
import { isPath, MAX_FILES, type PackageState } from './state';
import styles from './PackageLab.module.css';

/** Adds a file, and removes the one that is open. */
export function MoreFiles({ state, text, onAdd, onRemove }: { state: PackageState; text: Text; onAdd: (path: string) => void; onRemove: () => void }) {
  const [path, setPath] = useState('');
  const typed = path.trim();
  const wrong = Object.keys(state.files).length >= MAX_FILES ? text.full(String(MAX_FILES)) : Object.hasOwn(state.files, typed) ? text.taken : isPath(typed) ? null : text.badPath;
  const add = () => {
    if (wrong !== null) return;
    onAdd(typed);
    setPath('');
  };
  return (
    <More label={text.more}>
      <Form className={styles.newFile} onEnter={add}>
        <label className={clsx(beside.choice, styles.choice)}>
          <span>{text.newFile}</span>
          <TextInput code value={path} maxLength={100} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => setPath(event.target.value)} />
        </label>
        <Button disabled={wrong !== null} onClick={add}>{text.add}</Button>
      </Form>
      {typed !== '' && wrong !== null && <p className={beside.note} role="status"><InlineText>{wrong}</InlineText></p>}
      {Object.hasOwn(state.files, state.open) && <p><Button onClick={onRemove}>{text.remove(state.open)}</Button></p>}
    </More>
  );
}
