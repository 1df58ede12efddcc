import { useLocale, useMessages } from '@site/src/i18n/messages';
import { NAMES, type SnapshotAction, type SnapshotView } from '@site/src/simulation/scenarios/upgrade/snapshot';
import { Button, TextButton, Tone } from '../parts';
import { messages } from './messages';
import figure from '../parts/figure.module.css';
import styles from './UpgradeLab.module.css';

interface SnapshotProps {
  readonly view: SnapshotView;
  readonly full: string | null;
  readonly act: (action: SnapshotAction) => void;
}

/** One sentence for the last step: what became of etcd, and what the client heard. */
export function useSnapshotWords(): (view: SnapshotView, last: SnapshotAction | undefined) => string {
  const { snapshot: text } = useMessages(messages);
  return (view, last) => {
    const list = (names: readonly string[]): string => (names.length === 0 ? text.none : names.join(', '));
    const stale = view.ghosts.length + view.unseen.length > 0;
    const heard = view.watch.kind === 'silent' ? text.unheard : stale ? text.passed : text.heard;
    switch (last?.do) {
      case undefined:
        return text.start;
      case 'save':
        return text.saved(list(view.saved?.names ?? []));
      case 'create':
        return `${text.created(view.made)} ${heard}`;
      case 'delete':
        return `${text.deleted(last.name)} ${heard}`;
      case 'wait':
        return view.watch.kind === 'silent' ? `${text.waited} ${text.silent}` : stale ? `${text.waited} ${text.passed}` : text.waited;
      case 'relist':
        return text.relisted;
      case 'restore':
        return `${text.restored(list(view.restored?.vanished ?? []), list(view.restored?.returned ?? []))} ${view.watch.kind === 'expired' ? text.expired : view.watch.kind === 'silent' ? text.silent : ''}`.trim();
    }
  };
}

/** Where every object is, the three revisions, and what the client's watch gets. */
export function Snapshot({ view, full, act }: SnapshotProps) {
  const { snapshot: text } = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const { saved, stored, cached, watch } = view;
  const names = NAMES.filter((name) => stored.includes(name) || cached.includes(name) || saved?.names.includes(name));
  const press = (action: SnapshotAction) => () => full === null && act(action);
  const noSave = saved === undefined ? text.noSave : null;
  const mark = (is: boolean) => (is ? text.there : text.gone);
  return (
    <div className={styles.stage}>
      <table className={`${figure.rows} ${styles.rows}`} aria-label={text.table}>
        <thead>
          <tr>{[text.name, text.inSnapshot, text.inEtcd, text.inCache].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">
                <span className={styles.object}>
                  {name}
                  {stored.includes(name) && <TextButton className={styles.remove} aria-label={text.remove(name)} onClick={press({ do: 'delete', name })}>{text.removeShort}</TextButton>}
                </span>
              </th>
              <td>{saved === undefined ? '–' : mark(saved.names.includes(name))}</td>
              <td data-tone={stored.includes(name) ? 'good' : undefined}>{mark(stored.includes(name))}</td>
              <td data-tone={view.ghosts.includes(name) || view.unseen.includes(name) ? 'failed' : cached.includes(name) ? 'good' : undefined}>
                {view.ghosts.includes(name) ? text.ghost : view.unseen.includes(name) ? text.unseen : mark(cached.includes(name))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.counts}>{text.revisions(saved === undefined ? '–' : number.format(saved.revision), number.format(view.revision), number.format(view.seen))}</p>
      <div>
        <p>{text.watch}: <Tone tone={watch.kind === 'silent' ? 'failed' : watch.kind === 'expired' ? 'warned' : 'good'}>{text.watches[watch.kind]}</Tone></p>
        {watch.kind === 'expired' && <code className={styles.code} lang="en">{`${watch.status} Expired: ${watch.message}`}</code>}
        {view.refusal !== undefined && <p>{text.asked}: <code className={styles.code} lang="en">{view.refusal}</code></p>}
      </div>
      <div className={styles.bar}>
        <Button onClick={press({ do: 'save' })}>{text.save}</Button>
        {view.next === undefined ? <Button blocked={text.noMore}>{text.create('…')}</Button> : <Button onClick={press({ do: 'create' })}>{text.create(view.next)}</Button>}
        <Button onClick={press({ do: 'wait' })}>{text.wait}</Button>
        <Button onClick={press({ do: 'relist' })}>{text.relist}</Button>
      </div>
      <div className={styles.bar}>
        <Button disabled={noSave !== null} onClick={press({ do: 'restore', bump: false })}>{text.plain}</Button>
        <Button blocked={noSave} onClick={press({ do: 'restore', bump: true })}>{text.bump}</Button>
      </div>
    </div>
  );
}
