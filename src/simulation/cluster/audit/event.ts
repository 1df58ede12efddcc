/** What an API server writes down of a request (apiserver endpoints/filters/audit.go: WithAudit; pkg/audit/request.go; apis/audit/v1: Event). Who listens longest is only told that it has begun; which program asked (userAgent) is not known here. */
import type { ApiObject } from '../../api';
import type { Registry } from '../../api/registry';
import { goJson } from '../../base/go/json';
import { fnv32a } from '../../base/hash';
import { formatMicroTime } from '../../base/time';
import { attributesOf, userOf } from '../apiserver/authorization/authorize';
import type { Decision } from '../apiserver/authorization/authorize';
import type { Answer, Failure, Request, User } from '../apiserver/types';
import { ruleFor } from './policy';
import type { AuditRule, AuditSettings, AuditStage } from './types';

/** How long the server takes from the first stage to the last, µs. */
const TAKES = 2_400;
/** BasicLongRunningRequestCheck of kube-apiserver. */
const LONG: ReadonlySet<string> = new Set(['attach', 'exec', 'proxy', 'log', 'portforward']);

export interface AuditScene {
  readonly registry: Registry;
  /** When the request came, µs since 1970. */
  readonly now: number;
  /** The number of the request. */
  readonly count: number;
  /** From where somebody asks. */
  readonly source: string | undefined;
  readonly decision: Decision;
  /** What admission has noted. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rule by which a request is written down; undefined where it is not. */
export function ruleOf({ policy }: AuditSettings, request: Request): AuditRule | undefined {
  const rule = ruleFor(policy, userOf(request.user.by ?? request.user), attributesOf(request));
  return rule === undefined || rule.level === 'None' ? undefined : rule;
}

/** What goes on being asked: a watch, a log that is followed. */
export const goesOn = ({ watch, options }: Request): boolean => watch !== undefined || options?.['follow'] === true;

const isLong = (request: Request): boolean => request.watch !== undefined || LONG.has(request.subresource ?? '');

function query(request: Request): string {
  const { verb, subresource, fieldManager, fieldValidation, labelSelector, fieldSelector, limit, resourceVersion, watch, dryRun, force, options = {} } = request;
  const writes = verb === 'create' || verb === 'update' || verb === 'patch';
  const own = LONG.has(subresource ?? '') ? Object.entries(options).filter(([name, value]) => !['input', 'sent', 'reopened'].includes(name) && value !== false && value !== '') : [];
  const said: readonly (readonly [string, unknown])[] = [
    ...own.flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one] as const) : [[name, value] as const])),
    ['continue', request.continue], ['dryRun', dryRun === true ? 'All' : undefined], ['fieldManager', writes && subresource !== 'exec' ? fieldManager : undefined], ['fieldSelector', fieldSelector],
    ['fieldValidation', writes && fieldManager !== undefined && subresource !== 'exec' ? (fieldValidation ?? 'Strict') : undefined], ['force', force === true ? 'true' : undefined], ['labelSelector', labelSelector], ['limit', limit], ['resourceVersion', watch ?? resourceVersion], ['watch', watch === undefined ? undefined : 'true'],
  ];
  const text = said.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).sort().join('&');
  return text === '' ? '' : `?${text}`;
}

function uriOf(request: Request, version: string): string {
  const { path = request.http?.path, group, resource, namespace, name, subresource, verb } = request;
  if (path !== undefined) return path;
  const named = verb === 'create' && subresource === undefined ? undefined : name;
  const home = namespace === undefined || (group === '' && resource === 'namespaces') ? [] : ['namespaces', namespace];
  return `/${[group === '' ? 'api' : `apis/${group}`, version, ...home, resource, ...(named === undefined ? [] : [named]), ...(subresource === undefined ? [] : [subresource])].join('/')}${query(request)}`;
}

const said = ({ username, groups = [] }: User): object => ({ ...(username === '' ? {} : { username }), ...(groups.length === 0 ? {} : { groups }) });

function withoutManaged(object: ApiObject, omit: boolean): ApiObject {
  if (!omit || object.metadata.managedFields === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const inOrder = ({ kind, apiVersion, ...rest }: ApiObject): object => ({ kind, apiVersion, ...rest });

const statusOf = ({ message, reason, details, code }: Failure): object => ({ metadata: {}, status: 'Failure', message, ...(reason === '' ? {} : { reason }), ...(details === undefined ? {} : { details }), code });

function bodyOf(request: Request, omit: boolean): object | undefined {
  const { verb, body, patch, deleteOptions } = request;
  if (patch !== undefined) return patch;
  if (verb === 'delete' || verb === 'deletecollection') return { kind: 'DeleteOptions', apiVersion: 'v1', ...deleteOptions };
  return body === undefined ? undefined : inOrder(withoutManaged(body, omit));
}

function answerOf(answer: Answer, kind: string, apiVersion: string, omit: boolean): object | undefined {
  if ('failure' in answer) return { kind: 'Status', apiVersion: 'v1', ...statusOf(answer.failure) };
  if ('object' in answer) return inOrder(withoutManaged(answer.object, omit));
  if ('list' in answer) return { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: answer.resourceVersion, ...(answer.continue === undefined ? {} : { continue: answer.continue }) }, items: answer.list.map((one) => withoutManaged(one, omit)) };
  return undefined;
}

const auditId = (count: number, now: number): string => {
  const [a, b, c, d] = [0, 1, 2, 3].map((part) => fnv32a(`audit/${part}/${count}/${now}`).toString(16).padStart(8, '0')) as [string, string, string, string];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'[Number.parseInt(c[0]!, 16) % 4]}${c.slice(1, 4)}-${c.slice(4)}${d}`;
};

/** The lines of the stages that its rule does not leave out. */
export function auditLines(rule: AuditRule, request: Request, answer: Answer, scene: AuditScene): readonly string[] {
  const { registry, now, count, source, decision, annotations } = scene;
  const { level, omitManagedFields: omit } = rule;
  const asked = attributesOf(request);
  const kind = request.path === undefined ? registry.served(request.group, request.resource) : undefined;
  const version = request.version ?? kind?.resource?.version ?? 'v1';
  const { by } = request.user;
  const url: Record<string, unknown> = 'resource' in asked ? { resource: asked.resource, namespace: asked.namespace, name: asked.name, apiGroup: asked.apiGroup, apiVersion: version, subresource: asked.subresource } : {};
  const { body } = request;
  const full = body === undefined ? url : { ...url, namespace: url['namespace'] ?? body.metadata.namespace, name: url['name'] ?? body.metadata.name, uid: body.metadata.uid, resourceVersion: body.metadata.resourceVersion };
  const reference = (values: Record<string, unknown>): object | undefined => {
    const order = ['resource', 'namespace', 'name', 'uid', 'apiGroup', 'apiVersion', 'resourceVersion', 'subresource'];
    const known = order.filter((name) => values[name] !== undefined && values[name] !== '');
    return known.length === 0 ? undefined : Object.fromEntries(known.map((name) => [name, values[name]]));
  };
  const event = (stage: AuditStage, at: number): string => {
    const begun = stage !== 'RequestReceived';
    const [wants, tells] = [begun && (level === 'Request' || level === 'RequestResponse'), stage === 'ResponseComplete' && level === 'RequestResponse'];
    return goJson({
      kind: 'Event', apiVersion: 'audit.k8s.io/v1', level, auditID: auditId(count, now), stage, requestURI: uriOf(request, version), verb: asked.verb, user: said(by ?? request.user),
      impersonatedUser: begun && by !== undefined ? said(request.user) : undefined, sourceIPs: source === undefined ? undefined : [source], objectRef: reference(begun ? full : url),
      responseStatus: !begun ? undefined : 'failure' in answer ? statusOf(answer.failure) : { metadata: {}, code: answer.code },
      requestObject: wants && request.path === undefined ? bodyOf(request, omit) : undefined, responseObject: tells ? answerOf(answer, kind?.kind ?? '', request.group === '' ? version : `${request.group}/${version}`, omit) : undefined,
      requestReceivedTimestamp: formatMicroTime(now), stageTimestamp: formatMicroTime(at),
      annotations: begun ? Object.fromEntries(Object.entries({ ...annotations, 'authorization.k8s.io/decision': decision.allowed ? 'allow' : 'forbid', 'authorization.k8s.io/reason': decision.reason }).sort(([a], [b]) => (a < b ? -1 : 1))) : undefined,
    });
  };
  const stages: readonly (readonly [AuditStage, number])[] = [['RequestReceived', now], ...(isLong(request) ? [['ResponseStarted', now + TAKES] as const] : []), ...(goesOn(request) ? [] : [['ResponseComplete', now + TAKES] as const])];
  return stages.filter(([stage]) => !rule.omitStages.includes(stage)).map(([stage, at]) => event(stage, at));
}
