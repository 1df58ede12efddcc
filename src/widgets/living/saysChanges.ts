import type { PictureChange } from '@site/src/simulation/cluster/picture/changes';
import type { livingMessages } from './messages';

type Texts = (typeof livingMessages)['ko'];

function sentence(change: PictureChange, { changes, nodeReady }: Texts): string {
  switch (change.kind) {
    case 'pod-status': return changes['pod-status'](change.pod, change.from, change.to);
    case 'pod-bound': return changes['pod-bound'](change.pod, change.node);
    case 'pod-ready': return change.ready ? changes['pod-ready'](change.pod) : changes['pod-unready'](change.pod);
    case 'node-ready': return changes['node-ready'](change.node, nodeReady[change.ready as keyof typeof nodeReady]);
    case 'node-closed': return change.closed ? changes['node-closed'](change.node) : changes['node-open'](change.node);
    default: return changes[change.kind](change.pod);
  }
}

/** A sentence a change, at most three; empty when nothing changed. */
export function saysChanges(changes: readonly PictureChange[], text: Texts): string {
  const told = changes.slice(0, 3).map((change) => sentence(change, text));
  return [...told, ...(changes.length > 3 ? [text.changes.more(changes.length - 3)] : [])].join(' ');
}
