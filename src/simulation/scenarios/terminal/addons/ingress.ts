/** Ingress controllers, the lab's and Traefik as K3s ships it: a proxy that does what the API says, and a controller that writes where it is reached into the statuses of its Ingresses. */
import type { Service } from '../../../api/generated/types/core.v1';
import type { Ingress, IngressClass } from '../../../api/generated/types/networking.v1';
import { semanticEqual } from '../../../api/equal';
import type { Controller, Work } from '../../../cluster/control/controller';
import type { Program } from '../../../cluster/network';
import type { Cluster } from '../../../cluster/state';
import { certificateFor } from '../../../network/ingress/certificates';
import { ownIngresses } from '../../../network/ingress/classes';
import { routeAsSpecified } from '../../../network/ingress/specified';
import { routeAsTraefik } from '../../../network/ingress/traefik';
import type { Answered, IngressRequest, IngressWorld } from '../../../network/ingress/types';
import type { Certificate } from '../../../network/tools';
import { certificateIn, handOn, listOf, tlsSecrets } from './proxying';

export const INGRESS_CONTROLLER = 'k8s.example/ingress-controller';
const SECOND = 1_000_000;
const KEY = 'statuses';

/** A controller of Ingresses and its proxy. */
interface Kind {
  /** Its Deployment and Service, and its Pods' label `app`. */
  readonly name: string;
  readonly namespace: string;
  /** What an IngressClass calls it, and what the annotation before there were classes does. */
  readonly controller: string;
  readonly annotation: string;
  route(world: IngressWorld, request: IngressRequest): Answered;
  /** The bodies of its own answers. */
  readonly says: Readonly<Record<404 | 503, string>>;
}

const LAB: Kind = {
  name: 'ingress-controller', namespace: 'ingress-system', controller: INGRESS_CONTROLLER, annotation: '', route: (world, request) => routeAsSpecified(world, request, { controller: INGRESS_CONTROLLER }),
  says: { 404: 'no rule for this host and path\n', 503: 'no endpoints\n' },
};

const TRAEFIK_CONTROLLER = 'traefik.io/ingress-controller';

/** As K3s ships it: in kube-system, and with prefixes that are prefixes of letters. */
const TRAEFIK: Kind = {
  name: 'traefik', namespace: 'kube-system', controller: TRAEFIK_CONTROLLER, annotation: 'traefik', route: (world, request) => routeAsTraefik(world, request, { controller: TRAEFIK_CONTROLLER, strictPrefixMatching: false }),
  says: { 404: '404 page not found\n', 503: 'no available server\n' },
};

const worldOf = (cluster: Cluster): IngressWorld => ({
  ingresses: listOf<Ingress>(cluster, 'ingresses.networking.k8s.io'), ingressClasses: listOf<IngressClass>(cluster, 'ingressclasses.networking.k8s.io'),
  services: listOf(cluster, 'services'), endpointSlices: listOf(cluster, 'endpointslices.discovery.k8s.io'), secrets: tlsSecrets(cluster),
});

/** What it serves where no Secret has a certificate for the name. */
const OWN: Certificate = { names: ['ingress.local'], issuer: 'self', expired: false };

const proxyOf = ({ controller, annotation, route, says }: Kind): Program => (reached) => {
  const { cluster, port } = reached;
  const world = worldOf(cluster);
  const certificate = (host: string): Certificate => {
    const named = certificateFor(world, ownIngresses(world, { controller, name: annotation }), host);
    return certificateIn(cluster, world.secrets.find(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}` === named)) ?? OWN;
  };
  return {
    kind: 'server', ...(port === 443 ? { certificate } : {}),
    answer: (asked) => {
      const routed = route(world, { scheme: asked.tls ? 'https' : 'http', host: asked.host, path: asked.path });
      if (routed.kind === 'refused') return { status: routed.status, body: says[routed.status] };
      return handOn(reached, routed.backend, asked);
    },
  };
};

export const ingressProxy = proxyOf(LAB);
export const traefikProxy = proxyOf(TRAEFIK);

/** Whether a Pod of it is ready. */
const runs = (work: Work<null>, { namespace, name }: Kind): boolean => work.view.list('pods', namespace).some(({ metadata, status }) => metadata.labels?.['app'] === name && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);

function sync(work: Work<null>, kind: Kind): void {
  if (!runs(work, kind)) return;
  const ingress = (work.view.get('services', kind.namespace, kind.name) as Service | undefined)?.status?.loadBalancer?.ingress ?? [];
  const addresses = ingress.map(({ ip = '' }): { readonly [field: string]: string } => ({ ip }));
  const list = <T>(resource: string): readonly T[] => {
    const answer = work.client.send({ verb: 'list', group: 'networking.k8s.io', resource });
    return 'list' in answer ? (answer.list as unknown as readonly T[]) : [];
  };
  const world: IngressWorld = { ingresses: list('ingresses'), ingressClasses: list('ingressclasses'), services: [], endpointSlices: [], secrets: [] };
  for (const one of ownIngresses(world, { controller: kind.controller, name: kind.annotation })) {
    if (semanticEqual(one.status?.loadBalancer?.ingress ?? [], addresses)) continue;
    work.client.patch(one, { status: { loadBalancer: { ingress: addresses } } }, 'status');
    work.event(one, 'Normal', 'Sync', 'Scheduled for sync');
  }
}

const controllerOf = (kind: Kind): Controller<null> => ({
  name: kind.name,
  user: { username: `system:serviceaccount:${kind.namespace}:${kind.name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${kind.namespace}`, 'system:authenticated'] },
  process: kind.name,
  memory: null,
  handlers: {}, reads: ['pods', 'services'],
  start: (desk) => desk.enqueue(KEY),
  reconcile: (key, work) => {
    work.enqueueAfter(key, SECOND);
    sync(work, kind);
  },
});

export const ingressController = controllerOf(LAB);
export const traefikController = controllerOf(TRAEFIK);

const role = (name: string, namespace: string, rules: string): string => `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${namespace} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules:
- { apiGroups: [""], resources: [services, secrets, namespaces], verbs: [get, list, watch] }
- { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [get, list, watch] }
${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name} }
subjects: [{ kind: ServiceAccount, name: ${name}, namespace: ${namespace} }]
---
`;

/** A proxy's Namespace, rights, Deployment and Service. */
export const proxyManifest = (name: string, namespace: string, rules: string, image = `registry.k8s.example/${name}:1.0`): string => `apiVersion: v1
kind: Namespace
metadata: { name: ${namespace} }
---
${role(name, namespace, rules)}apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}
      containers:
      - name: proxy
        image: ${image}
        ports: [{ containerPort: 80 }, { containerPort: 443 }]
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  type: LoadBalancer
  selector: { app: ${name} }
  ports: [{ name: http, port: 80, targetPort: 80 }, { name: https, port: 443, targetPort: 443 }]
`;

const RULES = '- { apiGroups: [networking.k8s.io], resources: [ingresses, ingressclasses], verbs: [get, list, watch] }\n- { apiGroups: [networking.k8s.io], resources: [ingresses/status], verbs: [update, patch] }';

const classManifest = (name: string, controller: string, more = ''): string => `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${more} }
spec: { controller: ${controller} }
`;

export const INGRESS_MANIFEST = `${proxyManifest(LAB.name, LAB.namespace, RULES)}${classManifest('lab', INGRESS_CONTROLLER)}`;

/** In K3s Traefik's class is the default one. */
export const TRAEFIK_MANIFEST = `${proxyManifest(TRAEFIK.name, TRAEFIK.namespace, RULES, 'rancher/mirrored-library-traefik:3.7.0').replace(/^apiVersion: v1\nkind: Namespace\n.*\n---\n/, '')}${classManifest('traefik', TRAEFIK_CONTROLLER, ', annotations: { ingressclass.kubernetes.io/is-default-class: "true" }')}`;
