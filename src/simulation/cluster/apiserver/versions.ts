import type { Kind } from '../../api/kind';
import type { ApiObject } from '../../api/types';
import type { Answer } from './types';

/** Versions of the API's own kinds that will go (apiserver endpoints/deprecation). */
const DEPRECATED: Readonly<Record<string, string>> = {
  'core.v1.Endpoints': 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  'core.v1.ComponentStatus': 'v1 ComponentStatus is deprecated in v1.19+',
};

/** The answer with the warning that every request for a deprecated version brings. */
export function withDeprecation(kind: Kind, answer: Answer): Answer {
  const warning = kind.deprecation ?? DEPRECATED[kind.type];
  if (warning === undefined) return answer;
  return 'failure' in answer ? { failure: { ...answer.failure, warnings: [warning, ...(answer.failure.warnings ?? [])] } } : { ...answer, warnings: [warning, ...(answer.warnings ?? [])] };
}

/** Objects of a custom kind in the version that is asked for: but for its name they stay as they are (conversion strategy None). */
export function inVersion({ custom, apiVersion }: Kind, answer: Answer): Answer {
  if (!custom) return answer;
  const named = (object: ApiObject): ApiObject => (object.apiVersion === apiVersion || object.kind === 'Scale' ? object : { ...object, apiVersion });
  if ('object' in answer) return { ...answer, object: named(answer.object) };
  return 'list' in answer ? { ...answer, list: answer.list.map(named) } : answer;
}
