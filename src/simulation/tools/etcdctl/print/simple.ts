/** --write-out=simple (ctlv3/command/printer_simple.go). */
import type { Permission } from '../../../cluster/etcd/auth';
import { prefixEnd } from '../../../cluster/etcd/mvcc';
import { decimal, printedEntry, short } from './responses';
import type { OperationResponse } from '../../../cluster/etcd/requests';
import type { Printed, PrintOptions, Response } from './responses';
import { memberRows, statusRows } from './rows';
import type { Rows } from './rows';

const lines = ({ rows }: Rows): string => rows.map((row) => `${row.join(', ')}\n`).join('');
const cluster = (id: string): string => short(id).padStart(16);

function operation(response: OperationResponse, options: PrintOptions): string {
  if ('range' in response) return response.range.entries.map((one) => printedEntry(one, options)).join('');
  if ('put' in response) return `OK\n${response.put.previous === undefined ? '' : printedEntry(response.put.previous, options)}`;
  return `${response.delete.deleted}\n${response.delete.previous.map((one) => printedEntry(one, options)).join('')}`;
}

function permission({ key, end }: Permission): string {
  if (end === '') return `\t${key}\n`;
  const prefix = key !== '' && prefixEnd(key) === end ? ` (prefix ${key})` : '';
  return end === '\0' ? `\t[${key}, <open ended>${prefix}\n` : `\t[${key}, ${end})${prefix}\n`;
}

function role(name: string, permissions: readonly Permission[]): string {
  if (name === 'root') return `Role ${name}\nKV Read:\n\t[, <open ended>\nKV Write:\n\t[, <open ended>\n`;
  const section = (type: 'read' | 'write'): string => permissions.filter((one) => one.type === type || one.type === 'readwrite').map(permission).join('');
  return `Role ${name}\nKV Read:\n${section('read')}KV Write:\n${section('write')}`;
}

export function printSimple(response: Response, options: PrintOptions): Printed {
  const out = (text: string): Printed => ({ out: text });
  switch (response.is) {
    case 'get':
      return out(response.range.entries.map((one) => printedEntry(one, options, response.valueOnly)).join(''));
    case 'put':
      return out(operation({ put: response.put, revision: 0 }, options));
    case 'del':
      return out(operation({ delete: response.delete, revision: 0 }, options));
    case 'txn':
      return out(`${response.succeeded ? 'SUCCESS' : 'FAILURE'}\n${response.responses.map((one) => `\n${operation(one, options)}`).join('')}`);
    case 'watch':
      return out(response.events.map(({ entry, previous }) => `${entry.tombstone ? 'DELETE' : 'PUT'}\n${previous === undefined ? '' : printedEntry(previous, options)}${printedEntry(entry, options)}`).join(''));
    case 'grant':
      return out(`lease ${response.id} granted with TTL(${response.ttl}s)\n`);
    case 'revoke':
      return out(`lease ${response.id} revoked\n`);
    case 'keepAlive':
      return out(`lease ${response.id} keepalived with TTL(${response.ttl})\n`);
    case 'timeToLive':
      if (response.granted === 0 && response.ttl === -1) return out(`lease ${response.id} already expired\n`);
      return out(`lease ${response.id} granted with TTL(${response.granted}s), remaining(${response.ttl}s)${response.withKeys ? `, attached keys([${response.keys.join(' ')}])` : ''}\n`);
    case 'leases':
      return out(`found ${response.ids.length} leases\n${response.ids.map((id) => `${id}\n`).join('')}`);
    case 'memberAdd': {
      const { member, header } = response;
      return out(`Member ${cluster(member.id)} added${member.isLearner ? ' as learner ' : ' '}to cluster ${cluster(header.clusterId)}\n`);
    }
    case 'memberRemove':
      return out(`Member ${cluster(response.id)} removed from cluster ${cluster(response.header.clusterId)}\n`);
    case 'memberUpdate':
      return out(`Member ${cluster(response.id)} updated in cluster ${cluster(response.header.clusterId)}\n`);
    case 'memberPromote':
      return out(`Member ${cluster(response.id)} promoted in cluster ${cluster(response.header.clusterId)}\n`);
    case 'memberList':
      return out(lines(memberRows(response.members)));
    case 'endpointHealth': {
      const well = response.list.filter(({ error }) => error === '').map(({ endpoint, took }) => `${endpoint} is healthy: successfully committed proposal: took = ${took}\n`);
      const ill = response.list.filter(({ error }) => error !== '').map(({ endpoint, error }) => `${endpoint} is unhealthy: failed to commit proposal: ${error}\n`);
      return { out: well.join(''), err: ill.join('') };
    }
    case 'endpointStatus':
      return out(lines(statusRows(response.list)));
    case 'moveLeader':
      return out(`Leadership transferred from ${short(response.from)} to ${short(response.to)}\n`);
    case 'alarm':
      return out(response.alarms.map((id) => `memberID:${decimal(id)} alarm:NOSPACE \n`).join(''));
    case 'done':
      return out(response.text);
    case 'roleGet':
      return out(role(response.role, response.permissions));
    case 'roleList':
      return out(response.roles.map((name) => `${name}\n`).join(''));
    case 'userGet':
      return out(`User: ${response.user}\nRoles:${response.roles.map((name) => ` ${name}`).join('')}\n`);
    case 'userList':
      return out(response.users.map((name) => `${name}\n`).join(''));
    case 'authStatus':
      return out(`Authentication Status: ${response.enabled}\nAuthRevision: ${response.revision}\n`);
  }
}
