/** A file system grows on the node where its volume is mounted (pkg/volume/util/operationexecutor/node_expander.go). */
import type { Pod } from '../../../api';
import { expansionOf, nodeHasExpanded } from '../../controllers/csi/expansion';
import { RequestError } from '../../control/client';
import type { Session } from '../session';
import { disksOf } from './attached';

/** NodeExpander.expandOnPlugin, of each volume of the Pod that waits for it. */
export function expandVolumes(session: Session, pod: Pod): void {
  for (const { claim, volume } of disksOf(pod, session.work.view)) {
    if (expansionOf(claim) !== 'NodeResizePending') continue;
    const message = `MountVolume.NodeExpandVolume succeeded for volume "${volume.metadata.name ?? ''}" ${session.node.name}`;
    try {
      session.work.client.update(nodeHasExpanded(claim, String(volume.spec?.capacity?.['storage'] ?? '0')), 'status');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      continue;
    }
    session.say('Normal', 'FileSystemResizeSuccessful', message);
    session.work.event(claim, 'Normal', 'FileSystemResizeSuccessful', message);
  }
}
