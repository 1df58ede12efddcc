/** An object's value as it lies in etcd: protobuf behind `k8s\0` (apimachinery pkg/runtime/serializer/protobuf), or encrypted. */
import { sha256Words } from '../../base/sha';
import type { ApiObject } from '../../api';
import { decodeBase64 } from '../../api/go-template/base64';
import { isObject } from '../../api/schema/walk';
import { parseTime } from '../../base/time';
import type { Cluster } from '../cluster-state';
import { goJson } from '../../base/go/json';
import { DEFINITIONS } from '../apiserver/definitions';
import { objectAt, objectsIn } from '../store/store';
import type { Tables } from '../store/store';
import { storedPrefix } from './configuration';

type Bytes = readonly number[];

const text = (value: string): Bytes => [...new TextEncoder().encode(value)];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

const field = (number: number, bytes: Bytes): Bytes => [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
const string = (number: number, value: string): Bytes => field(number, text(value));
const whole = (number: number, value: number): Bytes => [...varint(number * 8), ...varint(value)];

const mapOf = (number: number, entries: Readonly<Record<string, string>>): Bytes => Object.keys(entries).sort().flatMap((key) => [...field(number, [...string(1, key), ...string(2, entries[key]!)])]);

const timeOf = (number: number, value: string | undefined): Bytes => (value === undefined ? [] : field(number, whole(1, Math.floor((parseTime(value) ?? 0) / 1_000_000))));

/** ObjectMeta (api/meta/v1 generated.proto); its resource version is not stored. */
function metadataOf({ name = '', generateName = '', namespace = '', uid = '', creationTimestamp, labels = {}, annotations = {}, managedFields = [] }: ApiObject['metadata']): Bytes {
  const managed = managedFields.flatMap((one) => field(17, [
    ...string(1, one.manager ?? ''), ...string(2, one.operation ?? ''), ...string(3, one.apiVersion ?? ''), ...timeOf(4, one.time), ...string(6, one.fieldsType ?? ''), ...field(7, string(1, JSON.stringify(one.fieldsV1 ?? {}))), ...string(8, one.subresource ?? ''),
  ]));
  return [...string(1, name), ...string(2, generateName), ...string(3, namespace), ...string(4, ''), ...string(5, uid), ...string(6, ''), ...whole(7, 0), ...timeOf(8, creationTimestamp), ...mapOf(11, labels), ...mapOf(12, annotations), ...managed];
}

type Config = ApiObject & { readonly data?: Readonly<Record<string, string>>; readonly type?: string; readonly immutable?: boolean };

/** A Secret or a ConfigMap. */
function configOf({ kind, metadata, data = {}, type = '', immutable }: Config): Bytes {
  const secret = kind === 'Secret';
  const values = secret ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)])) : data;
  return [...field(1, metadataOf(metadata)), ...mapOf(2, values), ...(secret ? string(3, type) : []), ...(immutable === undefined ? [] : whole(secret ? 5 : 4, Number(immutable)))];
}

/** runtime.Unknown. */
const plain = (object: ApiObject): Bytes => [...text('k8s\0'), ...field(1, [...string(1, object.apiVersion), ...string(2, object.kind)]), ...field(2, configOf(object as Config)), ...string(3, ''), ...string(4, '')];

/** As good as by chance, and the same each time; printable, so that no terminal is put out by it. */
function noise(seed: string, length: number): Bytes {
  const bytes: number[] = [];
  for (let count = 0; bytes.length < length; count += 1) for (const word of sha256Words(new TextEncoder().encode(`${seed}/${count}`))) bytes.push(...[0, 8, 16, 24].map((shift) => 0x21 + (((word >> shift) & 255) % 94)));
  return bytes.slice(0, length);
}

/** Of a Secret or ConfigMap. What is encrypted is not really so: nobody here could read it, and its length is right. */
export function storedValue(object: ApiObject, prefix: string): Uint8Array {
  const bytes = plain(object);
  const { uid = '', resourceVersion = '' } = object.metadata;
  return Uint8Array.from(prefix === '' ? bytes : [...text(prefix), ...noise(`${uid}/${resourceVersion}`, bytes.length + 40)]);
}

/** As Go writes maps. */
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : isObject(value) ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])])) : value);

/** A custom resource is kept as JSON (UnstructuredJSONScheme), in the version that its definition stores. */
function customValue(tables: Tables, key: string): string | undefined {
  const [group = '', plural = '', ...place] = key.replace('/registry/', '').split('/');
  const resource = `${plural}.${group}`;
  const object = objectAt(tables, DEFINITIONS, resource) === undefined ? undefined : objectAt(tables, resource, place.join('/'));
  if (object === undefined) return undefined;
  const { resourceVersion: _, ...metadata } = object.metadata;
  return goJson(sorted({ ...object, metadata }));
}

/** What is behind a key of a Secret or ConfigMap, or of a custom resource, as a terminal would show its bytes; undefined where there is none. */
export function valueInEtcd({ encryption = [], server: { store: { tables } } }: Cluster, key: string): string | undefined {
  const [, resource = '', namespace = '', name = ''] = /^\/registry\/(secrets|configmaps)\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
  if (resource === '') return customValue(tables, key);
  const object = objectsIn(tables, resource).find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  return object === undefined ? undefined : new TextDecoder('utf-8').decode(storedValue(object, storedPrefix(encryption, resource, Number(object.metadata.resourceVersion))));
}
