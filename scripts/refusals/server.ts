import { readFileSync } from 'node:fs';
import { readManifests } from '@site/src/simulation/api';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { ApiObject } from '@site/src/simulation/api/types';
import { admitRequest } from '@site/src/simulation/policy/admission/chain';
import type { AdmissionRequest, Lookup } from '@site/src/simulation/policy/admission/request';
import type { Reply } from '@site/src/simulation/policy/admission/webhooks/reply';

/** An API server in the state in which a page asks it something. */

const registry = createRegistry(ALL_KINDS);
const SYSTEM = { now: '2026-11-28T00:00:00Z', uid: 'uid', suffix: 'x7k2p' };

export const named = (apiVersion: string, kind: string, name: string, namespace: string | undefined, rest: object): ApiObject => ({ apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, ...rest }) as ApiObject;
export const namespace = (name: string, labels: object = {}, phase = 'Active'): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels }, status: { phase } }) as ApiObject;
export const pod = (name: string, container: object, home = 'lab'): ApiObject => named('v1', 'Pod', name, home, { spec: { containers: [{ name, image: 'nginx:1.30', ...container }] } });
export const quota = (name: string, hard: object, used: object): ApiObject => named('v1', 'ResourceQuota', name, 'lab', { spec: { hard }, status: { hard, used } });

/** The objects of a page's manifest, as they are stored. */
export function manifest(file: string): readonly ApiObject[] {
  return readManifests(readFileSync(`docs/manifests/${file}`, 'utf8'), registry).objects.map(({ object }) => object);
}

interface Asked {
  readonly stored?: readonly ApiObject[];
  readonly reply?: Reply;
}

/** What the server says: the refusal, or its warnings as kubectl prints them. */
function ask(request: Omit<AdmissionRequest, 'user' | 'subresource'>, { stored = [], reply }: Asked): string {
  const homes = stored.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const all = [...(homes.includes('lab') ? [] : [namespace('lab', { images: 'pinned', sidecar: 'yes' })]), named('v1', 'ServiceAccount', 'default', request.namespace, {}), ...stored];
  const lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string, home?: string) =>
    all.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (home === undefined || one.metadata.namespace === home)) as readonly ApiObject[] as readonly T[];
  const user = { username: 'jane', groups: ['devs'] };
  const answered = admitRequest({ ...request, subresource: '', user }, { lookup, findKind: registry.find, authorize: () => ({ allowed: false, reason: '' }), system: SYSTEM, ...(reply === undefined ? {} : { respond: () => reply }) });
  return 'status' in answered ? answered.status.message : answered.warnings.map((warning) => `Warning: ${warning}`).join('\n');
}

const kindOf = ({ apiVersion, kind }: ApiObject) => registry.find(apiVersion, kind)!;
const homeOf = (object: ApiObject): string => (kindOf(object).resource?.namespaced === false ? '' : (object.metadata.namespace ?? 'default'));

export const create = (object: ApiObject, asked: Asked = {}): string => ask({ operation: 'CREATE', kind: kindOf(object), namespace: homeOf(object), name: object.metadata.name ?? '', object }, asked);
export const remove = (object: ApiObject): string => ask({ operation: 'DELETE', kind: kindOf(object), namespace: homeOf(object), name: object.metadata.name ?? '', oldObject: object }, { stored: [object] });
export const change = (object: ApiObject, oldObject: ApiObject, asked: Asked = {}): string => ask({ operation: 'UPDATE', kind: kindOf(object), namespace: homeOf(object), name: object.metadata.name ?? '', object, oldObject }, asked);
