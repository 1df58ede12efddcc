import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';

/** v1.ObjectTTLAnnotationKey. */
const ANNOTATION = 'node.alpha.kubernetes.io/ttl';

/** ttlBoundaries: how long kubelets may keep ConfigMaps and Secrets, by how many nodes there are. The ranges overlap, so that a node more or less does not change it all the time. */
const BOUNDARIES: readonly { readonly least: number; readonly most: number; readonly seconds: number }[] = [
  { least: 0, most: 100, seconds: 0 }, { least: 90, most: 500, seconds: 15 }, { least: 450, most: 1000, seconds: 30 }, { least: 900, most: 2000, seconds: 60 }, { least: 1800, most: Number.POSITIVE_INFINITY, seconds: 300 },
];

export interface TtlMemory {
  /** Which of the boundaries holds now. */
  readonly step: number;
}

/** addNode and deleteNode: from the boundary that held, up or down as far as the number of nodes asks for. */
export function boundaryStep(step: number, nodes: number): number {
  const { least, most } = BOUNDARIES[step]!;
  if (nodes > most) return boundaryStep(step + 1, nodes);
  return nodes < least ? boundaryStep(step - 1, nodes) : step;
}

/** updateNodeIfNeeded. */
function reconcile(name: string, { view, client, memory }: Work<TtlMemory>): void {
  const node = view.get('nodes', undefined, name);
  const seconds = String(BOUNDARIES[memory.step]!.seconds);
  if (node === undefined || node.metadata.annotations?.[ANNOTATION] === seconds) return;
  client.patch(node, { metadata: { annotations: { [ANNOTATION]: seconds } } });
}

/** pkg/controller/ttl: each node is told how long its kubelet may keep what Pods refer to. */
export const ttlController: Controller<TtlMemory> = {
  name: 'ttl-controller',
  user: controllerUser('ttl-controller'),
  memory: { step: 0 },
  handlers: {
    nodes: ({ type, object }, desk) => {
      if (type !== 'MODIFIED') desk.memory = { step: boundaryStep(desk.memory.step, desk.view.list('nodes').length) };
      if (type !== 'DELETED') desk.enqueue(object.metadata.name ?? '');
    },
  },
  reconcile,
};
