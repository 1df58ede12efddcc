import { quote } from '../../base/go/quote';
import type { Failure } from '../../cluster/apiserver/types';
import { connectionError, serverOf } from '../runtime/connection';
import type { ConnectionError } from '../runtime/connection';
import { klogError } from '../runtime/klog';
import type { Session } from '../runtime/session';

/**
 * When kubectl asks what an API server serves (client-go discovery, cached on disk): before anything else, where it has to find out what a word means. What it has learned once
 * it need not ask again, so that a server that is gone is noticed at the request itself.
 */

/** By session: how often a word was looked up, each of which asks anew as long as nothing was learned. */
const LOOKED = new WeakMap<Session, number>();

/** A command has to know the resources, `times` times (Expand, KindFor and two RESTMappings of a builder). */
export function looksUp(session: Session, times: number): void {
  LOOKED.set(session, (LOOKED.get(session) ?? 0) + times);
}

const groupsFile = (session: Session): string => `${session.machine.home}/.kube/cache/discovery/${serverOf(session).replace(/^https?:\/\//, '').replaceAll(/[^\w/.]/g, '_')}/servergroups.json`;

const knows = (session: Session): boolean => session.machine.files.read(groupsFile(session)) !== undefined;

/** An answer has come: the groups that are served are remembered. */
export function learned(session: Session): void {
  if (!LOOKED.has(session) || knows(session)) return;
  const groups = [...new Set(session.machine.registry().kinds.flatMap(({ resource }) => (resource === undefined || resource.group === '' ? [] : [resource.group])))].sort();
  session.machine.files.write(groupsFile(session), `${JSON.stringify({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map((name) => ({ name })) })}\n`);
}

const notDiscovered = (session: Session, why: string, times: number): void => session.machine.err(`${klogError(session.machine.now())} memcache.go:265] "Unhandled Error" err=${quote(`couldn't get current server API group list: ${why}`)}\n`.repeat(times));

/** The server knows nobody by these credentials: discovery, if it is asked at all, gives the bare answer (errors.NewGenericServerResponse), a request the Status in it. */
export function unrecognized(session: Session, failure: Failure): Failure {
  const times = LOOKED.get(session) ?? 0;
  if (times === 0 || knows(session)) return failure;
  const message = 'the server has asked for the client to provide credentials';
  notDiscovered(session, message, times);
  return { ...failure, message };
}

/** The server cannot be reached: where nothing was learned before, discovery says so for each look-up (discovery/cached/memory memcache.go), and its error is the command's. */
export function undiscovered(session: Session, error: ConnectionError): ConnectionError {
  const times = LOOKED.get(session) ?? 0;
  if (times === 0 || knows(session)) return error;
  const discovery = connectionError(session, { verb: 'get', group: '', resource: '', path: '/api?timeout=32s' }, error.transport, error.said);
  notDiscovered(session, discovery.message, times);
  return discovery;
}
