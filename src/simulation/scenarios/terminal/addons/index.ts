/** What a terminal's cluster may have besides: code that only a start that names it loads. */
import { anyController } from '../../../cluster/control/controller';
import type { Catalogue } from '../../../cluster/images/catalogue';
import type { Addon } from './addon';
import { GATEWAY_CRDS } from './gateway-crds';
import { GATEWAY_MANIFEST, gatewayController, gatewayProxy } from './gateway';
import { INGRESS_MANIFEST, ingressController, ingressProxy, TRAEFIK_MANIFEST, traefikController, traefikProxy } from './ingress';
import { announcer, loadBalancer } from './load-balancer';
import { CLUSTER_AUTOSCALER_ADDON } from './cluster-autoscaler';
import { METRICS_SERVER_ADDON } from './metrics-server';
import { NODE_LOCAL_DNS_ADDON } from './node-local-dns';
import { OPERATOR_ADDON } from './operator';

export type { Addon, GivenCommit, GivenRepositories } from './addon';

export type AddonName = 'load-balancer' | 'ingress' | 'traefik' | 'gateway' | 'metrics-server' | 'node-local-dns' | 'cluster-autoscaler' | 'argocd' | 'operator';

/** Those that are loaded; what is large is loaded by itself (`argocd.ts`). */
export type Addons = Readonly<Partial<Record<AddonName, Addon>>>;

const proxyImage = (name: string, serves: string, image = `registry.k8s.example/${name}`): Catalogue => ({ [image]: { words: ['pull=2s', 'pull-again=200ms', `serves=${serves}`, 'port=80@500ms', 'port=443@500ms', 'term=1s:0'], size: 40_000_000 } });

export const ADDONS: Addons = {
  'load-balancer': { controller: () => anyController(loadBalancer), images: {}, manifests: '', files: {}, network: { announcer } },
  ingress: { controller: () => anyController(ingressController), images: proxyImage('ingress-controller', 'ingress'), manifests: '', files: { 'ingress-controller.yaml': INGRESS_MANIFEST }, network: { programs: { ingress: ingressProxy } } },
  traefik: { controller: () => anyController(traefikController), images: proxyImage('traefik', 'traefik', 'rancher/mirrored-library-traefik'), manifests: '', files: { 'traefik.yaml': TRAEFIK_MANIFEST }, network: { programs: { traefik: traefikProxy } } },
  gateway: { controller: () => anyController(gatewayController), images: proxyImage('gateway-controller', 'gateway'), manifests: GATEWAY_CRDS, files: { 'gateway-controller.yaml': GATEWAY_MANIFEST }, network: { programs: { gateway: gatewayProxy } } },
  'metrics-server': METRICS_SERVER_ADDON,
  'node-local-dns': NODE_LOCAL_DNS_ADDON,
  'cluster-autoscaler': CLUSTER_AUTOSCALER_ADDON,
  operator: OPERATOR_ADDON,
};
