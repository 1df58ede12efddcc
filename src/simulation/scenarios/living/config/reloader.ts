/**
 * Stakater's Reloader as its documentation (docs/How-it-works.md) describes it, with its default strategy `env-vars`: when the data of a ConfigMap or Secret has changed, it
 * writes the SHA-1 of it into a variable of each Deployment that names the object and asks for it with an annotation. That changes the template, and so it rolls.
 */
import type { ApiObject, Deployment, PodSpec } from '../../../api';
import { equalValues } from '../../../api/equal';
import { sha1 } from '../../../base/sha';
import type { Controller, Desk, Heard } from '../../../cluster/control/controller';

export const AUTO = 'reloader.stakater.com/auto';
export const RELOADER = { username: 'system:serviceaccount:reloader:reloader', groups: ['system:serviceaccounts', 'system:serviceaccounts:reloader', 'system:authenticated'] };

/** What its chart gives it, as far as it is used here. */
export const RELOADER_RULES = [
  { apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: ['list', 'get', 'watch'] },
  { apiGroups: ['apps'], resources: ['deployments', 'daemonsets', 'statefulsets'], verbs: ['list', 'get', 'update', 'patch'] },
];

type Data = Readonly<Record<string, string>>;
const dataOf = (object: ApiObject | undefined): Data => (object as { readonly data?: Data } | undefined)?.data ?? {};

const hashOf = (data: Data): string => sha1(new TextEncoder().encode(Object.keys(data).sort().map((key) => `${key}=${data[key] ?? ''}`).join(';')));

const variableOf = (kind: string, name: string): string => `STAKATER_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_${kind === 'Secret' ? 'SECRET' : 'CONFIGMAP'}`;

function names({ containers, volumes = [] }: PodSpec, kind: string, name: string): boolean {
  const isMap = kind === 'ConfigMap';
  const inContainers = containers.some(({ env = [], envFrom = [] }) =>
    envFrom.some(({ configMapRef, secretRef }) => (isMap ? configMapRef : secretRef)?.name === name) || env.some(({ valueFrom }) => (isMap ? valueFrom?.configMapKeyRef : valueFrom?.secretKeyRef)?.name === name));
  return inContainers || volumes.some(({ configMap, secret, projected }) =>
    (isMap ? configMap?.name : secret?.secretName) === name || (projected?.sources ?? []).some((source) => (isMap ? source.configMap : source.secret)?.name === name));
}

function heard({ type, object, old }: Heard, desk: Desk<null>): void {
  if (type === 'MODIFIED' && !equalValues(dataOf(object), dataOf(old))) desk.enqueue(`${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`);
}

/** The Deployment with the sum in its first container. */
function withSum(one: Deployment, variable: string, value: string): Deployment {
  const [first, ...rest] = one.spec.template.spec.containers;
  if (first === undefined) return one;
  const env = [...(first.env ?? []).filter(({ name }) => name !== variable), { name: variable, value }];
  return { ...one, spec: { ...one.spec, template: { ...one.spec.template, spec: { ...one.spec.template.spec, containers: [{ ...first, env }, ...rest] } } } };
}

export const reloader: Controller<null> = {
  name: 'reloader', user: RELOADER, process: 'reloader', memory: null,
  handlers: { configmaps: heard, secrets: heard },
  reads: ['deployments.apps'],
  reconcile: (key, work) => {
    const [kind = '', namespace = '', name = ''] = key.split('/');
    const object = kind === 'Secret' ? work.view.get('secrets', namespace, name) : work.view.get('configmaps', namespace, name);
    if (object === undefined) return;
    const [variable, value] = [variableOf(kind, name), hashOf(dataOf(object as ApiObject))];
    for (const one of work.view.list('deployments.apps', namespace)) {
      if (one.metadata.annotations?.[AUTO] !== 'true' || !names(one.spec.template.spec, kind, name)) continue;
      if (one.spec.template.spec.containers[0]?.env?.some((has) => has.name === variable && has.value === value) !== true) work.client.update(withSum(one, variable, value));
    }
  },
};
