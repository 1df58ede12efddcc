/** The image of a container that is to start: there already, pulled, or why not (pkg/kubelet/images/image_manager.go: EnsureImageExists). */
import { byText } from '../../../base/ordered-map';
import type { Container } from '../../../api';
import { quote as quoted } from '../../../base/go/quote';
import { findImage, pullErrorText } from '../../images/catalogue';
import type { FoundImage } from '../../images/catalogue';
import { fullName, parseImage } from '../../images/reference';
import { log } from '../journal';
import { NEVER } from '../machine/machine';
import type { StartKind } from '../memory';
import type { Session } from '../session';
import { SECOND } from '../session';
import { durationText } from './duration';

export type ImageAnswer =
  | { readonly kind: 'there'; readonly found: FoundImage }
  /** The pull begins when the puller is free, and takes until then. */
  | { readonly kind: 'pull'; readonly begins: number; readonly until: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

/** imageBackOff: 10 s, doubled up to 300 s, forgotten after 600 s of quiet. */
const [FIRST, MOST] = [10 * SECOND, 300 * SECOND];

const failed = (session: Session, kind: StartKind, container: Container, reason: string, message: string): ImageAnswer => {
  session.sayOf(kind, container.name, 'Warning', 'Failed', `Error: ${reason}`);
  return { kind: 'failed', reason, message };
};


const isThere = (session: Session, name: string, found: ReturnType<typeof findImage>): found is FoundImage =>
  !('error' in found) && (found.behaviour.present || byText.has(session.machine.images, name));

/** How long a pull takes, µs; one that fails, half a second. */
const takes = (found: ReturnType<typeof findImage>, has: boolean): number => ('error' in found ? 500_000 : has ? (found.behaviour.pullAgain ?? found.behaviour.pull) : found.behaviour.pull);

/** Asks for the image; of a pull the end is told to {@link pulled}. */
export function ensureImage(session: Session, kind: StartKind, container: Container): ImageAnswer {
  const image = container.image ?? '';
  const say = (type: 'Normal' | 'Warning', reason: string, message: string): void => session.sayOf(kind, container.name, type, reason, message);
  const reference = parseImage(image);
  if ('error' in reference) {
    const message = `Failed to apply default image tag ${quoted(image)}: ${reference.error}`;
    say('Warning', 'InspectFailed', message);
    return failed(session, kind, container, 'InvalidImageName', message);
  }
  const found = findImage(session.node.catalogue, reference);
  const there = container.imagePullPolicy !== 'Always' && isThere(session, fullName(reference), found);
  if (there) {
    say('Normal', 'Pulled', `Container image ${quoted(image)} already present on machine and can be accessed by the pod`);
    return { kind: 'there', found: found as FoundImage };
  }
  if (container.imagePullPolicy === 'Never') {
    const message = `Container image ${quoted(image)} is not present with pull policy of Never`;
    say('Warning', 'ErrImageNeverPull', message);
    return failed(session, kind, container, 'ErrImageNeverPull', message);
  }
  const backOff = session.worker.pulls[image];
  const { now } = session;
  if (backOff !== undefined && now - backOff.updated < backOff.delay) {
    const message = `Back-off pulling image ${quoted(image)}`;
    say('Normal', 'BackOff', message);
    return failed(session, kind, container, 'ImagePullBackOff', `${message}: ${backOff.error}`);
  }
  say('Normal', 'Pulling', `Pulling image ${quoted(image)}`);
  const { memory } = session.work;
  const begins = Math.max(now, memory.pullerFree);
  const name = fullName(reference);
  const has = byText.has(session.machine.images, name) || (byText.get(memory.arriving, name) ?? NEVER) <= begins;
  const until = begins + takes(found, has);
  session.work.memory = { ...memory, pullerFree: until, arriving: byText.set(memory.arriving, name, until) };
  return { kind: 'pull', begins, until };
}

/** The pull has ended. */
export function pulled(session: Session, kind: StartKind, container: Container, since: number, begins: number): Exclude<ImageAnswer, { readonly kind: 'pull' }> {
  const image = container.image ?? '';
  const reference = parseImage(image);
  if ('error' in reference) throw new RangeError(`${image} cannot have been pulled: ${reference.error}`);
  const found = findImage(session.node.catalogue, reference);
  const error = 'error' in found ? found.error : found.behaviour.pullError;
  const { worker, now } = session;
  if (error === undefined) {
    const { pulls } = worker;
    const { [image]: _done, ...rest } = pulls;
    session.set({ pulls: rest });
    session.machine = { ...session.machine, images: byText.set(session.machine.images, fullName(reference), now) };
    session.sayOf(kind, container.name, 'Normal', 'Pulled', `Successfully pulled image ${quoted(image)} in ${durationText(now - begins)} (${durationText(now - since)} including waiting). Image size: ${(found as FoundImage).size} bytes.`);
    return { kind: 'there', found: found as FoundImage };
  }
  const text = pullErrorText(error, reference);
  session.sayOf(kind, container.name, 'Warning', 'Failed', `Failed to pull image ${quoted(image)}: ${text}`);
  log(session.work, session.node, 'E', 'log.go:32', 'PullImage from image service failed', { err: text, image });
  const before = worker.pulls[image];
  const delay = before === undefined || now - before.updated > 2 * MOST ? FIRST : Math.min(2 * before.delay, MOST);
  session.set({ pulls: { ...worker.pulls, [image]: { delay, updated: now, error: `ErrImagePull: ${text}` } } });
  return failed(session, kind, container, 'ErrImagePull', text) as Extract<ImageAnswer, { readonly kind: 'failed' }>;
}

