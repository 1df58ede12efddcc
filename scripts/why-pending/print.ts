import type { PendingGroup, Remedy, WhatIf } from '../../src/simulation/scheduler/why-pending';

/** What an answer may miss when the dump has no object of a kind that the cluster has. */
const MATTERS: Readonly<Record<string, string>> = {
  Node: 'no node is known, so no Pod can be placed',
  PersistentVolume: 'Pods with bound claims are said to miss their volume',
  PersistentVolumeClaim: 'Pods with claims are said to miss them',
  StorageClass: 'claims that wait for a consumer look unbound',
  CSINode: 'limits of attachable volumes are not known',
  PodDisruptionBudget: 'victims are chosen as if no budget protected them',
  Namespace: 'namespace selectors of affinity terms match nothing',
  ReplicaSet: 'Pods are not spread by default, which changes scores only',
};

const amount = (resource: string, value: number): string =>
  resource === 'cpu' ? `${value}m` : resource === 'memory' || resource === 'ephemeral-storage' ? `${Math.floor(value / 1024 ** 2)}Mi` : String(value);

function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'toleration':
      return `tolerate ${remedy.taint.key}${remedy.taint.value ? `=${remedy.taint.value}` : ''}:${remedy.taint.effect}: it goes to ${remedy.node}`;
    case 'uncordon':
      return `kubectl uncordon ${remedy.node}`;
    case 'nodeLabel':
      return `kubectl label node ${remedy.node} ${remedy.label}=${remedy.value}`;
    case 'smallerRequest':
      return `request less: ${remedy.resources.map(({ resource, from, to }) => `${resource} ${amount(resource, to)} instead of ${amount(resource, from)}`).join(', ')}: it goes to ${remedy.node}`;
    case 'softSpread':
      return `spread over ${remedy.topologyKey} with whenUnsatisfiable: ScheduleAnyway: it goes to ${remedy.node}`;
    case 'dropAffinity':
      return `leave out the required Pod ${remedy.rule === 'affinity' ? 'affinity' : 'anti-affinity'}: it goes to ${remedy.node}`;
    case 'higherPriority':
      return `give it priority ${remedy.priority}: it takes the place of ${remedy.victims.join(', ')} on ${remedy.node}`;
    case 'anotherNode':
      return `one more node like ${remedy.like}`;
  }
}

export const shortList = (names: readonly string[]): string => (names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`);

/** One group of Pods that wait for the same reasons, line by line. `all`: every node by name. */
export function groupLines({ pod, pods, decision, reasons, remedies }: PendingGroup, all: boolean): string[] {
  const title = `\n${pod}${pods.length === 1 ? '' : `, and ${pods.length - 1} alike: ${shortList(pods.slice(1))}`}`;
  if (decision.kind === 'scheduled') return [title, `  fits now: ${decision.tied.length > 1 ? `one of ${shortList(decision.tied)}` : decision.node}. Is a scheduler running, or is it still backing off?`];
  if (decision.kind === 'gated') return [title, `  ${decision.status.reasons.join(', ')}`];
  if (decision.kind === 'otherScheduler') return [title, `  asks for scheduler "${decision.schedulerName}", which this configuration does not have`];
  if (decision.kind !== 'unschedulable') return [title];
  const { failure } = decision;
  const { postFilter } = failure;
  return [
    title,
    `  ${failure.message}`,
    ...reasons.map(({ plugin, reasons: words, nodes }) => `  ${nodes.length} × ${words.join(', ')} (${plugin}): ${all ? nodes.join(', ') : shortList(nodes)}`),
    ...(postFilter.kind === 'nominated' ? [`  preemption: ${postFilter.preemption.chosen.victims.map(({ metadata }) => metadata.name).join(', ')} would have to leave ${postFilter.preemption.chosen.node}`] : []),
    ...(remedies.length === 0 ? ['  no single change that we try would place it'] : []),
    ...remedies.map((remedy, i) => `  ${i + 1}. ${remedyText(remedy)}`),
  ];
}

/** What the changes come to. */
export function whatIfLines({ placed, waiting }: WhatIf): string[] {
  const byNode = new Map<string, string[]>();
  for (const { pod, node } of placed) byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  const byMessage = new Map<string, string[]>();
  for (const { pod, message } of waiting) byMessage.set(message, [...(byMessage.get(message) ?? []), pod]);
  return [
    `\nWith these changes ${placed.length} Pods find a place and ${waiting.length} go on waiting.`,
    ...[...byNode].map(([node, pods]) => `  ${node}: ${shortList(pods)}`),
    ...[...byMessage].map(([message, pods]) => `  still waiting: ${shortList(pods)}\n    ${message}`),
    ...waiting.filter(({ victims }) => victims.length > 0).map(({ pod, victims }) => `  ${pod} would evict ${shortList(victims)}`),
  ];
}

export const absentLines = (absent: readonly string[]): string[] => absent.map((kind) => `\nThe dump has no ${kind}. If the cluster has any: ${MATTERS[kind] ?? ''}.`);
