import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { decodeBase64 } from '../../../api/go-template/base64';
import { quote } from '../../../base/go/quote';
import { metadataOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { infosOf, select } from '../../resources/select';
import { getObject } from '../../runtime/client';
import { dryRunOf } from '../../runtime/dry-run';
import { KubectlError, throwAll } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { builtIn } from '../create/draft';
import { changeAll, checkSet, objectsOf } from './change';
import { isSelected, withContainers, withPodSpec } from './pod-spec';
import { resourceValue } from './resource-value';

interface Changes {
  readonly env: readonly JsonObject[];
  readonly removed: readonly string[];
}

const isEnv = (word: string): boolean => /^[^=]+=/.test(word) || word.endsWith('-');

/** envutil.SplitEnvironmentFromResources. */
function split(args: readonly string[]): { readonly resources: readonly string[]; readonly words: readonly string[] } {
  const first = args.findIndex(isEnv);
  if (first < 0) return { resources: args, words: [] };
  if (!args.slice(first).every(isEnv)) throw new KubectlError(`all resources must be specified before environment changes: ${args.join(' ')}`);
  return { resources: args.slice(0, first), words: args.slice(first) };
}

/** envutil.ParseEnv. */
function parse({ machine }: Session, words: readonly string[]): Changes {
  const env: JsonObject[] = [];
  const removed: string[] = [];
  for (const word of words) {
    if (word === '-') {
      for (const line of machine.stdin.split('\n')) if (line.includes('=') && !line.trimStart().startsWith('#')) env.push({ name: line.slice(0, line.indexOf('=')).trim(), value: line.slice(line.indexOf('=') + 1) });
    } else if (word.includes('=')) {
      const name = word.slice(0, word.indexOf('='));
      if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
        throw new KubectlError(`${quote(name)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`);
      }
      const value = word.slice(name.length + 1);
      env.push(value === '' ? { name } : { name, value });
    } else if (word.endsWith('-')) removed.push(word.slice(0, -1));
    else throw new KubectlError(`unknown environment variable: ${word}`);
  }
  if (removed.some((name) => env.some((one) => one.name === name))) throw new KubectlError('can not both modify and remove the same environment variable in the same command');
  return { env, removed };
}

/** Variables for the keys of a ConfigMap or Secret. */
function* fromObjects(session: Session): Steps<readonly JsonObject[]> {
  const { flags } = session;
  if (flags.text('from') === '') return [];
  const keys = flags.list('keys');
  const { infos, errors } = yield* infosOf(select(session, { args: [flags.text('from')], continueOnError: true, latest: true }));
  throwAll(errors);
  return infos.flatMap(({ kind, name, object }) => {
    if (kind.kind !== 'Secret' && kind.kind !== 'ConfigMap') throw new KubectlError('unsupported resource specified in --from');
    const wanted = Object.keys(objectOf(object.data)).sort().filter((key) => keys.length === 0 || keys.includes(key));
    const reference = kind.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
    return wanted.map((key): JsonObject => ({ name: key.replace(/[^A-Za-z0-9_]/g, '_').toUpperCase(), valueFrom: { [reference]: { name, key } } }));
  });
}

/** updateEnv: what is set anew stays at its place. */
function updated(existing: readonly JsonObject[], { env, removed }: Changes): readonly JsonObject[] {
  const covered = new Set(removed);
  const out: JsonObject[] = [];
  for (const one of [...existing, ...env]) {
    const name = textOf(one.name);
    if (covered.has(name)) continue;
    const newer = env.find((other) => other.name === name);
    if (newer !== undefined) covered.add(name);
    out.push(newer ?? one);
  }
  return out;
}

/** envutil.GetEnvVarRefString. */
function reference(valueFrom: JsonObject): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (configMapKeyRef !== undefined) return `configmap ${textOf(objectOf(configMapKeyRef).name)}, key ${textOf(objectOf(configMapKeyRef).key)}`;
  if (secretKeyRef !== undefined) return `secret ${textOf(objectOf(secretKeyRef).name)}, key ${textOf(objectOf(secretKeyRef).key)}`;
  if (fieldRef !== undefined) return `field path ${textOf(objectOf(fieldRef).fieldPath)}`;
  if (resourceFieldRef === undefined) return 'invalid valueFrom';
  const { containerName, resource } = objectOf(resourceFieldRef);
  return `resource field ${textOf(containerName) === '' ? '' : `${textOf(containerName)}/`}${textOf(resource)}`;
}

function fieldValue(object: JsonObject, path: string): string {
  const match = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (match !== null) return textOf(objectOf(metadataOf(object)[match[1]!])[match[2]!]);
  return textOf(path.split('.').reduce<unknown>((value, part) => objectOf(value)[part], object));
}

/** envutil.GetEnvVarRefValue. */
function* resolved(session: Session, object: JsonObject, container: JsonObject, valueFrom: JsonObject): Steps<string> {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  const space = session.namespace().name;
  for (const [given, kind] of [[configMapKeyRef, 'ConfigMap'], [secretKeyRef, 'Secret']] as const) {
    if (given === undefined) continue;
    const { name, key } = objectOf(given);
    const value = objectOf((yield* getObject(session, builtIn(session, 'v1', kind), space, textOf(name))).data)[textOf(key)];
    if (value === undefined) throw new KubectlError(`key ${textOf(key)} not found in ${kind.toLowerCase()} ${textOf(name)}`);
    return kind === 'Secret' ? decodeBase64(textOf(value)) : textOf(value);
  }
  if (fieldRef !== undefined) return fieldValue(object, textOf(objectOf(fieldRef).fieldPath));
  return resourceValue(container, objectOf(resourceFieldRef));
}

function* listEnv(session: Session, info: Info, pattern: string, changes: Changes): Steps<void> {
  const { flags, machine } = session;
  const found: JsonObject[] = [];
  withPodSpec(info, (spec) => {
    for (const list of ['containers', 'initContainers']) for (const one of listOf(spec[list])) if (isSelected(textOf(objectOf(one).name), pattern)) found.push(objectOf(one));
    return spec;
  });
  if (found.length === 0) machine.err(`Warning: ${info.kind.kind}/${info.name} does not have any containers matching ${quote(pattern)}\n`);
  for (const container of found) {
    machine.out(`# ${info.kind.kind} ${info.name}, container ${textOf(container.name)}\n`);
    const failures = new Map<string, string[]>();
    for (const one of updated(listOf(container.env).map(objectOf), changes)) {
      const name = textOf(one.name);
      if (one.valueFrom === undefined) machine.out(`${name}=${textOf(one.value)}\n`);
      else if (!flags.bool('resolve')) machine.out(`# ${name} from ${reference(objectOf(one.valueFrom))}\n`);
      else {
        try {
          machine.out(`${name}=${yield* resolved(session, info.object, container, objectOf(one.valueFrom))}\n`);
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          machine.out(`# ${name} from ${reference(objectOf(one.valueFrom))}\n`);
          failures.set(error.message, [...(failures.get(error.message) ?? []), name]);
        }
      }
    }
    for (const line of [...failures].map(([why, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${why}\n`).sort()) machine.err(line);
  }
}

function check({ flags }: Session, resources: readonly string[]): void {
  if (flags.list('filename').length === 0 && resources.length === 0) throw new KubectlError('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (flags.bool('list') && flags.text('output') !== '') throw new KubectlError('--list and --output may not be specified together');
  if (flags.list('keys').length > 0 && flags.text('from') === '') throw new KubectlError('when specifying --keys, a configmap or secret must be provided with --from');
}

/** `kubectl set env` (pkg/cmd/set/set_env.go). */
export const setEnv: Verb = function* setEnv(session) {
  const { flags } = session;
  const { resources, words } = split(session.args);
  const dryRun = dryRunOf(session);
  checkSet(session, dryRun);
  check(session, resources);
  const given = parse(session, [...flags.list('env'), ...words]);
  const env = [...given.env, ...(yield* fromObjects(session))].map((one) => ({ ...one, name: `${flags.text('prefix')}${textOf(one.name)}` }));
  const changes = { env, removed: given.removed };
  const pattern = flags.text('containers');
  const infos = yield* objectsOf(session, resources);
  if (flags.bool('list')) {
    for (const info of infos) yield* listEnv(session, info, pattern, changes);
    return;
  }
  yield* changeAll(session, infos, {
    dryRun, operation: 'env updated', failure: 'failed to patch env update to pod template: ',
    change: (info) =>
      withPodSpec(info, (spec) =>
        withContainers(spec, (container) => {
          if (!isSelected(textOf(container.name), pattern)) return container;
          const existing = listOf(container.env).map(objectOf);
          const taken = flags.bool('overwrite') ? undefined : existing.find((one) => env.some((other) => other.name === one.name));
          if (taken !== undefined) throw new KubectlError(`'${textOf(taken.name)}' already has a value (${textOf(taken.value)}), and --overwrite is false`);
          const next = [...updated(existing, changes)];
          return next.length === 0 ? Object.fromEntries(Object.entries(container).filter(([name]) => name !== 'env')) : { ...container, env: next };
        }),
      ),
  });
};
