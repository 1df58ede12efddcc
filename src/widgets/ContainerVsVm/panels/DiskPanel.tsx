import { CATALOGUE, type DiskItem } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { Why } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import { modelMessages } from '../modelMessages';
import { Arithmetic } from './Arithmetic';
import styles from './panels.module.css';

/** Every file tree on the host's disk as a bar, largest first; shared ones say by how many. */
export function DiskPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const words = useMessages(modelMessages);
  const format = useFormat();
  const { items, totalMB, unsharedMB } = model.disk;
  const largest = Math.max(1, ...items.map(({ mb }) => mb));
  const ordered = [...items].sort((a, b) => b.mb - a.mb);
  const name = ({ code, app }: DiskItem) => (app ? `${words.disk[code]} · ${text.apps[app]}` : words.disk[code]);

  return (
    <>
      <p className={styles.caption}>
        {text.diskTotal} <b>{format.mb(totalMB)}</b> <span className={styles.aside}>({text.unshared(format.mb(unsharedMB))})</span>
      </p>
      <ul className={styles.rows} role="list">
        {ordered.map((item) => (
          <li key={`${item.code} ${item.app ?? ''} ${item.users[0]}`} className={styles.row} data-chosen={item.users.includes(model.chosen.id) || undefined}>
            <div className={styles.head}>
              <span>
                {name(item)} {item.users.length > 1 && <span className={styles.shared}>× 1, {text.layersShared(item.users.length)}</span>}
              </span>
              <Why
                answer={
                  <Arithmetic lines={[{ label: item.app ? CATALOGUE[item.app].image : name(item), value: format.mb(item.mb), sources: item.sources }]}>
                    {item.sources.length > 1 && text.difference}
                  </Arithmetic>
                }
              >
                {format.mb(item.mb)}
              </Why>
            </div>
            <div className={styles.bar} data-thin aria-hidden="true">
              <span className={styles.segment} data-part={item.users.length > 1 ? 'app' : 'extra'} style={{ width: `${(item.mb / largest) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
