import type { Direction, DirectionVerdict, NetworkPolicy, Verdict } from '@site/src/simulation/policy/network-policy';
import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../parts';
import { messages } from './messages';
import type { End } from './network';
import matrix from '../parts/matrix.module.css';
import styles from './PolicyTester.module.css';

interface SideProps {
  direction: Direction;
  end: End;
  decided: DirectionVerdict;
  policies: readonly NetworkPolicy[];
}

/** One end of the connection: who isolates it, and which rule of which policy lets the connection pass. */
function Side({ direction, end, decided: { allowed, isolatedBy, allowedBy }, policies }: SideProps) {
  const text = useMessages(messages);
  const ruleAt = (name: string, place: number) => policies.find(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === name)?.spec[direction]?.[place];
  return (
    <div className={styles.side}>
      <p>
        <Tone tone={allowed ? 'good' : 'failed'} bare>{text.sides[direction]}</Tone> <b>{end.name}</b>
      </p>
      {end.namespace === undefined ? <p>{text.outsideEnd}</p> : isolatedBy.length === 0 ? <p>{text.free}</p> : allowedBy.length === 0 ? <p>{text.refuses(isolatedBy.join(', '))}</p> : (
        <ul role="list">
          {allowedBy.flatMap(({ policy, rules }) => rules.map((place) => (
            <li key={`${policy} ${place}`}>
              {text.allows(policy, String(place + 1))}
              <code lang="en">{JSON.stringify(ruleAt(policy, place) ?? {})}</code>
            </li>
          )))}
        </ul>
      )}
    </div>
  );
}

/** What decided at both ends of one connection. */
export function Decision({ from, to, verdict, policies }: { from: End; to: End; verdict: Verdict; policies: readonly NetworkPolicy[] }) {
  const text = useMessages(messages);
  return (
    <div className={styles.decision}>
      <Side direction="egress" end={from} decided={verdict.egress} policies={policies} />
      <Side direction="ingress" end={to} decided={verdict.ingress} policies={policies} />
      {verdict.allowed && <p className={matrix.note}>{text.replies}</p>}
    </div>
  );
}
