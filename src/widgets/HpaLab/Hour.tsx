import { useMessages } from '@site/src/i18n/messages';
import { Goals } from '../parts';
import { useFormat } from './format';
import { messages } from './messages';
import type { Outcome } from './outcome';
import { PAR_NODE_HOURS } from './presets';
import styles from './HpaLab.module.css';

/** What the hour came to, against what is asked for. `par`: the load is the one that the cheapest way is known for. */
export function Hour({ outcome: { slow, nodeHours, flaps, nodes, pending }, par }: { outcome: Outcome; par: boolean }) {
  const text = useMessages(messages);
  const f = useFormat();
  return (
    <div className={styles.hour}>
      <p className={styles.scene}>{text.outcome(f.n(Math.round(slow)), f.ratio(nodeHours), f.n(nodes), f.n(pending))}</p>
      <Goals
        label={text.goals}
        goals={[
          { id: 'slow', text: text.goal.slow, met: slow < 1 },
          { id: 'calm', text: text.goal.calm(f.n(flaps)), met: flaps === 0 },
          ...(par ? [{ id: 'cost', text: text.goal.cost(f.n(PAR_NODE_HOURS)), met: nodeHours <= PAR_NODE_HOURS }] : []),
        ]}
      />
    </div>
  );
}
