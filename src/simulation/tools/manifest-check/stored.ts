import type { Kind } from '../../api/kind';
import { toJson } from '../../api/manifest/json';
import type { ReadObject } from '../../api/manifest/read-manifests';
import { asObject, createDecoded, decodeAs } from '../../api/request/create';
import { encodeObject } from '../../api/request/encode';
import { objectOf, without } from '../../api/schema/values';
import { isObject, joinPath, walkFields } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';
import { yamlLines } from '../../api/yaml';
import type { Printable, YamlLine } from '../../api/yaml';
import { mutateNew } from '../../policy/admission/mutate';
import { factsFor, POOLS, SYSTEM } from './cluster-facts';

/**
 * Who wrote a line: the author; the author, in another form (`1000m` is stored as `1`); nobody, as Go prints some fields even where they are empty;
 * the defaults of its type; a plug-in of admission; or the server as it stores (status, addresses, generation).
 */
export type Origin = 'sent' | 'changed' | 'empty' | 'default' | 'admission' | 'server';

/** One line of the stored object as YAML. */
export interface StoredLine extends YamlLine {
  readonly origin: Origin;
  /** The Go type and its field: `core.v1.Container`, `imagePullPolicy`; of a map's entry those of the map. Absent where the type is a custom resource's. */
  readonly field?: readonly [owner: string, name: string];
  /** What the author wrote in place of it, with origin `changed`. */
  readonly sent?: string;
}

/** An object as the API server stores it. */
export interface StoredObject {
  readonly lines: readonly StoredLine[];
  /** What the author wrote and the server does not keep, as paths. */
  readonly dropped: readonly string[];
}

/** Values that are given for each request anew: no page can know them. */
const PER_REQUEST = ['uid', 'resourceVersion', 'creationTimestamp', 'managedFields'] as const;

type Paths = ReadonlyMap<string, unknown>;

/** Every path of a value with what stands there, collections among them. */
function pathsOf(value: unknown, path = '', found = new Map<string, unknown>()): Paths {
  if (path !== '') found.set(path, value);
  if (Array.isArray(value)) value.forEach((item: unknown, i) => pathsOf(item, `${path}[${i}]`, found));
  else if (isObject(value)) for (const [name, inner] of Object.entries(value)) pathsOf(inner, joinPath(path, name), found);
  return found;
}

/** What encoding/json leaves out anyway: to write it is to write nothing. */
const isEmpty = (value: unknown): boolean => value === null || value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);

/** A path, then what is around it. */
function* outwards(path: string): Generator<string> {
  for (let around = path; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('.'), around.lastIndexOf('[')))) yield around;
}

/** The field of each path of an object, by its type. */
function fieldsOf(kind: Kind, object: JsonObject): ReadonlyMap<string, readonly [string, string]> {
  const fields = new Map<string, readonly [string, string]>();
  walkFields(kind.schema, kind.type, object, ({ path, owner, field }) => fields.set(path, [owner.name, field.name]));
  return fields;
}

/** Each stage on the way into the storage, as JSON. */
interface Stages {
  readonly read: JsonObject;
  readonly defaulted: JsonObject;
  /** Before the plug-ins, with the name that the server made up. */
  readonly named: JsonObject;
  readonly admitted: JsonObject;
  readonly stored: JsonObject;
}

function stagesOf({ kind, body }: ReadObject, objects: readonly ReadObject[]): Stages | undefined {
  const json = (object: ApiObject): JsonObject => {
    const encoded = encodeObject(kind, object);
    return { ...encoded, metadata: without(objectOf(encoded.metadata), ...PER_REQUEST) };
  };
  const raw = asObject(kind, decodeAs(body, kind).value);
  const defaulted = kind.defaults?.(raw) ?? raw;
  let [named, admitted] = [defaulted, defaulted];
  const answer = createDecoded(raw, kind, {
    system: SYSTEM,
    pools: POOLS,
    admit: (object) => {
      const mutated = mutateNew(object, factsFor(object, objects));
      // A class that neither the text nor every cluster has: what its plug-in would add is not known.
      named = object;
      admitted = 'forbidden' in mutated ? object : mutated.object;
      return { object: admitted };
    },
  });
  return 'status' in answer ? undefined : { read: json(raw), defaulted: json(defaulted), named: json(named), admitted: json(admitted), stored: json(answer.object) };
}

/** The object as it is stored, line by line, with who wrote each; undefined where storing it fails after all (an address outside of the Service range, say). */
export function storedObject(read: ReadObject, objects: readonly ReadObject[]): StoredObject | undefined {
  const stages = stagesOf(read, objects);
  if (stages === undefined) return undefined;
  const sent = pathsOf(toJson(read.body));
  const [empty, defaulted, named, admitted, stored] = [stages.read, stages.defaulted, stages.named, stages.admitted, stages.stored].map((stage) => pathsOf(stage)) as [Paths, Paths, Paths, Paths, Paths];
  const fields = read.kind.custom ? fieldsOf(read.kind, { metadata: stages.stored.metadata }) : fieldsOf(read.kind, stages.stored);
  const originOf = (path: string): Pick<StoredLine, 'origin' | 'sent'> => {
    const written = sent.get(path);
    if (written !== undefined && written !== null) {
      const now = stored.get(path);
      const same = typeof now === 'object' || typeof written === 'object' || now === written;
      return same ? { origin: 'sent' } : { origin: 'changed', sent: String(written) };
    }
    // A struct that is always there is said by what defaults put into it.
    if (empty.has(path) && JSON.stringify(empty.get(path)) === JSON.stringify(stored.get(path))) return { origin: 'empty' };
    return { origin: defaulted.has(path) ? 'default' : admitted.has(path) && !named.has(path) ? 'admission' : 'server' };
  };
  const lines = yamlLines(stages.stored as Printable).map((line): StoredLine => {
    const at = [...outwards(line.path)].find((path) => fields.has(path));
    const field = at === undefined ? undefined : fields.get(at);
    return { ...line, ...originOf(line.path), ...(field === undefined ? {} : { field }) };
  });
  const gone = [...sent].filter(([path, value]) => !isEmpty(value) && !stored.has(path)).map(([path]) => path);
  // Of what is gone only the outermost is named.
  return { lines, dropped: gone.filter((path) => ![...outwards(path)].slice(1).some((around) => gone.includes(around))) };
}
