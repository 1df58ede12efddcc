import { sortKeys } from '@site/src/simulation/api/apply/last-applied';
import type { VisitedObject } from '@site/src/simulation/api/manifest/visit';
import type { Status } from '@site/src/simulation/api/request/create';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ApiObject } from '@site/src/simulation/api/types';
import { goJson } from '@site/src/simulation/base/go/json';
import { quote } from '@site/src/simulation/base/go/quote';
import type { CommandError } from '@site/src/simulation/tools/manifest-check/kubectl-errors';

/** cli-runtime resource.Info as kubectl prints it: what a request was about. */
export function describe({ kind: { resource }, sentKind, name }: VisitedObject<ApiObject>, namespace: string): string {
  const version = `${resource?.group ?? ''}/${resource?.version ?? ''}`;
  return `Resource: "${version}, Resource=${resource?.plural ?? ''}", GroupVersionKind: "${version}, Kind=${sentKind}"\nName: ${quote(name)}, Namespace: ${quote(namespace)}`;
}

/** What kubectl apply says of a patch that the server refuses (kubectl pkg/cmd/apply patcher.go). */
export function whilePatching(visit: VisitedObject<ApiObject>, namespace: string, patch: JsonObject, status: Status): CommandError {
  const where = `applying patch:\n${goJson(sortKeys(patch))}\nto:\n${describe(visit, namespace)}\nfor:`;
  return { status: { ...status, message: `error when ${where} "STDIN": error when patching "STDIN": ${status.message}` } };
}

const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** What kubectl apply --server-side says of a refusal: conflicts with what to do about them. */
export const whileApplying = (status: Status): CommandError => (status.reason === 'Conflict' ? { words: `${status.message}\n${ADVICE}` } : { status });
