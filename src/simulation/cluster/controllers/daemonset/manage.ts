import { byText } from '../../../base/ordered-map';
import type { Node, Pod } from '../../../api';
import type { DaemonSet } from '../../../api/generated/types/apps.v1';
import { hasReason, RequestError } from '../../control/client';
import { creationObserved, deletionObserved, expect } from '../../control/expectations';
import { createPod, deletePod, isTerminatingNamespace, podFromTemplate, slowStart } from '../../control/pod-control';
import { isPodReady, phaseOf } from '../../control/pods';
import { boundTo, withDaemonTolerations } from './node-fit';
import { allowsSurge, byAge, fit, GENERATION_LABEL, HASH_LABEL, isAvailable, nodeName, podsByNode, templateGeneration } from './session';
import type { Session } from './session';

const BURST = 250;
const SECOND = 1_000_000;
const LONGEST = 900 * SECOND;

/** What is to be done: nodes that need a Pod, and Pods that go. */
export interface Plan {
  readonly create: readonly string[];
  readonly remove: readonly Pod[];
}

/** flowcontrol.Backoff of the failed Pods: undefined where one may be replaced now, which counts; otherwise how long to wait. */
function waitToReplace({ work, set }: Session, node: string): number | undefined {
  const key = `${set.metadata.uid ?? ''}/${set.status?.observedGeneration ?? 0}/${node}`;
  const entry = byText.get(work.memory.backOff, key);
  const known = entry !== undefined && work.now - entry.last <= 2 * LONGEST ? entry : undefined;
  if (known !== undefined && work.now - known.last < known.wait) return known.wait;
  const wait = known === undefined ? SECOND : Math.min(LONGEST, known.wait * 2);
  work.memory = { ...work.memory, backOff: byText.set(work.memory.backOff, key, { wait, last: work.now }) };
  return undefined;
}

/** Of the Pods on a node those that have ended go, a failed one not too soon after another. */
function ended(session: Session, node: string, pods: readonly Pod[]): { readonly running: readonly Pod[]; readonly remove: readonly Pod[] } {
  const { work, set, key } = session;
  const running: Pod[] = [];
  const remove: Pod[] = [];
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp !== undefined) continue;
    const phase = phaseOf(pod);
    if (phase !== 'Failed' && phase !== 'Succeeded') {
      running.push(pod);
      continue;
    }
    const wait = phase === 'Failed' ? waitToReplace(session, node) : undefined;
    if (wait !== undefined) {
      work.enqueueAfter(key, wait);
      continue;
    }
    const where = `daemon pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''} on node ${node}`;
    if (phase === 'Failed') work.event(set, 'Warning', 'FailedDaemonPod', `Found failed ${where}, will try to kill it`);
    else work.event(set, 'Normal', 'SucceededDaemonPod', `Found succeeded ${where}, will try to delete it`);
    remove.push(pod);
  }
  return { running, remove };
}

/** With surge an old and a new Pod may be on one node; the old one goes when it is not ready, or the new one is available. */
function surplusWithSurge(session: Session, running: readonly Pod[]): readonly Pod[] {
  const ordered = [...running].sort(byAge);
  const isNew = (pod: Pod): boolean => pod.metadata.labels?.[HASH_LABEL] === session.hash;
  const [newest, oldest] = [ordered.find(isNew), ordered.find((pod) => !isNew(pod))];
  const others = ordered.filter((pod) => pod !== newest && pod !== oldest);
  const replaced = newest !== undefined && oldest !== undefined && (!isPodReady(oldest) || isAvailable(session, newest));
  return replaced ? [...others, oldest] : others;
}

/** podsShouldBeOnNode. */
function planFor(session: Session, node: Node, pods: readonly Pod[] | undefined): Plan {
  const name = nodeName(node);
  const { shouldRun, shouldContinueRunning } = fit(session, node);
  if (shouldRun && pods === undefined) return { create: [name], remove: [] };
  if (!shouldContinueRunning) return { create: [], remove: (pods ?? []).filter(({ metadata }) => metadata.deletionTimestamp === undefined) };
  const { running, remove } = ended(session, name, pods ?? []);
  if (!allowsSurge(session.set)) return { create: [], remove: [...remove, ...[...running].sort(byAge).slice(1)] };
  if (running.length <= 1) return { create: running.length === 0 && shouldRun ? [name] : [], remove };
  return { create: [], remove: [...remove, ...surplusWithSurge(session, running)] };
}

/** manage: one Pod on each node that is to have one. */
export function manage(session: Session): Pod | undefined {
  const byNode = podsByNode(session);
  const plans = session.nodes.map((node) => planFor(session, node, byNode.get(nodeName(node))));
  const known = new Set(session.nodes.map(nodeName));
  const lost = [...byNode].filter(([node]) => !known.has(node)).flatMap(([, pods]) => pods.filter(({ spec }) => !spec.nodeName));
  return carryOut(session, { create: plans.flatMap(({ create }) => create), remove: [...plans.flatMap(({ remove }) => remove), ...lost] });
}

/** CreatePodTemplate, for a node. */
function podFor({ set, hash }: Session, node: string): Pod {
  const template = set.spec?.template ?? { spec: { containers: [] } };
  const generation = templateGeneration(set);
  const labels = { ...template.metadata?.labels, ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }), ...(hash === '' ? {} : { [HASH_LABEL]: hash }) };
  const spec = boundTo(withDaemonTolerations(template.spec ?? { containers: [] }), node);
  return podFromTemplate({ ...template, metadata: { ...template.metadata, labels }, spec }, set as DaemonSet);
}

/** syncNodes. Gives the Pod that it created first, alone: its cache has it by the time at which the others, which are created side by side, are done. */
export function carryOut(session: Session, { create, remove }: Plan): Pod | undefined {
  const { work, set, key } = session;
  const [nodes, pods] = [create.slice(0, BURST), remove.slice(0, BURST)];
  work.memory = { ...work.memory, expectations: expect(work.memory.expectations, key, { adds: nodes.length, deletions: pods.length }, work.now) };
  let at = 0;
  let alone: Pod | undefined;
  const { done, error } = slowStart(work, nodes.length, () => {
    const node = nodes[at] ?? '';
    at += 1;
    try {
      const created = createPod(work, podFor(session, node), set);
      if (at === 1) alone = created;
    } catch (failed) {
      if (!(failed instanceof RequestError && isTerminatingNamespace(failed))) throw failed;
    }
  });
  if (done < nodes.length) work.memory = { ...work.memory, expectations: creationObserved(work.memory.expectations, key, nodes.length - done) };
  let first = error;
  work.atOnce(() => {
    for (const pod of pods) {
      try {
        deletePod(work, pod, set);
      } catch (failed) {
        if (!(failed instanceof RequestError)) throw failed;
        work.memory = { ...work.memory, expectations: deletionObserved(work.memory.expectations, key) };
        if (!hasReason(failed, 'NotFound')) first ??= failed;
      }
    }
  });
  if (first !== undefined) throw first;
  return alone;
}
