import type { Kind } from '../../api/kind';
import type { ApiObject } from '../../api/types';

/** What admission knows of a request (apiserver pkg/admission: Attributes). */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly kind: Kind;
  /** Empty for objects of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** `scale`, `status`, or empty. */
  readonly subresource: string;
  /** None where something is deleted. */
  readonly object?: ApiObject;
  /** What stands in the storage, for a change or a deletion. */
  readonly oldObject?: ApiObject;
  /** Nothing is going to be stored. */
  readonly dryRun?: boolean;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
}

/** What the plug-ins look up in the cluster: all objects of a kind, of one namespace or of all. */
export type Lookup = <T extends ApiObject>(apiVersion: string, kind: string, namespace?: string) => readonly T[];

/** The resource of a request without its version: `pods`, `deployments.apps`. */
export function resourceOf({ kind: { resource } }: AdmissionRequest): string {
  const { group = '', plural = '' } = resource ?? {};
  return group === '' ? plural : `${plural}.${group}`;
}
