import { objectOf, listOf, textOf } from '../../../api/schema/values';
import { printList } from '../../../base/go/quote';
import { alignColumns, KUBECTL_COLUMNS } from '../../../base/go/tabwriter';
import { printerFor } from '../../output/formats';
import { send } from '../../runtime/client';
import type { Verb } from '../../runtime/session';
import { reviewKind } from './review';

/** `kubectl auth whoami` (pkg/cmd/auth/whoami.go). */
export const whoami: Verb = function* whoami(session) {
  const { flags, machine } = session;
  const kind = reviewKind(session, 'authentication.k8s.io/v1', 'SelfSubjectReview');
  const answer = yield* send(session, kind, { verb: 'create', namespace: '', body: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {} } as never });
  if (flags.text('output') !== '') {
    machine.out(printerFor(session, { typed: true })(answer));
    return;
  }
  const { username, uid, groups, extra } = objectOf(objectOf(answer.status).userInfo);
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ...(textOf(username) === '' ? [] : [['Username', textOf(username)]]),
    ...(textOf(uid) === '' ? [] : [['UID', textOf(uid)]]),
    ...(listOf(groups).length === 0 ? [] : [['Groups', printList(listOf(groups).map(textOf))]]),
    ...Object.keys(objectOf(extra)).sort().map((key) => [`Extra: ${key}`, printList(listOf(objectOf(extra)[key]).map(textOf))]),
  ];
  machine.out(alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), KUBECTL_COLUMNS));
};
