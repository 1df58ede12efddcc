import type { Answer, Request } from '../../cluster/apiserver/types';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { sortedJson } from '../output/json';
import { inGoOrder } from '../output/typed-json';
import { ask, encodeAnswer } from '../runtime/client';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

const HEALTH = ['/healthz', '/livez', '/readyz'];

const missing = (): ServerError => new ServerError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' });

interface Path {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly plural: string;
  readonly name: string;
  readonly subresource: string;
}

/** `/apis/apps/v1/namespaces/shop/deployments/web/scale`. */
function parsePath(path: string): Path | undefined {
  const parts = path.split('?')[0]!.split('/').filter((part) => part !== '');
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return undefined;
  const apiVersion = core ? parts[1] : `${parts[1]}/${parts[2]}`;
  const rest = parts.slice(core ? 2 : 3);
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2;
  const [plural, name = '', subresource = ''] = inNamespace ? rest.slice(2) : rest;
  return apiVersion === undefined || plural === undefined ? undefined : { apiVersion, plural, name, subresource, namespace: inNamespace ? (rest[1] ?? '') : '' };
}

const QUERY: Readonly<Record<string, (value: string) => Partial<Request>>> = {
  labelSelector: (labelSelector) => ({ labelSelector }), fieldSelector: (fieldSelector) => ({ fieldSelector }), resourceVersion: (resourceVersion) => ({ resourceVersion }),
  continue: (token) => ({ continue: token }), limit: (limit) => (/^\d+$/.test(limit) ? { limit: Number(limit) } : {}),
};

/** The ListOptions in a URL; what is no option of a list is not heeded. */
const parseQuery = (path: string): Partial<Request> =>
  Object.assign({}, ...[...new URLSearchParams(path.split('?')[1] ?? '')].map(([name, value]) => (Object.hasOwn(QUERY, name) ? QUERY[name]!(value) : {}))) as Partial<Request>;

/** `kubectl get --raw` (pkg/rawhttp): what the server answers, as it is. */
export function* getRaw(session: Session, path: string): Steps<void> {
  const { machine } = session;
  if (session.args.length > 0) throw new KubectlError('arguments may not be passed when --raw is specified');
  if (HEALTH.includes(path.split('?')[0]!)) {
    machine.out('ok');
    return;
  }
  const asked = parsePath(path);
  const kind = asked === undefined ? undefined : machine.registry().kinds.find(({ apiVersion, resource }) => apiVersion === asked.apiVersion && resource?.plural === asked.plural);
  if (asked === undefined || kind?.resource === undefined) throw missing();
  const { namespace, name, subresource } = asked;
  const place = { group: kind.resource.group, resource: kind.resource.plural, ...(namespace === '' ? {} : { namespace }) };
  const answer = yield* ask(session, name === '' ? { verb: 'list', ...place, ...parseQuery(path) } : { verb: 'get', ...place, name, ...(subresource === '' ? {} : { subresource }) });
  if ('object' in answer) machine.out(`${JSON.stringify(wire(session, encodeAnswer(session, kind, answer.object)))}\n`);
  else if ('list' in answer) machine.out(`${JSON.stringify({ kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata: listMetadata(answer), items: answer.list.map((one) => listed(kind.custom, wire(session, encodeAnswer(session, kind, one)))) })}\n`);
}

/** ListMeta, in the order of its fields. */
const listMetadata = (list: Extract<Answer, { list: unknown }>): Readonly<Record<string, unknown>> => ({
  resourceVersion: list.resourceVersion, ...(list.continue === undefined ? {} : { continue: list.continue }), ...(list.remaining === undefined ? {} : { remainingItemCount: list.remaining }),
});

/** As the server's encoder orders it: a Go type by its struct, a custom object by name. */
const wire = ({ machine }: Session, object: JsonObject): JsonObject => (machine.registry().find(textOf(object.apiVersion), textOf(object.kind))?.custom === true ? (sortedJson(object) as JsonObject) : inGoOrder(machine.registry(), object));

/** Items of a list of a Go type do not say what they are. */
const listed = (custom: boolean, { apiVersion, kind, ...rest }: JsonObject): JsonObject => (custom ? { apiVersion, kind, ...rest } : rest);
