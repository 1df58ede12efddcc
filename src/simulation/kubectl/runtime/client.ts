import { encodeObject } from '../../api/request/encode';
import type { Kind } from '../../api/kind';
import type { JsonObject } from '../../api/schema/walk';
import type { Answer, Failure, Request } from '../../cluster/apiserver/types';
import { learned, undiscovered, unrecognized } from '../resources/discovery';
import { connectionError, namesNoServer } from './connection';
import { KubectlError, ServerError } from './errors';
import type { Machine, Steps } from './machine';
import { withAuthenticated } from './user';
import type { Session } from './session';

/** What a request asks for, but for who asks. */
export type Asked = Omit<Request, 'user'>;

/** An answer that is none of a failure. */
export type Answered = Exclude<Answer, { readonly failure: Failure }>;

const SAID = new WeakMap<Machine, Set<string>>();

/** rest.WarningWriter: each warning once in a run. */
export function warn(machine: Machine, text: string): void {
  const said = SAID.get(machine) ?? new Set<string>();
  SAID.set(machine, said);
  if (said.has(text)) return;
  said.add(text);
  machine.err(`Warning: ${text}\n`);
}

/** Somebody whom the API server does not know: it answers 401, if it answers. */
const NOBODY = { username: '' };

/** Outputs that a template makes: they may print anything of an object. */
const TEMPLATES = /^(?:jsonpath|go-template|template|custom-columns)/;

/** Whether the command does something with the managers of what it is answered: it prints them (in an event of a watch they always stand: OmitManagedFieldsPrinter does not look into one), or brings them from client-side to server-side apply. What stands at a path is printed as it comes. */
function looksAtManagers({ flags }: Session, { managers }: Asked): boolean {
  const isSet = (name: string): boolean => flags.has(name) && flags.bool(name);
  return managers === true || isSet('show-managed-fields') || isSet('output-watch-events') || isSet('server-side') || (flags.has('output') && TEMPLATES.test(flags.text('output')));
}

/** What is asked of one object. */
const NAMED: ReadonlySet<Request['verb']> = new Set(['get', 'update', 'patch', 'delete']);

/** Sends a request as whoever the kubeconfig says; a refusal is thrown. */
export function* ask(session: Session, asked: Asked): Steps<Answered> {
  const user = session.user();
  // rest.Request.Name.
  if (asked.name === '' && NAMED.has(asked.verb)) throw new KubectlError('resource name may not be empty');
  // Without a kubeconfig a client tries localhost, where nobody listens.
  if (user === undefined && namesNoServer(session)) throw undiscovered(session, connectionError(session, asked, 'refused'));
  const answer = yield { do: 'request', request: { ...asked, ...(looksAtManagers(session, asked) ? { managers: true } : {}), user: user === undefined ? NOBODY : withAuthenticated(user) } };
  if (answer === undefined || 'edited' in answer || 'exited' in answer || 'said' in answer) throw new RangeError('a request was resumed without an answer');
  const { warnings = [] } = 'failure' in answer ? answer.failure : answer;
  for (const text of warnings) warn(session.machine, text);
  if ('failure' in answer) {
    const { transport } = answer.failure;
    if (user === undefined && answer.failure.reason === 'Unauthorized') throw new ServerError(unrecognized(session, answer.failure));
    throw transport === undefined ? new ServerError(generic(answer.failure, asked)) : undiscovered(session, connectionError(session, asked, transport, answer.failure.message ?? ''));
  }
  learned(session);
  return answer;
}

const METHODS: Readonly<Record<Request['verb'], string>> = { get: 'get', list: 'get', create: 'post', update: 'put', patch: 'patch', delete: 'delete', deletecollection: 'delete' };
const NOWHERE = 'the server could not find the requested resource';

/** What a client makes of an answer that is no Status, as that of a path which nothing serves (errors.NewGenericServerResponse). */
function generic(failure: Failure, { verb, group, resource, subresource, name = '' }: Asked): Failure {
  // The client of scales gives the answer of a subresource that is not there as it is.
  if (subresource !== undefined || failure.reason !== 'NotFound' || failure.message !== NOWHERE) return failure;
  return { ...failure, message: `${NOWHERE} (${METHODS[verb]} ${group === '' ? resource : `${resource}.${group}`}${name === '' ? '' : ` ${name}`})` };
}

const place = (kind: Kind): Pick<Asked, 'group' | 'version' | 'resource'> => ({ group: kind.resource?.group ?? '', resource: kind.resource?.plural ?? '', ...(kind.resource === undefined ? {} : { version: kind.resource.version }) });

const inScope = (kind: Kind, namespace: string): Pick<Asked, 'namespace'> => (kind.resource?.namespaced === false || namespace === '' ? {} : { namespace });

/** GET of one object, as JSON. */
export function* getObject(session: Session, kind: Kind, namespace: string, name: string, subresource = ''): Steps<JsonObject> {
  const answer = yield* ask(session, { verb: 'get', ...place(kind), ...inScope(kind, namespace), name, ...(subresource === '' ? {} : { subresource }) });
  return 'object' in answer ? encodeAnswer(session, kind, answer.object) : {};
}

/** An object that the server answers, as JSON: of its own kind, which a subresource's may not be. */
export function encodeAnswer(session: Session, kind: Kind, object: Parameters<typeof encodeObject>[1]): JsonObject {
  const known = ENCODED.get(object);
  if (known?.kind === kind) return known.json;
  const json = encoded(session, kind, object);
  ENCODED.set(object, { kind, json });
  return json;
}

/** What the store holds never changes, so the same object is encoded once. */
const ENCODED = new WeakMap<object, { readonly kind: Kind; readonly json: JsonObject }>();

function encoded(session: Session, kind: Kind, object: Parameters<typeof encodeObject>[1]): JsonObject {
  const own = object.kind === kind.kind && object.apiVersion === kind.apiVersion ? kind : session.machine.registry().find(object.apiVersion, object.kind);
  return own === undefined ? (object as unknown as JsonObject) : encodeObject(own, object);
}

export interface ListOptions {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** LIST of a resource, as JSON; in all namespaces where `namespace` is empty. */
export function* listObjects(session: Session, kind: Kind, namespace: string, { labelSelector = '', fieldSelector = '' }: ListOptions = {}): Steps<readonly JsonObject[]> {
  const answer = yield* ask(session, {
    verb: 'list', ...place(kind), ...inScope(kind, namespace),
    ...(labelSelector === '' ? {} : { labelSelector }), ...(fieldSelector === '' ? {} : { fieldSelector }),
  });
  return 'list' in answer ? answer.list.map((one) => encodeAnswer(session, kind, one)) : [];
}

/** A request about one object that is answered with an object. */
export function* send(session: Session, kind: Kind, asked: Omit<Asked, 'group' | 'resource' | 'namespace'> & { readonly namespace: string }): Steps<JsonObject> {
  const { namespace, fieldManager = 'kubectl', ...rest } = asked;
  const answer = yield* ask(session, { ...rest, fieldManager, ...place(kind), ...inScope(kind, namespace) });
  return 'object' in answer ? encodeAnswer(session, kind, answer.object) : {};
}
