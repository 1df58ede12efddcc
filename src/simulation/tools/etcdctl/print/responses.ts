/** What etcdctl prints: one answer in any of its formats. */
import type { Header, Status } from '../../../cluster/etcd/types';
import type { Member } from '../../../cluster/etcd/membership';
import type { Entry } from '../../../cluster/etcd/mvcc';
import type { Permission } from '../../../cluster/etcd/auth';
import type { OperationResponse, RangeResponse, PutResponse, DeleteResponse } from '../../../cluster/etcd/requests';
import type { WatchEvent } from '../../../cluster/etcd/mvcc';

export interface EndpointHealth {
  readonly endpoint: string;
  readonly health: boolean;
  readonly took: string;
  readonly error: string;
}

export interface EndpointStatus {
  readonly endpoint: string;
  readonly status: Status;
}

/** Answers by the name of the printer's method (ctlv3/command/printer.go). */
export type Response =
  | { readonly is: 'get'; readonly header: Header; readonly range: RangeResponse; readonly valueOnly: boolean }
  | { readonly is: 'put'; readonly header: Header; readonly put: PutResponse }
  | { readonly is: 'del'; readonly header: Header; readonly delete: DeleteResponse }
  | { readonly is: 'txn'; readonly header: Header; readonly succeeded: boolean; readonly responses: readonly OperationResponse[] }
  | { readonly is: 'watch'; readonly header: Header; readonly events: readonly WatchEvent[] }
  | { readonly is: 'grant'; readonly header: Header; readonly id: string; readonly ttl: number }
  | { readonly is: 'revoke'; readonly header: Header; readonly id: string }
  | { readonly is: 'keepAlive'; readonly header: Header; readonly id: string; readonly ttl: number }
  | { readonly is: 'timeToLive'; readonly header: Header; readonly id: string; readonly ttl: number; readonly granted: number; readonly keys: readonly string[]; readonly withKeys: boolean }
  | { readonly is: 'leases'; readonly header: Header; readonly ids: readonly string[] }
  | { readonly is: 'memberAdd'; readonly header: Header; readonly member: Member; readonly members: readonly Member[] }
  | { readonly is: 'memberRemove' | 'memberUpdate' | 'memberPromote'; readonly header: Header; readonly id: string; readonly members: readonly Member[] }
  | { readonly is: 'memberList'; readonly header: Header; readonly members: readonly Member[] }
  | { readonly is: 'endpointHealth'; readonly list: readonly EndpointHealth[] }
  | { readonly is: 'endpointStatus'; readonly list: readonly EndpointStatus[] }
  | { readonly is: 'moveLeader'; readonly from: string; readonly to: string }
  | { readonly is: 'alarm'; readonly header: Header; readonly alarms: readonly string[] }
  /** What only says that it is done. */
  | { readonly is: 'done'; readonly header: Header; readonly text: string }
  | { readonly is: 'roleGet'; readonly header: Header; readonly role: string; readonly permissions: readonly Permission[] }
  | { readonly is: 'roleList'; readonly header: Header; readonly roles: readonly string[] }
  | { readonly is: 'userGet'; readonly header: Header; readonly user: string; readonly roles: readonly string[] }
  | { readonly is: 'userList'; readonly header: Header; readonly users: readonly string[] }
  | { readonly is: 'authStatus'; readonly header: Header; readonly enabled: boolean; readonly revision: number };

export interface PrintOptions {
  readonly hex: boolean;
}

/** Texts for the two streams; `unsupported`: the format has no such answer. */
export type Printed = { readonly out: string; readonly err?: string } | { readonly unsupported: string };

export const decimal = (id: string): string => (id === '' ? '0' : BigInt(`0x${id}`).toString());

/** Hexadecimal without leading zeros (`%x`). */
export const short = (id: string): string => (id === '' ? '0' : BigInt(`0x${id}`).toString(16));

export const hexBytes = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

export const printedEntry = ({ key, value }: Entry, { hex }: PrintOptions, valueOnly = false): string => {
  const show = (text: string): string => (hex ? hexBytes(text) : text);
  return `${valueOnly ? '' : `${show(key)}\n`}${show(value)}\n`;
};
