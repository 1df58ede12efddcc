import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { groupQualified } from '../../api/status';
import type { Kind } from '../../api/kind';
import type { Resource } from '../../api/schema/resources';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { metadataOf } from '../resources/info';
import { served } from '../resources/mapper';
import { listObjects } from '../runtime/client';
import { KubectlError, usageError } from '../runtime/errors';
import type { Verb } from '../runtime/session';
import { compareBytes } from '../../base/go/compare-bytes';
import { goSort } from '../../base/go/sort';

/** The resources that are preferred: of a group with several versions, each in the first that has it. */
function preferred(kinds: readonly Kind[]): readonly Resource[] {
  const seen = new Set<string>();
  return kinds.flatMap(({ resource }) => {
    const name = resource === undefined ? '' : groupQualified(resource.group, resource.plural);
    if (resource === undefined || seen.has(name)) return [];
    seen.add(name);
    return [resource];
  });
}

const all = (wanted: readonly string[], found: readonly string[]): boolean => wanted.every((one) => found.includes(one));

/** `kubectl api-resources` (pkg/cmd/apiresources). */
export const apiResources: Verb = function* apiResources(session) {
  yield* [];
  const { flags, args, command, machine } = session;
  if (args.length > 0) throw usageError(command, `unexpected arguments: [${args.join(' ')}]`);
  const sortBy = flags.text('sort-by');
  if (!['', 'name', 'kind'].includes(sortBy)) throw new KubectlError('--sort-by accepts only name or kind');
  const output = flags.text('output');
  if (!['', 'wide', 'name', 'json', 'yaml'].includes(output)) throw new KubectlError(`unable to match a printer suitable for the output format "${output}", allowed formats are: name,wide`);
  const found = preferred(served(session)).filter(
    ({ group, namespaced, verbs, categories }) =>
      (!flags.changed('api-group') || group === flags.text('api-group')) && (!flags.changed('namespaced') || namespaced === flags.bool('namespaced')) && all(flags.list('verbs'), verbs) && all(flags.list('categories'), categories),
  );
  const keyOf = ({ group, plural, kind }: Resource): string => (sortBy === 'name' ? plural : sortBy === 'kind' ? kind : group);
  const sorted = [...found].sort((a, b) => compareBytes(keyOf(a), keyOf(b)) || compareBytes(a.plural, b.plural));
  if (output === 'name') {
    machine.out(sorted.map(({ group, plural }) => `${groupQualified(group, plural)}\n`).join(''));
    return;
  }
  const wide = output === 'wide';
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  const rows = sorted.map(({ plural, shortNames, apiVersion, namespaced, kind, verbs, categories }) => [
    plural, shortNames.join(','), apiVersion, String(namespaced), kind, ...(wide ? [verbs.join(','), categories.join(',')] : []),
  ]);
  machine.out(alignColumns([...(flags.bool('no-headers') ? [] : [header]), ...rows].map((row) => `${row.join('\t')}\n`).join(''), KUBECTL_COLUMNS));
};

/** `kubectl api-versions`. */
export const apiVersions: Verb = function* apiVersions(session) {
  yield* [];
  const { args, command, machine } = session;
  if (args.length > 0) throw usageError(command, `unexpected arguments: [${args.join(' ')}]`);
  const versions = [...new Set(served(session).map(({ apiVersion }) => apiVersion))];
  machine.out(goSort(versions, (a, b) => compareBytes(a, b) < 0).map((version) => `${version}\n`).join(''));
};

/** `kubectl cluster-info` (pkg/cmd/clusterinfo). */
export const clusterInfo: Verb = function* clusterInfo(session) {
  const { machine } = session;
  const config = session.kubeconfig();
  const context = config.contexts.get(session.flags.text('context') || config.currentContext);
  const host = textOf(config.clusters.get(context?.cluster ?? '')?.server);
  const kind = machine.registry().find('v1', 'Service');
  if (kind === undefined) return;
  const services = yield* listObjects(session, kind, session.flags.text('namespace') || 'kube-system', { labelSelector: 'kubernetes.io/cluster-service=true' });
  machine.out(`Kubernetes control plane is running at ${host}\n`);
  for (const service of services) {
    const { name: ownName, namespace, labels } = metadataOf(service);
    const ports = listOf(objectOf(service.spec).ports).map(objectOf);
    const [ingress] = listOf(objectOf(objectOf(service.status).loadBalancer).ingress).map(objectOf);
    const [port] = ports;
    const name = textOf(objectOf(labels)['kubernetes.io/name']) || textOf(ownName);
    const place = textOf(ingress?.ip) || textOf(ingress?.hostname);
    const secure = port !== undefined && (port.name === 'https' || port.port === 443);
    const portName = port === undefined ? textOf(ownName) : `${secure ? 'https:' : ''}${textOf(ownName)}:${textOf(port.name)}`;
    const joined = port !== undefined && !secure && textOf(port.name) === '' ? textOf(ownName) : portName;
    const link = ingress === undefined ? `${host}/api/v1/namespaces/${textOf(namespace)}/services/${joined}/proxy` : ports.map((one) => `http://${place}:${String(one.port)} `).join('');
    machine.out(`${name} is running at ${link}\n`);
  }
  machine.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
};
