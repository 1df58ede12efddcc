import type { ServiceAccount } from '../../api/generated/types/core.v1';
import type { RuntimeClass } from '../../api/generated/types/node.v1';
import type { PriorityClass } from '../../api/generated/types/scheduling.v1';
import type { ReadObject } from '../../api/manifest/read-manifests';
import type { SystemFields } from '../../api/request/create';
import type { ServicePools } from '../../api/service/pools';
import type { ApiObject } from '../../api/types';
import type { MutationFacts } from '../../policy/admission/mutate';

/** What a server that nobody has seen makes up: stands for values that are new with every request. */
export const SYSTEM: SystemFields = { now: '1970-01-01T00:00:00Z', uid: '00000000-0000-0000-0000-000000000000', suffix: 'xxxxx' };

/** The ranges of a cluster that kubeadm made: 10.96.0.0/12, node ports 30000-32767. */
export const POOLS: ServicePools = {
  networks: [{ network: { family: 4, words: [0x0a600000] }, length: 12 }],
  takenAddresses: new Set(['10.96.0.1']),
  nodePorts: [30000, 32767],
  takenNodePorts: new Set(),
};

/** What admission looks up for an object of a text: what the text itself brings, and a ServiceAccount of every name. */
export function factsFor(object: ApiObject, objects: readonly ReadObject[]): MutationFacts {
  const all = <T extends ApiObject>(type: string): readonly T[] => objects.filter(({ kind }) => kind.type === type).map((one) => one.object as T);
  const namespace = object.metadata.namespace ?? 'default';
  const named = accountNameOf(object);
  const accounts = all<ServiceAccount>('core.v1.ServiceAccount').filter(({ metadata }) => (metadata.namespace ?? 'default') === namespace);
  const assumed: ServiceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: named, namespace } };
  return {
    accounts: accounts.some(({ metadata }) => metadata.name === named) ? accounts : [...accounts, assumed],
    priorityClasses: all<PriorityClass>('scheduling.v1.PriorityClass').map(({ metadata, value = 0, globalDefault = false, preemptionPolicy }) => ({
      name: metadata.name ?? '', value, globalDefault, ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
    })),
    runtimeClasses: all<RuntimeClass>('node.v1.RuntimeClass'),
    suffix: SYSTEM.suffix,
  };
}

function accountNameOf(object: ApiObject): string {
  const { spec } = object as ApiObject & { readonly spec?: { readonly serviceAccountName?: string } };
  return spec?.serviceAccountName || 'default';
}
