import type { Pod } from '../../../api';
import { carryOut } from './manage';
import { fit, isAvailable, isUpdated, limits, nodeName, podsByNode } from './session';
import type { Session } from './session';

interface OnNode {
  readonly node: string;
  readonly fresh: Pod | undefined;
  readonly old: Pod | undefined;
}

/** findUpdatedPodsOnNode: undefined where there are two of a kind, which manage puts in order first. */
function pairOn(session: Session, node: string, pods: readonly Pod[]): OnNode | undefined {
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const fresh = staying.filter((pod) => isUpdated(session, pod));
  const old = staying.filter((pod) => !isUpdated(session, pod));
  return fresh.length > 1 || old.length > 1 ? undefined : { node, fresh: fresh[0], old: old[0] };
}

/** Without surge: old Pods that are not available go at once, others as far as the limit allows. */
function replace(session: Session, nodes: readonly (OnNode | undefined)[], most: number): void {
  let unavailable = 0;
  const gone: Pod[] = [];
  const candidates: Pod[] = [];
  for (const one of nodes) {
    if (one === undefined || (one.fresh === undefined) === (one.old === undefined)) unavailable += 1;
    else if (one.fresh !== undefined) unavailable += isAvailable(session, one.fresh) ? 0 : 1;
    else if (one.old !== undefined && !isAvailable(session, one.old)) {
      gone.push(one.old);
      unavailable += 1;
    } else if (one.old !== undefined && unavailable < most) candidates.push(one.old);
  }
  carryOut(session, { create: [], remove: [...gone, ...candidates.slice(0, Math.max(0, most - unavailable))] });
}

/** With surge: new Pods come first, on as many nodes as the limit allows, and the old one goes when the new one is available. */
function replaceWithSurge(session: Session, nodes: readonly (OnNode | undefined)[], most: number, wanted: number): void {
  const running = (node: string): boolean => session.nodes.some((one) => nodeName(one) === node && fit(session, one).shouldRun);
  let [surge, available] = [0, 0];
  const remove: Pod[] = [];
  const unwanted: Pod[] = [];
  const allowed: string[] = [];
  const candidates: string[] = [];
  for (const one of nodes) {
    if (one === undefined) {
      surge += 1;
      continue;
    }
    const { node, fresh, old } = one;
    const serving = old ?? fresh;
    if (serving !== undefined && isAvailable(session, serving)) available += 1;
    if (old === undefined) continue;
    if (fresh !== undefined) {
      if (isAvailable(session, fresh)) remove.push(old);
      else surge += 1;
    } else if (!isAvailable(session, old)) {
      if (running(node)) allowed.push(node);
      else remove.push(old);
    } else if (!running(node)) unwanted.push(old);
    else if (surge < most) candidates.push(node);
  }
  const spare = Math.max(0, available - wanted);
  carryOut(session, { create: [...allowed, ...candidates.slice(0, Math.max(0, most - surge))], remove: [...remove, ...unwanted.slice(0, spare)] });
}

/** rollingUpdate of pkg/controller/daemon. */
export function rollingUpdate(session: Session): void {
  const byNode = podsByNode(session);
  const wanted = session.nodes.filter((node) => fit(session, node).shouldRun).map(nodeName);
  for (const node of wanted) if (!byNode.has(node)) byNode.set(node, []);
  const { surge, unavailable } = limits(session.set, wanted.length);
  const nodes = [...byNode].map(([node, pods]) => pairOn(session, node, pods));
  if (surge === 0) replace(session, nodes, unavailable);
  else replaceWithSurge(session, nodes, surge, wanted.length);
}
