import { parseLabelSelector } from '../../api/selector';
import { addQuantity, milliValue, quantityOf, unitValue } from '../../api/quantity';
import type { Quantity } from '../../api/quantity';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';
import { parseTime } from '../../base/time';
import { goSort } from '../../base/go/sort';
import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { printDuration } from '../../base/go/duration';
import { metadataOf, nameOf, namespaceOf } from '../resources/info';
import { ask, getObject, listObjects } from '../runtime/client';
import type { Asked } from '../runtime/client';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const METRICS = { group: 'metrics.k8s.io', version: 'v1beta1' };
/** metricsCreationDelay, µs. */
const CREATION_DELAY = 120_000_000;

interface Usage {
  readonly cpu: Quantity;
  readonly memory: Quantity;
}

const usageIn = (json: unknown): Usage => ({ cpu: quantityOf(textOf(objectOf(json).cpu)), memory: quantityOf(textOf(objectOf(json).memory)) });
const NONE: Usage = { cpu: quantityOf('0'), memory: quantityOf('0') };
const added = (usages: readonly Usage[]): Usage => usages.reduce((sum, one) => ({ cpu: addQuantity(sum.cpu, one.cpu), memory: addQuantity(sum.memory, one.memory) }), NONE);
const cells = ({ cpu, memory }: Usage): readonly string[] => [`${milliValue(cpu)}m`, `${Math.floor(unitValue(memory) / 1024 ** 2)}Mi`];

/** NewNodeMetricsSorter and its like: the largest first, or by name. */
const amount = ({ cpu, memory }: Usage, by: string): number => (by === 'cpu' ? milliValue(cpu) : unitValue(memory));

interface Row {
  readonly name: string;
  readonly namespace: string;
  readonly usage: Usage;
  readonly containers: readonly { readonly name: string; readonly usage: Usage }[];
}

const rowOf = (json: JsonObject): Row => {
  const containers = listOf(json.containers).map((one) => ({ name: textOf(objectOf(one).name), usage: usageIn(objectOf(one).usage) }));
  return { name: nameOf(json), namespace: namespaceOf(json), usage: json.usage === undefined ? added(containers.map(({ usage }) => usage)) : usageIn(json.usage), containers };
};

function sorted<T extends { readonly name: string; readonly usage: Usage }>(rows: readonly T[], by: string, withNamespace: boolean): readonly T[] {
  const key = (row: T): string => `${withNamespace ? ((row as { readonly namespace?: string }).namespace ?? '') : ''}/${row.name}`;
  return goSort([...rows], (a, b) => (by === '' ? key(a) < key(b) : amount(a.usage, by) > amount(b.usage, by)));
}

function* metricsOf(session: Session, asked: Omit<Asked, 'group' | 'version' | 'verb'>): Steps<readonly Row[]> {
  try {
    const answer = yield* ask(session, { ...METRICS, verb: asked.name === undefined ? 'list' : 'get', ...asked });
    const found: readonly ApiObject[] = 'list' in answer ? answer.list : 'object' in answer ? [answer.object] : [];
    return found.map((one) => rowOf(one as unknown as JsonObject));
  } catch (error) {
    // A group version whose server does not answer is stale in the API server's discovery, and no version of it is left.
    if (error instanceof ServerError && (error.failure.reason === 'ServiceUnavailable' || (error.failure.reason === 'NotFound' && error.failure.message.startsWith('the server could not find the requested resource')))) throw new KubectlError('Metrics API not available');
    throw error;
  }
}

function selectorOf({ flags, args }: Session, both: string, selectors: readonly string[]): string {
  const by = flags.text('sort-by');
  if (by !== '' && by !== 'cpu' && by !== 'memory') throw new KubectlError('--sort-by accepts only cpu or memory');
  if (args.length > 0 && selectors.some((name) => flags.text(name) !== '')) throw new KubectlError(both);
  const read = parseLabelSelector(flags.text('selector'));
  if (!read.ok) throw new KubectlError(read.error);
  return flags.text('selector');
}

const print = ({ machine }: Session, lines: readonly (readonly string[])[]): void => machine.out(alignColumns(lines.map((line) => `${line.map((cell) => `${cell}\t`).join('')}\n`).join(''), KUBECTL_COLUMNS));

/** verifyEmptyMetrics: why nothing was measured; nothing where there is no Pod. */
function* checkEmpty(session: Session, namespace: string, labelSelector: string, fieldSelector: string): Steps<void> {
  const { machine, args } = session;
  const kind = machine.registry().find('v1', 'Pod')!;
  const pods = args[0] === undefined ? yield* listObjects(session, kind, namespace, { labelSelector, fieldSelector }) : [yield* getObject(session, kind, namespace, args[0])];
  if (pods.length === 0) return;
  for (const pod of pods) {
    const age = machine.now() - (parseTime(textOf(metadataOf(pod).creationTimestamp)) ?? machine.now());
    if (age > CREATION_DELAY) throw new KubectlError(`Metrics not available for pod ${namespaceOf(pod)}/${nameOf(pod)}, age: ${printDuration(BigInt(age) * 1000n)}`);
  }
  throw new KubectlError('metrics not available yet');
}

/** `kubectl top pod` (pkg/cmd/top/top_pod.go; pkg/metricsutil). */
export const topPod: Verb = function* topPod(session) {
  const { flags, args, machine } = session;
  const labelSelector = selectorOf(session, 'only one of NAME or selector can be provided', ['selector', 'field-selector']);
  const fieldSelector = flags.text('field-selector');
  const all = flags.bool('all-namespaces');
  const { name: own } = session.namespace();
  const namespace = all ? '' : own;
  const found = yield* metricsOf(session, {
    resource: 'pods', ...(namespace === '' ? {} : { namespace }), ...(args[0] === undefined ? {} : { name: args[0] }),
    ...(labelSelector === '' ? {} : { labelSelector }), ...(fieldSelector === '' ? {} : { fieldSelector }),
  });
  if (found.length === 0) {
    yield* checkEmpty(session, namespace, labelSelector, fieldSelector);
    machine.err(all ? 'No resources found\n' : `No resources found in ${own} namespace.\n`);
    return;
  }
  const [by, each] = [flags.text('sort-by'), flags.bool('containers')];
  const head = [...(all ? ['NAMESPACE'] : []), ...(each ? ['POD'] : []), 'NAME', 'CPU(cores)', 'MEMORY(bytes)'];
  const lines = sorted(found, by, all).flatMap((row) => {
    const place = all ? [row.namespace] : [];
    return each ? sorted(row.containers, by, false).map(({ name, usage }) => [...place, row.name, name, ...cells(usage)]) : [[...place, row.name, ...cells(row.usage)]];
  });
  const empty = Array.from({ length: head.length - 2 }, () => '');
  const sum = flags.bool('sum') ? [[...empty, '________', '________'], [...empty, ...cells(added(found.map(({ usage }) => usage)))]] : [];
  print(session, [...(flags.bool('no-headers') ? [] : [head]), ...lines, ...sum]);
};

const share = (used: number, room: number): string => `${room === 0 ? 0 : Math.trunc((used / room) * 100)}%`;

/** `kubectl top node` (pkg/cmd/top/top_node.go). */
export const topNode: Verb = function* topNode(session) {
  const { flags, args, machine } = session;
  const labelSelector = selectorOf(session, 'only one of NAME or --selector can be provided', ['selector']);
  const found = yield* metricsOf(session, { resource: 'nodes', ...(args[0] === undefined ? {} : { name: args[0] }), ...(labelSelector === '' ? {} : { labelSelector }) });
  if (found.length === 0) throw new KubectlError('metrics not available yet');
  const kind = machine.registry().find('v1', 'Node')!;
  const nodes = args[0] === undefined ? yield* listObjects(session, kind, '', { labelSelector }) : [yield* getObject(session, kind, '', args[0])];
  const room = new Map(nodes.map((node) => [nameOf(node), usageIn(objectOf(node.status)[flags.bool('show-capacity') ? 'capacity' : 'allocatable'])]));
  const lines = sorted(found, flags.text('sort-by'), false).map(({ name, usage }) => {
    const [cpu, memory] = cells(usage);
    const of = room.get(name) ?? NONE;
    return [name, cpu!, share(milliValue(usage.cpu), milliValue(of.cpu)), memory!, share(unitValue(usage.memory), unitValue(of.memory))];
  });
  const missing = [...room.keys()].filter((name) => !found.some((row) => row.name === name)).map((name) => [name, '<unknown>', '<unknown>', '<unknown>', '<unknown>']);
  print(session, [...(flags.bool('no-headers') ? [] : [['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)']]), ...lines, ...missing]);
};
