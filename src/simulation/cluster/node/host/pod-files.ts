import { byText } from '../../../base/ordered-map';
import type { Machine } from '../machine/machine';
import { writtenBytes } from './disk';

/** Bytes of what Pods wrote into their containers and volumes. Those of a Pod that has ended are deleted as soon as the kubelet needs the room (pkg/kubelet/kuberuntime: DeleteAllUnusedContainers). */
export const podsWrote = ({ pods }: Machine): number =>
  [...byText.entries(pods)].reduce((sum, [, { sandboxes, containers, volumes = {} }]) => {
    if (sandboxes[0]?.ready !== true) return sum;
    return [...containers.map(({ layer = {} }) => layer), ...Object.values(volumes)].reduce((all, files) => all + writtenBytes(files), sum);
  }, 0);
