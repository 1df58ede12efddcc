/** What a terminal's cluster may have besides: code that only a start that names it loads. */
import { anyController } from '../../../cluster/control/controller';
import type { AnyController } from '../../../cluster/control/controller';
import type { NetworkOptions } from '../../../cluster/network';
import type { Catalogue } from '../../../cluster/images/catalogue';
import { GATEWAY_CRDS } from './gateway-crds';
import { GATEWAY_MANIFEST, gatewayController, gatewayProxy } from './gateway';
import { INGRESS_MANIFEST, ingressController, ingressProxy } from './ingress';
import { announcer, loadBalancer } from './load-balancer';

export type AddonName = 'load-balancer' | 'ingress' | 'gateway';

export interface Addon {
  readonly controller: AnyController;
  readonly images: Catalogue;
  /** What is there from the beginning: definitions. */
  readonly manifests: string;
  /** Files on the reader's machine by which it is installed. */
  readonly files: Readonly<Record<string, string>>;
  readonly network: Partial<Pick<NetworkOptions, 'programs' | 'announcer'>>;
}

export type Addons = Readonly<Record<AddonName, Addon>>;

const proxyImage = (name: string, serves: string): Catalogue => ({ [`registry.k8s.example/${name}`]: { words: ['pull=2s', 'pull-again=200ms', `serves=${serves}`, 'port=80@500ms', 'port=443@500ms', 'term=1s:0'], size: 40_000_000 } });

export const ADDONS: Addons = {
  'load-balancer': { controller: anyController(loadBalancer), images: {}, manifests: '', files: {}, network: { announcer } },
  ingress: { controller: anyController(ingressController), images: proxyImage('ingress-controller', 'ingress'), manifests: '', files: { 'ingress-controller.yaml': INGRESS_MANIFEST }, network: { programs: { ingress: ingressProxy } } },
  gateway: { controller: anyController(gatewayController), images: proxyImage('gateway-controller', 'gateway'), manifests: GATEWAY_CRDS, files: { 'gateway-controller.yaml': GATEWAY_MANIFEST }, network: { programs: { gateway: gatewayProxy } } },
};
