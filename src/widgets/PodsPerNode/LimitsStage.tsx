import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Tone } from '../parts';
import { modeOf, sizeOf } from '@site/src/simulation/resources/pods-per-node';
import type { Capacity, Limit } from '@site/src/simulation/resources/pods-per-node';
import { messages } from './messages';
import styles from './PodsPerNode.module.css';
import type { PodsPerNodeState } from './state';

interface LimitsStageProps {
  state: PodsPerNodeState;
  result: Capacity;
}

/** The arithmetic of one limit in the reader's words. */
function useArithmetic({ state, result }: LimitsStageProps): (limit: Limit) => string {
  const text = useMessages(messages).arithmetic;
  const number = new Intl.NumberFormat(useLocale());
  const mode = modeOf(state.mode);
  const size = sizeOf(state.size);
  return ({ id, room, taken, each }) => {
    const [has, less, one] = [number.format(room ?? 0), number.format(taken), number.format(each)];
    if (id === 'maxPods') return text.maxPods(has, less);
    if (id === 'cpu') return text.cpu(number.format(size.vcpu * 1000), number.format(result.reservedCpu), less, one);
    if (id === 'memory') return text.memory(number.format(size.memoryGiB * 1024), number.format(result.reservedMemory), less, one);
    if (mode.id === 'secondary' || mode.id === 'prefix' || mode.id === 'custom') return text[mode.id](number.format(size.enis), number.format(size.ips), has, less);
    if (mode.id === 'alias' || mode.id === 'overlay' || mode.id === 'podSubnet' || mode.id === 'nodeSubnet') return text[mode.id];
    return text.block(String(mode.mask), has, less);
  };
}

/** One bar a limit: how many application Pods it leaves room for, and by which arithmetic. */
export function LimitsStage({ state, result }: LimitsStageProps) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const arithmetic = useArithmetic({ state, result });
  const size = sizeOf(state.size);
  const most = Math.max(1, ...result.limits.map(({ apps }) => apps ?? 0));
  const stuck = result.scheduled - result.running;
  const { provider } = modeOf(state.mode);
  const machine = provider === 'eks' ? size.eks : provider === 'gke' ? size.gke : provider === 'aks' ? size.aks : null;

  return (
    <div className={styles.limits}>
      <p className={styles.node}>
        <b>{text.sizeLabel(size.vcpu, size.memoryGiB)}</b>
        {machine && <span>{text.machine(machine)}</span>}
      </p>
      <ul className={styles.bars} aria-label={text.chart}>
        {result.limits.map((limit) => {
          const first = result.first.includes(limit.id);
          return (
            <li key={limit.id} data-first={first || undefined}>
              <span className={styles.barHead}>
                <b>{text.limits[limit.id]}</b>
                <span className={styles.value}>{limit.apps === null ? '∞' : text.pods(number.format(limit.apps))}</span>
                {first && <Tone tone="failed">{text.first}</Tone>}
                {limit.id === 'ip' && stuck > 0 && <Tone tone="warned">{text.stuck(number.format(stuck))}</Tone>}
                {limit.apps === null && <Tone tone="good">{text.unlimited}</Tone>}
              </span>
              <span className={styles.track} aria-hidden="true">
                <span className={styles.fill} style={{ width: `${limit.apps === null ? 100 : (limit.apps / most) * 100}%` }} data-open={limit.apps === null || undefined} />
                <span className={styles.mark} style={{ insetInlineStart: `${(result.running / most) * 100}%` }} />
              </span>
              <span className={styles.arithmetic}>{arithmetic(limit)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
