import type { Admitted } from '@site/src/simulation/api/request/create';
import { forbiddenStatus } from '@site/src/simulation/api/status';
import type { ApiObject } from '@site/src/simulation/api/types';
import { mutateNew } from '@site/src/simulation/policy/admission/mutate';
import { SYSTEM } from './normalize';

/** The one account of the recorded cluster. */
const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' }, automountServiceAccountToken: false } as const;

/** What the plug-ins of the recorded cluster make of a new object. */
export function admit(object: ApiObject): Admitted<ApiObject> {
  const mutated = mutateNew(object, { accounts: [ACCOUNT], priorityClasses: [], suffix: SYSTEM.suffix });
  if (!('forbidden' in mutated)) return mutated;
  return { status: { reason: 'Forbidden', message: forbiddenStatus('', 'pods', object.metadata.name ?? '', mutated.forbidden) } };
}
