import type { Secret, ServiceAccount } from '../../../api/generated/types/core.v1';
import { legacyToken } from '../../../api/service-account-token';
import { encodeBase64 } from '../../../base/go/base64';
import { hasReason } from '../../control/client';
import type { Controller, Work } from '../../control/controller';
import { ROOT_CA } from '../../control/root-ca';

const TYPE = 'kubernetes.io/service-account-token';
const NAME = 'kubernetes.io/service-account.name';
const UID = 'kubernetes.io/service-account.uid';

const CERTIFICATE = encodeBase64(ROOT_CA);

/** A ServiceAccount that is meant: by its UID too, where that is known. */
interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

const accountOf = ({ metadata }: Secret): Account => ({ namespace: metadata.namespace ?? '', name: metadata.annotations?.[NAME] ?? '', uid: metadata.annotations?.[UID] ?? '' });

/** Two queues upstream (serviceAccountQueueKey, secretQueueKey); what a key says of a Secret outlives it. */
const secretKey = (secret: Secret): string => JSON.stringify(['secret', secret.metadata.name, secret.metadata.uid, accountOf(secret)]);
const accountKey = ({ metadata: { namespace = '', name = '', uid = '' } }: ServiceAccount): string => JSON.stringify(['account', '', '', { namespace, name, uid }]);

const isMeant = (account: ServiceAccount | undefined, uid: string): account is ServiceAccount => account !== undefined && (uid === '' || account.metadata.uid === uid);

/** getServiceAccount; `live`: the server is asked where the cache has none. */
function getAccount({ view, client }: Work<null>, { namespace, name, uid }: Account, live: boolean): ServiceAccount | undefined {
  const known = view.get('serviceaccounts', namespace, name);
  if (isMeant(known, uid) || !live) return isMeant(known, uid) ? known : undefined;
  try {
    const found = client.get('serviceaccounts', namespace, name);
    return isMeant(found, uid) ? found : undefined;
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** deleteToken: who is gone or another one by now needs none. */
function deleteToken({ client }: Work<null>, { metadata }: Secret): void {
  try {
    client.delete({ apiVersion: 'v1', kind: 'Secret', metadata: { name: metadata.name ?? '', namespace: metadata.namespace ?? '' } }, { preconditions: { uid: metadata.uid ?? '' } });
  } catch (error) {
    if (!hasReason(error, 'NotFound') && !hasReason(error, 'Conflict')) throw error;
  }
}

/** secretUpdateNeeded, and what is put in then; undefined where nothing is. */
function filled({ metadata, data = {} }: Secret, account: ServiceAccount): Secret['data'] | undefined {
  const { namespace = '', name = '' } = metadata;
  const good = data['ca.crt'] === CERTIFICATE && (data['namespace'] ?? '') !== '' && (data['token'] ?? '') !== '';
  if (good) return undefined;
  return {
    ...data, 'ca.crt': CERTIFICATE, namespace: data['namespace'] || encodeBase64(namespace),
    token: data['token'] || encodeBase64(legacyToken({ namespace, account: { name: account.metadata.name ?? '', uid: account.metadata.uid ?? '' }, secret: name })),
  };
}

/** generateTokenIfNeeded: on a Secret that has not changed since it was heard of. */
function fill({ client }: Work<null>, secret: Secret, account: ServiceAccount): void {
  if (filled(secret, account) === undefined) return;
  try {
    const live = client.get('secrets', secret.metadata.namespace, secret.metadata.name ?? '');
    const data = filled(live, account);
    if (live.metadata.resourceVersion !== secret.metadata.resourceVersion || data === undefined) return;
    client.update({ ...live, metadata: { ...live.metadata, annotations: { ...live.metadata.annotations, [NAME]: account.metadata.name ?? '', [UID]: account.metadata.uid ?? '' } }, data });
  } catch (error) {
    if (!hasReason(error, 'NotFound') && !hasReason(error, 'Conflict')) throw error;
  }
}

/** removeSecretReference: a Secret that is gone does not go on standing in its ServiceAccount. */
function forget({ client }: Work<null>, { namespace, name, uid }: Account, secret: string): void {
  try {
    const live = client.get('serviceaccounts', namespace, name);
    const { secrets = [] } = live;
    if (!isMeant(live, uid) || !secrets.some((one) => one.name === secret)) return;
    client.update({ ...live, secrets: secrets.filter((one) => one.name !== secret) });
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

function reconcile(key: string, work: Work<null>): void {
  const [kind, name, uid, account] = JSON.parse(key) as [string, string, string, Account];
  if (kind === 'account') {
    if (getAccount(work, account, false) !== undefined) return;
    const left = work.view.list('secrets', account.namespace).filter((one) => one.type === TYPE && accountOf(one).name === account.name && accountOf(one).uid === account.uid);
    for (const secret of left) deleteToken(work, secret);
    return;
  }
  if (account.name === '') return;
  const secret = work.view.get('secrets', account.namespace, name);
  if (secret?.metadata.uid !== uid) {
    if (getAccount(work, account, false) !== undefined) forget(work, account, name);
    return;
  }
  const found = getAccount(work, account, true);
  if (found === undefined) deleteToken(work, secret);
  else fill(work, secret, found);
}

/** pkg/controller/serviceaccount TokensController: fills the Secrets that hold a token, and takes away those whose ServiceAccount is gone. It works as the controller manager itself, whose controllers could not work without tokens. */
export const tokensController: Controller<null> = {
  name: 'serviceaccount-token-controller',
  user: { username: 'system:kube-controller-manager', groups: ['system:authenticated'] },
  memory: null,
  retries: 10,
  handlers: {
    // An account that lives is nobody's affair: upstream's syncServiceAccount leaves it as it is.
    serviceaccounts: ({ type, object }, desk) => {
      if (type === 'DELETED') desk.enqueue(accountKey(object as ServiceAccount));
    },
    secrets: ({ object }, desk) => {
      if ((object as Secret).type === TYPE) desk.enqueue(secretKey(object as Secret));
    },
  },
  reconcile,
};
