import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import type { PodFilesModel, Standing } from './model';
import styles from './PodFiles.module.css';

const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** The two orders in which Pods go: the kubelet's by requests, the kernel's by scores. */
export function Orders({ pod, n }: { pod: NonNullable<PodFilesModel['pod']>; n: (value: number) => string }) {
  const text = useMessages(messages);
  const list = (label: string, order: readonly Standing[], why: (one: Standing) => string) => (
    <div>
      <p className={styles.heading}>{label}</p>
      <ol className={styles.order}>
        {order.map((one) => (
          <li key={one.name} data-mine={one.mine || undefined}>
            <b>{one.mine ? text.mine : one.name}</b> {one.qos}
            <span>{`${text.stand(n(mib(one.usage)), n(mib(one.request)))}; ${why(one)}`}</span>
          </li>
        ))}
      </ol>
    </div>
  );
  return (
    <div className={styles.orders}>
      {list(text.evicted, pod.evicted, (one) => (one.exceeds ? text.exceeds(n(mib(one.usage - one.request))) : text.inside))}
      {list(text.killed, pod.killed, (one) => text.points(n(one.points)))}
    </div>
  );
}
