import { formatTime } from '../../../base/time';
import { API_AUDIENCE, issueToken } from '../../../api/service-account-token';
import { textOf } from '../../../api/schema/values';
import { writeYaml } from '../../../api/yaml/write';
import { metadataOf } from '../../resources/info';
import { indentedJson } from '../../output/json';
import { getObject } from '../../runtime/client';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';
import { builtIn, nameArgument } from './draft';

/** `kubectl create token` (pkg/cmd/create/create_token.go). */
export const createToken: Verb = function* createToken(session) {
  const { flags, machine } = session;
  const name = nameArgument(session);
  const seconds = Number(flags.nanoseconds('duration') / 1_000_000_000n);
  if (flags.nanoseconds('duration') < 0n) throw new KubectlError('--duration must be greater than or equal to 0');
  if (flags.nanoseconds('duration') % 1_000_000_000n !== 0n) throw new KubectlError('--duration cannot be expressed in units less than seconds');
  const namespace = session.namespace().name;
  try {
    const account = yield* getObject(session, builtIn(session, 'v1', 'ServiceAccount'), namespace, name);
    if (seconds > 0 && seconds < 600) throw new KubectlError(`failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: ${seconds}: may not specify a duration less than 10 minutes`);
    const lasts = seconds === 0 ? 3600 : seconds;
    const audiences = flags.list('audience').length === 0 ? [API_AUDIENCE] : [...flags.list('audience')];
    const { token, claims } = issueToken({ namespace, account: { name, uid: textOf(metadataOf(account).uid) }, audiences, expires: lasts }, machine.now());
    const answer = { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name, namespace }, spec: { audiences, expirationSeconds: lasts, boundObjectRef: null }, status: { token, expirationTimestamp: formatTime(claims.exp * 1_000_000) } };
    const output = flags.text('output');
    machine.out(output === 'yaml' ? writeYaml(answer) : output === 'json' ? `${indentedJson(answer)}\n` : token);
  } catch (error) {
    if (error instanceof ServerError) throw new KubectlError(`failed to create token: ${error.message}`);
    throw error;
  }
};
