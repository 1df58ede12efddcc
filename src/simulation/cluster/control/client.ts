import type { ApiObject } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import type { Registry } from '../../api/registry';
import { resourceOf } from '../apiserver/resource';
import type { Answer, DeleteOptions, Failure, Request, User } from '../apiserver/types';
import type { Kinds, KnownResource } from './kinds';

/** A request was refused. */
export class RequestError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export const hasReason = (error: unknown, reason: Failure['reason']): boolean => error instanceof RequestError && error.failure.reason === reason;

/** Where an object is: what it takes to ask for it. */
export type Reference = Pick<ApiObject, 'apiVersion' | 'kind'> & { readonly metadata: { readonly name?: string; readonly namespace?: string } };

/** What a component does its requests with. Each method gives the object that the server answers, or throws a {@link RequestError}. */
export interface Client {
  create<T extends ApiObject>(object: T): T;
  update<T extends ApiObject>(object: T, subresource?: string): T;
  patch<T extends ApiObject>(object: T & Reference, patch: JsonObject, subresource?: string): T;
  delete(object: Reference, options?: DeleteOptions): void;
  get<R extends KnownResource>(resource: R, namespace: string | undefined, name: string): Kinds[R];
  list<R extends KnownResource>(resource: R, namespace?: string): readonly Kinds[R][];
  /** Anything else. */
  send(request: Omit<Request, 'user'>): Answer;
}

/** A client that sends through `door`. `served`: the kinds that there are, as discovery tells them. */
export function clientOf(served: () => Registry, user: User, door: (request: Request) => Answer): Client {
  const ask = (request: Omit<Request, 'user'>): Answer => door({ ...request, user });
  const objectOf = (answer: Answer): ApiObject => {
    if ('failure' in answer) throw new RequestError(answer.failure);
    if (!('object' in answer)) throw new Error('something else was answered where one object was asked for');
    return answer.object;
  };
  const place = ({ apiVersion, kind, metadata }: Reference) => {
    const resource = resourceOf(served(), { apiVersion, kind });
    if (resource === undefined) throw new Error(`${apiVersion} ${kind} is not in the registry of this server: add its kind`);
    return { ...resource, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), name: metadata.name ?? '' };
  };
  const named = (resource: string): { readonly group: string; readonly resource: string } => {
    const dot = resource.indexOf('.');
    return dot < 0 ? { group: '', resource } : { group: resource.slice(dot + 1), resource: resource.slice(0, dot) };
  };
  return {
    create: <T extends ApiObject>(object: T) => objectOf(ask({ verb: 'create', ...place(object), body: object })) as T,
    update: <T extends ApiObject>(object: T, subresource?: string) => objectOf(ask({ verb: 'update', ...place(object), body: object, ...(subresource === undefined ? {} : { subresource }) })) as T,
    patch: <T extends ApiObject>(object: T & Reference, patch: JsonObject, subresource?: string) =>
      objectOf(ask({ verb: 'patch', ...place(object), patch, ...(subresource === undefined ? {} : { subresource }) })) as T,
    delete: (object, deleteOptions) => void objectOf(ask({ verb: 'delete', ...place(object), ...(deleteOptions === undefined ? {} : { deleteOptions }) })),
    get: <R extends KnownResource>(resource: R, namespace: string | undefined, name: string) =>
      objectOf(ask({ verb: 'get', ...named(resource), ...(namespace === undefined ? {} : { namespace }), name })) as unknown as Kinds[R],
    list: <R extends KnownResource>(resource: R, namespace?: string) => {
      const answer = ask({ verb: 'list', ...named(resource), ...(namespace === undefined ? {} : { namespace }) });
      if ('failure' in answer) throw new RequestError(answer.failure);
      return ('list' in answer ? answer.list : []) as unknown as readonly Kinds[R][];
    },
    send: ask,
  };
}
