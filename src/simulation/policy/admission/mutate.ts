import type { ApiObject, Node, Pod } from '../../api';
import type { ServiceAccount } from '../../api/generated/types/core.v1';
import type { RuntimeClass } from '../../api/generated/types/node.v1';
import { defaultTolerationSeconds } from './default-toleration-seconds';
import { taintNewNode } from './node-taint';
import { admitPriority, SYSTEM_PRIORITY_CLASSES } from './priority';
import type { PriorityClass } from './priority';
import { admitRuntimeClass } from './runtime-class';
import { refusedSecrets } from './secret-references';
import { admitServiceAccount } from './service-account';
import { protectStorage } from './storage-protection';

/** What the plug-ins that change new objects look at. */
export interface MutationFacts {
  /** The ServiceAccounts of the object's namespace. */
  readonly accounts: readonly ServiceAccount[];
  /** The PriorityClasses besides the cluster's own. */
  readonly priorityClasses: readonly PriorityClass[];
  readonly runtimeClasses?: readonly RuntimeClass[];
  /** Five letters for the name of a token's volume. */
  readonly suffix: string;
}

/** A new object after the plug-ins that change it, or the reason for which one of them refuses it. */
export type Mutated<T> = { readonly object: T } | { readonly forbidden: string };

/** The plug-ins of the default chain that change objects when they are created, in their order (pkg/kubeapiserver/options/plugins.go); those of quotas, limits and classes are not among them. */
export function mutateNew<T extends ApiObject>(object: T, facts: MutationFacts): Mutated<T> {
  if (object.apiVersion === 'v1' && object.kind === 'Pod') return mutatePod(object as ApiObject as Pod, facts) as Mutated<T>;
  if (object.apiVersion === 'v1' && object.kind === 'Node') return { object: taintNewNode(object as ApiObject as Node) as ApiObject as T };
  return { object: protectStorage(object) };
}

/** The same for an object that changes: only the tolerations of Pods are filled in again. */
export function mutateChanged<T extends ApiObject>(object: T): T {
  return object.apiVersion === 'v1' && object.kind === 'Pod' ? (defaultTolerationSeconds(object as ApiObject as Pod) as ApiObject as T) : object;
}

function mutatePod(pod: Pod, { accounts, priorityClasses, runtimeClasses = [], suffix }: MutationFacts): Mutated<ApiObject> {
  const name = pod.spec.serviceAccountName || 'default';
  const account = accounts.find(({ metadata }) => metadata.name === name);
  if (account === undefined) return { forbidden: `error looking up service account ${pod.metadata.namespace ?? ''}/${name}: serviceaccount "${name}" not found` };
  const served = admitServiceAccount(pod, account, suffix);
  const secret = refusedSecrets(served, account);
  if (secret !== undefined) return { forbidden: secret };
  const ranked = admitPriority(served, [...SYSTEM_PRIORITY_CLASSES, ...priorityClasses]);
  return 'forbidden' in ranked ? ranked : admitRuntimeClass(defaultTolerationSeconds(ranked.pod), runtimeClasses);
}
