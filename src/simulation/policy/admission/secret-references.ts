import type { Pod } from '../../api';
import type { Container, ServiceAccount } from '../../api/generated/types/core.v1';

const ENFORCE = 'kubernetes.io/enforce-mountable-secrets';
/** What strconv.ParseBool takes for true. */
const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

interface Reference {
  readonly secret: string;
  readonly said: string;
}

function referencesOf({ name, env = [], envFrom = [] }: Container, what: string): readonly Reference[] {
  return [
    ...env.flatMap(({ name: variable, valueFrom }) => (valueFrom?.secretKeyRef === undefined ? [] : [{ secret: valueFrom.secretKeyRef.name ?? '', said: `${what} ${name} with envVar ${variable} referencing` }])),
    ...envFrom.flatMap(({ secretRef }) => (secretRef === undefined ? [] : [{ secret: secretRef.name ?? '', said: `${what} ${name} with envFrom referencing` }])),
  ];
}

/** ServiceAccount, limitSecretReferences: where an account says so, its Pods may use only the Secrets that it names. */
export function refusedSecrets({ spec }: Pod, account: ServiceAccount): string | undefined {
  if (!TRUE.has(account.metadata.annotations?.[ENFORCE] ?? '')) return undefined;
  const owner = account.metadata.name ?? '';
  const mountable = new Set((account.secrets ?? []).map(({ name = '' }) => name));
  const references: readonly Reference[] = [
    ...(spec.volumes ?? []).flatMap(({ secret }) => (secret === undefined ? [] : [{ secret: secret.secretName ?? '', said: 'volume with' }])),
    ...(spec.initContainers ?? []).flatMap((container) => referencesOf(container, 'init container')),
    ...spec.containers.flatMap((container) => referencesOf(container, 'container')),
  ];
  const unknown = references.find(({ secret }) => !mountable.has(secret));
  if (unknown !== undefined) return `${unknown.said} secret.secretName="${unknown.secret}" is not allowed because service account ${owner} does not reference that secret`;
  const pulled = new Set((account.imagePullSecrets ?? []).map(({ name = '' }) => name));
  const names = (spec.imagePullSecrets ?? []).map(({ name = '' }) => name);
  const index = names.findIndex((name) => !pulled.has(name));
  return index < 0 ? undefined : `imagePullSecrets[${index}].name="${names[index]}" is not allowed because service account ${owner} does not reference that imagePullSecret`;
}
