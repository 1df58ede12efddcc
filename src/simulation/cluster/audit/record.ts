/** How a cluster's API server keeps its audit log: each request that reaches it passes here. */
import type { Node } from '../../api';
import { attributesOf, decide, userOf } from '../apiserver/authorization/authorize';
import { servedRegistry } from '../apiserver/served';
import type { AdmissionChain, AdmissionPassage, Answer, Request, ServerConfig } from '../apiserver/types';
import { objectAt } from '../store/store';
import type { Store } from '../store/store';
import { keyOf } from '../store/table';
import { auditLines, goesOn, ruleOf } from './event';
import { withLines } from './log';
import type { ClusterConfig } from '../state';
import { READER_ADDRESS } from '../network/outside';
import type { AuditLog } from './types';

/** Who asks again within this time goes on with what was begun, µs. */
const GOES_ON = 5_000_000;

/** Whether this request would be written down. */
export function notes(log: AuditLog | undefined, request: Request, now: number): boolean {
  if (log?.settings === undefined || ruleOf(log.settings, request) === undefined) return false;
  return !goesOn(request) || now - (log.going[keyOfGoing(request)] ?? Number.NEGATIVE_INFINITY) > GOES_ON;
}

const keyOfGoing = ({ user, group, resource, namespace = '', name = '', subresource = '', labelSelector = '', fieldSelector = '' }: Request): string => [user.username, group, resource, namespace, name, subresource, labelSelector, fieldSelector].join('/');

/** The address from which somebody asks: a node's for its kubelet, the control plane's for its parts, and that of the reader's machine. */
function sourceOf({ user }: Request, { tables }: Pick<Store, 'tables'>, places: { readonly controlPlane?: string; readonly outside: string }): string | undefined {
  const node = /^system:node:(.+)$/.exec((user.by ?? user).username)?.[1];
  if (node !== undefined) return (objectAt(tables, 'nodes', keyOf('', node)) as Node | undefined)?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  return (user.by ?? user).username.startsWith('system:') ? places.controlPlane : places.outside;
}

/** Listens to what admission notes for the audit log, while one request is handled. */
export function noting(): { readonly listen: (config: ServerConfig) => ServerConfig; readonly noted: () => Readonly<Record<string, string>> } {
  const passages: AdmissionPassage[] = [];
  const listen = (config: ServerConfig): ServerConfig => {
    const { admission } = config;
    if (admission === undefined) return config;
    const begin: AdmissionChain['begin'] = (...asked) => {
      const passage = admission.begin(...asked);
      passages.push(passage);
      return passage;
    };
    return { ...config, admission: { begin } };
  };
  return { listen, noted: () => Object.assign({}, ...passages.map(({ auditAnnotations }) => auditAnnotations ?? {})) as Record<string, string> };
}

/** Where who asks stands. */
export const placesOf = ({ hosts }: Pick<ClusterConfig, 'hosts'>): Recorded['places'] => ({ outside: READER_ADDRESS, ...(hosts === undefined ? {} : { controlPlane: hosts.address }) });

export interface Recorded {
  readonly request: Request;
  readonly answer: Answer;
  readonly now: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly places: { readonly controlPlane?: string; readonly outside: string };
}

/** The log after a request. `store`: as it was before it. */
export function recorded(log: AuditLog, config: ServerConfig, store: Store, { request, answer, now, annotations = {}, places }: Recorded): AuditLog {
  const { settings } = log;
  const rule = settings === undefined ? undefined : ruleOf(settings, request);
  if (settings === undefined || rule === undefined) return log;
  if (!notes(log, request, now)) return goesOn(request) ? { ...log, going: { ...log.going, [keyOfGoing(request)]: now } } : log;
  const decision = request.user.username === '' ? { allowed: false, reason: '' } : decide(store, userOf(request.user), attributesOf(request));
  const lines = auditLines(rule, request, answer, { registry: servedRegistry(config, store), now, count: log.count, source: sourceOf(request, store, places), decision, annotations });
  const next: AuditLog = { ...log, count: log.count + 1, ...(goesOn(request) ? { going: { ...log.going, [keyOfGoing(request)]: now } } : {}) };
  return withLines(next, settings, lines, now);
}
