import type { Namespace } from '../../api/generated/types/core.v1';
import { forbiddenBy, nameFor, type Status } from '../../api/request/create';
import { notFoundStatus } from '../../api/status';
import type { AdmissionRequest, Lookup } from './request';

const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/** NamespaceLifecycle (apiserver pkg/admission/plugin/namespace/lifecycle): nothing is made in a namespace that is not there or is going; three are never deleted. */
export function refusedByNamespace({ operation, kind, namespace, name, object }: AdmissionRequest, lookup: Lookup): Status | undefined {
  const isNamespace = kind.apiVersion === 'v1' && kind.kind === 'Namespace';
  if (isNamespace) return operation === 'DELETE' && IMMORTAL.has(name) ? forbiddenBy(kind, name, 'this namespace may not be deleted') : undefined;
  if (namespace === '' || operation === 'DELETE') return undefined;
  const home = lookup<Namespace>('v1', 'Namespace').find(({ metadata }) => metadata.name === namespace);
  if (home === undefined) return { reason: 'NotFound', message: notFoundStatus('', 'namespaces', namespace) };
  if (operation !== 'CREATE' || home.status?.phase !== 'Terminating') return undefined;
  const causes = [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }];
  return { ...forbiddenBy(kind, object === undefined ? name : nameFor(object), `unable to create new content in namespace ${namespace} because it is being terminated`), details: { kind: kind.resource?.plural ?? '', name, causes } };
}
