/** How Argo CD changes the cluster: kubectl as a library (gitops-engine pkg/utils/kube/resource_ops.go), and single requests. */
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import { asObject } from '../../api/request/create';
import { encodeObject } from '../../api/request/encode';
import { decodeJson } from '../../api/request/write';
import { goJson } from '../../base/go/json';
import type { Answer, DeleteOptions, Request, User } from '../../cluster/apiserver/types';
import { runVerb } from '../../kubectl/embedded';
import { AggregateFailure, KubectlError, ServerError } from '../../kubectl/runtime/errors';
import type { Effect, Machine } from '../../kubectl/runtime/machine';
import type { Verb } from '../../kubectl/runtime/session';
import { apply } from '../../kubectl/verbs/apply/apply';
import { managersPatch } from '../../kubectl/verbs/apply/migrate';
import { reconcile } from '../../kubectl/verbs/auth/reconcile';
import { createFiles } from '../../kubectl/verbs/create/create';
import { replace } from '../../kubectl/verbs/replace';
import { ARGO_MANAGER } from '../diff/server-side';
import { apiVersionOf, groupOf, kindOf, nameOf, namespaceOf, withMetadata } from '../objects';
import type { JsonObject } from '../objects';

/** The cluster as an operation reaches it. */
export interface Door {
  registry(): Registry;
  ask(request: Request): Answer;
  /** µs since 1970. */
  now(): number;
  readonly user: User;
  /** Hears of what was to be created but is refused before it is sent: this kubectl reads a manifest as the server would. */
  refused?(object: JsonObject): void;
}

export type Done = { readonly message: string } | { readonly error: string };

const MANIFEST = '/manifest';
/** What a client waits for is there at once or not at all: nothing else happens while an operation works. */
const MOST_WAITS = 20;

/** What the server's decoder says. */
const UNREADABLE = /^error when creating .* cannot be handled as a /s;

/** cleanKubectlOutput. */
function cleaned(text: string): string {
  return text.trim()
    .replace(/^(?:error: )?(?:error validating|error when creating) "\S+": /, '')
    .replace(/map\[.*\]/g, '')
    .replace(/^error when applying patch:[^]*\nfor: "\S+": /, '')
    .replaceAll('; if you choose to ignore these errors, turn validation off with --validate=false', '');
}

/** What kubectl itself says on standard error; warnings of the server go elsewhere. The library does not know by which name it is called. */
const ownWarnings = (text: string): string => text.split('\n').filter((line) => line.startsWith('Warning: resource ') || line.startsWith('Warning: Detected ')).join('\n').replaceAll('kubectl apply', ' apply').replaceAll('kubectl create', ' create');

/** cli-runtime's FilterNamespace: what lies in no namespace is sent without one. */
const placed = (door: Door, object: JsonObject): JsonObject =>
  (kindIn(door, object)?.resource?.namespaced === false && namespaceOf(object) !== '' ? withMetadata(object, { namespace: undefined }) : object);

function run(door: Door, verb: Verb, given: JsonObject, words: readonly string[]): Done {
  const object = placed(door, given);
  const namespace = namespaceOf(object);
  let [out, err] = ['', ''];
  const machine: Machine = {
    now: () => door.now(), registry: () => door.registry(), authenticate: () => door.user,
    files: { read: (path) => (path === MANIFEST ? goJson(object) : undefined), list: () => undefined, write: () => undefined },
    home: '/', directory: '/', stdin: '', texts: {}, out: (text) => { out += text; }, err: (text) => { err += text; },
  };
  const steps = runVerb(machine, verb, [...words, '-f', MANIFEST, ...(namespace === '' ? [] : ['-n', namespace])]);
  try {
    let waits = 0;
    let next = steps.next();
    while (!next.done) {
      const effect: Effect = next.value;
      if (effect.do === 'request') next = steps.next(door.ask({ ...effect.request, user: door.user }));
      else if (waits < MOST_WAITS) {
        waits += 1;
        next = steps.next(undefined);
      } else throw new KubectlError('timed out waiting for the condition');
    }
  } catch (error) {
    if (error instanceof ServerError && UNREADABLE.test(error.message)) door.refused?.(object);
    if (error instanceof ServerError || error instanceof KubectlError || error instanceof AggregateFailure) return { error: cleaned(error.message) };
    throw error;
  }
  return { message: [out.trim(), ownWarnings(err).trim()].filter((text) => text !== '').join('. ') };
}

export interface ApplyOptions {
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly serverSide: boolean;
}

const dry = (dryRun: boolean): string[] => (dryRun ? ['--dry-run=client'] : []);

/** ApplyResource. Fields that nobody knows are dropped by the server, as the client does not ask it to be strict. */
export function applyResource(door: Door, object: JsonObject, { dryRun, force, serverSide }: ApplyOptions): Done {
  let before = '';
  if (!serverSide && apiVersionOf(object) === 'rbac.authorization.k8s.io/v1') {
    const reconciled = reconcileRoles(door, object, dryRun);
    if ('error' in reconciled) return { error: `error running kubectl auth reconcile: ${reconciled.error}` };
    before = reconciled.message === '' ? '' : `${reconciled.message}`;
  }
  const done = run(door, apply, object, [
    'apply', `--field-manager=${ARGO_MANAGER}`, '--validate=ignore', ...(serverSide ? ['--server-side', '--force-conflicts'] : []), ...(force && !serverSide ? ['--force'] : []), ...dry(dryRun),
  ]);
  return 'error' in done || before === '' ? done : { message: before + done.message };
}

/** rbacReconcile: kubectl would make the namespace that is missing; this does not let it. */
function reconcileRoles(door: Door, object: JsonObject, dryRun: boolean): Done {
  const namespace = namespaceOf(object);
  if (!dryRun && namespace !== '' && (kindOf(object) === 'Role' || kindOf(object) === 'RoleBinding')) {
    const answer = door.ask({ verb: 'get', group: '', resource: 'namespaces', name: namespace, user: door.user });
    if ('failure' in answer) return { error: `error getting namespace ${namespace}: ${answer.failure.message}` };
  }
  return run(door, reconcile, object, ['auth', 'reconcile', ...dry(dryRun)]);
}

export const createResource = (door: Door, object: JsonObject, dryRun: boolean): Done => run(door, createFiles, object, ['create', '--validate=ignore', ...dry(dryRun)]);

export const replaceResource = (door: Door, object: JsonObject, dryRun: boolean, force: boolean): Done =>
  run(door, replace, object, ['replace', '--validate=ignore', ...(force && !dryRun ? ['--force'] : []), ...dry(dryRun)]);

const kindIn = (door: Door, object: JsonObject): Kind | undefined => door.registry().find(apiVersionOf(object), kindOf(object));

const place = (kind: Kind, object: JsonObject): Pick<Request, 'group' | 'resource' | 'version' | 'namespace' | 'name'> => ({
  group: kind.resource?.group ?? '', resource: kind.resource?.plural ?? '', ...(kind.resource === undefined ? {} : { version: kind.resource.version }), name: nameOf(object),
  ...(kind.resource?.namespaced === true ? { namespace: namespaceOf(object) } : {}),
});

export type Got = { readonly object: JsonObject } | { readonly error: string; readonly missing: boolean };

function answered(kind: Kind, answer: Answer): Got {
  if ('failure' in answer) return { error: answer.failure.message, missing: answer.failure.reason === 'NotFound' };
  return 'object' in answer ? { object: encodeObject(kind, answer.object) } : { error: 'the server has answered with something else', missing: false };
}

/** ServerResourceForGroupVersionKind: the kind as the server has it, or in which words it has it not. */
export function served(door: Door, object: JsonObject): { readonly kind: Kind } | { readonly error: string } {
  const kind = kindIn(door, object);
  if (kind?.resource !== undefined) return { kind };
  const version = apiVersionOf(object);
  if (!door.registry().kinds.some(({ apiVersion }) => apiVersion === version)) return { error: `failed to discover server resources for group version ${version}: the server could not find the requested resource` };
  return { error: `${kindOf(object)}${groupOf(object) === '' ? '' : `.${groupOf(object)}`} "" not found` };
}

const withKind = (door: Door, object: JsonObject, work: (kind: Kind) => Got): Got => {
  const found = served(door, object);
  return 'error' in found ? { error: `failed to get api resource: ${found.error}`, missing: false } : work(found.kind);
};

export const getResource = (door: Door, object: JsonObject): Got => withKind(door, object, (kind) => answered(kind, door.ask({ verb: 'get', managers: true, ...place(kind, object), user: door.user })));

function bodyOf(kind: Kind, object: JsonObject): ApiObject {
  const decoded = decodeJson(kind, object, false);
  return 'object' in decoded ? decoded.object : asObject(kind, object);
}

/** An update through the dynamic client, by the manager of Argo CD's controller. */
export const updateResource = (door: Door, object: JsonObject): Got =>
  withKind(door, object, (kind) => answered(kind, door.ask({ verb: 'update', ...place(kind, object), body: bodyOf(kind, object), fieldManager: 'argocd-application-controller', user: door.user })));

export function deleteResource(door: Door, object: JsonObject, propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>): Got {
  return withKind(door, object, (kind) => {
    const answer = door.ask({ verb: 'delete', ...place(kind, object), deleteOptions: { propagationPolicy }, user: door.user });
    return 'failure' in answer ? { error: answer.failure.message, missing: answer.failure.reason === 'NotFound' } : { object };
  });
}

/** performCSAUpgradeMigration: what a client-side manager owns becomes the server-side one's. */
export function migrateManagers(door: Door, live: JsonObject, from: string): Got {
  return withKind(door, live, (kind) => {
    const fresh = getResource(door, live);
    if ('error' in fresh) return fresh;
    const patch = managersPatch(fresh.object, ARGO_MANAGER, [from]);
    if (patch === undefined) return fresh;
    return answered(kind, door.ask({ verb: 'patch', ...place(kind, live), patch: patch as never, patchType: 'json', user: door.user }));
  });
}
