/** The lab's Gateway controller: a proxy that routes by the words of the Gateway API, and a controller that writes the conditions of its statuses. */
import type { ApiObject } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { semanticEqual } from '../../../api/equal';
import { formatTime } from '../../../base/time';
import { RequestError } from '../../../cluster/control/client';
import type { Controller, Work } from '../../../cluster/control/controller';
import type { Program } from '../../../cluster/network';
import type { Cluster } from '../../../cluster/state';
import { ownGateways } from '../../../network/gateway/listeners';
import { certificateAt } from '../../../network/gateway/certificate';
import { drawShare, routeRequest } from '../../../network/gateway/route';
import { gatewayStatus, routeParents } from '../../../network/gateway/status';
import type { Condition } from '../../../network/gateway/status';
import type { Gateway, GatewayClass, GatewayWorld, HttpRoute } from '../../../network/gateway/types';
import type { Certificate } from '../../../network/tools';
import { proxyManifest } from './ingress';
import { certificateIn, handOn, listOf, tlsOf, tlsSecrets } from './proxying';

export const GATEWAY_CONTROLLER = 'k8s.example/gateway-controller';
const GROUP = 'gateway.networking.k8s.io';
const NAMESPACE = 'gateway-system';
const NAME = 'gateway-controller';
const SECOND = 1_000_000;
const KEY = 'statuses';

const worldOf = (cluster: Cluster): GatewayWorld => ({
  controllerName: GATEWAY_CONTROLLER,
  gatewayClasses: listOf(cluster, `gatewayclasses.${GROUP}`), gateways: listOf(cluster, `gateways.${GROUP}`), httpRoutes: listOf(cluster, `httproutes.${GROUP}`), referenceGrants: listOf(cluster, `referencegrants.${GROUP}`),
  services: listOf(cluster, 'services'), endpointSlices: listOf(cluster, 'endpointslices.discovery.k8s.io'), secrets: tlsSecrets(cluster), namespaces: listOf(cluster, 'namespaces'),
});

const OWN: Certificate = { names: ['gateway.local'], issuer: 'self', expired: false };

export const gatewayProxy: Program = (reached) => {
  const { cluster, port, lot } = reached;
  const world = worldOf(cluster);
  return {
    kind: 'server',
    ...(port === 443 ? { certificate: (host: string) => certificateIn(cluster, certificateAt(world, { scheme: 'https', port, host, method: 'GET', path: '/', headers: {} }, host)) ?? OWN } : {}),
    answer: (asked) => {
      const { host, path, method, tls } = asked;
      const routed = routeRequest(world, { scheme: tls ? 'https' : 'http', port, host, path, method, headers: Object.fromEntries(asked.headers.map(([name, value]) => [name.toLowerCase(), value])) });
      switch (routed.kind) {
        case 'none': return { status: 404, body: 'no route for this host and path\n' };
        case 'redirect': return { status: routed.status, body: '', headers: [['Location', routed.location]] };
        case 'unavailable': return { status: 500, body: 'no backend\n' };
        case 'forwarded': {
          const share = drawShare(routed.shares, lot());
          const sent = { ...asked, host: routed.sent.host, path: routed.sent.path, headers: Object.entries(routed.sent.headers) };
          // What a mirror answers nobody hears.
          for (const mirror of routed.mirrors) handOn(reached, mirror, sent);
          if (share === undefined || 'status' in share) return { status: 500, body: 'no backend\n' };
          const back = handOn(reached, share.backend, sent);
          return 'ending' in back ? back : { ...back, headers: Object.entries(routed.answered(Object.fromEntries(back.headers ?? []))) };
        }
      }
    },
  };
};

interface Written extends Condition {
  readonly message: string;
  readonly observedGeneration: number;
  readonly lastTransitionTime: string;
}

const MESSAGES: Readonly<Record<string, string>> = {
  Accepted: 'accepted', Programmed: 'the proxy knows of it', ResolvedRefs: 'all references are resolved', RefNotPermitted: 'a reference into another namespace is not granted there', BackendNotFound: 'a Service, or its port, is not there',
  NoMatchingParent: 'no listener of the Gateway is meant', NotAllowedByListeners: 'no listener lets routes of this namespace or kind in', NoMatchingListenerHostname: 'no listener has one of the hosts', InvalidCertificateRef: 'the Secret with the certificate is not there, or holds none', AddressNotAssigned: 'the Service of the proxy has no address yet',
};

/** meta.SetStatusCondition: the time of a condition is that of its last change. */
function written(now: readonly Condition[], before: readonly Partial<Written>[], generation: number, work: Work<null>): readonly Written[] {
  return now.map((condition) => {
    const same = before.find(({ type, status }) => type === condition.type && status === condition.status);
    return { ...condition, message: MESSAGES[condition.reason] ?? '', observedGeneration: generation, lastTransitionTime: same?.lastTransitionTime ?? formatTime(work.now) };
  });
}

interface Stated {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly conditions?: readonly Partial<Written>[];
    readonly addresses?: unknown;
    readonly listeners?: readonly { readonly name: string; readonly conditions?: readonly Partial<Written>[] }[];
    readonly parents?: readonly { readonly parentRef: unknown; readonly controllerName: string; readonly conditions?: readonly Partial<Written>[] }[];
  };
}

const PLURALS: Readonly<Record<string, string>> = { GatewayClass: 'gatewayclasses', Gateway: 'gateways', HTTPRoute: 'httproutes' };

function write(work: Work<null>, object: unknown, status: Readonly<Record<string, unknown>>): void {
  const { status: before = {} } = object as Stated;
  if (Object.entries(status).every(([field, value]) => semanticEqual((before as Readonly<Record<string, unknown>>)[field], value))) return;
  const { kind, metadata: { name = '', namespace } } = object as ApiObject;
  const answer = work.client.send({ verb: 'patch', group: GROUP, resource: PLURALS[kind] ?? '', ...(namespace === undefined ? {} : { namespace }), name, subresource: 'status', patch: { status } as JsonObject });
  if ('failure' in answer) throw new RequestError(answer.failure);
}

function sync(work: Work<null>): void {
  const ready = work.view.list('pods', NAMESPACE).some(({ metadata, status }) => metadata.labels?.['app'] === NAME && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);
  if (!ready) return;
  const list = <T>(group: string, resource: string): readonly T[] => {
    const answer = work.client.send({ verb: 'list', group, resource });
    return 'list' in answer ? (answer.list as unknown as readonly T[]) : [];
  };
  const custom = <T>(resource: string): readonly T[] => list<T>(GROUP, resource);
  const secrets = list<never>('', 'secrets');
  const world: GatewayWorld = {
    controllerName: GATEWAY_CONTROLLER, gatewayClasses: custom('gatewayclasses'), gateways: custom('gateways'), httpRoutes: custom('httproutes'), referenceGrants: custom('referencegrants'),
    services: work.view.list('services'), endpointSlices: [], secrets: tlsOf(secrets), namespaces: list('', 'namespaces'),
  };
  for (const one of world.gatewayClasses) {
    if (one.spec.controllerName !== GATEWAY_CONTROLLER) continue;
    const { metadata: { generation = 1 }, status } = one as GatewayClass & Stated;
    write(work, one, { conditions: written([{ type: 'Accepted', status: 'True', reason: 'Accepted' }], status?.conditions ?? [], generation, work) });
  }
  const addresses = (work.view.get('services', NAMESPACE, NAME)?.status?.loadBalancer?.ingress ?? []).map(({ ip = '' }) => ({ type: 'IPAddress', value: ip }));
  for (const one of ownGateways(world)) {
    const { metadata: { generation = 1 }, status: before } = one as Gateway & Stated;
    const { conditions, listeners = {} } = gatewayStatus(world, one);
    const reached = addresses.length > 0 ? conditions : conditions.map((condition) => (condition.type === 'Programmed' ? { type: 'Programmed', status: 'False' as const, reason: 'AddressNotAssigned' } : condition));
    write(work, one, {
      addresses, conditions: written(reached, before?.conditions ?? [], generation, work),
      listeners: Object.entries(listeners).map(([name, { attachedRoutes, supportedKinds, conditions: own }]) => ({
        name, attachedRoutes, supportedKinds: supportedKinds.map((kind) => ({ group: GROUP, kind })), conditions: written(own, before?.listeners?.find((other) => other.name === name)?.conditions ?? [], generation, work),
      })),
    });
  }
  for (const one of world.httpRoutes) {
    const { metadata: { generation = 1 }, status: before } = one as HttpRoute & Stated;
    const others = (before?.parents ?? []).filter(({ controllerName }) => controllerName !== GATEWAY_CONTROLLER);
    const parents = routeParents(world, one).map(({ parentRef, conditions }) => ({
      parentRef, controllerName: GATEWAY_CONTROLLER,
      conditions: written(conditions, before?.parents?.find((other) => other.controllerName === GATEWAY_CONTROLLER && semanticEqual(other.parentRef, parentRef))?.conditions ?? [], generation, work),
    }));
    if (parents.length > 0 || (before?.parents ?? []).length > others.length) write(work, one, { parents: [...others, ...parents] });
  }
}

export const gatewayController: Controller<null> = {
  name: NAME,
  user: { username: `system:serviceaccount:${NAMESPACE}:${NAME}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'] },
  process: NAME,
  memory: null,
  handlers: {}, reads: ['pods', 'services'],
  start: (desk) => desk.enqueue(KEY),
  reconcile: (key, work) => {
    work.enqueueAfter(key, SECOND);
    sync(work);
  },
};

export const GATEWAY_MANIFEST = `${proxyManifest(NAME, NAMESPACE, `- { apiGroups: [${GROUP}], resources: [gatewayclasses, gateways, httproutes, referencegrants], verbs: [get, list, watch] }\n- { apiGroups: [${GROUP}], resources: [gatewayclasses/status, gateways/status, httproutes/status], verbs: [update, patch] }`)}---
apiVersion: ${GROUP}/v1
kind: GatewayClass
metadata: { name: lab }
spec: { controllerName: ${GATEWAY_CONTROLLER} }
`;
