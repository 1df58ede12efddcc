/** What is different between two pictures, one change each: what a reader who does not see the picture is told. */
import type { Picture, PodPicture } from './picture';

export type PictureChange =
  | { readonly kind: 'pod-created' | 'pod-gone'; readonly pod: string; readonly node: string | null }
  | { readonly kind: 'pod-status'; readonly pod: string; readonly node: string | null; readonly from: string; readonly to: string }
  | { readonly kind: 'pod-ready'; readonly pod: string; readonly node: string | null; readonly ready: boolean }
  | { readonly kind: 'pod-bound'; readonly pod: string; readonly node: string }
  | { readonly kind: 'node-ready'; readonly node: string; readonly ready: string }
  | { readonly kind: 'node-closed'; readonly node: string; readonly closed: boolean };

const isReady = ({ ready, containers }: PodPicture): boolean => ready === containers;

function changesOfPod(pod: PodPicture, was: PodPicture): PictureChange[] {
  const { name, node } = pod;
  const bound: PictureChange[] = was.node === null && node !== null ? [{ kind: 'pod-bound', pod: name, node }] : [];
  if (was.status !== pod.status) return [...bound, { kind: 'pod-status', pod: name, node, from: was.status, to: pod.status }];
  return isReady(was) === isReady(pod) ? bound : [...bound, { kind: 'pod-ready', pod: name, node, ready: isReady(pod) }];
}

export function changesBetween(before: Picture, after: Picture): PictureChange[] {
  const pods = new Map(before.pods.map((pod) => [pod.uid, pod]));
  const nodes = new Map(before.nodes.map((node) => [node.name, node]));
  const changes: PictureChange[] = [];
  for (const node of after.nodes) {
    const was = nodes.get(node.name);
    if (was === undefined) continue;
    if (was.ready !== node.ready) changes.push({ kind: 'node-ready', node: node.name, ready: node.ready });
    if (was.unschedulable !== node.unschedulable) changes.push({ kind: 'node-closed', node: node.name, closed: node.unschedulable });
  }
  for (const pod of after.pods) {
    const was = pods.get(pod.uid);
    pods.delete(pod.uid);
    if (was === undefined) changes.push({ kind: 'pod-created', pod: pod.name, node: pod.node });
    else if (was !== pod) changes.push(...changesOfPod(pod, was));
  }
  for (const { name, node } of pods.values()) changes.push({ kind: 'pod-gone', pod: name, node });
  return changes;
}
