import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import type { Pod } from '../../../api/types';
import type { Request } from '../../../cluster/apiserver/types';
import { quote } from '../../../base/go/quote';
import { drawLetters } from '../../../base/safe-names';
import { mappingFor } from '../../resources/mapper';
import { fetchInfo, metadataOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { splitPair } from '../../resources/arguments';
import { changesOf, listOne } from '../../resources/watching';
import { send, warn } from '../../runtime/client';
import { KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { IMAGE } from '../run';
import { runIn } from './exec';

/** What a profile grants the debug container of a Pod (profiles.go Apply of the style `ephemeral`). */
const PROFILES: Readonly<Record<string, JsonObject | undefined>> = {
  legacy: undefined,
  general: { capabilities: { add: ['SYS_PTRACE'] } },
  baseline: undefined,
  restricted: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  netadmin: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
  sysadmin: { privileged: true },
};
const POLICIES: ReadonlySet<string> = new Set(['', 'Always', 'IfNotPresent', 'Never']);
const LEGACY = '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".\n';
const NOT_ROOT = 'Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".';
/** How often it is heard what a watch has sent, µs. */
const STEP = 100_000;

/** NewProfileApplier and DebugOptions.Validate. */
function check({ flags, args, machine, dashAt }: Session): void {
  const image = flags.text('image');
  if (!Object.hasOwn(PROFILES, flags.text('profile'))) throw new KubectlError(`unknown profile: ${flags.text('profile')}`);
  if (flags.bool('attach') && flags.changed('attach') && image === '' && flags.text('container') === '') throw new KubectlError('you must specify --container or create a new container using --image in order to attach.');
  if (flags.text('copy-to') === '') {
    for (const name of ['replace', 'same-node']) if (flags.bool(name)) throw new KubectlError(`--${name} may only be used with --copy-to.`);
    if (flags.changed('set-image')) throw new KubectlError('--set-image may only be used with --copy-to.');
    if (image === '') throw new KubectlError('you must specify --image when not using --copy-to.');
  }
  if (image !== '' && !IMAGE.test(image)) throw new KubectlError(`invalid image name ${quote(image)}: invalid reference format`);
  if ((dashAt ?? args.length) === 0 && flags.list('filename').length === 0) throw new KubectlError('NAME or filename is required for debug');
  if (!POLICIES.has(flags.text('image-pull-policy'))) throw new KubectlError(`invalid image pull policy: ${flags.text('image-pull-policy')}`);
  if (flags.text('target') !== '' && !flags.bool('quiet')) machine.out(`Targeting container ${quote(flags.text('target'))}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`);
  if (flags.bool('tty') && !flags.bool('stdin')) throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
  if (flags.text('profile') === 'legacy') machine.err(LEGACY);
  if (flags.text('copy-to') !== '') throw new KubectlError('copies of Pods are not simulated here: kubectl debug POD --image=IMAGE adds a container to the Pod itself');
}

const named = (pod: JsonObject, list: string): readonly JsonObject[] => listOf(objectOf(pod.spec)[list]).map(objectOf);

/** computeDebugContainerName. */
function nameFor({ flags, machine }: Session, pod: JsonObject): string {
  const given = flags.text('container');
  if (given !== '') return given;
  const taken = new Set(['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => named(pod, list)).map(({ name }) => textOf(name)));
  const random = { state: Math.floor(machine.now() / 1000) | 0 };
  let name = `debugger-${drawLetters(random, 5)}`;
  while (taken.has(name)) name = `debugger-${drawLetters(random, 5)}`;
  if (!flags.bool('quiet')) machine.out(`Defaulting debug container name to ${name}.\n`);
  return name;
}

/** displayWarning. */
function warnOfUser({ machine }: Session, pod: JsonObject, granted: JsonObject | undefined): void {
  const user = objectOf(objectOf(pod.spec).securityContext).runAsUser;
  if (user === undefined || user === 0 || granted === undefined) return;
  if (granted.privileged === true || listOf(objectOf(granted.capabilities).add).length > 0) warn(machine, NOT_ROOT);
}

/** debugByEphemeralContainer: the Pod as it is then, and the container's name. */
function* addContainer(session: Session, info: Info): Steps<{ readonly pod: JsonObject; readonly name: string }> {
  const { flags, args, dashAt } = session;
  const name = nameFor(session, info.object);
  const env = Object.entries(flags.map('env')).map(([variable, value]) => ({ name: variable, value }));
  const words = dashAt === undefined ? [] : args.slice(dashAt);
  const policy = flags.text('image-pull-policy');
  const granted = PROFILES[flags.text('profile')];
  const container: JsonObject = {
    name, image: flags.text('image'), ...(words.length === 0 ? {} : { [flags.bool('arguments-only') ? 'args' : 'command']: words }), ...(env.length === 0 ? {} : { env }),
    ...(policy === '' ? {} : { imagePullPolicy: policy }), ...(flags.bool('stdin') ? { stdin: true } : {}), ...(flags.bool('tty') ? { tty: true } : {}), terminationMessagePolicy: 'File', resources: {},
    ...(flags.text('target') === '' ? {} : { targetContainerName: flags.text('target') }), ...(granted === undefined ? {} : { securityContext: granted }),
  };
  warnOfUser(session, info.object, granted);
  const pod = yield* send(session, info.kind, { verb: 'patch', namespace: info.namespace, name: info.name, subresource: 'ephemeralcontainers', patch: { spec: { ephemeralContainers: [container] } } as Request['patch'] & object, patchType: 'strategic' });
  return { pod, name };
}

const runs = (pod: JsonObject, name: string): boolean => {
  const state = objectOf(listOf(objectOf(pod.status).ephemeralContainerStatuses).map(objectOf).find((one) => one.name === name)?.state);
  return state.running !== undefined || state.terminated !== undefined;
};

/** waitForContainer. */
function* untilRuns(session: Session, info: Info, name: string): Steps<JsonObject> {
  const { object, resourceVersion } = yield* listOne(session, info);
  if (object !== undefined && runs(object, name)) return object;
  for (let since = resourceVersion; ; ) {
    yield { do: 'sleep', micros: STEP };
    const sent = yield* changesOf(session, info, since);
    for (const event of sent.changes) {
      if (event.type === 'DELETED') throw new KubectlError('pods "" not found');
      if (runs(event.object, name)) return event.object;
    }
    since = sent.resourceVersion;
  }
}

/** `kubectl debug` of a Pod (pkg/cmd/debug): another container in it. */
export const debug: Verb = function* debug(session) {
  const { flags, args, dashAt } = session;
  check(session);
  for (const word of args.slice(0, dashAt ?? args.length)) {
    const { type, name } = splitPair(word) ?? { type: 'pods', name: word };
    const kind = mappingFor(session, type);
    const namespace = kind.resource?.namespaced === false ? '' : session.namespace().name;
    const object = yield* fetchInfo(session, { kind, namespace, name });
    if (kind.type === 'core.v1.Node') throw new KubectlError('Pods that look into a node are not simulated here: kubectl debug POD --image=IMAGE adds a container to a Pod');
    if (kind.type !== 'core.v1.Pod') throw new KubectlError(`${quote(`${kind.apiVersion}, Kind=${kind.kind}`)} not supported by debug`);
    const info: Info = { kind, namespace, name: textOf(metadataOf(object).name), object };
    const added = yield* addContainer(session, info);
    if (!(flags.changed('attach') ? flags.bool('attach') : flags.bool('stdin'))) continue;
    const pod = yield* untilRuns(session, info, added.name);
    yield* runIn(session, pod as unknown as Pod, 'attach', added.name, []);
  }
};
