/** What runs on a node, by version: the images of its control plane's containers. */
import { byText } from '../../../../base/ordered-map';
import type { Cluster } from '../../../cluster-state';
import { stateAt } from '../../machine/machine';
import type { RuntimeContainer } from '../../machine/machine';

/** The container of a part of the control plane that runs on a node; of one that is just being replaced the new one, once it runs. */
export function componentRunning({ machines, clock }: Cluster, host: string, part: string): RuntimeContainer | undefined {
  const machine = byText.get(machines, host);
  const pods = [...byText.entries(machine?.pods ?? null)].map(([, pod]) => pod).filter(({ name, namespace }) => namespace === 'kube-system' && name === `${part}-${host}`);
  const running = pods.flatMap(({ containers }) => containers.filter((one) => one.name === part && stateAt(one, clock.now).state === 'running'));
  return running.reduce<(typeof running)[number] | undefined>((newest, one) => (newest === undefined || one.createdAt > newest.createdAt ? one : newest), undefined);
}

export const componentImage = (cluster: Cluster, host: string, part: string): string | undefined => componentRunning(cluster, host, part)?.image;

/** `v1.36.3`: the tag of that image. */
export const runningVersion = (cluster: Cluster, host: string, part: string): string | undefined => componentImage(cluster, host, part)?.replace(/^.*:/, '');
