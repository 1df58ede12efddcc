import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import { printerFor } from '../output/formats';
import { recorded } from '../runtime/change-cause';
import { dryRunOf, tried } from '../runtime/dry-run';
import { ask } from '../runtime/client';
import { ExitError, isNotFound, KubectlError, usageError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import type { Kind } from '../../api/kind';
import type { Pod } from '../../api/types';
import { nameOf, namespaceOf } from '../resources/info';
import { deleteInfo } from './delete';
import { runningTimeout } from './pods/attachable';
import { chosenContainer } from './pods/containers';
import { attachTo } from './pods/exec';
import { builtIn, createTyped, place, typed } from './create/draft';
import { parseLabels } from './create/labels';
import { overridden } from './create/overrides';

/** distribution/reference: [domain/]path[:tag][@digest]. */
export const IMAGE = /^(?:(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;
const POLICIES = ['Always', 'OnFailure', 'Never'];

function restartPolicy({ flags, command }: Session): string {
  const asked = flags.text('restart');
  if (asked === '') return flags.bool('stdin') ? 'OnFailure' : 'Always';
  if (!POLICIES.includes(asked)) throw usageError(command, `invalid restart policy: ${asked}`);
  return asked;
}

function check(session: Session): void {
  const { flags, command, args, dashAt } = session;
  if (args.length === 0 || dashAt === 0) throw usageError(command, 'NAME is required for run');
  const image = flags.text('image');
  if (image === '') throw new KubectlError('--image is required');
  if (!IMAGE.test(image)) throw new KubectlError(`Invalid image name ${quote(image)}: invalid reference format`);
  if (flags.bool('tty') && !flags.bool('stdin')) throw usageError(command, '-i/--stdin is required for containers with -t/--tty=true');
  if (flags.bool('expose') && flags.text('port') === '') throw usageError(command, '--port must be set when exposing a service');
}

function envOf(texts: readonly string[]): readonly JsonObject[] {
  return texts.map((text) => {
    const at = text.indexOf('=');
    const name = text.slice(0, at);
    if (at <= 0 || !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) throw new KubectlError(`invalid env: ${text}`);
    return { name, value: text.slice(at + 1) };
  });
}

function annotationsOf(texts: readonly string[]): JsonObject {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 0 || text.length === at) throw new KubectlError(`invalid annotations: ${text}`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function portOf(text: string): number {
  if (!/^[+-]?[0-9]+$/.test(text)) throw new KubectlError(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  return Number(text);
}

function labelsOf(session: Session, name: string): JsonObject {
  const given = session.flags.text('labels');
  return given === '' ? { run: name } : parseLabels(given);
}

/** BasicPod.Generate. */
function podOf(session: Session, name: string, words: readonly string[]): JsonObject {
  const { flags } = session;
  const env = envOf(flags.list('env'));
  const annotations = annotationsOf(flags.list('annotations'));
  const labels = labelsOf(session, name);
  const port = flags.text('port');
  const stdin = flags.bool('stdin');
  const policy = flags.text('image-pull-policy');
  const container = {
    name, image: flags.text('image'), ...(words.length === 0 ? {} : { [flags.bool('command') ? 'command' : 'args']: [...words] }),
    ...(port === '' ? {} : { ports: [{ containerPort: portOf(port) }] }), ...(env.length === 0 ? {} : { env: [...env] }),
    ...(policy === '' ? {} : { imagePullPolicy: policy }), ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin, ...(flags.bool('leave-stdin-open') ? {} : { stdinOnce: true }) } : {}), ...(flags.bool('tty') ? { tty: true } : {}),
  };
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    spec: { containers: [container], restartPolicy: restartPolicy(session), dnsPolicy: 'ClusterFirst' },
  };
}

function serviceOf(session: Session, name: string): JsonObject {
  const port = portOf(session.flags.text('port'));
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, ...(session.flags.text('labels') === '' ? {} : { labels: labelsOf(session, name) }) }, spec: { selector: labelsOf(session, name), ports: [{ port, targetPort: port, protocol: 'TCP' }] } };
}

const STEP = 100_000;

/** waitForPod: until a condition holds. */
function* waitForPod(session: Session, namespace: string, name: string, holds: (pod: Pod) => boolean): Steps<Pod> {
  const deadline = session.machine.now() + runningTimeout(session);
  for (;;) {
    const answer = yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name });
    const pod = 'object' in answer ? (answer.object as unknown as Pod) : undefined;
    if (pod !== undefined && holds(pod)) return pod;
    if (session.machine.now() >= deadline) throw new KubectlError('timed out waiting for the condition');
    yield { do: 'sleep', micros: STEP };
  }
}

const phaseOf = ({ status }: Pod): string => status?.phase ?? '';
const isComplete = (pod: Pod): boolean => phaseOf(pod) === 'Succeeded' || phaseOf(pod) === 'Failed';
const isReady = (pod: Pod): boolean => phaseOf(pod) === 'Running' && pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;

function* printLogs(session: Session, { metadata: { namespace = '', name = '' } }: Pod, container: string): Steps<void> {
  const answer = yield* ask(session, { verb: 'get', group: '', resource: 'pods', namespace, name, subresource: 'log', options: { container } });
  if ('text' in answer) session.machine.out(answer.text);
}

/** handleAttachPod, and how the Pod has ended. */
function* attachToNew(session: Session, namespace: string, name: string): Steps<void> {
  const { flags, machine } = session;
  const pod = yield* waitForPod(session, namespace, name, (one) => isComplete(one) || isReady(one));
  const container = chosenContainer(pod, '', (text) => machine.err(text), false);
  yield* printLogs(session, pod, container);
  if (!isComplete(pod)) yield* attachTo(session, pod, container, 'kubectl attach');
  const policy = restartPolicy(session);
  if (flags.bool('leave-stdin-open') || policy === 'Always') return;
  const ended = yield* waitForPod(session, namespace, name, (one) => (policy === 'OnFailure' ? phaseOf(one) === 'Succeeded' : isComplete(one)));
  if (phaseOf(ended) === 'Succeeded') return;
  const terminated = ended.status?.containerStatuses?.[0]?.state?.terminated;
  const code = terminated?.exitCode ?? 0;
  if (terminated === undefined || code === 0) throw new KubectlError(`pod ${namespace}/${name} failed with unknown exit code`);
  throw new ExitError(`pod ${namespace}/${name} terminated (${terminated.reason ?? ''})\n${terminated.message ?? ''}`, code);
}

/** removeCreatedObjects. */
function* remove(session: Session, objects: readonly { readonly kind: Kind; readonly object: JsonObject }[]): Steps<void> {
  for (const { kind, object } of objects) {
    const { name, namespace } = { name: nameOf(object), namespace: namespaceOf(object) };
    try {
      yield* deleteInfo(session, { kind, name, namespace, object }, { grace: undefined, propagationPolicy: 'Background', dryRun: 'none', output: '', quiet: session.flags.bool('quiet') });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}

/** `kubectl run` (pkg/cmd/run/run.go, pkg/generate/versioned/run.go). */
export const run: Verb = function* run(session) {
  const { flags, command, args, machine } = session;
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('created', dryRun), typed: true });
  check(session);
  restartPolicy(session);
  const attach = flags.bool('attach') || (!flags.changed('attach') && flags.bool('stdin'));
  if (!attach && flags.bool('rm')) throw usageError(command, '--rm should only be used for attached containers');
  if (attach && dryRun !== 'none') throw usageError(command, "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)");
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(flags.text('image-pull-policy'))) throw usageError(command, `invalid image pull policy: ${flags.text('image-pull-policy')}`);
  const [name = '', ...words] = args;
  const kind = builtIn(session, 'v1', 'Pod');
  const placed = (json: JsonObject): JsonObject => (dryRun === 'client' ? { ...json, metadata: { ...objectOf(json.metadata), ...place(session) } } : json);
  const pod = yield* createTyped(session, placed(recorded(session, overridden(session, kind, typed(kind, podOf(session, name, words)).json))), { dryRun });
  const created = [{ kind, object: pod }];
  if (flags.bool('expose')) {
    const service = yield* createTyped(session, placed(recorded(session, serviceOf(session, name))), { dryRun });
    created.push({ kind: builtIn(session, 'v1', 'Service'), object: service });
    machine.out(print(service));
    if (flags.text('output') === 'yaml') machine.out('---\n');
  }
  if (!attach) {
    machine.out(print(pod));
    return;
  }
  // What ends with an error takes the Pod along too; Ctrl-C does not.
  const cleanUp = flags.bool('rm') ? created : [];
  try {
    yield* attachToNew(session, namespaceOf(pod), nameOf(pod));
  } catch (error) {
    yield* remove(session, cleanUp);
    throw error;
  }
  yield* remove(session, cleanUp);
};
