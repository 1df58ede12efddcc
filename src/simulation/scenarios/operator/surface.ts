/** What the operator's program can do with the cluster: the methods of the `cluster` that it is called with. */
import type { ApiObject } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { formatTime } from '../../base/time';
import { Callable, copied, plain, ScriptError, Thrown } from '../../base/script';
import { resourceOf } from '../../cluster/apiserver/resource';
import type { Answer, Request } from '../../cluster/apiserver/types';
import type { Client } from '../../cluster/control/client';
import type { Work } from '../../cluster/control/controller';
import { objectAt, objectsIn } from '../../cluster/store/store';

/** One request that it made. `failed`: why it was refused; `same`: it changed nothing. */
export interface Deed {
  readonly verb: 'create' | 'apply' | 'patch' | 'status' | 'delete';
  readonly kind: string;
  readonly name: string;
  readonly outcome: 'done' | 'same' | 'failed';
  readonly message?: string;
}

/** As many steps does a request count for. */
const REQUEST = 50;

const isObject = (value: unknown): value is ApiObject => typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as ApiObject).apiVersion === 'string' && typeof (value as ApiObject).kind === 'string' && typeof (value as ApiObject).metadata === 'object';

const refused = (message: string, line: number, more: Readonly<Record<string, unknown>> = {}): Thrown => new Thrown({ name: 'Error', message, ...more }, line);

/** `client`: under whose rights; `did` hears of each write. */
export function surface(work: Work<unknown>, client: Client, key: string, manager: string, did: (deed: Deed) => void): Readonly<Record<string, unknown>> {
  const readable = new Set<string>();
  /** Caches are filled by lists and watches: who may not list has none. */
  const mayRead = (resource: string, line: number): void => {
    if (readable.has(resource)) return;
    const dot = resource.indexOf('.');
    const answer = client.send({ verb: 'list', group: dot < 0 ? '' : resource.slice(dot + 1), resource: dot < 0 ? resource : resource.slice(0, dot), limit: 1, resourceVersion: '0' });
    if ('failure' in answer) throw refused(answer.failure.message, line, { reason: answer.failure.reason, code: answer.failure.code });
    readable.add(resource);
  };
  const place = (value: unknown, line: number): { readonly object: ApiObject; readonly at: Pick<Request, 'group' | 'resource' | 'namespace' | 'name'> } => {
    const object = plain(value, line);
    if (!isObject(object)) throw new ScriptError('an object is wanted here, with apiVersion, kind and metadata', line);
    const at = resourceOf(work.registry, object);
    if (at === undefined) throw refused(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`, line, { reason: 'NotFound', code: 404 });
    const namespaced = work.registry.find(object.apiVersion, object.kind)?.resource?.namespaced === true;
    return { object, at: { ...at, name: object.metadata.name ?? '', ...(namespaced ? { namespace: object.metadata.namespace ?? 'default' } : {}) } };
  };
  const write = (verb: Deed['verb'], { object, at }: ReturnType<typeof place>, request: Omit<Request, 'user' | 'group' | 'resource' | 'namespace' | 'name'>, line: number): unknown => {
    const { resource, group } = at;
    const cell = `${at.namespace === undefined ? '' : `${at.namespace}/`}${at.name ?? ''}`;
    const before = objectAt(work.cluster.server.store.tables, group === '' ? resource : `${resource}.${group}`, cell)?.metadata.resourceVersion;
    const answer: Answer = client.send({ ...request, ...at, fieldManager: manager });
    const deed = { verb, kind: object.kind, name: at.name ?? '' };
    if ('failure' in answer) {
      did({ ...deed, outcome: 'failed', message: answer.failure.message });
      throw refused(answer.failure.message, line, { reason: answer.failure.reason, code: answer.failure.code });
    }
    const given = 'object' in answer ? answer.object : undefined;
    did({ ...deed, outcome: given !== undefined && before === given.metadata.resourceVersion ? 'same' : 'done' });
    return copied(given);
  };
  const methods: Readonly<Record<string, (given: readonly unknown[], line: number) => unknown>> = {
    get: ([resource, at], line) => {
      mayRead(String(resource), line);
      return copied(objectAt(work.view.tables, String(resource), String(at))) ?? null;
    },
    list: ([resource, namespace], line) => {
      mayRead(String(resource), line);
      return objectsIn(work.view.tables, String(resource), namespace === undefined ? undefined : String(namespace)).map(copied);
    },
    create: ([object], line) => {
      const what = place(object, line);
      return write('create', what, { verb: 'create', body: what.object }, line);
    },
    apply: ([object], line) => {
      const what = place(object, line);
      return write('apply', what, { verb: 'patch', patchType: 'apply', patch: what.object as unknown as JsonObject, force: true }, line);
    },
    patch: ([object, patch], line) => write('patch', place(object, line), { verb: 'patch', patch: plain(patch, line) as JsonObject }, line),
    status: ([object, status], line) => write('status', place(object, line), { verb: 'patch', subresource: 'status', patch: { status: plain(status, line) } as JsonObject }, line),
    delete: ([object], line) => write('delete', place(object, line), { verb: 'delete' }, line),
    event: ([object, type, reason, message], line) => work.event(place(object, line).object, type === 'Warning' ? 'Warning' : 'Normal', String(reason), String(message)),
    later: ([seconds]) => work.enqueueAfter(key, Math.max(1, Number(seconds)) * 1_000_000),
  };
  return { now: formatTime(work.now), ...Object.fromEntries(Object.entries(methods).map(([name, call]) => [name, new Callable(name, call, () => REQUEST)])) };
}
