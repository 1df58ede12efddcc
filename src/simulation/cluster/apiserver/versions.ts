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

/**
 * An object that was kept in some version as it is read in another (apiextensions-apiserver pkg/apiserver unstructuredDefaulter and schemaCoercingDecoder after the conversion, of which None changes the apiVersion alone): what the schema of
 * the version does not know is gone, and its defaults are there.
 */
export function readAs({ custom, apiVersion, kind, defaults, convert }: Kind, object: ApiObject): ApiObject {
  if (!custom || object.kind !== kind) return object;
  const named = object.apiVersion === apiVersion ? object : (convert?.(object, apiVersion) ?? { ...object, apiVersion });
  return defaults?.(named) ?? named;
}

/** An object of a custom kind as it is kept: in the version that its definition stores. */
export const storedAs = ({ storageApiVersion, convert }: Kind, object: ApiObject): ApiObject =>
  (storageApiVersion === undefined || object.apiVersion === storageApiVersion ? object : (convert?.(object, storageApiVersion) ?? { ...object, apiVersion: storageApiVersion }));

/** Objects of a custom kind in the version that is asked for. */
export function inVersion(kind: Kind, answer: Answer): Answer {
  if (!kind.custom) return answer;
  const named = (object: ApiObject): ApiObject => readAs(kind, object);
  if ('object' in answer) return { ...answer, object: named(answer.object) };
  if ('changes' in answer) return { ...answer, changes: answer.changes.map((change) => (change.type === 'BOOKMARK' ? change : { ...change, object: named(change.object) })) };
  return 'list' in answer ? { ...answer, list: answer.list.map(named) } : answer;
}
