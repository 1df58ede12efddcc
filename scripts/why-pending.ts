/**
 * `npm run why-pending -- dump.json [[namespace/]pod] [--config scheduler.yaml]`: why the Pending Pods of a cluster wait, node by node, and what
 * would place them. The dump is what this prints; nothing leaves the machine:
 *
 *   kubectl get nodes,pods,pv,pvc,sc,csinode,pdb,priorityclass,ns,deploy,rs -A -o json > dump.json
 */
import { readFileSync } from 'node:fs';
import type { Pod } from '../src/simulation/api';
import { readConfiguration } from '../src/simulation/scheduler/profile/read-configuration';
import { readDump, whyPending } from '../src/simulation/scheduler/why-pending';
import type { Remedy, WhyPending } from '../src/simulation/scheduler/why-pending';

const MATTERS: Record<string, string> = {
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

const shortList = (names: readonly string[]): string => (names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`);

/** Pods that wait for the very same reasons, as replicas do, together. */
function alike(results: readonly WhyPending[]): WhyPending[][] {
  const groups = new Map<string, WhyPending[]>();
  for (const one of results) {
    const key = one.decision.kind === 'unschedulable' ? `${one.decision.failure.message} ${one.remedies.map(({ kind }) => kind).join(' ')}` : one.pod;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function print([{ pod, decision, reasons, remedies }, ...others]: readonly WhyPending[], nodeByNode: boolean): void {
  console.log(`\n${pod}${others.length === 0 ? '' : `, and ${others.length} alike: ${shortList(others.map((one) => one.pod))}`}`);
  if (decision.kind === 'scheduled') return console.log(`  fits now: ${decision.tied.length > 1 ? `one of ${shortList(decision.tied)}` : decision.node}. Is a scheduler running, or is it still backing off?`);
  if (decision.kind === 'gated') return console.log(`  ${decision.status.reasons.join(', ')}`);
  if (decision.kind === 'otherScheduler') return console.log(`  asks for scheduler "${decision.schedulerName}", which this configuration does not have`);
  if (decision.kind !== 'unschedulable') return;
  const { failure } = decision;
  console.log(`  ${failure.message}`);
  for (const { plugin, reasons: words, nodes } of reasons) console.log(`  ${nodes.length} × ${words.join(', ')} (${plugin}): ${nodeByNode ? nodes.join(', ') : shortList(nodes)}`);
  if (failure.postFilter.kind === 'nominated') {
    const { chosen } = failure.postFilter.preemption;
    console.log(`  preemption: ${chosen.victims.map(({ metadata }) => metadata.name).join(', ')} would have to leave ${chosen.node}`);
  }
  if (remedies.length === 0) console.log('  no single change that we try would place it');
  remedies.forEach((remedy, i) => console.log(`  ${i + 1}. ${remedyText(remedy)}`));
}

function main(words: readonly string[]): void {
  const at = words.indexOf('--config');
  const config = at < 0 ? undefined : words[at + 1];
  const [file, name] = at < 0 ? words : words.filter((_, i) => i !== at && i !== at + 1);
  if (file === undefined || (at >= 0 && config === undefined)) throw new Error('Say which dump: npm run why-pending -- dump.json [[namespace/]pod] [--config scheduler.yaml]');
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: cannot be read as JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const dump = readDump(parsed);
  const wanted = (pod: Pod): boolean => name === undefined || name === pod.metadata.name || name === `${pod.metadata.namespace ?? 'default'}/${pod.metadata.name ?? ''}`;
  const results = whyPending(dump, wanted, config === undefined ? {} : readConfiguration(readFileSync(config, 'utf8')));
  if (name !== undefined && results.length === 0) throw new Error(`${file}: has no Pending Pod "${name}"; those are ${shortList(dump.pending.map((pod) => pod.metadata.name ?? ''))}`);
  console.log(`${dump.cluster.nodes.length} nodes, ${dump.cluster.pods?.length ?? 0} Pods on them, ${dump.pending.length} Pending`);
  for (const group of alike(results)) print(group, name !== undefined);
  for (const kind of dump.absent) console.log(`\nThe dump has no ${kind}. If the cluster has any: ${MATTERS[kind] ?? ''}.`);
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
