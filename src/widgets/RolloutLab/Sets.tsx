import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { Picture } from '@site/src/simulation/cluster/picture/picture';
import living from '../living/living.module.css';
import { PodMark } from '../living/PodMark';
import { messages } from './messages';
import styles from './RolloutLab.module.css';

/** Each ReplicaSet with its Pods, the older one first. */
export function Sets({ picture, images }: { picture: Picture; images: Readonly<Record<string, string>> }) {
  const text = useMessages(messages);
  const sets = picture.owners.filter(({ kind }) => kind === 'ReplicaSet').sort((a, b) => Number(a.revision) - Number(b.revision));
  return (
    <ul className={styles.sets} aria-label={text.sets}>
      {sets.map((set) => (
        <li key={set.key}>
          <p>
            <Glyph kind="replicaSet" /> <b>{set.name}</b> <small>{text.set(set.revision ?? '–', images[set.name] ?? '', set.desired, set.ready)}</small>
          </p>
          <ul className={living.pods} data-crowd>
            {picture.pods.filter(({ owner }) => owner === set.key).map((pod) => <PodMark key={pod.uid} pod={pod} small />)}
          </ul>
        </li>
      ))}
    </ul>
  );
}
