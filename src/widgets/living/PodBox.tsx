import type { Picture } from '@site/src/simulation/cluster/picture/picture';
import { ScrollBox } from '../parts';
import living from './living.module.css';
import loop from './loop.module.css';
import { PodMark } from './PodMark';

/** The Pods of a control loop, in a box whose height does not follow them. */
export function PodBox({ label, pods }: { label: string; pods: Picture['pods'] }) {
  return (
    <ScrollBox label={label} className={loop.pods}>
      <ul className={living.pods}>
        {pods.map((pod) => (
          <PodMark key={pod.uid} pod={pod} />
        ))}
      </ul>
    </ScrollBox>
  );
}
