import { groupQualified } from '../../api/status';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import type { Kind } from '../../api/kind';
import { printerFor } from '../output/formats';
import { metadataOf } from '../resources/info';
import { fileFlags, select, visit } from '../resources/select';
import { recorded } from '../runtime/change-cause';
import { dryRunOf, tried } from '../runtime/dry-run';
import { KubectlError } from '../runtime/errors';
import type { Session, Verb } from '../runtime/session';
import { builtIn, createTyped, place, typed } from './create/draft';
import { parseLabels } from './create/labels';
import { overridden } from './create/overrides';

const EXPOSED = new Set(['ReplicationController', 'Service', 'Pod', 'Deployment.apps', 'ReplicaSet.apps', 'Deployment.extensions', 'ReplicaSet.extensions']);

const asText = (labels: JsonObject): string => Object.keys(labels).sort().map((key) => `${key}=${textOf(labels[key])}`).join(',');

/** polymorphichelpers.MapBasedSelectorForObject. */
function selectorOf({ kind }: Kind, object: JsonObject): string {
  const spec = objectOf(object.spec);
  const fail = (why: string): never => {
    throw new KubectlError(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  };
  if (kind === 'Pod') {
    const labels = objectOf(metadataOf(object).labels);
    return Object.keys(labels).length === 0 ? fail('the pod has no labels and cannot be exposed') : asText(labels);
  }
  if (kind === 'Service') return spec.selector === undefined ? fail('the service has no pod selector set') : asText(objectOf(spec.selector));
  if (kind === 'ReplicationController') return asText(objectOf(spec.selector));
  const expressions = listOf(objectOf(spec.selector).matchExpressions).map(objectOf);
  if (expressions.length > 0) {
    const shown = expressions.map(({ key, operator, values }) => `{Key:${textOf(key)} Operator:${textOf(operator)} Values:[${listOf(values).join(' ')}]}`);
    return fail(`couldn't convert expressions - "[${shown.join(' ')}]" to map-based selector format`);
  }
  return asText(objectOf(objectOf(spec.selector).matchLabels));
}

interface Port {
  readonly port: number;
  readonly protocol: string;
}

function portsOf({ kind }: Kind, object: JsonObject): readonly Port[] {
  const spec = objectOf(object.spec);
  const read = (ports: unknown, field: string): Port[] => listOf(ports).map(objectOf).map((port) => ({ port: Number(port[field]), protocol: textOf(port.protocol) || 'TCP' }));
  if (kind === 'Service') return read(spec.ports, 'port');
  const podSpec = kind === 'Pod' ? spec : objectOf(objectOf(spec.template).spec);
  return listOf(podSpec.containers).map(objectOf).flatMap(({ ports }) => read(ports, 'containerPort'));
}

const intOrString = (text: string): string | number => (/^[+-]?[0-9]+$/.test(text) ? Number(text) : text);

function servicePorts({ flags }: Session, kind: Kind, object: JsonObject): readonly JsonObject[] {
  const own = portsOf(kind, object);
  const given = flags.text('port');
  const wanted = given === '' ? [...new Set(own.map(({ port }) => String(port)))] : given.split(',');
  if (wanted.length === 0 && flags.text('cluster-ip') !== 'None') throw new KubectlError("couldn't find port via --port flag or introspection");
  const target = flags.text('target-port');
  return wanted.flatMap((text, at) => {
    if (!/^[+-]?[0-9]+$/.test(text)) throw new KubectlError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
    const port = Number(text);
    const name = wanted.length > 1 ? `port-${at + 1}` : '';
    const protocols = flags.text('protocol') === '' ? own.filter((one) => one.port === port).map(({ protocol }) => protocol) : [flags.text('protocol')];
    const named = (protocol: string, label: string): JsonObject => ({ ...(label === '' ? {} : { name: label }), port, protocol, targetPort: target === '' ? port : intOrString(target) });
    if (protocols.length > 1) return protocols.map((protocol) => named(protocol, `port-${at + 1}-${protocol.toLowerCase()}`));
    return [named(protocols[0] ?? 'TCP', name)];
  });
}

function serviceOf(session: Session, kind: Kind, name: string, object: JsonObject): JsonObject {
  const { flags } = session;
  const own = objectOf(metadataOf(object).labels);
  const chosen = flags.text('selector') === '' ? selectorOf(kind, object) : flags.text('selector');
  const ports = [...servicePorts(session, kind, object)];
  if (chosen === '') throw new KubectlError('selector must be specified');
  const selector = parseLabels(chosen);
  const labels = flags.text('labels') === '' ? own : parseLabels(flags.text('labels'));
  const affinity = flags.text('session-affinity');
  if (!['', 'None', 'ClientIP'].includes(affinity)) throw new KubectlError(`unknown session affinity: ${affinity}`);
  const [type, external, address, balancer] = [flags.text('type'), flags.text('external-ip'), flags.text('cluster-ip'), flags.text('load-balancer-ip')];
  return {
    apiVersion: 'v1', kind: 'Service',
    metadata: { name: flags.text('name') === '' ? name.slice(0, 63) : flags.text('name'), ...(Object.keys(labels).length === 0 ? {} : { labels }) },
    spec: {
      selector, ports, ...(external === '' ? {} : { externalIPs: [external] }), ...(type === '' ? {} : { type }),
      ...(type === 'LoadBalancer' && balancer !== '' ? { loadBalancerIP: balancer } : {}), ...(affinity === '' ? {} : { sessionAffinity: affinity }), ...(address === '' ? {} : { clusterIP: address }),
    },
  };
}

/** `kubectl expose` (pkg/cmd/expose/expose.go). */
export const expose: Verb = function* expose(session) {
  const { machine } = session;
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('exposed', dryRun), typed: dryRun === 'client' });
  const selected = select(session, { args: session.args, ...fileFlags(session), continueOnError: true });
  yield* visit(selected, function* each({ kind, name, object }) {
    const qualified = groupQualified(kind.resource?.group ?? '', kind.kind);
    if (!EXPOSED.has(qualified)) throw new KubectlError(`cannot expose a ${qualified}`);
    const service = builtIn(session, 'v1', 'Service');
    const made = recorded(session, overridden(session, service, typed(service, serviceOf(session, kind, name, object)).json));
    const placed = dryRun === 'client' ? { ...made, metadata: { ...objectOf(made.metadata), ...place(session) } } : made;
    machine.out(print(yield* createTyped(session, placed, { dryRun })));
  });
};
