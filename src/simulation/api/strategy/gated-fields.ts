import type { KindHooks } from '../kind';
import { listOf, objectOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';
import type { FieldPath } from './traits';

/** ContainerStopSignals is off: a lifecycle that said only that is none. */
function withoutStopSignal(container: JsonObject): JsonObject {
  const { lifecycle } = container;
  if (!isObject(lifecycle) || lifecycle.stopSignal === undefined) return container;
  const rest = without(lifecycle, 'stopSignal');
  return Object.keys(rest).length === 0 ? without(container, 'lifecycle') : { ...container, lifecycle: rest };
}

/** ClusterTrustBundleProjection and PodCertificateRequest are off: what projects only those projects nothing. */
function withoutBundles(volume: JsonObject): JsonObject {
  const { projected } = volume;
  if (!isObject(projected) || !Array.isArray(projected.sources)) return volume;
  return { ...volume, projected: { ...projected, sources: projected.sources.map((source: unknown) => without(objectOf(source), 'clusterTrustBundle', 'podCertificate')) } };
}

/** DropDisabledPodFields (pkg/api/pod): what the gates of 1.36 keep out of a Pod's specification by default. */
function withoutGated(spec: JsonObject): JsonObject {
  const mapped = (name: string, change: (item: JsonObject) => JsonObject): JsonObject => (Array.isArray(spec[name]) ? { [name]: listOf(spec[name]).map((item) => (isObject(item) ? change(item) : item)) } : {});
  const lists = Object.assign({}, ...['containers', 'initContainers', 'ephemeralContainers'].map((name) => mapped(name, withoutStopSignal)), mapped('volumes', withoutBundles));
  return without({ ...spec, ...lists }, 'schedulingGroup');
}

function changeAt(object: JsonObject, [name = '', ...rest]: FieldPath): JsonObject {
  const inner = object[name];
  if (!isObject(inner)) return object;
  return { ...object, [name]: rest.length === 0 ? withoutGated(inner) : changeAt(inner, rest) };
}

/** A strategy of a kind that holds a Pod's specification at a place: it drops what gates keep out first. */
export function droppingGated(strategy: KindHooks<ApiObject>, path: FieldPath): KindHooks<ApiObject> {
  const drop = (object: ApiObject): ApiObject => changeAt(object as unknown as JsonObject, path) as unknown as ApiObject;
  return {
    ...strategy,
    prepareForCreate: (object, context) => strategy.prepareForCreate?.(drop(object), context) ?? drop(object),
    prepareForUpdate: (object, old) => strategy.prepareForUpdate?.(drop(object), old) ?? drop(object),
  };
}
