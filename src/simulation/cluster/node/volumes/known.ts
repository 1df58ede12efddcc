/** ConfigMaps and Secrets as a kubelet has them (pkg/kubelet/util/manager, by KubeletConfiguration configMapAndSecretChangeDetectionStrategy). */
import { byText } from '../../../base/ordered-map';
import { SECOND } from '../session';
import type { Session } from '../session';
import type { ConfigObject, HeldObject, Source } from './objects';

const RESOURCES: Readonly<Record<Source, 'configmaps' | 'secrets'>> = { ConfigMap: 'configmaps', Secret: 'secrets' };
const TTL_ANNOTATION = 'node.alpha.kubernetes.io/ttl';
/** defaultTTL of pkg/kubelet/configmap, where the node has no annotation (GetObjectTTLFromNodeFunc). */
const DEFAULT_TTL = 60 * SECOND;

function lifetime({ work, node }: Session): number {
  const seconds = work.view.get('nodes', undefined, node.name)?.metadata.annotations?.[TTL_ANNOTATION] ?? '';
  return /^[+-]?\d+$/.test(seconds) ? Number(seconds) * SECOND : DEFAULT_TTL;
}

function keep(session: Session, key: string, held: HeldObject): void {
  const { work, worker } = session;
  const users = held.users.includes(worker.uid) ? held.users : [...held.users, worker.uid];
  work.memory = { ...work.memory, objects: byText.set(work.memory.objects, key, { ...held, users }) };
}

/**
 * objectCache.Get (`Watch`) follows the object and stops doing so when it is immutable; objectStore.Get (`Cache`) asks for it when its copy is too old, or a Pod reads it for
 * the first time; `Get` asks each time.
 */
export function knownObject(session: Session, source: Source, name: string): ConfigObject | undefined {
  const { work, node, worker, pod, now } = session;
  const namespace = pod.metadata.namespace ?? 'default';
  const current = work.view.get(RESOURCES[source], namespace, name) as ConfigObject | undefined;
  const strategy = node.config?.strategy ?? 'Watch';
  if (strategy === 'Get') return current;
  const key = `${source}/${namespace}/${name}`;
  const held = byText.get(work.memory.objects, key);
  const isHeld = held !== undefined && (strategy === 'Watch' || (held.users.includes(worker.uid) && now < held.at + lifetime(session)));
  if (isHeld) {
    if (!held.users.includes(worker.uid)) keep(session, key, held);
    return held.object;
  }
  if (current !== undefined && (strategy === 'Cache' || current.immutable === true)) keep(session, key, { object: current, at: now, users: held?.users ?? [] });
  return current;
}

/** UnregisterPod: what nobody reads any more is forgotten. */
export function forgetUser(session: Session): void {
  const { work, worker } = session;
  for (const [key, held] of byText.entries(work.memory.objects)) {
    if (!held.users.includes(worker.uid)) continue;
    const users = held.users.filter((uid) => uid !== worker.uid);
    work.memory = { ...work.memory, objects: users.length === 0 ? byText.delete(work.memory.objects, key) : byText.set(work.memory.objects, key, { ...held, users }) };
  }
}
