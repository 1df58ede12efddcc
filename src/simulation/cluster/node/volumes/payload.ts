/** The files that a ConfigMap, Secret, downward API or projected volume holds (MakePayload of pkg/volume/configmap and secret, CollectData of downwardapi, collectData of projected). */
import type { Volume } from '../../../api';
import { decodeBase64 } from '../../../api/go-template/base64';
import type { DownwardAPIVolumeFile, KeyToPath, ServiceAccountTokenProjection } from '../../../api/generated/types/core.v1';
import type { Session } from '../session';
import type { Payload } from './atomic-writer';
import { podField, resourceField } from './fields';
import type { ConfigObject, Find, Source } from './objects';
import { podToken } from './token';

const DEFAULT_MODE = 0o644;

/** All values as text. */
export function valuesOf(source: Source, object: ConfigObject | undefined): Readonly<Record<string, string>> {
  const decoded = Object.fromEntries(Object.entries((source === 'Secret' ? object?.data : object?.binaryData) ?? {}).map(([key, value]) => [key, decodeBase64(value)]));
  return source === 'Secret' ? decoded : { ...object?.data, ...decoded };
}

/** What is missing is left out here: whether it may be is `volumeFault`'s question (start/config.ts). */
function keysPayload(values: Readonly<Record<string, string>>, items: readonly KeyToPath[] | undefined, mode: number): Payload {
  if (items === undefined || items.length === 0) return Object.fromEntries(Object.entries(values).map(([key, data]) => [key, { data, mode }]));
  return Object.fromEntries(items.flatMap((item) => (values[item.key] === undefined ? [] : [[item.path, { data: values[item.key]!, mode: item.mode ?? mode }] as const])));
}

const downwardPayload = (session: Session, items: readonly DownwardAPIVolumeFile[] | undefined, mode: number): Payload =>
  Object.fromEntries((items ?? []).map((item) => {
    const data = item.fieldRef !== undefined ? podField(session, item.fieldRef.fieldPath) : item.resourceFieldRef === undefined ? '' : resourceField(session, undefined, item.resourceFieldRef);
    return [item.path, { data, mode: item.mode ?? mode }];
  }));

function tokenPayload(session: Session, wanted: ServiceAccountTokenProjection, before: Payload, mode: number): Payload {
  const data = podToken(session, wanted, before[wanted.path]?.data);
  return data === undefined ? {} : { [wanted.path]: { data, mode } };
}

/** undefined: not a volume of this kind. `before`: what it holds. Certificates of Pods are not made. */
export function payloadOf(session: Session, volume: Volume, find: Find, before: Payload = {}): Payload | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  const of = (source: Source, name: string | undefined, items: readonly KeyToPath[] | undefined, mode: number): Payload => keysPayload(valuesOf(source, find(source, name ?? '')), items, mode);
  if (configMap !== undefined) return of('ConfigMap', configMap.name, configMap.items, configMap.defaultMode ?? DEFAULT_MODE);
  if (secret !== undefined) return of('Secret', secret.secretName, secret.items, secret.defaultMode ?? DEFAULT_MODE);
  if (downwardAPI !== undefined) return downwardPayload(session, downwardAPI.items, downwardAPI.defaultMode ?? DEFAULT_MODE);
  if (projected === undefined) return undefined;
  const mode = projected.defaultMode ?? DEFAULT_MODE;
  return (projected.sources ?? []).reduce<Payload>((all, one) => ({
    ...all,
    ...(one.configMap === undefined ? {} : of('ConfigMap', one.configMap.name, one.configMap.items, mode)),
    ...(one.secret === undefined ? {} : of('Secret', one.secret.name, one.secret.items, mode)),
    ...(one.downwardAPI === undefined ? {} : downwardPayload(session, one.downwardAPI.items, mode)),
    ...(one.serviceAccountToken === undefined ? {} : tokenPayload(session, one.serviceAccountToken, before, mode)),
  }), {});
}
