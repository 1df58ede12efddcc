/** What is made alike before two objects are compared (gitops-engine pkg/diff/diff.go: Normalize, NormalizeSecret, normalizeRole, normalizeEndpoint). */
import { listOf, objectOf, without } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { encodeBase64 } from '../../base/go/base64';
import { groupOf, kindOf, withMetadata } from '../objects';
import type { JsonObject } from '../objects';

/** Turns an object into the one that is compared: the fields that shall be passed over are gone. */
export type Normalizer = (object: JsonObject) => JsonObject;

/** `stringData` as what the API server makes of it. */
function secret(object: JsonObject): JsonObject {
  if (!isObject(object.stringData) && !isObject(object.data)) return object;
  const texts = Object.entries(objectOf(object.stringData)).map(([key, value]): [string, unknown] => [key, typeof value === 'string' ? encodeBase64(value) : value]);
  const data = Object.fromEntries([...Object.entries(objectOf(object.data)), ...texts].map(([key, value]) => [key, value ?? '']));
  return { ...(isObject(object.stringData) ? without(object, 'stringData') : object), data };
}

function role(object: JsonObject, ignoreAggregated: boolean): JsonObject {
  const aggregated = ignoreAggregated && isObject(object.aggregationRule) ? { ...object, rules: null } : object;
  return Array.isArray(aggregated.rules) && aggregated.rules.length === 0 ? { ...aggregated, rules: null } : aggregated;
}

const withProtocol = (port: unknown): unknown => (isObject(port) && (port.protocol === undefined || port.protocol === '') ? { ...port, protocol: 'TCP' } : port);
const endpoints = (object: JsonObject): JsonObject =>
  (Array.isArray(object.subsets) ? { ...object, subsets: listOf(object.subsets).map((subset) => (isObject(subset) && Array.isArray(subset.ports) ? { ...subset, ports: listOf(subset.ports).map(withProtocol) } : subset)) } : object);

/** `ignored` undefined: only what every comparison does. */
export function normalized(object: JsonObject, ignoreAggregatedRoles: boolean, ignored: Normalizer | undefined): JsonObject {
  const bare = Object.hasOwn(objectOf(object.metadata), 'creationTimestamp') ? withMetadata(object, { creationTimestamp: undefined }) : object;
  const [group, kind] = [groupOf(bare), kindOf(bare)];
  let alike = bare;
  if (group === '' && kind === 'Secret') alike = secret(bare);
  else if (group === 'rbac.authorization.k8s.io' && (kind === 'Role' || kind === 'ClusterRole')) alike = role(bare, ignoreAggregatedRoles);
  else if (group === '' && kind === 'Endpoints') alike = endpoints(bare);
  return ignored === undefined ? alike : ignored(alike);
}
