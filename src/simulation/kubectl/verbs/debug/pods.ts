/** The Pods that `kubectl debug` makes: one that looks into a node, a copy of another, one with a container more (pkg/cmd/debug/debug.go). */
import type { Kind } from '../../../api/kind';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { drawLetters } from '../../../base/safe-names';
import { nameOf, namespaceOf } from '../../resources/info';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';
import { customized } from './custom';
import type { DebugOptions } from './options';
import { applyProfile } from './profiles';

/** What is sent, and the container that is debugged in; none where only images were changed. */
export interface Made {
  readonly pod: JsonObject;
  readonly container: string;
}

const named = (pod: JsonObject, list: string): readonly JsonObject[] => listOf(objectOf(pod.spec)[list]).map(objectOf);

/** nameSuffixFunc: five letters that are `taken` by nobody. */
function suffixed(session: Session, prefix: string, taken: (name: string) => boolean): string {
  const random = { state: Math.floor(session.machine.now() / 1000) | 0 };
  let name = `${prefix}${drawLetters(random, 5)}`;
  while (taken(name)) name = `${prefix}${drawLetters(random, 5)}`;
  return name;
}

/** computeDebugContainerName. */
function nameFor(session: Session, pod: JsonObject): string {
  const { flags, machine } = session;
  const given = flags.text('container');
  if (given !== '') return given;
  const taken = new Set(['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => named(pod, list)).map(({ name }) => textOf(name)));
  const name = suffixed(session, 'debugger-', (one) => taken.has(one));
  if (!flags.bool('quiet')) machine.out(`Defaulting debug container name to ${name}.\n`);
  return name;
}

const commandOf = ({ flags }: Session, words: readonly string[]): JsonObject => (words.length === 0 ? {} : { [flags.bool('arguments-only') ? 'args' : 'command']: words });

/** The container as the flags have it. */
function newContainer(session: Session, { env, words }: DebugOptions, name: string): JsonObject {
  const { flags } = session;
  const policy = flags.text('image-pull-policy');
  return {
    name, image: flags.text('image'), ...commandOf(session, words), ...(env.length === 0 ? {} : { env }), ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...(flags.bool('stdin') ? { stdin: true } : {}), ...(flags.bool('tty') ? { tty: true } : {}), terminationMessagePolicy: 'File', resources: {},
  };
}

/** generateDebugContainer. */
export function withEphemeral(session: Session, options: DebugOptions, kind: Kind, pod: JsonObject): Made {
  const name = nameFor(session, pod);
  const target = session.flags.text('target');
  const spec = objectOf(pod.spec);
  const one = { ...newContainer(session, options, name), ...(target === '' ? {} : { targetContainerName: target }) };
  const grown = { ...pod, spec: { ...spec, ephemeralContainers: [...listOf(spec.ephemeralContainers), one] } };
  return { container: name, pod: customized(kind, applyProfile(options.profile, 'ephemeral', grown, name, options.kept), 'ephemeralContainers', name, options.custom) };
}

/** generateNodeDebugPod. */
export function nodePod(session: Session, options: DebugOptions, kind: Kind, node: JsonObject): Made {
  const { flags, machine } = session;
  const container = flags.text('container') === '' ? 'debugger' : flags.text('container');
  const name = suffixed(session, `node-debugger-${nameOf(node)}-`, () => false);
  if (!flags.bool('quiet')) machine.out(`Creating debugging pod ${name} with container ${container} on node ${nameOf(node)}.\n`);
  const pod = {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } },
    spec: { containers: [newContainer(session, options, container)], nodeName: nameOf(node), restartPolicy: 'Never', tolerations: [{ operator: 'Exists' }] },
  };
  return { container, pod: customized(kind, applyProfile(options.profile, 'node', pod, container, options.kept), 'containers', container, options.custom) };
}

/** The container of the copy that the command is about, as the flags change it. */
function changed(session: Session, { env, words }: DebugOptions, container: JsonObject): JsonObject {
  const { flags } = session;
  const [image, policy] = [flags.text('image'), flags.text('image-pull-policy')];
  const { stdin: _stdin, tty: _tty, args, ...rest } = container;
  const keepsArgs = args !== undefined && (words.length === 0 || flags.bool('arguments-only'));
  return {
    ...rest, ...(keepsArgs ? { args } : {}), ...commandOf(session, words), ...(env.length === 0 ? {} : { env }), ...(image === '' ? {} : { image }),
    ...(policy === '' ? {} : { imagePullPolicy: policy }), ...(flags.bool('stdin') ? { stdin: true } : {}), ...(flags.bool('tty') ? { tty: true } : {}),
  };
}

/** The Pod's place, name and images in the copy. */
function copyOf({ flags }: Session, pod: JsonObject): JsonObject {
  const images = flags.map('set-image');
  const { annotations, labels } = objectOf(pod.metadata);
  const { ephemeralContainers: _ephemeral, nodeName, ...spec } = objectOf(pod.spec);
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name: flags.text('copy-to'), namespace: namespaceOf(pod), ...(annotations === undefined ? {} : { annotations }), ...(labels === undefined ? {} : { labels }) },
    spec: {
      ...spec, ...(flags.changed('share-processes') ? { shareProcessNamespace: flags.bool('share-processes') } : {}), ...(flags.bool('same-node') && nodeName !== undefined ? { nodeName } : {}),
      containers: named(pod, 'containers').map((one) => {
        const image = images[textOf(one.name)] ?? images['*'] ?? '';
        return image === '' ? one : { ...one, image };
      }),
    },
  };
}

/** generatePodCopyWithDebugContainer. */
export function copiedPod(session: Session, options: DebugOptions, kind: Kind, original: JsonObject): Made {
  const { flags } = session;
  const copy = copyOf(session, original);
  let name = flags.text('container');
  const found = ['containers', 'initContainers'].find((list) => named(copy, list).some((one) => one.name === name));
  if (found === undefined && flags.text('image') === '') {
    if (Object.keys(flags.map('set-image')).length > 0) return { pod: copy, container: '' };
    throw new KubectlError('you must specify image when creating new container');
  }
  if (name === '') name = nameFor(session, copy);
  const list = found ?? 'containers';
  const begun = found === undefined ? [...named(copy, list), { name, terminationMessagePolicy: 'File', resources: {} }] : named(copy, list);
  const pod = { ...copy, spec: { ...objectOf(copy.spec), [list]: begun.map((one) => (one.name === name ? changed(session, options, one) : one)) } };
  const applied = applyProfile(options.profile, 'copy', pod, name, options.kept);
  if (options.custom !== undefined && !named(applied, 'containers').some((one) => one.name === name)) throw new KubectlError(`unable to find the ${name} container in the pod ${nameOf(applied)}`);
  return { pod: customized(kind, applied, 'containers', name, options.custom), container: name };
}
