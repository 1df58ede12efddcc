import { toJson } from '../../api/manifest/json';
import type { Kind } from '../../api/kind';
import type { ApiObject } from '../../api/types';
import { parseDocument } from '../../api/yaml';
import { goJsonIndented } from '../../base/go/json';
import { quote } from '../../base/go/quote';
import type { Request } from '../../cluster/apiserver/types';
import { deletedBody, DONE, foreignBody, foreignList, listBody, objectBody } from '../../cluster/apiserver/http/bodies';
import { unlike } from '../../cluster/apiserver/http/content';
import { deleteOptionsIn, isFailure, isTrue, queryOf } from '../../cluster/apiserver/http/query';
import { sentBy, startsAnew, watchedIn } from '../../cluster/apiserver/http/watch';
import type { Watched } from '../../cluster/apiserver/http/watch';
import { parseListQuery, parseResourcePath } from '../../cluster/apiserver/url';
import type { ResourcePath } from '../../cluster/apiserver/url';
import { isHealthPath } from '../../cluster/health/answer';
import type { HealthAnswer } from '../../cluster/health/answer';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { ask } from '../runtime/client';
import { ConnectionError } from '../runtime/connection';
import { KubectlError, ServerError } from '../runtime/errors';
import { readPaths } from '../resources/paths';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';
import { typed } from './create/draft';
import { isOfOthers, overHttp } from './raw-http';
import { askVersion } from './version';

const missing = (): ServerError => new ServerError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' });

/** What rest.Request makes of an answer that is no Status (apimachinery NewGenericServerResponse). */
function checked({ status, body }: HealthAnswer): string {
  if (status === 404) throw missing();
  if (status === 500) throw new ServerError({ code: 500, reason: 'InternalError', message: `an error on the server (${quote(body.trimEnd())}) has prevented the request from succeeding` });
  return body;
}

/** What the API server answers at a path of its health. */
function* healthAt(session: Session, path: string): Steps<HealthAnswer> {
  try {
    const answer = yield* ask(session, { verb: 'get', group: '', resource: '', path });
    return { status: 200, body: 'text' in answer ? answer.text : '' };
  } catch (error) {
    if (!(error instanceof ServerError) || error instanceof ConnectionError || error.failure.reason === 'Forbidden') throw error;
    return { status: error.failure.code, body: error.failure.message };
  }
}

/** Where a path leads, and what is asked there. */
function pathOf({ machine }: Session, path: string): { readonly kind: Kind; readonly place: Pick<Request, 'group' | 'resource' | 'namespace'>; readonly asked: ResourcePath } {
  const asked = parseResourcePath(path);
  const kind = asked === undefined ? undefined : machine.registry().kinds.find(({ apiVersion, resource }) => apiVersion === asked.apiVersion && resource?.plural === asked.plural);
  if (asked === undefined || kind?.resource === undefined) throw missing();
  return { kind, asked, place: { group: kind.resource.group, resource: kind.resource.plural, ...(asked.namespace === '' ? {} : { namespace: asked.namespace }) } };
}

/** Of an API that another server answers, through the API server: its answer as it comes. Whether it was one. */
function* getAggregated(session: Session, path: string): Steps<boolean> {
  const asked = parseResourcePath(path);
  const { machine } = session;
  if (asked === undefined || machine.registry().kinds.some(({ apiVersion }) => apiVersion === asked.apiVersion) || !asked.apiVersion.includes('.')) return false;
  const [group = '', version = ''] = asked.apiVersion.split('/');
  const { plural: resource, namespace, name } = asked;
  try {
    const answer = yield* ask(session, { verb: name === '' ? 'list' : 'get', group, version, resource, ...(namespace === '' ? {} : { namespace }), ...(name === '' ? parseListQuery(path) : { name }) });
    if ('object' in answer) machine.out(`${JSON.stringify(foreignBody(answer.object))}\n`);
    else if ('list' in answer) machine.out(`${JSON.stringify(foreignList(answer, asked))}\n`);
    return true;
  } catch (error) {
    // A raw request says nothing of what was asked for.
    if (!(error instanceof ServerError) || error instanceof ConnectionError) throw error;
    throw new ServerError({ ...error.failure, message: error.failure.message.replace(/ \(get [^)]*\)$/, '') });
  }
}

/** What is served in a group, or in one of its versions. */
const isDiscoveryPath = (path: string): boolean => path === '/' || /^\/(?:api(?:\/[^/?]+)?|apis(?:\/[^/?]+(?:\/[^/?]+)?)?)\/?$/.test(path);

function* discovered(session: Session, path: string): Steps<string> {
  try {
    const answer = yield* ask(session, { verb: 'get', group: '', resource: '', path });
    if (!('text' in answer)) return '';
    return path === '/' ? answer.text : `${answer.text}\n`;
  } catch (error) {
    throw error instanceof ServerError && !(error instanceof ConnectionError) && error.failure.code === 404 ? missing() : error;
  }
}

/** How often the API server is looked at, µs. */
const EVERY = 50_000;

/** A watch as its lines come, until the server ends it or somebody else does. */
function* watchRaw(session: Session, watched: Watched): Steps<void> {
  const { machine } = session;
  const until = machine.now() + watched.seconds * 1_000_000;
  let since = startsAnew(watched) ? undefined : watched.since;
  try {
    do {
      const sent = sentBy(machine.registry(), watched, yield* ask(session, { ...watched.asked, ...(since === undefined ? {} : { watch: since }) }));
      machine.out(sent.text);
      ({ since } = sent);
      yield { do: 'sleep', micros: EVERY };
    } while (machine.now() < until);
  } catch (error) {
    if (!(error instanceof ServerError) || error.failure.reason !== 'Expired') throw error;
    machine.out(sentBy(machine.registry(), watched, { failure: error.failure }).text);
  }
}

/** `kubectl get --raw` (pkg/rawhttp): what the server answers, as it is. */
export function* getRaw(session: Session, path: string): Steps<void> {
  const { machine } = session;
  if (session.args.length > 0) throw new KubectlError('arguments may not be passed when --raw is specified');
  if (isHealthPath(path)) {
    machine.out(checked(machine.health?.(path) ?? (yield* healthAt(session, path))));
    return;
  }
  if (path === '/version') {
    machine.out(goJsonIndented(yield* askVersion(session), '  '));
    return;
  }
  if (isDiscoveryPath(path)) {
    machine.out(yield* discovered(session, path));
    return;
  }
  if (yield* getAggregated(session, path)) return;
  if (isOfOthers(path)) {
    yield* overHttp(session, 'GET', path);
    return;
  }
  const { kind, place, asked: { name, subresource } } = pathOf(session, path);
  if (name === '' && isTrue(queryOf(path).get('watch'))) {
    const { resourceVersion: _, limit: __, continue: ___, ...selected } = parseListQuery(path);
    yield* watchRaw(session, watchedIn(queryOf(path), kind, { verb: 'list', ...place, managers: true, ...selected }));
    return;
  }
  const answer = yield* ask(session, name === '' ? { verb: 'list', ...place, managers: true, ...parseListQuery(path) } : { verb: 'get', ...place, managers: true, name, ...(subresource === '' ? {} : { subresource }) });
  if ('object' in answer) machine.out(`${JSON.stringify(objectBody(machine.registry(), kind, answer.object))}\n`);
  else if ('list' in answer) machine.out(`${JSON.stringify(listBody(machine.registry(), kind, answer))}\n`);
}

/** Subresources that are answered with a Status. */
const ANSWERED: ReadonlySet<string> = new Set(['eviction', 'binding']);

/** `kubectl create --raw -f FILE` and `kubectl replace --raw -f FILE`: a POST or a PUT of a file as it is. */
export function* writeRaw(session: Session, path: string, verb: 'create' | 'update'): Steps<void> {
  const { machine, flags } = session;
  const [file = '', ...more] = flags.list('filename');
  if (file === '' || more.length > 0) throw new KubectlError('--raw can only use a single local file or stdin');
  if (/^https?:\/\//.test(file)) throw new KubectlError('--raw cannot read from a url');
  const { sources } = readPaths(session, [file], false);
  if (isOfOthers(path)) {
    yield* overHttp(session, verb === 'create' ? 'POST' : 'PUT', path, sources[0]?.text);
    return;
  }
  const { kind, place, asked: { name, subresource } } = pathOf(session, path);
  const tree = parseDocument(sources[0]?.text ?? '');
  const body = (tree === undefined ? {} : toJson(tree)) as JsonObject;
  const other = kind.custom || subresource !== '' || textOf(body.kind) === '' || body.kind === kind.kind ? undefined : unlike(machine.registry(), kind, body);
  if (other !== undefined) throw new ServerError(other);
  const object = body.kind === kind.kind ? typed(kind, body).object : (body as unknown as ApiObject);
  const answer = yield* ask(session, { verb, ...place, managers: true, ...(name === '' ? {} : { name }), ...(subresource === '' ? {} : { subresource }), body: object });
  if (ANSWERED.has(subresource)) machine.out(`${JSON.stringify(DONE)}\n`);
  else if ('object' in answer) machine.out(`${JSON.stringify(objectBody(machine.registry(), kind, answer.object))}\n`);
}

/** `kubectl delete --raw` (pkg/rawhttp RawDelete): what is still there is answered as it is, what is gone with a Status that says so. */
export function* deleteRaw(session: Session, path: string): Steps<void> {
  const { machine } = session;
  if (session.args.length > 0) throw new KubectlError('arguments may not be passed when --raw is specified');
  if (isOfOthers(path)) {
    yield* overHttp(session, 'DELETE', path);
    return;
  }
  const { kind, place, asked: { name } } = pathOf(session, path);
  const deleteOptions = deleteOptionsIn(queryOf(path));
  if (isFailure(deleteOptions)) throw new ServerError(deleteOptions);
  const answer = yield* ask(session, { verb: name === '' ? 'deletecollection' : 'delete', ...place, ...(name === '' ? parseListQuery(path) : { name }), deleteOptions });
  if ('object' in answer) machine.out(`${JSON.stringify(deletedBody(machine.registry(), kind, answer.object))}\n`);
}
