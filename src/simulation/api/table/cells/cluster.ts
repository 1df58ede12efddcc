import { humanDuration } from '../../../base/go/human-duration';
import { parseTime } from '../../../base/time';
import { eventIn } from '../../conversion/event';
import type { APIService } from '../../generated/types/apiregistration.v1';
import type { CertificateSigningRequest } from '../../generated/types/certificates.v1';
import type { Lease } from '../../generated/types/coordination.v1';
import type { ConfigMap, Event, Namespace, Node, ResourceQuota, Secret, ServiceAccount } from '../../generated/types/core.v1';
import type { RuntimeClass } from '../../generated/types/node.v1';
import type { PriorityClass } from '../../generated/types/scheduling.v1';
import type { ApiObject } from '../../types';
import { age, cells, conditionStatus, nameCell, since } from './common';
import type { CellTable } from './common';

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

/** findNodeRoles. */
export function nodeRoles({ metadata }: Node): readonly string[] {
  const roles = Object.entries(metadata.labels ?? {}).map(([key, value]) => (key.startsWith(ROLE_PREFIX) ? key.slice(ROLE_PREFIX.length) : key === ROLE_LABEL ? value : ''));
  return [...new Set(roles.filter((role) => role !== ''))].sort();
}

function nodeStatus({ spec, status }: Node): string {
  const ready = conditionStatus(status?.conditions, 'Ready');
  return [ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady', ...(spec?.unschedulable === true ? ['SchedulingDisabled'] : [])].join(',');
}

const address = ({ status }: Node, wanted: string): string => status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>';

function nodeCells(one: Node, now: number): readonly string[] {
  const info = one.status?.nodeInfo;
  const known = (text: string | undefined): string => (text === undefined || text === '' ? '<unknown>' : text);
  const kernel = (info?.architecture ?? '') === '' ? known(info?.kernelVersion) : `${known(info?.kernelVersion)} (${info?.architecture})`;
  return [
    nameCell(one), nodeStatus(one), nodeRoles(one).join(',') || '<none>', age(one, now), info?.kubeletVersion ?? '',
    address(one, 'InternalIP'), address(one, 'ExternalIP'), known(info?.osImage), kernel, known(info?.containerRuntimeVersion),
  ];
}

/** formatEventSource. */
export function eventSource({ source, reportingComponent = '', reportingInstance = '' }: Event): string {
  const component = source?.component || reportingComponent;
  const instance = source?.host || reportingInstance;
  return instance === '' ? component : `${component}, ${instance}`;
}

function eventCells(one: Event, now: number): readonly (string | number)[] {
  const first = one.firstTimestamp === undefined || one.firstTimestamp === null ? since(one.eventTime, now) : since(one.firstTimestamp, now);
  const last = one.series === undefined ? (one.lastTimestamp === undefined || one.lastTimestamp === null ? first : since(one.lastTimestamp, now)) : since(one.series.lastObservedTime, now);
  const { kind = '', name = '', fieldPath = '' } = one.involvedObject;
  const target = name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
  return [last, one.type ?? '', one.reason ?? '', target, fieldPath, eventSource(one), (one.message ?? '').trim(), first, one.series?.count ?? (one.count || 1), nameCell(one)];
}

function signingStatus({ status }: CertificateSigningRequest): string {
  const has = (wanted: string): boolean => status?.conditions?.some(({ type }) => type === wanted) === true;
  const verdict = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return `${verdict}${has('Failed') ? ',Failed' : ''}${(status?.certificate ?? '') === '' ? '' : ',Issued'}`;
}

function quotaCells(one: ResourceQuota, now: number): readonly string[] {
  const names = Object.keys(one.status?.hard ?? {}).sort();
  const shown = (name: string): string => `${name}: ${one.status?.used?.[name] ?? '0'}/${one.status?.hard?.[name] ?? '0'}`;
  const isLimit = (name: string): boolean => name.startsWith('limits.');
  return [nameCell(one), names.filter((name) => !isLimit(name)).map(shown).join(', '), names.filter(isLimit).map(shown).join(', '), age(one, now)];
}

/** v1 ComponentStatus, which the schema of the recordings leaves out. */
interface ComponentStatus extends ApiObject {
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string; readonly error?: string }[];
}

function componentCells(one: ComponentStatus): readonly string[] {
  const healthy = one.conditions?.find(({ type }) => type === 'Healthy');
  return [nameCell(one), healthy === undefined ? 'Unknown' : healthy.status === 'True' ? 'Healthy' : 'Unhealthy', healthy?.message ?? '', healthy?.error ?? ''];
}

const size = (object: Readonly<Record<string, unknown>> | null | undefined): number => Object.keys(object ?? {}).length;

/** kube-aggregator pkg/registry/apiservice/etcd. */
function apiServiceCells(one: APIService, now: number): readonly string[] {
  const { service } = one.spec;
  const { status = 'Unknown', reason = '' } = one.status?.conditions?.find(({ type }) => type === 'Available') ?? {};
  return [nameCell(one), service === undefined ? 'Local' : `${service.namespace ?? ''}/${service.name ?? ''}`, status === 'True' || reason === '' ? status : `${status} (${reason})`, age(one, now)];
}

export const CLUSTER_CELLS: CellTable = {
  'apiregistration.v1.APIService': cells<APIService>(apiServiceCells),
  'core.v1.Namespace': cells<Namespace>((one, now) => [nameCell(one), one.status?.phase ?? '', age(one, now)]),
  'core.v1.Node': cells<Node>(nodeCells),
  'core.v1.Event': cells<Event>(eventCells),
  // A row is printed of the internal Event, whichever version was asked for.
  'events.v1.Event': (event, now) => eventCells(eventIn(event, 'v1') as Event, now),
  'core.v1.ConfigMap': cells<ConfigMap>((one, now) => [nameCell(one), size(one.data) + size(one.binaryData), age(one, now)]),
  'core.v1.Secret': cells<Secret>((one, now) => [nameCell(one), one.type ?? '', size(one.data), age(one, now)]),
  'core.v1.ServiceAccount': cells<ServiceAccount>((one, now) => [nameCell(one), age(one, now)]),
  'core.v1.ResourceQuota': cells<ResourceQuota>(quotaCells),
  'core.v1.ComponentStatus': cells<ComponentStatus>(componentCells),
  'certificates.v1.CertificateSigningRequest': cells<CertificateSigningRequest>((one, now) => [
    nameCell(one), age(one, now), one.spec.signerName || '<none>', one.spec.username ?? '', one.spec.expirationSeconds === undefined ? '<none>' : humanDuration(one.spec.expirationSeconds * 1_000_000), signingStatus(one),
  ]),
  'coordination.v1.Lease': cells<Lease>((one, now) => [nameCell(one), one.spec?.holderIdentity ?? '', age(one, now)]),
  'node.v1.RuntimeClass': cells<RuntimeClass>((one, now) => [nameCell(one), one.handler, age(one, now)]),
  'scheduling.v1.PriorityClass': cells<PriorityClass>((one, now) => [nameCell(one), one.value ?? 0, one.globalDefault ?? false, age(one, now), one.preemptionPolicy ?? '']),
};

/** What a date looks like in the columns of a kind without a table of its own. */
export const createdAt = (time: string | undefined): string => (parseTime(time ?? '') === undefined ? '<unknown>' : (time ?? ''));
