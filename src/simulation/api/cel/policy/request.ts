/** The variable `request` of an admission expression (apiserver admission/plugin/cel: CreateAdmissionRequest, as JSON). */

export interface AdmissionAttributes {
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string };
  readonly subresource: string;
  readonly name: string;
  readonly namespace: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly user: { readonly username: string; readonly groups: readonly string[]; readonly uid?: string };
  readonly dryRun?: boolean;
}

/** Empty texts are left out, as Go's `omitempty` does. */
const given = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

export function admissionRequest({ kind, resource, subresource, name, namespace, operation, user, dryRun = false }: AdmissionAttributes): Readonly<Record<string, unknown>> {
  return {
    uid: '',
    kind,
    resource,
    requestKind: kind,
    requestResource: resource,
    ...given({ subResource: subresource, requestSubResource: subresource, name, namespace }),
    operation,
    userInfo: { ...given({ username: user.username, uid: user.uid ?? '' }), ...(user.groups.length === 0 ? {} : { groups: user.groups }) },
    object: null,
    oldObject: null,
    dryRun,
    options: null,
  };
}
