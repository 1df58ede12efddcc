import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { ClaimView, StorageView, VolumeView } from '@site/src/simulation/scenarios/living/storage/scene';
import { Tone, type ToneName } from '../parts';
import { messages } from './messages';
import styles from './StorageLab.module.css';

const TONES: Readonly<Record<string, ToneName>> = { Bound: 'good', Pending: 'waiting', Released: 'warned', Available: 'working', Failed: 'failed', Lost: 'failed' };
/** The UID that the provisioner names a volume after is long: its beginning tells it from the others. */
const short = (name: string): string => name.replace(/^(pvc-[0-9a-f]{4}).*$/, '$1…');

/** Each claim with the volume that it is bound to, and the volumes that no claim has. */
export function Volumes({ claims, volumes }: Pick<StorageView, 'claims' | 'volumes'>) {
  const text = useMessages(messages);
  const alone = volumes.filter(({ name }) => !claims.some(({ volume }) => volume === name));
  return (
    <ul className={styles.pairs} aria-label={text.claims}>
      {claims.map((claim) => (
        <li key={`${claim.name}/${claim.volume ?? ''}`}>
          <Claim claim={claim} />
          <span className={styles.arrow} aria-hidden="true">→</span>
          <Volume volume={volumes.find(({ name }) => name === claim.volume)} />
        </li>
      ))}
      {alone.map((volume) => (
        <li key={volume.name} data-alone>
          <span />
          <span />
          <Volume volume={volume} />
        </li>
      ))}
    </ul>
  );
}

function Claim({ claim: { name, phase, deleting, mode, requested, capacity, conditions } }: { claim: ClaimView }) {
  const text = useMessages(messages);
  return (
    <div className={styles.card}>
      <p>
        <b>{text.claim(name)}</b> <Tone tone={deleting ? 'warned' : (TONES[phase] ?? 'waiting')}>{deleting ? text.deleting : phase}</Tone>
      </p>
      <p><small>{mode} · {text.size(requested, capacity)}</small></p>
      {conditions.map(({ type, message }) => <p key={type}><small><code lang="en">{type}</code> {message !== '' && <span lang="en">{message}</span>}</small></p>)}
    </div>
  );
}

function Volume({ volume }: { volume: VolumeView | undefined }) {
  const text = useMessages(messages);
  if (volume === undefined) return <div className={styles.card} data-empty><p>{text.noVolume}</p></div>;
  const { name, phase, deleting, capacity, policy, zone, claim, claimGone, attachments } = volume;
  return (
    <div className={styles.card}>
      <p>
        <Glyph kind="volume" /> <b title={name}>{text.volume(short(name))}</b> <Tone tone={deleting ? 'warned' : (TONES[phase] ?? 'waiting')}>{deleting ? text.deleting : phase}</Tone>
      </p>
      <p><small>{text.facts(capacity, policy, zone)}</small></p>
      {claimGone && <p><small>{text.refGone(claim ?? '')}</small></p>}
      <p><small>{attachments.length === 0 ? text.detached : attachments.map(({ node, attached }) => (attached ? text.attached(node) : text.attaching(node))).join(', ')}</small></p>
    </div>
  );
}
