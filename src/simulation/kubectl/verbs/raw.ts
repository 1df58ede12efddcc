import { quote } from '../../base/go/quote';
import type { Answer } from '../../cluster/apiserver/types';
import { parseListQuery, parseResourcePath } from '../../cluster/apiserver/url';
import { healthAnswer, isHealthPath } from '../../cluster/health/answer';
import type { HealthAnswer } from '../../cluster/health/answer';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { sortedJson } from '../output/json';
import { inGoOrder } from '../output/typed-json';
import { ask, encodeAnswer } from '../runtime/client';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

const missing = (): ServerError => new ServerError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' });

/** What rest.Request makes of an answer that is no Status (apimachinery NewGenericServerResponse). */
function checked({ status, body }: HealthAnswer): string {
  if (status === 404) throw missing();
  if (status === 500) throw new ServerError({ code: 500, reason: 'InternalError', message: `an error on the server (${quote(body.trimEnd())}) has prevented the request from succeeding` });
  return body;
}

/** `kubectl get --raw` (pkg/rawhttp): what the server answers, as it is. */
export function* getRaw(session: Session, path: string): Steps<void> {
  const { machine } = session;
  if (session.args.length > 0) throw new KubectlError('arguments may not be passed when --raw is specified');
  if (isHealthPath(path)) {
    machine.out(checked(machine.health?.(path) ?? healthAnswer('kube-apiserver', path, { etcd: true })));
    return;
  }
  const asked = parseResourcePath(path);
  const kind = asked === undefined ? undefined : machine.registry().kinds.find(({ apiVersion, resource }) => apiVersion === asked.apiVersion && resource?.plural === asked.plural);
  if (asked === undefined || kind?.resource === undefined) throw missing();
  const { namespace, name, subresource } = asked;
  const place = { group: kind.resource.group, resource: kind.resource.plural, ...(namespace === '' ? {} : { namespace }) };
  const answer = yield* ask(session, name === '' ? { verb: 'list', ...place, ...parseListQuery(path) } : { verb: 'get', ...place, name, ...(subresource === '' ? {} : { subresource }) });
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
