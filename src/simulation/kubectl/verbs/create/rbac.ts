import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { compareBytes } from '../../../base/go/compare-bytes';
import { findResource } from '../../resources/mapper';
import { ExitError, KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';
import { creator } from './draft';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;
const VERBS = new Set(['*', 'get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate']);
const URL_VERBS = new Set(['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']);
const ROLES = ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'];

/** Verbs that only some resources know. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: ROLES,
  escalate: ROLES,
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

interface Asked {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string;
}

function askedOf(text: string): Asked {
  const slash = text.indexOf('/');
  const [named, subresource] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  const dot = named.indexOf('.');
  return dot < 0 ? { resource: named, group: '', subresource } : { resource: named.slice(0, dot), group: named.slice(dot + 1), subresource };
}

function askedResources(texts: readonly string[]): readonly Asked[] {
  const all = texts.map(askedOf);
  const everything = all.find(({ resource, group, subresource }) => resource === '*' && group === '' && subresource === '');
  return everything === undefined ? all : [everything];
}

/** The resource as the server names it; as it is written where it has none. */
function resolved(session: Session, { resource, group }: Asked): { readonly resource: string; readonly group: string; readonly known: boolean } {
  const kind = resource === '*' ? undefined : findResource(session, group === '' ? resource : `${resource}.${group}`);
  return kind?.resource === undefined ? { resource, group, known: false } : { resource: kind.resource.plural, group: kind.resource.group, known: true };
}

function checkResources(session: Session, verbs: readonly string[], asked: readonly Asked[]): void {
  for (const one of asked) {
    if (one.resource === '') throw new KubectlError('resource must be specified if apiGroup/subresource specified');
    if (one.resource === '*') return;
    const { resource, group, known } = resolved(session, one);
    let special = false;
    for (const verb of verbs) {
      const only = SPECIAL[verb];
      if (only === undefined) continue;
      if (!only.includes(`${resource}.${group}`)) throw new KubectlError(`can not perform '${verb}' on '${resource}' in group '${group}'`);
      special = true;
    }
    if (!known && !special) throw new ExitError(`the server doesn't have a resource type ${quote(one.resource)}${one.group === '' ? '' : ` in group ${quote(one.group)}`}`);
  }
}

const verbsOf = ({ flags }: Session): readonly string[] => (flags.list('verb').includes('*') ? ['*'] : [...new Set(flags.list('verb'))]);

function rulesOf(session: Session, urls: readonly string[]): readonly JsonObject[] {
  const verbs = [...verbsOf(session)];
  const resourceNames = [...new Set(session.flags.list('resource-name'))];
  const groups = new Map<string, string[]>();
  for (const one of askedResources(session.flags.list('resource'))) {
    const { resource, group } = resolved(session, one);
    const name = one.subresource === '' ? resource : `${resource}/${one.subresource}`;
    const known = groups.get(group) ?? [];
    groups.set(group, known.includes(name) ? known : [...known, name]);
  }
  const rules: JsonObject[] = [...groups.keys()].sort(compareBytes).map((group) => ({ apiGroups: [group], ...(resourceNames.length === 0 ? {} : { resourceNames }), resources: groups.get(group) ?? [], verbs }));
  return urls.length === 0 ? rules : [...rules, { nonResourceURLs: [...urls], verbs }];
}

function warnVerbs(session: Session): void {
  for (const verb of verbsOf(session)) if (!VERBS.has(verb)) session.machine.err(`Warning: '${verb}' is not a standard resource verb\n`);
}

export const createRole = creator({
  check(session) {
    const asked = askedResources(session.flags.list('resource'));
    if (session.flags.list('verb').length === 0) throw new KubectlError('at least one verb must be specified');
    warnVerbs(session);
    if (asked.length === 0) throw new KubectlError('at least one resource must be specified');
    checkResources(session, verbsOf(session), asked);
  },
  build: (session, name) => ({ apiVersion: API, kind: 'Role', metadata: { name }, rules: [...rulesOf(session, [])] }),
});

function checkUrls(session: Session, urls: readonly string[]): void {
  if (urls.length === 0) return;
  for (const verb of verbsOf(session)) if (!URL_VERBS.has(verb)) throw new KubectlError(`invalid verb: '${verb}' for nonResourceURL`);
  for (const url of urls) {
    if (url === '*') continue;
    if (!url.startsWith('/')) throw new KubectlError('nonResourceURL should start with /');
    if (url.slice(0, -1).includes('*')) throw new KubectlError("nonResourceURL only supports wildcard matches when '*' is at the end");
  }
}

export const createClusterRole = creator({
  cluster: true,
  check(session) {
    const { flags } = session;
    const [urls, asked, verbs] = [[...new Set(flags.list('non-resource-url'))], askedResources(flags.list('resource')), flags.list('verb')];
    if (Object.keys(flags.map('aggregation-rule')).length > 0) {
      if ([urls, asked, verbs, flags.list('resource-name')].some((list) => list.length > 0)) throw new KubectlError('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames');
      return;
    }
    if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
    if (asked.length === 0 && urls.length === 0) throw new KubectlError('one of resource or nonResourceURL must be specified');
    if (asked.length > 0) {
      warnVerbs(session);
      checkResources(session, verbsOf(session), asked);
    }
    checkUrls(session, urls);
  },
  build(session, name) {
    const aggregated = session.flags.map('aggregation-rule');
    const head = { apiVersion: API, kind: 'ClusterRole', metadata: { name } };
    if (Object.keys(aggregated).length > 0) return { ...head, aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregated }] } };
    return { ...head, rules: [...rulesOf(session, [...new Set(session.flags.list('non-resource-url'))])] };
  },
});

function subjectsOf({ flags }: Session): readonly JsonObject[] {
  const accounts = flags.list('serviceaccount').map((text) => {
    const [namespace = '', name = '', ...more] = text.split(':');
    if (namespace === '' || name === '' || more.length > 0) throw new KubectlError('serviceaccount must be <namespace>:<name>');
    return { kind: 'ServiceAccount', name, namespace };
  });
  const people = (kind: string, names: readonly string[]): JsonObject[] => names.map((name) => ({ kind, apiGroup: GROUP, name }));
  return [...people('User', flags.list('user')), ...people('Group', flags.list('group')), ...accounts];
}

export const createRoleBinding = creator({
  failure: 'failed to create rolebinding: ',
  check({ flags }) {
    if ((flags.text('role') === '') === (flags.text('clusterrole') === '')) throw new KubectlError('exactly one of clusterrole or role must be specified');
  },
  build(session, name) {
    const role = session.flags.text('role');
    const roleRef = role === '' ? { apiGroup: GROUP, kind: 'ClusterRole', name: session.flags.text('clusterrole') } : { apiGroup: GROUP, kind: 'Role', name: role };
    return { apiVersion: API, kind: 'RoleBinding', metadata: { name }, roleRef, subjects: [...subjectsOf(session)] };
  },
});

export const createClusterRoleBinding = creator({
  failure: 'failed to create clusterrolebinding: ',
  cluster: true,
  build: (session, name) => ({
    apiVersion: API, kind: 'ClusterRoleBinding', metadata: { name },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: session.flags.text('clusterrole') }, subjects: [...subjectsOf(session)],
  }),
});
