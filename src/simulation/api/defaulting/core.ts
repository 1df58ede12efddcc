import { isNil, listOf, objectOf, textOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { fillEmpty, withField } from './fill';
import { pod } from './pod';
import { POD_SPEC_DEFAULTS } from './pod-spec';
import { secret } from './secret';
import { VOLUME_DEFAULTS, persistentVolume, persistentVolumeClaim } from './volumes';
import { RESOURCE_LIST_DEFAULTS } from './walk';
import type { Defaulter, Defaulters } from './walk';

/** SetDefaults_ReplicationController: selector and labels come from the template. */
const replicationController: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  const labels = objectOf(objectOf(spec.template).metadata).labels;
  if (!isObject(labels)) return object;
  const metadata = objectOf(object.metadata);
  const isEmpty = (value: unknown): boolean => Object.keys(objectOf(value)).length === 0;
  return {
    ...object,
    metadata: isEmpty(metadata.labels) ? { ...metadata, labels } : metadata,
    spec: isEmpty(spec.selector) ? { ...spec, selector: labels } : spec,
  };
};

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** SetDefaults_Namespace. */
const namespace: Defaulter = (object) => {
  const metadata = objectOf(object.metadata);
  const name = textOf(metadata.name);
  return name === '' ? object : { ...object, metadata: { ...metadata, labels: { ...objectOf(metadata.labels), [NAME_LABEL]: name } } };
};

/** SetDefaults_LimitRangeItem: of a container's amounts, what is not said follows from what is. */
const limitRangeItem: Defaulter = (item) => {
  if (item.type !== 'Container') return item;
  const limits = { ...objectOf(item.max), ...objectOf(item.default) };
  const requests = { ...objectOf(item.min), ...limits, ...objectOf(item.defaultRequest) };
  const filled = (name: string, list: JsonObject): JsonObject => (Object.keys(list).length === 0 ? {} : { [name]: list });
  return { ...item, ...filled('default', limits), ...filled('defaultRequest', requests) };
};

/** SetDefaults_Endpoints. */
const endpoints: Defaulter = (object) => {
  if (!Array.isArray(object.subsets)) return object;
  const port = (one: unknown): unknown => (isObject(one) ? fillEmpty(one, { protocol: 'TCP' }) : one);
  const subsets = object.subsets.map((subset: unknown) => (isObject(subset) && Array.isArray(subset.ports) ? { ...subset, ports: listOf(subset.ports).map(port) } : subset));
  return { ...object, subsets };
};

/** SetDefaults_NodeStatus: what a node offers is all that it has. */
const nodeStatus: Defaulter = (status) => (isNil(status.allocatable) && !isNil(status.capacity) ? withField(status, 'allocatable', status.capacity) : status);

/** An address and the list that begins with it (conversions of PodStatus and NodeSpec): where both are given and differ, the one is right. */
const firstOf =
  (one: string, all: string, wrap: (text: string) => unknown, unwrap: (item: unknown) => unknown): Defaulter =>
  (object) => {
    const [first] = listOf(object[all]);
    const text = textOf(object[one]);
    if (text === '') return first === undefined ? object : { ...object, [one]: unwrap(first) };
    return unwrap(first) === text ? object : { ...object, [all]: [wrap(text)] };
  };

const podStatus = firstOf('podIP', 'podIPs', (ip) => ({ ip }), (item) => objectOf(item).ip);
const nodeSpec = firstOf('podCIDR', 'podCIDRs', (cidr) => cidr, (item) => item);

/** What stands in Pods, their templates and nothing else. */
export const POD_DEFAULTS: Defaulters = { ...POD_SPEC_DEFAULTS, 'core.v1.Pod': pod, 'core.v1.PodStatus': podStatus };

/** The defaulting functions of v1 (pkg/apis/core/v1/defaults.go) for the kinds that hold no Pod. */
export const CORE_DEFAULTS: Defaulters = {
  ...RESOURCE_LIST_DEFAULTS,
  'core.v1.PersistentVolumeClaimSpec': VOLUME_DEFAULTS['core.v1.PersistentVolumeClaimSpec']!,
  'core.v1.HostPathVolumeSource': VOLUME_DEFAULTS['core.v1.HostPathVolumeSource']!,
  'core.v1.PersistentVolume': persistentVolume,
  'core.v1.PersistentVolumeClaim': persistentVolumeClaim,
  'core.v1.Secret': secret,
  'core.v1.Namespace': namespace,
  'core.v1.NamespaceStatus': (status) => fillEmpty(status, { phase: 'Active' }),
  'core.v1.NodeSpec': nodeSpec,
  'core.v1.NodeStatus': nodeStatus,
  'core.v1.LimitRangeItem': limitRangeItem,
  'core.v1.Endpoints': endpoints,
};

/** The kinds of v1 that hold a template of a Pod. */
export const REPLICATION_CONTROLLER_DEFAULTS: Defaulters = { ...POD_SPEC_DEFAULTS, 'core.v1.ReplicationController': replicationController };

