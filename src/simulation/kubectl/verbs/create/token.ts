import { encodeBase64 } from '../../../base/go/base64';
import { goJson } from '../../../base/go/json';
import { formatTime } from '../../../base/time';
import { writeYaml } from '../../../api/yaml/write';
import { metadataOf } from '../../resources/info';
import { indentedJson } from '../../output/json';
import { getObject } from '../../runtime/client';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';
import { builtIn, nameArgument } from './draft';

const url = (value: unknown): string => encodeBase64(goJson(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** `kubectl create token` (pkg/cmd/create/create_token.go). The token looks like one; no key has signed it. */
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
    const start = Math.floor(machine.now() / 1_000_000);
    const expires = start + (seconds === 0 ? 3600 : seconds);
    const audiences = flags.list('audience').length === 0 ? ['https://kubernetes.default.svc.cluster.local'] : [...flags.list('audience')];
    const claims = { aud: audiences, exp: expires, iat: start, iss: 'https://kubernetes.default.svc.cluster.local', 'kubernetes.io': { namespace, serviceaccount: { name, uid: metadataOf(account).uid } }, nbf: start, sub: `system:serviceaccount:${namespace}:${name}` };
    const token = `${url({ alg: 'RS256', kid: 'simulated' })}.${url(claims)}.${url('not signed')}`;
    const answer = { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name, namespace }, spec: { audiences, expirationSeconds: expires - start, boundObjectRef: null }, status: { token, expirationTimestamp: formatTime(expires * 1_000_000) } };
    const output = flags.text('output');
    machine.out(output === 'yaml' ? writeYaml(answer) : output === 'json' ? `${indentedJson(answer)}\n` : token);
  } catch (error) {
    if (error instanceof ServerError) throw new KubectlError(`failed to create token: ${error.message}`);
    throw error;
  }
};
