import { failure } from '../helper';
import type { Check, PodCheck } from '../types';

const check: PodCheck = ({ spec }) => {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
  if (shared.length === 0) return undefined;
  return failure('host namespaces', shared.map((field) => `${field}=true`).join(', '), shared.map((field) => `spec.${field}`));
};

/** policy/check_hostNamespaces.go */
export const hostNamespaces: Check = { id: 'hostNamespaces', level: 'baseline', versions: [{ since: 0, check }] };
