import { listOf, objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { formatTime } from '../../base/time';
import { quote } from '../../base/go/quote';
import { printerFor } from '../output/formats';
import { isNamespaced } from '../resources/info';
import { mappingFor } from '../resources/mapper';
import { fileFlags, select, visit } from '../resources/select';
import { send } from '../runtime/client';
import { KubectlError } from '../runtime/errors';
import type { Verb } from '../runtime/session';
import { typed } from './create/draft';

/** `kubectl certificate approve` and `deny` (pkg/cmd/certificates/certificates.go). */
const judge = (condition: 'Approved' | 'Denied'): Verb =>
  function* certificate(session) {
    const { flags, machine, args } = session;
    const print = printerFor(session, { operation: condition.toLowerCase(), typed: true });
    if (args.length === 0 && flags.list('filename').length === 0 && flags.text('kustomize') === '') throw new KubectlError('one or more CSRs must be specified as <name> or -f <filename>');
    // Its builder knows of no namespace.
    if (args.some((word) => word.includes('/') && isNamespaced(mappingFor(session, word.slice(0, word.indexOf('/')))))) throw new KubectlError('namespace may not be empty when retrieving a resource by name');
    const selected = select(session, { args: args.map((name) => (name.includes('/') ? name : `certificatesigningrequests/${name}`)), ...fileFlags(session), continueOnError: true, latest: true });
    let found = 0;
    yield* visit(selected, function* each(info) {
      const { kind, name, object } = info;
      if (kind.kind !== 'CertificateSigningRequest') throw new KubectlError(`can only handle CertificateSigningRequest.certificates.k8s.io objects, got ${[kind.kind, kind.resource?.group ?? ''].filter((one) => one !== '').join('.')}`);
      const status = objectOf(object.status);
      const conditions = listOf(status.conditions).map(objectOf);
      const opposite = condition === 'Approved' ? 'Denied' : 'Approved';
      if (conditions.some(({ type }) => type === opposite)) throw new KubectlError(`certificate signing request ${quote(name)} is already ${opposite}`);
      const isThere = conditions.some(({ type }) => type === condition);
      let after: JsonObject = object;
      if (!isThere || flags.bool('force')) {
        const now = formatTime(machine.now());
        const [reason, message] = condition === 'Approved' ? ['KubectlApprove', 'This CSR was approved by kubectl certificate approve.'] : ['KubectlDeny', 'This CSR was denied by kubectl certificate deny.'];
        const others = isThere ? conditions.filter(({ type }) => type !== condition) : conditions;
        const next = { ...object, status: { ...status, conditions: [...others, { type: condition, status: 'True', reason, message, lastUpdateTime: now }] } };
        after = yield* send(session, kind, { verb: 'update', namespace: '', name, subresource: 'approval', body: typed(kind, next).object });
      }
      found += 1;
      machine.out(print(after));
    });
    if (found === 0) machine.err('No resources found\n');
  };

export const approve = judge('Approved');
export const deny = judge('Denied');
