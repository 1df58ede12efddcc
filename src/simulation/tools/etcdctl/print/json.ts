/** --write-out=json (ctlv3/command/printer_json.go): the messages as encoding/json writes them, empty fields left out, bytes in base64, ids as numbers. */
import { encodeBase64 } from '../../../base/go/base64';
import { goJson } from '../../../base/go/json';
import type { Permission } from '../../../cluster/etcd/auth';
import type { Header } from '../../../cluster/etcd/types';
import type { Member } from '../../../cluster/etcd/membership';
import type { Entry } from '../../../cluster/etcd/mvcc';
import type { OperationResponse } from '../../../cluster/etcd/requests';
import { short } from './responses';
import type { Printed, PrintOptions, Response } from './responses';

type Field = readonly [name: string, json: string | undefined];

const object = (...fields: readonly Field[]): string => `{${fields.flatMap(([name, json]) => (json === undefined ? [] : [`"${name}":${json}`])).join(',')}}`;
const list = (items: readonly string[]): string => `[${items.join(',')}]`;
const text = (value: string): string => goJson(value);
/** omitempty. */
const number = (value: number): string | undefined => (value === 0 ? undefined : String(value));
const some = (items: readonly string[]): string | undefined => (items.length === 0 ? undefined : list(items));
const words = (value: string): string | undefined => (value === '' ? undefined : text(value));
const yes = (value: boolean): string | undefined => (value ? 'true' : undefined);
const bytes = (value: string): string | undefined => (value === '' ? undefined : `"${encodeBase64(value)}"`);
const id = (value: string): string | undefined => (value === '' || BigInt(`0x${value}`) === 0n ? undefined : BigInt(`0x${value}`).toString());
const leaseId = (value: string): string => BigInt.asIntN(64, BigInt(`0x${value}`)).toString();

const headerFields = ({ clusterId, memberId, revision, term }: Header, withRevision = true): readonly Field[] => [['cluster_id', id(clusterId)], ['member_id', id(memberId)], ['revision', withRevision ? number(revision) : undefined], ['raft_term', number(term)]];
const header = (one: Header, withRevision = true): string => object(...headerFields(one, withRevision));

const entry = ({ key, createRevision, revision, version, value, lease }: Entry): string =>
  object(['key', bytes(key)], ['create_revision', number(createRevision)], ['mod_revision', number(revision)], ['version', number(version)], ['value', bytes(value)], ['lease', lease === '' ? undefined : leaseId(lease)]);

function operation(response: OperationResponse, head: string): string {
  if ('range' in response) return object(['header', head], ['kvs', some(response.range.entries.map(entry))], ['more', yes(response.range.more)], ['count', number(response.range.count)]);
  if ('put' in response) return object(['header', head], ['prev_kv', response.put.previous === undefined ? undefined : entry(response.put.previous)]);
  return object(['header', head], ['deleted', number(response.delete.deleted)], ['prev_kvs', some(response.delete.previous.map(entry))]);
}

const member = ({ id: own, name, peerUrls, clientUrls, isLearner }: Member): string => object(['ID', id(own)], ['name', words(name)], ['peerURLs', some(peerUrls.map(text))], ['clientURLs', some(clientUrls.map(text))], ['isLearner', yes(isLearner)]);

/** printMemberListWithHexJSON. */
const hexMembers = (head: Header, members: readonly Member[]): string =>
  `{"header":{"cluster_id":"${short(head.clusterId)}","member_id":"${short(head.memberId)}","raft_term":${head.term}},"members":${list(members.map((one) => `{"ID":"${short(one.id)}","name":"${one.name}","peerURLs":${one.peerUrls.length === 0 ? 'null' : list(one.peerUrls.map(text))},"clientURLs":${one.clientUrls.length === 0 ? 'null' : list(one.clientUrls.map(text))}}`))}}`;

const PERMISSIONS: Readonly<Record<Permission['type'], string | undefined>> = { read: undefined, write: '1', readwrite: '2' };
const NAMES = { range: 'response_range', put: 'response_put', delete: 'response_delete_range' } as const;
const nameOf = (response: OperationResponse): string => ('range' in response ? NAMES.range : 'put' in response ? NAMES.put : NAMES.delete);

function json(response: Response, { hex }: PrintOptions): string {
  switch (response.is) {
    case 'get':
      return operation({ range: response.range, revision: 0 }, header(response.header));
    case 'put':
      return operation({ put: response.put, revision: 0 }, header(response.header));
    case 'del':
      return operation({ delete: response.delete, revision: 0 }, header(response.header));
    case 'txn':
      return object(['header', header(response.header)], ['succeeded', yes(response.succeeded)], ['responses', some(response.responses.map((one) => object(['Response', object([nameOf(one), operation(one, object(['revision', number(one.revision)]))])])))]);
    case 'watch':
      return object(
        ['Header', header(response.header)],
        ['Events', list(response.events.map((one) => object(['type', one.entry.tombstone ? '1' : undefined], ['kv', entry(one.entry)], ['prev_kv', one.previous === undefined ? undefined : entry(one.previous)])))],
        ['CompactRevision', '0'], ['Canceled', 'false'], ['Created', 'false'],
      );
    case 'grant':
      return object(...headerFields(response.header), ['ID', leaseId(response.id)], ['TTL', String(response.ttl)], ['Error', '""']);
    case 'revoke':
    case 'done':
      return object(['header', header(response.header)]);
    case 'keepAlive':
      return object(...headerFields(response.header), ['ID', leaseId(response.id)], ['TTL', String(response.ttl)]);
    case 'timeToLive':
      return object(...headerFields(response.header), ['id', leaseId(response.id)], ['ttl', String(response.ttl)], ['granted-ttl', String(response.granted)], ['keys', response.keys.length === 0 ? 'null' : list(response.keys.map((key) => `"${encodeBase64(key)}"`))]);
    case 'leases':
      return object(...headerFields(response.header), ['leases', list(response.ids.map((one) => object(['id', leaseId(one)])))]);
    case 'memberAdd':
      return object(['header', header(response.header, false)], ['member', member(response.member)], ['members', some(response.members.map(member))]);
    case 'memberRemove':
    case 'memberUpdate':
    case 'memberPromote':
      return object(['header', header(response.header, false)], ['members', some(response.members.map(member))]);
    case 'memberList':
      return hex ? hexMembers(response.header, response.members) : object(['header', header(response.header, false)], ['members', some(response.members.map(member))]);
    case 'endpointHealth':
      return list(response.list.map(({ endpoint, health, took, error }) => object(['endpoint', text(endpoint)], ['health', String(health)], ['took', text(took)], ['error', words(error)])));
    case 'endpointStatus':
      return list(response.list.map(({ endpoint, status }) => object(['Endpoint', text(endpoint)], ['Status', object(
        ['header', header(status.header)], ['version', text(status.version)], ['dbSize', number(status.size)], ['leader', id(status.leader)], ['raftIndex', number(status.index)], ['raftTerm', number(status.term)], ['raftAppliedIndex', number(status.index)],
        ['errors', some(status.errors.map(text))], ['dbSizeInUse', number(status.inUse)], ['isLearner', yes(status.isLearner)], ['storageVersion', text(status.storageVersion)], ['dbSizeQuota', number(status.quota)], ['downgradeInfo', '{}'],
      )])));
    case 'moveLeader':
      return '{}';
    case 'alarm':
      return object(['header', header(response.header)], ['alarms', some(response.alarms.map((one) => object(['memberID', id(one)], ['alarm', '1'])))]);
    case 'roleGet':
      return object(['header', header(response.header)], ['perm', some(response.permissions.map(({ type, key, end }) => object(['permType', PERMISSIONS[type]], ['key', bytes(key)], ['range_end', bytes(end)])))]);
    case 'roleList':
      return object(['header', header(response.header)], ['roles', some(response.roles.map(text))]);
    case 'userGet':
      return object(['header', header(response.header)], ['roles', some(response.roles.map(text))]);
    case 'userList':
      return object(['header', header(response.header)], ['users', some(response.users.map(text))]);
    case 'authStatus':
      return object(['header', header(response.header)], ['enabled', yes(response.enabled)], ['authRevision', number(response.revision)]);
  }
}

export const printJson = (response: Response, options: PrintOptions): Printed => ({ out: `${json(response, options)}\n` });
