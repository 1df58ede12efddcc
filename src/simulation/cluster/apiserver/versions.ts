import type { Kind } from '../../api/kind';
import type { ApiObject } from '../../api/types';
import { withWritten, writtenOf } from '../store/written';
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
 * An object that was kept in some version as it is read in another (apiextensions-apiserver crdConversionRESTOptionsGetter): what it lacks is filled in by the schema of the version that it was kept in; the conversion, of which None changes the
 * apiVersion alone, follows, and what the schema of the version that is asked for does not know is gone. The defaults of that version are not for what is only read. Of the API's own kinds, what its group's conversion makes of it.
 */
export function readAs(kind: Kind, object: ApiObject): ApiObject {
  const read = inForm(kind, object);
  // Who has written it does not go with its fields, and whoever wants to know is told later.
  return read === object ? object : withWritten(read, writtenOf(object));
}

function inForm({ custom, apiVersion, storageApiVersion = apiVersion, kind, defaults, kept, pruned, convert }: Kind, object: ApiObject): ApiObject {
  if (object.kind !== kind) return object;
  if (!custom) {
    const converted = object.apiVersion === apiVersion ? object : (convert?.(object, apiVersion) ?? object);
    return converted === object ? object : (defaults?.(converted) ?? converted);
  }
  // In the version that is asked for but is not stored lies what was converted a moment ago.
  if (object.apiVersion === apiVersion) return (apiVersion === storageApiVersion ? defaults?.(object) : pruned?.(object)) ?? object;
  const whole = kept?.(object) ?? object;
  const named = convert?.(whole, apiVersion) ?? { ...whole, apiVersion };
  return pruned?.(named) ?? named;
}

/** Whether objects of the kind may be kept in another form than the one that they are asked for in. */
export const isConverted = ({ custom, convert }: Kind): boolean => custom || convert !== undefined;

/** An object as it is kept: of a custom kind in the version that its definition stores, of the others in the one that the group prefers. */
export const storedAs = ({ storageApiVersion, convert }: Kind, object: ApiObject): ApiObject =>
  (storageApiVersion === undefined || object.apiVersion === storageApiVersion ? object : (convert?.(object, storageApiVersion) ?? { ...object, apiVersion: storageApiVersion }));

/** Objects in the version that is asked for. */
export function inVersion(kind: Kind, answer: Answer): Answer {
  if (!isConverted(kind)) return answer;
  const named = (object: ApiObject): ApiObject => readAs(kind, object);
  if ('object' in answer) return { ...answer, object: named(answer.object) };
  if ('changes' in answer) return { ...answer, changes: answer.changes.map((change) => (change.type === 'BOOKMARK' ? change : { ...change, object: named(change.object) })) };
  return 'list' in answer ? { ...answer, list: answer.list.map(named) } : answer;
}
