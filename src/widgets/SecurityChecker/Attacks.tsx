import { useMessages } from '@site/src/i18n/messages';
import { attacks, ATTACK_SOURCES, type Finding, type Machine } from '@site/src/simulation/policy/pod-security';
import { Tone, type ToneName } from '../parts';
import type { CheckedPod } from './check';
import { attackMessages } from './attackMessages';
import styles from './SecurityChecker.module.css';

const TONES: Readonly<Record<Finding['outcome'], ToneName>> = { possible: 'failed', indirect: 'warned', impossible: 'good' };

/** What code in each container of the Pod can do, and by which field. */
export function Attacks({ checked, machine }: { checked: CheckedPod; machine: Machine }) {
  const text = useMessages(attackMessages);
  return (
    <div className={styles.attacks}>
      {(checked.pod.spec.containers ?? []).map(({ name }, index) => (
        <div key={name}>
          <p className={styles.heading}>{text.container(name)}</p>
          <ul className={styles.failed}>
            {attacks(checked.pod, index, machine).map(({ attempt, outcome, reason, capability = '', at, source }) => (
              <li key={attempt}>
                <span>
                  <b>{text.attempts[attempt]}</b> <Tone tone={TONES[outcome]}>{text.outcomes[outcome]}</Tone>
                </span>
                <span>{text.reasons[reason](capability)}</span>
                {at.map((one) => <code key={one}>{[checked.at, one].filter((part) => part !== '').join('.')}</code>)}
                <a href={ATTACK_SOURCES[source]}>{source}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
