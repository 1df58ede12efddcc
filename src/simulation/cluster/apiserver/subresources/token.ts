import type { ApiObject } from '../../../api';
import type { ObjectMeta } from '../../../api/generated/types/meta.v1';
import type { TokenRequest, BoundObjectReference } from '../../../api/generated/types/authentication.v1';
import type { Node, Pod, Secret, ServiceAccount } from '../../../api/generated/types/core.v1';
import { fieldErrorMessage, invalid } from '../../../api/field-errors';
import type { FieldError } from '../../../api/field-errors';
import { API_AUDIENCE, issueToken } from '../../../api/service-account-token';
import type { TokenWanted } from '../../../api/service-account-token';
import { causesOf } from '../../../api/request/create';
import { invalidStatus } from '../../../api/status';
import { quote } from '../../../base/go/quote';
import { formatTime } from '../../../base/time';
import { viewOf } from '../../control/view';
import { failure, notFound } from '../failures';
import { requestKey } from '../resource';
import type { Target } from '../resource';
import { objectAt } from '../../store/store';
import type { ApiServer, Failure, Handled, Request } from '../types';

const KIND = 'TokenRequest';
/** MinTokenAgeSec, and what SetDefaults_TokenRequestSpec makes of nothing. */
const SHORTEST = 600;
const DEFAULT_EXPIRATION = 3600;

interface Named {
  readonly name: string;
  readonly uid: string;
}

const named = ({ name = '', uid = '' }: ObjectMeta): Named => ({ name, uid });

/** What a token is bound to: as long as that lives, it is good. */
type Bound = Pick<TokenWanted, 'pod' | 'node' | 'secret'>;

/** ValidateTokenRequest (pkg/apis/authentication/validation). */
function errorsOf(seconds: number): FieldError[] {
  if (seconds < SHORTEST) return [invalid('spec.expirationSeconds', seconds, 'may not specify a duration less than 10 minutes')];
  return seconds > 2 ** 32 ? [invalid('spec.expirationSeconds', seconds, 'may not specify a duration larger than 2^32 seconds')] : [];
}

function boundTo({ store }: ApiServer, { metadata }: ServiceAccount, { kind = '', apiVersion = '', name = '', uid = '' }: BoundObjectReference): Bound | { readonly failure: Failure } {
  const view = viewOf(store.tables);
  const namespace = metadata.namespace ?? '';
  const found: Pod | Node | Secret | undefined = kind === 'Pod' ? view.get('pods', namespace, name) : kind === 'Node' ? view.get('nodes', undefined, name) : kind === 'Secret' ? view.get('secrets', namespace, name) : undefined;
  const core = apiVersion === 'v1' || apiVersion === '';
  if (!core || !['Pod', 'Node', 'Secret'].includes(kind)) return { failure: failure('BadRequest', `cannot bind token to object of type ${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`) };
  if (found === undefined) return { failure: notFound({ group: '', resource: `${kind.toLowerCase()}s` }, name) };
  const node = kind === 'Pod' ? ((found as Pod).spec.nodeName ?? '') : '';
  if (kind === 'Pod' && (found as Pod).spec.serviceAccountName !== metadata.name) return { failure: failure('BadRequest', `cannot bind token for serviceaccount ${quote(metadata.name ?? '')} to pod running with different serviceaccount name.`) };
  if (uid !== '' && uid !== found.metadata.uid) {
    return { failure: failure('Conflict', `Operation cannot be fulfilled on ${kind} ${quote(name)}: the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`) };
  }
  if (kind !== 'Pod') return { [kind.toLowerCase()]: named(found.metadata) };
  return { pod: named(found.metadata), ...(node === '' ? {} : { node: { name: node, uid: view.get('nodes', undefined, node)?.metadata.uid ?? '' } }) };
}

/** A token for a ServiceAccount (pkg/registry/core/serviceaccount/storage: TokenREST.Create); `now` in µs. */
export function requestToken(server: ApiServer, target: Target, request: Request, now: number): Handled {
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  const account = objectAt(server.store.tables, target.storeName, requestKey(target, request)) as ServiceAccount | undefined;
  if (account === undefined) return refuse(notFound(target, request.name ?? ''));
  const asked = (request.body ?? {}) as Partial<TokenRequest>;
  const { audiences = [], expirationSeconds: seconds = DEFAULT_EXPIRATION, boundObjectRef } = asked.spec ?? { audiences: [] };
  const errors = errorsOf(seconds);
  if (errors.length > 0) return refuse(failure('Invalid', invalidStatus('authentication.k8s.io', KIND, '', errors.map(fieldErrorMessage)), { details: { kind: KIND, name: '', causes: causesOf(errors) } }));
  const bound = boundObjectRef === undefined || boundObjectRef === null ? {} : boundTo(server, account, boundObjectRef);
  if ('failure' in bound) return refuse(bound.failure);
  const { name = '', namespace = '', uid = '' } = account.metadata;
  const wanted = audiences.length === 0 ? [API_AUDIENCE] : audiences;
  const { token } = issueToken({ namespace, account: { name, uid }, audiences: wanted, expires: seconds, ...bound }, now);
  const answer = {
    apiVersion: 'authentication.k8s.io/v1', kind: KIND, metadata: { name, namespace, uid, creationTimestamp: formatTime(now) },
    spec: { audiences: wanted, expirationSeconds: seconds, boundObjectRef: boundObjectRef ?? null }, status: { token, expirationTimestamp: formatTime(now + seconds * 1_000_000) },
  };
  return { server, answer: { code: 201, object: answer as unknown as ApiObject, warnings: [] } };
}
