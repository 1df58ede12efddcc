import { useDeferredValue, useEffect, useEffectEvent, useId, useMemo, useState } from 'react';
import { Form, Select, TextInput } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { stages } from '@site/src/curriculum/parts';
import { GUIDES, type GlossaryEntry } from '@site/src/glossary/entries';
import entries from '@generated/glossary/default/entries.json';
import { Entry } from './Entry';
import { exactlyNamed, shownFor } from './filter';
import { glossaryMessages } from './messages';
import styles from './Glossary.module.css';

/** The terms by the letter under which they stand, in the order of the list. */
const groups = [...new Set(entries.map(({ group }) => group))].map((name) => ({ name, entries: entries.filter(({ group }) => group === name) }));

/** The whole glossary as server-rendered HTML, with a filter where JavaScript runs. */
export default function GlossaryList() {
  const text = useMessages(glossaryMessages);
  const [query, setQuery] = useState('');
  const [stage, setStage] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(query);
  const shown = useMemo(() => new Set(shownFor(entries, wanted, stage).map(({ id }) => id)), [wanted, stage]);
  const exact = useMemo(() => exactlyNamed(entries.filter(({ id }) => shown.has(id)), wanted), [shown, wanted]);
  const filtered = wanted.trim() !== '' || stage !== '';
  const clear = () => {
    setQuery('');
    setStage('');
  };
  const open = (name: string, isOpen: boolean) =>
    setOpened((before) => {
      const after = new Set(before);
      if (isOpen) after.add(name);
      else after.delete(name);
      return after;
    });
  useTarget(entries, shown, (entry) => {
    if (!shown.has(entry.id)) clear();
    open(entry.group, true);
  });
  return (
    <div className={styles.glossary}>
      <Filter query={query} onQuery={setQuery} stage={stage} onStage={setStage} entries={entries} />
      <div className={styles.bar}>
        <p role="status">{text.count(shown.size, entries.length)}</p>
        {filtered ? (
          <button type="button" onClick={clear}>
            {text.clear}
          </button>
        ) : (
          <button type="button" onClick={() => setOpened(new Set(opened.size > 0 ? [] : groups.map(({ name }) => name)))}>
            {opened.size > 0 ? text.closeAll : text.openAll}
          </button>
        )}
      </div>
      {exact.length > 0 && (
        <p className={styles.exact}>
          <b>{text.exact}</b>
          {exact.map(({ id, name }) => (
            <a key={id} href={`#term-${id}`}>
              {name}
            </a>
          ))}
        </p>
      )}
      {shown.size === 0 && <p className={styles.none}>{text.none}</p>}
      {groups.map((group) => (
        <Group key={group.name} {...group} shown={shown} open={filtered || opened.has(group.name)} onOpen={(isOpen) => !filtered && open(group.name, isOpen)} />
      ))}
    </div>
  );
}

interface GroupProps {
  name: string;
  entries: readonly GlossaryEntry[];
  shown: ReadonlySet<string>;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** The terms under one letter. Closed it is an index of names; the browser opens it by itself for an anchor or a find in the page. */
function Group({ name, entries, shown, open, onOpen }: GroupProps) {
  const text = useMessages(glossaryMessages);
  const visible = entries.filter(({ id }) => shown.has(id));
  return (
    <details className={styles.group} hidden={visible.length === 0} open={open} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary>
        <h3>{name}</h3>
        <span className={styles.names}>{visible.map((entry) => entry.name).join(' · ')}</span>
        <small>{text.groupCount(visible.length)}</small>
      </summary>
      <dl className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} hidden={!shown.has(entry.id)} />
        ))}
      </dl>
    </details>
  );
}

interface FilterProps {
  query: string;
  onQuery: (query: string) => void;
  stage: string;
  onStage: (stage: string) => void;
  entries: readonly GlossaryEntry[];
}

function Filter({ query, onQuery, stage, onStage, entries }: FilterProps) {
  const text = useMessages(glossaryMessages);
  const locale = useLocale();
  const id = useId();
  const own = [...stages.map((one, i) => ({ id: one.id, label: text.stageName(i + 1, one.name[locale]) })), { id: GUIDES, label: text.guides }];
  return (
    <Form role="search" aria-label={text.filter} className={styles.filter}>
      <label htmlFor={`${id}-q`}>{text.search}</label>
      <TextInput id={`${id}-q`} type="search" className={styles.filterField} value={query} autoComplete="off" spellCheck={false} aria-describedby={`${id}-hint`} onChange={({ target }) => onQuery(target.value)} />
      <label htmlFor={`${id}-s`}>{text.stage}</label>
      <Select id={`${id}-s`} className={styles.filterField} value={stage} onChange={({ target }) => onStage(target.value)}>
        <option value="">{text.allStages}</option>
        {own.map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.label} (${entries.filter((entry) => entry.stage === one.id).length})`}
          </option>
        ))}
      </Select>
      <p id={`${id}-hint`} className={styles.hint}>
        {text.hint}
      </p>
    </Form>
  );
}

/** A link to a term opens what hides it, and goes there. */
function useTarget(entries: readonly GlossaryEntry[], shown: ReadonlySet<string>, reveal: (entry: GlossaryEntry) => void) {
  const [target, setTarget] = useState<string | null>(null);
  const follow = useEffectEvent(() => {
    const id = /^#term-(.+)$/.exec(window.location.hash)?.[1];
    const entry = entries.find((one) => one.id === id);
    if (!entry) return;
    reveal(entry);
    setTarget(entry.id);
  });
  useEffect(() => {
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    // The list follows a cleared filter with a delay.
    if (target === null || !shown.has(target)) return;
    document.getElementById(`term-${target}`)?.scrollIntoView();
    setTarget(null);
  }, [target, shown]);
}
