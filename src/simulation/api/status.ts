/** The message of a Status as the API server words it (apimachinery pkg/api/errors and pkg/util/errors). */
import { quote } from '../base/go/quote';

/** utilerrors.Aggregate's Error: one error as it is, several different ones in brackets. */
export function aggregateErrors(errors: readonly string[]): string {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`;
}

/** schema.GroupResource's and GroupKind's String: `deployments.apps`, `pods`. */
export const groupQualified = (group: string, what: string): string => (group === '' ? what : `${what}.${group}`);

/** apierrors.NewForbidden: `pods "web" is forbidden: …`; without a resource `forbidden: …`. */
export function forbiddenStatus(group: string, resource: string, name: string, cause: string): string {
  const what = groupQualified(group, resource);
  if (what === '') return `forbidden: ${cause}`;
  return name === '' ? `${what} is forbidden: ${cause}` : `${what} ${quote(name)} is forbidden: ${cause}`;
}

/** apierrors.NewInvalid: `Pod "web" is invalid: …`, the field errors already printed. */
export const invalidStatus = (group: string, kind: string, name: string, errors: readonly string[]): string =>
  `${groupQualified(group, kind)} ${quote(name)} is invalid: ${aggregateErrors(errors)}`;

/** apierrors.NewNotFound: `namespaces "x" not found`. */
export const notFoundStatus = (group: string, resource: string, name: string): string => `${groupQualified(group, resource)} ${quote(name)} not found`;

/** errors.NewAlreadyExists. */
export const alreadyExistsStatus = (group: string, resource: string, name: string): string => `${groupQualified(group, resource)} ${quote(name)} already exists`;
