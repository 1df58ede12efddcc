import { encodeObject } from '../../api/request/encode';
import type { JsonObject } from '../../api/schema/walk';
import { groupQualified } from '../../api/status';
import type { ApiObject } from '../../api/types';
import { printYaml } from '../../api/yaml';
import type { Printable } from '../../api/yaml';
import { servedRegistry } from '../../cluster/apiserver/served';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import { objectsIn } from '../../cluster/store/store';

/** What a cluster makes by itself, and what says what happened in it. */
const ITS_OWN: ReadonlySet<string> = new Set(['Event', 'Lease', 'Endpoints', 'EndpointSlice', 'Node', 'CSINode', 'CSIDriver', 'ComponentStatus', 'ControllerRevision', 'VolumeAttachment', 'CSIStorageCapacity', 'FlowSchema', 'PriorityLevelConfiguration', 'APIService', 'ServiceCIDR', 'IPAddress']);
/** What has to be there before the others. */
const FIRST = ['Namespace', 'CustomResourceDefinition', 'PriorityClass', 'StorageClass', 'ServiceAccount', 'ConfigMap', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim'];

const isNamed = ({ kind, metadata }: ApiObject, ...names: readonly [string, string][]): boolean => names.some(([one, name]) => one === kind && metadata.name === name);

/** Whether the cluster made it, or something in it: it comes back by itself. */
function isMade(object: ApiObject): boolean {
  const { namespace = '', labels = {}, name = '', ownerReferences = [] } = object.metadata;
  return ITS_OWN.has(object.kind) || ownerReferences.length > 0 || namespace.startsWith('kube-') || labels['kubernetes.io/bootstrapping'] !== undefined
    || isNamed(object, ['Service', 'kubernetes'], ['ServiceAccount', 'default'], ['ConfigMap', 'kube-root-ca.crt'], ['Namespace', 'default'])
    || (object.kind === 'Namespace' && name.startsWith('kube-')) || (object.kind === 'PriorityClass' && name.startsWith('system-')) || (/^(Cluster)?Role(Binding)?$/.test(object.kind) && name.startsWith('system:'))
    || (object.kind === 'PersistentVolume' && object.metadata.annotations?.['pv.kubernetes.io/provisioned-by'] !== undefined);
}

const SERVERS = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'finalizers'];
const SAID = /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/(bind-completed|bound-by-controller)|volume\.(beta\.)?kubernetes\.io\/(storage-provisioner|selected-node))$/;

const without = (object: JsonObject, fields: readonly string[]): JsonObject => Object.fromEntries(Object.entries(object).filter(([name, value]) => !fields.includes(name) && value !== undefined)) as JsonObject;
const isRecord = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A Pod's spec without what admission and the scheduler put in. */
function podSpec(spec: JsonObject): JsonObject {
  const isToken = (value: unknown): boolean => isRecord(value) && String(value.name).startsWith('kube-api-access-');
  const isGiven = (value: unknown): boolean => isRecord(value) && /^node\.kubernetes\.io\/(not-ready|unreachable)$/.test(String(value.key)) && value.tolerationSeconds === 300;
  const rest = (list: unknown, drop: (value: unknown) => boolean): unknown => (Array.isArray(list) ? list.filter((one) => !drop(one)) : list);
  const container = (value: unknown): unknown => (isRecord(value) ? filled({ ...value, volumeMounts: rest(value.volumeMounts, isToken) }) : value);
  const containers = (list: unknown): unknown => (Array.isArray(list) ? list.map(container) : list);
  return filled({ ...without(spec, ['nodeName', 'serviceAccount', ...(spec.serviceAccountName === 'default' ? ['serviceAccountName'] : [])]), volumes: rest(spec.volumes, isToken), tolerations: rest(spec.tolerations, isGiven), containers: containers(spec.containers), initContainers: containers(spec.initContainers) });
}

/** Without lists that hold nothing. */
const filled = (object: Readonly<Record<string, unknown>>): JsonObject => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as JsonObject;

function specOf(kind: string, spec: JsonObject): JsonObject {
  if (kind === 'Pod') return podSpec(spec);
  if (kind === 'Service') return without(spec, spec.clusterIP === 'None' ? [] : ['clusterIP', 'clusterIPs']);
  if (kind === 'PersistentVolumeClaim') return without(spec, ['volumeName']);
  if (kind === 'PersistentVolume' && isRecord(spec.claimRef)) return { ...spec, claimRef: without(spec.claimRef, ['uid', 'resourceVersion']) };
  if (kind === 'Job' && spec.manualSelector !== true) return withoutJobLabels(spec);
  return spec;
}

const JOB_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** A Job's selector and the labels of its template are made from its UID. */
function withoutJobLabels(spec: JsonObject): JsonObject {
  const { template } = spec;
  if (!isRecord(template) || !isRecord(template.metadata) || !isRecord(template.metadata.labels)) return without(spec, ['selector']);
  return { ...without(spec, ['selector']), template: { ...template, metadata: { ...template.metadata, labels: without(template.metadata.labels, JOB_LABELS) } } };
}

/** An object as a manifest that another cluster takes. */
function manifestOf(json: JsonObject): JsonObject {
  const { metadata, spec, kind, ...rest } = without(json, ['status']);
  const meta = without(isRecord(metadata) ? metadata : {}, SERVERS);
  const annotations = isRecord(meta.annotations) ? Object.fromEntries(Object.entries(meta.annotations).filter(([name]) => !SAID.test(name))) : {};
  const labels = isRecord(meta.labels) ? without(meta.labels, kind === 'Job' ? JOB_LABELS : []) : {};
  const some = (name: string, map: object): object => (Object.keys(map).length === 0 ? {} : { [name]: map });
  return { ...rest, kind, metadata: { ...without(meta, ['annotations', 'labels']), ...some('labels', labels), ...some('annotations', annotations) }, ...(isRecord(spec) ? { spec: specOf(String(kind), spec) } : {}) } as JsonObject;
}

/** What somebody has put into a cluster, as manifests for another one: YAML, several documents, in an order that can be applied. Empty where there is nothing. `stands`: what was there before (kind/name). */
export function manifestsOf(config: ClusterConfig, cluster: Cluster, stands: ReadonlySet<string>): string {
  const { kinds } = servedRegistry(config.server, cluster.server.store);
  const rank = (kind: string): number => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return [...kinds]
    .filter(({ resource }) => resource !== undefined)
    .sort((a, b) => rank(a.kind) - rank(b.kind))
    .flatMap((kind) => objectsIn(cluster.server.store.tables, groupQualified(kind.resource!.group, kind.resource!.plural)).filter((object) => object.apiVersion === kind.apiVersion && !isMade(object) && !stands.has(`${object.kind}/${object.metadata.name}`)).map((object) => printYaml(manifestOf(encodeObject(kind, object)) as Printable)))
    .join('---\n');
}
