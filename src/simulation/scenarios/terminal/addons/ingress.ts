/** The lab's Ingress controller: a proxy that does what the API says, and a controller that writes where it is reached into the statuses of its Ingresses. */
import type { Service } from '../../../api/generated/types/core.v1';
import type { Ingress, IngressClass } from '../../../api/generated/types/networking.v1';
import { semanticEqual } from '../../../api/equal';
import type { Controller, Work } from '../../../cluster/control/controller';
import type { Program } from '../../../cluster/network';
import type { Cluster } from '../../../cluster/state';
import { certificateFor } from '../../../network/ingress/certificates';
import { ownIngresses } from '../../../network/ingress/classes';
import { routeAsSpecified } from '../../../network/ingress/specified';
import type { IngressWorld } from '../../../network/ingress/types';
import type { Certificate } from '../../../network/tools';
import { certificateIn, handOn, listOf, tlsSecrets } from './proxying';

export const INGRESS_CONTROLLER = 'k8s.example/ingress-controller';
const NAMESPACE = 'ingress-system';
const NAME = 'ingress-controller';
const SECOND = 1_000_000;
const KEY = 'statuses';

const worldOf = (cluster: Cluster): IngressWorld => ({
  ingresses: listOf<Ingress>(cluster, 'ingresses.networking.k8s.io'), ingressClasses: listOf<IngressClass>(cluster, 'ingressclasses.networking.k8s.io'),
  services: listOf(cluster, 'services'), endpointSlices: listOf(cluster, 'endpointslices.discovery.k8s.io'), secrets: tlsSecrets(cluster),
});

/** What it serves where no Secret has a certificate for the name. */
const OWN: Certificate = { names: ['ingress.local'], issuer: 'self', expired: false };

export const ingressProxy: Program = (reached) => {
  const { cluster, port } = reached;
  const world = worldOf(cluster);
  const own = { controller: INGRESS_CONTROLLER };
  const certificate = (host: string): Certificate => {
    const named = certificateFor(world, ownIngresses(world, { ...own, name: '' }), host);
    return certificateIn(cluster, world.secrets.find(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}` === named)) ?? OWN;
  };
  return {
    kind: 'server', ...(port === 443 ? { certificate } : {}),
    answer: (asked) => {
      const routed = routeAsSpecified(world, { scheme: asked.tls ? 'https' : 'http', host: asked.host, path: asked.path }, own);
      if (routed.kind === 'refused') return { status: routed.status, body: routed.status === 404 ? 'no rule for this host and path\n' : 'no endpoints\n' };
      return handOn(reached, routed.backend, asked);
    },
  };
};

/** Whether a Pod of it is ready. */
const runs = (work: Work<null>, namespace: string, name: string): boolean => work.view.list('pods', namespace).some(({ metadata, status }) => metadata.labels?.['app'] === name && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);

function sync(work: Work<null>): void {
  if (!runs(work, NAMESPACE, NAME)) return;
  const ingress = (work.view.get('services', NAMESPACE, NAME) as Service | undefined)?.status?.loadBalancer?.ingress ?? [];
  const addresses = ingress.map(({ ip = '' }): { readonly [field: string]: string } => ({ ip }));
  const list = <T>(resource: string): readonly T[] => {
    const answer = work.client.send({ verb: 'list', group: 'networking.k8s.io', resource });
    return 'list' in answer ? (answer.list as unknown as readonly T[]) : [];
  };
  const world: IngressWorld = { ingresses: list('ingresses'), ingressClasses: list('ingressclasses'), services: [], endpointSlices: [], secrets: [] };
  for (const one of ownIngresses(world, { controller: INGRESS_CONTROLLER, name: '' })) {
    if (semanticEqual(one.status?.loadBalancer?.ingress ?? [], addresses)) continue;
    work.client.patch(one, { status: { loadBalancer: { ingress: addresses } } }, 'status');
    work.event(one, 'Normal', 'Sync', 'Scheduled for sync');
  }
}

export const ingressController: Controller<null> = {
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
export const proxyManifest = (name: string, namespace: string, rules: string): string => `apiVersion: v1
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
        image: registry.k8s.example/${name}:1.0
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

export const INGRESS_MANIFEST = `${proxyManifest(NAME, NAMESPACE, '- { apiGroups: [networking.k8s.io], resources: [ingresses, ingressclasses], verbs: [get, list, watch] }\n- { apiGroups: [networking.k8s.io], resources: [ingresses/status], verbs: [update, patch] }')}---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: lab }
spec: { controller: ${INGRESS_CONTROLLER} }
`;
