import type { JsonValue } from '../../api/scalars';
import type { Edit, Path } from '../../api/manifest/edit';
import { evaluatePod, type FailedCheck } from './evaluate';
import type { LevelVersion } from './level-version';
import type { SecuredPod } from './types';

/** A field's path as the checks write it: `spec.containers[0].ports[1].hostPort`, `metadata.annotations[a.b/c]`. */
export const pathOf = (at: string): Path =>
  [...at.matchAll(/\[(\d+)\]|\[([^\]]+)\]|([^.[\]]+)/g)].map(([, index, key, name]) => (index === undefined ? (key ?? name ?? '') : Number(index)));

const remove = (path: Path): Edit => ({ op: 'remove', path });
const set = (path: Path, value: JsonValue): Edit => ({ op: 'set', path, value });

const lookUp = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined), value);

/** Capabilities that stay in `add`: those that the level allows. */
function capabilities(pod: SecuredPod, at: string, allowed: (name: string) => boolean): Edit {
  const path = pathOf(at);
  if (path.at(-1) === 'drop') return set(path, ['ALL']);
  const kept = ((lookUp(pod, path) ?? []) as string[]).filter(allowed);
  return kept.length === 0 ? remove(path) : set(path, kept);
}

/** What runtimes give by default, and so baseline allows to add. */
const DEFAULTS = ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'];

/** A volume that may not be becomes an empty one: what mounts it still finds a directory. */
function emptied(pod: SecuredPod, at: string): Edit[] {
  const path = pathOf(at).slice(0, 3);
  const volume = lookUp(pod, path);
  const sources = typeof volume === 'object' && volume !== null ? Object.keys(volume).filter((key) => key !== 'name') : [];
  return [set([...path, 'emptyDir'], {}), ...sources.map((source) => remove([...path, source]))];
}

/** Where no container says anything, what the Pod says holds for all of them. */
const silent = ({ detail }: FailedCheck): boolean => detail.startsWith('pod or ');

const context = (at: string): Path => pathOf(at).slice(0, -1);

/** How to mend each check, by its id. */
function editsOf(failed: FailedCheck, pod: SecuredPod): Edit[] {
  const { at, id } = failed;
  switch (id) {
    case 'capabilities_baseline':
      return at.map((one) => capabilities(pod, one, (name) => DEFAULTS.includes(name)));
    case 'capabilities_restricted':
      return at.map((one) => capabilities(pod, one, (name) => name === 'NET_BIND_SERVICE'));
    case 'hostPathVolumes':
    case 'restrictedVolumes':
      return at.flatMap((one) => emptied(pod, one));
    case 'allowPrivilegeEscalation':
      return at.map((one) => set(pathOf(one), false));
    case 'runAsNonRoot':
      return silent(failed) ? [set(['spec', 'securityContext', 'runAsNonRoot'], true)] : at.map((one) => set(pathOf(one), true));
    case 'seccompProfile_restricted':
      return silent(failed) ? [set(['spec', 'securityContext', 'seccompProfile'], { type: 'RuntimeDefault' })] : at.map((one) => set(pathOf(one), 'RuntimeDefault'));
    // A profile without its type is none.
    case 'seccompProfile_baseline':
    case 'appArmorProfile':
      return at.map((one) => remove(one.startsWith('metadata') ? pathOf(one) : context(one)));
    default:
      // From the last to the first, so that the places of a list still hold.
      return [...at].reverse().map((one) => remove(pathOf(one)));
  }
}

function applied(value: unknown, edit: Edit, [key, ...rest]: Path): unknown {
  if (key === undefined) return edit.op === 'set' ? edit.value : undefined;
  if (Array.isArray(value)) {
    const items: unknown[] = [...value];
    if (typeof key !== 'number' || key >= items.length) return items;
    if (edit.op === 'remove' && rest.length === 0) return items.filter((_, index) => index !== key);
    items[key] = applied(items[key], edit, rest);
    return items;
  }
  const object: Record<string, unknown> = { ...(typeof value === 'object' && value !== null ? value : {}) };
  if (edit.op === 'remove') {
    if (!Object.hasOwn(object, key)) return object;
    if (rest.length === 0) delete object[key];
    else object[key] = applied(object[key], edit, rest);
    return object;
  }
  object[key] = applied(object[key], edit, rest);
  return object;
}

/** The Pod after the edits. */
export const applyEdits = (pod: SecuredPod, edits: readonly Edit[]): SecuredPod => edits.reduce<SecuredPod>((now, edit) => applied(now, edit, edit.path) as SecuredPod, pod);

export interface Fix {
  readonly edits: readonly Edit[];
  /** The Pod after them. */
  readonly pod: SecuredPod;
}

/** Mending one check may uncover another: a profile that was bad and is now none, say. */
const ROUNDS = 5;

/**
 * The fewest fields that have to change before the Pod passes a level; nothing that the level does not ask about. What the Pod then lacks (a port of
 * the node, a file of it) it has to do without: whether it can, no check knows.
 */
export function smallestFix(policy: LevelVersion, pod: SecuredPod): Fix {
  let now: Fix = { edits: [], pod };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { failed } = evaluatePod(policy, now.pod);
    if (failed.length === 0) break;
    const edits = failed.flatMap((one) => editsOf(one, now.pod));
    now = { edits: [...now.edits, ...edits], pod: applyEdits(now.pod, edits) };
  }
  return now;
}
