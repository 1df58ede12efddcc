import { useMessages } from '@site/src/i18n/messages';
import type { Hop } from '@site/src/simulation/scenarios/living/request-journey/hops';
import { messages } from './messages';
import styles from './RequestJourney.module.css';

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly revisions: readonly string[];
}

function rowsOf(hops: readonly Hop[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { kind, name, revision } of hops) {
    const key = `${kind}/${name}`;
    rows.set(key, { kind, name, revisions: [...(rows.get(key)?.revisions ?? []), revision] });
  }
  return [...rows.values()];
}

/** The objects that are there by now, with the resource versions that they have had; the last one is bold. */
export function Objects({ hops }: { hops: readonly Hop[] }) {
  const text = useMessages(messages);
  return (
    <div className={styles.objects}>
      <p>{text.objects}</p>
      <ul>
        {rowsOf(hops).map(({ kind, name, revisions }) => (
          <li key={`${kind}/${name}`}>
            <span>
              {kind} <b>{name}</b>
            </span>
            <code>
              {revisions.slice(0, -1).map((one) => `${one} → `).join('')}
              <b>{revisions.at(-1)}</b>
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}
