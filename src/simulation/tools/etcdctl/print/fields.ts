/** --write-out=fields (ctlv3/command/printer_fields.go). */
import { quote } from '../../../base/go/quote';
import type { Header } from '../../../cluster/etcd/types';
import type { Entry } from '../../../cluster/etcd/mvcc';
import type { OperationResponse } from '../../../cluster/etcd/requests';
import { decimal } from './responses';
import type { Printed, PrintOptions, Response } from './responses';

const field = (name: string, value: string | number | boolean): string => `"${name}" : ${value}\n`;

function header({ clusterId, memberId, revision, term }: Header, { hex }: PrintOptions, withRevision = true): string {
  const id = (one: string): string => (hex ? BigInt(`0x${one}`).toString(16) : decimal(one));
  return `${field('ClusterID', id(clusterId))}${field('MemberID', id(memberId))}${withRevision && revision > 0 ? field('Revision', revision) : ''}${field('RaftTerm', term)}`;
}

const entry = (prefix: string, one: Entry, { hex }: PrintOptions): string =>
  field(`${prefix}Key`, quote(one.key)) + field(`${prefix}CreateRevision`, one.createRevision) + field(`${prefix}ModRevision`, one.revision) + field(`${prefix}Version`, one.version) + field(`${prefix}Value`, quote(one.value)) + field(`${prefix}Lease`, hex ? one.lease.padStart(16, '0') : decimal(one.lease));

/** The header inside of a transaction has its revision alone. */
const inner = (revision: number): Header => ({ clusterId: '0', memberId: '0', revision, term: 0 });

function operation(response: OperationResponse, head: Header, options: PrintOptions): string {
  if ('range' in response) return header(head, options) + response.range.entries.map((one) => entry('', one, options)).join('') + field('More', response.range.more) + field('Count', response.range.count);
  if ('put' in response) return header(head, options) + (response.put.previous === undefined ? '' : entry('Prev', response.put.previous, options));
  return header(head, options) + field('Deleted', response.delete.deleted) + response.delete.previous.map((one) => entry('Prev', one, options)).join('');
}

export function printFields(response: Response, options: PrintOptions): Printed {
  const out = (text: string): Printed => ({ out: text });
  const lease = (id: string): string => (options.hex ? id : decimal(id));
  switch (response.is) {
    case 'get':
      return out(operation({ range: response.range, revision: 0 }, response.header, options));
    case 'put':
      return out(operation({ put: response.put, revision: 0 }, response.header, options));
    case 'del':
      return out(operation({ delete: response.delete, revision: 0 }, response.header, options));
    case 'txn':
      return out(header(response.header, options) + field('Succeeded', response.succeeded) + response.responses.map((one) => operation(one, inner(one.revision), options)).join(''));
    case 'watch':
      return out(header(response.header, options) + response.events.map((one) => field('Type', one.entry.tombstone ? 'DELETE' : 'PUT') + (one.previous === undefined ? '' : entry('Prev', one.previous, options)) + entry('', one.entry, options)).join(''));
    case 'grant':
    case 'keepAlive':
      return out(header(response.header, options) + field('ID', lease(response.id)) + field('TTL', response.ttl));
    case 'revoke':
    case 'done':
      return out(header(response.header, options));
    case 'timeToLive':
      return out(header(response.header, options) + field('ID', lease(response.id)) + field('TTL', response.ttl) + field('GrantedTTL', response.granted) + response.keys.map((key) => field('Key', quote(key))).join(''));
    case 'leases':
      return out(header(response.header, options) + response.ids.map((id) => field('ID', lease(id))).join(''));
    case 'memberList':
      return out(header(response.header, options, false) + response.members.map(({ id, name, peerUrls, clientUrls, isLearner }) =>
        field('ID', options.hex ? BigInt(`0x${id}`).toString(16) : decimal(id)) + field('Name', quote(name)) + peerUrls.map((url) => field('PeerURL', quote(url))).join('') + clientUrls.map((url) => field('ClientURL', quote(url))).join('') + `${field('IsLearner', isLearner)}\n`).join(''));
    case 'endpointHealth':
      return out(response.list.map(({ endpoint, health, took, error }) => `${field('Endpoint', quote(endpoint))}${field('Health', health)}${field('Took', took)}${field('Error', error)}\n`).join(''));
    case 'endpointStatus':
      return out(response.list.map(({ endpoint, status }) =>
        header(status.header, options) + field('Version', quote(status.version)) + field('StorageVersion', quote(status.storageVersion)) + field('DBSize', status.size) + field('DBSizeInUse', status.inUse) + field('DBSizeQuota', status.quota) + field('Leader', decimal(status.leader)) + field('IsLearner', status.isLearner)
        + field('RaftIndex', status.index) + field('RaftTerm', status.term) + field('RaftAppliedIndex', status.index) + field('Errors', `[${status.errors.join(' ')}]`) + field('Endpoint', quote(endpoint)) + field('DowngradeTargetVersion', '""') + `${field('DowngradeEnabled', false)}\n`).join(''));
    case 'alarm':
      return out(header(response.header, options) + response.alarms.map((id) => `${field('MemberID', options.hex ? BigInt(`0x${id}`).toString(16) : decimal(id))}${field('AlarmType', 'NOSPACE')}\n`).join(''));
    case 'roleGet':
      return out(header(response.header, options) + response.permissions.map(({ type, key, end }) => `"PermType" :  ${type.toUpperCase()}\n${field('Key', quote(key))}${field('RangeEnd', quote(end))}`).join(''));
    case 'roleList':
      return out(`${header(response.header, options)}"Roles" :${response.roles.map((name) => ` ${quote(name)}`).join('')}\n`);
    default:
      return { unsupported: 'fields' };
  }
}
