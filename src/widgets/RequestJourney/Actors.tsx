import { Glyph, type ObjectGlyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { ACTORS, type Actor } from '@site/src/simulation/scenarios/living/request-journey/hops';
import { messages } from './messages';
import styles from './RequestJourney.module.css';

const GLYPHS: Readonly<Record<Actor, ObjectGlyph>> = {
  kubectl: 'user', 'deployment-controller': 'deployment', 'replicaset-controller': 'replicaSet', 'endpointslice-controller': 'service', 'kube-scheduler': 'scheduler', kubelet: 'kubelet',
};

/** Everybody who writes, around the one door; whose turn it is stands out. */
export function Actors({ active }: { active: Actor | undefined }) {
  const text = useMessages(messages);
  return (
    <div className={styles.actors}>
      <ul aria-label={text.actors}>
        {ACTORS.map((actor) => (
          <li key={actor} data-active={actor === active || undefined} aria-current={actor === active ? 'step' : undefined}>
            <Glyph kind={GLYPHS[actor]} /> {actor}
          </li>
        ))}
      </ul>
      <p className={styles.door} data-active={active !== undefined || undefined}>
        <Glyph kind="apiServer" /> kube-apiserver → <Glyph kind="etcd" /> etcd
      </p>
    </div>
  );
}
