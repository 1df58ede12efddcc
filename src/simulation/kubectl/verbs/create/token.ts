import type { ApiObject } from '../../../api';
import { textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { printerFor } from '../../output/formats';
import { indentedJson } from '../../output/json';
import { send } from '../../runtime/client';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';
import { builtIn, nameArgument } from './draft';

/** What tokens can be bound to, and its version. */
const BOUND: Readonly<Record<string, string>> = { Node: 'v1', Pod: 'v1', Secret: 'v1' };

/** TokenOptions.Validate of the flags that bind it. */
function boundObject({ flags }: Session): JsonObject | undefined {
  const [kind, name, uid] = ['kind', 'name', 'uid'].map((part) => flags.text(`bound-object-${part}`)) as [string, string, string];
  if (flags.list('audience').includes('')) throw new KubectlError('--audience must not be an empty string');
  if (kind === '') {
    if (name !== '') throw new KubectlError('--bound-object-name can only be set if --bound-object-kind is provided');
    if (uid !== '') throw new KubectlError('--bound-object-uid can only be set if --bound-object-kind is provided');
    return undefined;
  }
  if (!Object.hasOwn(BOUND, kind)) throw new KubectlError(`supported --bound-object-kind values are ${Object.keys(BOUND).join(', ')}`);
  if (name === '') throw new KubectlError('--bound-object-name is required if --bound-object-kind is provided');
  return { kind, apiVersion: BOUND[kind]!, name, ...(uid === '' ? {} : { uid }) };
}

/** `kubectl create token` (pkg/cmd/create/create_token.go). */
export const createToken: Verb = function* createToken(session) {
  const { flags, machine } = session;
  const name = nameArgument(session);
  const print = printerFor(session, { json: (object) => `${indentedJson(object)}\n` });
  const seconds = Number(flags.nanoseconds('duration') / 1_000_000_000n);
  if (flags.nanoseconds('duration') < 0n) throw new KubectlError('--duration must be greater than or equal to 0');
  if (flags.nanoseconds('duration') % 1_000_000_000n !== 0n) throw new KubectlError('--duration cannot be expressed in units less than seconds');
  const boundObjectRef = boundObject(session);
  const namespace = session.namespace().name;
  try {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', metadata: {}, spec: { audiences: [...flags.list('audience')], ...(seconds === 0 ? {} : { expirationSeconds: seconds }), ...(boundObjectRef === undefined ? {} : { boundObjectRef }) } };
    const { apiVersion, kind, metadata, spec, status } = yield* send(session, builtIn(session, 'v1', 'ServiceAccount'), { verb: 'create', namespace, name, subresource: 'token', body: body as unknown as ApiObject });
    const answer = { kind, apiVersion, metadata, spec, status };
    const token = textOf((status as JsonObject)['token']);
    machine.out(flags.text('output') === '' ? token : print(answer as JsonObject));
  } catch (error) {
    if (error instanceof ServerError) throw new KubectlError(`failed to create token: ${error.message}`);
    throw error;
  }
};
