/** What a command line of `kubectl debug` asks for (pkg/cmd/debug/debug.go DebugOptions). */
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';
import { IMAGE } from '../run';
import { checkCustom, readCustom } from './custom';
import { isProfile } from './profiles';
import type { Kept } from './profiles';

const POLICIES: ReadonlySet<string> = new Set(['', 'Always', 'IfNotPresent', 'Never']);
const LEGACY = '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".\n';

export interface DebugOptions {
  readonly names: readonly string[];
  /** What stands after `--`. */
  readonly words: readonly string[];
  readonly attach: boolean;
  readonly profile: string;
  readonly kept: Kept;
  readonly custom: JsonObject | undefined;
  readonly env: readonly JsonObject[];
}

/** DebugOptions.Complete. */
export function completed(session: Session): DebugOptions {
  const { flags, args, dashAt } = session;
  const profile = flags.text('profile');
  if (!isProfile(profile)) throw new KubectlError(`unknown profile: ${profile}`);
  const keep = (name: string): boolean => flags.bool(`keep-${name}`);
  return {
    names: args.slice(0, dashAt ?? args.length), words: dashAt === undefined ? [] : args.slice(dashAt), profile, custom: readCustom(session),
    attach: flags.changed('attach') ? flags.bool('attach') : flags.bool('stdin'),
    kept: { labels: keep('labels'), annotations: keep('annotations'), liveness: keep('liveness'), readiness: keep('readiness'), startup: keep('startup'), initContainers: keep('init-containers') },
    env: Object.entries(flags.map('env')).map(([name, value]) => ({ name, value })),
  };
}

function checkCopy({ flags }: Session, words: readonly string[]): void {
  const image = flags.text('image');
  if (flags.text('copy-to') !== '') {
    if (image === '' && Object.keys(flags.map('set-image')).length === 0 && words.length === 0) throw new KubectlError('you must specify --image, --set-image or command arguments.');
    if (words.length > 0 && flags.text('container') === '' && image === '') throw new KubectlError('you must specify an existing container or a new image when specifying args.');
    return;
  }
  for (const name of ['replace', 'same-node']) if (flags.bool(name)) throw new KubectlError(`--${name} may only be used with --copy-to.`);
  if (Object.keys(flags.map('set-image')).length > 0) throw new KubectlError('--set-image may only be used with --copy-to.');
  if (image === '') throw new KubectlError('you must specify --image when not using --copy-to.');
}

/** DebugOptions.Validate. */
export function check(session: Session, { names, words, custom, profile }: DebugOptions): void {
  const { flags, machine } = session;
  const image = flags.text('image');
  if (flags.bool('attach') && flags.changed('attach') && image === '' && flags.text('container') === '') throw new KubectlError('you must specify --container or create a new container using --image in order to attach.');
  checkCopy(session, words);
  if (image !== '' && !IMAGE.test(image)) throw new KubectlError(`invalid image name ${quote(image)}: invalid reference format`);
  if (names.length === 0 && flags.list('filename').length === 0) throw new KubectlError('NAME or filename is required for debug');
  if (!POLICIES.has(flags.text('image-pull-policy'))) throw new KubectlError(`invalid image pull policy: ${flags.text('image-pull-policy')}`);
  for (const [name, set] of Object.entries(flags.map('set-image'))) if (!IMAGE.test(set)) throw new KubectlError(`invalid image name ${quote(set)} for container ${quote(name)}: invalid reference format`);
  if (flags.text('target') !== '') {
    if (flags.text('copy-to') !== '') throw new KubectlError('--target is incompatible with --copy-to. Use --share-processes instead.');
    if (!flags.bool('quiet')) machine.out(`Targeting container ${quote(flags.text('target'))}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`);
  }
  if (flags.bool('tty') && !flags.bool('stdin')) throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
  checkCustom(custom);
  if (profile === 'legacy') machine.err(LEGACY);
}
