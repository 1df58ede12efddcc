/** What each component looks at when it is asked for its health, in the order in which it prints it. */

export type HealthComponent = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';

/** What of the world around it a component needs to be well. */
export interface HealthFacts {
  /** etcd answers the API server. */
  readonly etcd: boolean;
  /** The API server keeps a Lease with its identity and tells others where it is reached, as it does unless that is switched off (APIServerIdentity). */
  readonly identity?: boolean;
}

export interface Check {
  readonly name: string;
  /** Whether it is there at all. */
  readonly where?: (facts: HealthFacts) => boolean;
  /** Why it fails now; undefined: it does not. */
  readonly error?: (facts: HealthFacts) => string | undefined;
}

const named = (...names: readonly string[]): readonly Check[] => names.map((name) => ({ name }));

/** storage/storagebackend/factory etcd3HealthCheck and etcd3ReadyCheck: a key is read, in two seconds. */
const etcdError = ({ etcd }: HealthFacts): string | undefined => (etcd ? undefined : 'error getting data from etcd: context deadline exceeded');

const withIdentity = (name: string): Check => ({ name: `poststarthook/${name}`, where: ({ identity = false }) => identity });

/** What the API server does once when it has started, in the order in which its three servers (apiextensions, its own, the aggregator) add them; done for good where nothing else is said. */
const hooks = (...names: readonly string[]): readonly Check[] => named(...names.map((name) => `poststarthook/${name}`));
const HOOKS: readonly Check[] = [
  ...hooks('start-apiserver-admission-initializer', 'generic-apiserver-start-informers', 'priority-and-fairness-config-consumer', 'priority-and-fairness-filter', 'storage-object-count-tracker-hook', 'start-apiextensions-informers', 'start-apiextensions-controllers', 'crd-informer-synced', 'start-system-namespaces-controller'),
  withIdentity('peer-endpoint-reconciler-controller'),
  ...hooks('start-cluster-authentication-info-controller'),
  withIdentity('start-kube-apiserver-identity-lease-controller'),
  withIdentity('start-kube-apiserver-identity-lease-garbage-collector'),
  ...hooks('storage-readiness', 'start-legacy-token-tracking-controller', 'start-service-ip-repair-controllers', 'rbac/bootstrap-roles', 'scheduling/bootstrap-system-priority-classes', 'priority-and-fairness-config-producer', 'bootstrap-controller', 'start-kubernetes-service-cidr-controller',
    'start-kube-aggregator-informers', 'apiservice-status-local-available-controller', 'apiservice-status-remote-available-controller', 'apiservice-registration-controller', 'apiservice-discovery-controller', 'kube-apiserver-autoregistration'),
  ...named('autoregister-completion'),
  ...hooks('apiservice-openapi-controller', 'apiservice-openapiv3-controller'),
];

const BASIC = named('ping', 'log');
const ETCD: Check = { name: 'etcd', error: etcdError };
const LIVE = [...BASIC, ...named('loopback-serving-certificate'), ETCD, ...HOOKS];

/** Controllers that a controller manager starts which is given no CA to sign with, no cloud and no Pod network to divide; by name, where the real one has no order. */
const CONTROLLERS = named(
  ...['certificatesigningrequest-approving', 'certificatesigningrequest-cleaner', 'clusterrole-aggregation', 'cronjob', 'daemonset', 'deployment', 'device-taint-eviction', 'disruption', 'endpoints', 'endpointslice', 'endpointslice-mirroring', 'ephemeral-volume', 'garbage-collector',
    'horizontal-pod-autoscaler', 'job', 'legacy-serviceaccount-token-cleaner', 'namespace', 'persistentvolume-attach-detach', 'persistentvolume-binder', 'persistentvolume-expander', 'persistentvolume-protection', 'persistentvolumeclaim-protection', 'pod-garbage-collector', 'replicaset',
    'replicationcontroller', 'resourceclaim', 'resourcequota', 'root-ca-certificate-publisher', 'service-cidr', 'serviceaccount', 'serviceaccount-token', 'statefulset', 'ttl-after-finished', 'ttl', 'validatingadmissionpolicy-status', 'volumeattributesclass-protection',
  ].map((name) => `${name}-controller`),
);

export interface Endpoint {
  readonly path: string;
  readonly checks: readonly Check[];
  /** Each check has a path below as well: `/livez/etcd`. The controller manager's handler has none. */
  readonly single: boolean;
}

/** Where each component can be asked (server/healthz.go of apiserver, newEndpointsHandler of the scheduler, NewBaseHandler of controller-manager). Leader election is off. */
export const ENDPOINTS: Readonly<Record<HealthComponent, readonly Endpoint[]>> = {
  'kube-apiserver': [
    { path: '/healthz', checks: LIVE, single: true },
    { path: '/livez', checks: LIVE, single: true },
    { path: '/readyz', checks: [...BASIC, ETCD, { name: 'etcd-readiness', error: etcdError }, ...named('informer-sync'), ...HOOKS, ...named('shutdown')], single: true },
  ],
  'kube-controller-manager': [{ path: '/healthz', checks: CONTROLLERS, single: false }],
  'kube-scheduler': [
    { path: '/healthz', checks: named('ping'), single: true },
    { path: '/livez', checks: named('ping'), single: true },
    { path: '/readyz', checks: named('shutdown', 'sched-handler-sync'), single: true },
  ],
};
