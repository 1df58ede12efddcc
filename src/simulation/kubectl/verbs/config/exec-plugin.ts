/** The program that gets credentials, and the provider, of a user in a kubeconfig (kubectl pkg/cmd/config/set_credentials.go: modifyAuthInfo). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { parseBool } from '../../args/values';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';

interface Pairs {
  readonly set: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
}

/** cmdutil.ParsePairs. */
function pairsOf(words: readonly string[], type: string): Pairs {
  const set: Record<string, string> = {};
  const [removed, wrong]: [string[], string[]] = [[], []];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) set[word.slice(0, at)] = word.slice(at + 1);
    else if (word.endsWith('-') && word !== '-') removed.push(word.slice(0, -1));
    else wrong.push(word);
  }
  if (wrong.length > 0) throw new KubectlError(`invalid ${type} format: ${wrong.join(', ')}`);
  return { set, removed };
}

const MODES = ['IfAvailable', 'Never', 'Always'];

function environment(before: unknown, { set, removed }: Pairs): readonly JsonObject[] {
  const kept = listOf(before).map(objectOf).filter(({ name }) => !removed.includes(textOf(name))).map((one) => (Object.hasOwn(set, textOf(one.name)) ? { ...one, value: set[textOf(one.name)]! } : one));
  return [...kept, ...Object.entries(set).filter(([name]) => !kept.some((one) => one.name === name)).map(([name, value]) => ({ name, value }))];
}

/** Fields in the order in which they are written. */
function execOf({ flags }: Session, before: JsonObject | undefined): JsonObject | undefined {
  const environs = pairsOf(flags.list('exec-env'), 'exec-env');
  if (flags.changed('exec-interactive-mode') && !MODES.includes(flags.text('exec-interactive-mode'))) throw new KubectlError('invalid interactive mode type, can be only IfAvailable, Never, Always');
  if (before === undefined && !flags.changed('exec-command')) return undefined;
  const { apiVersion = '', command = '', env = null, interactiveMode, provideClusterInfo = false } = before ?? {};
  const args = flags.list('exec-arg');
  const mode = flags.changed('exec-interactive-mode') ? flags.text('exec-interactive-mode') : interactiveMode;
  const environ = environment(env, environs);
  return {
    apiVersion: flags.changed('exec-api-version') ? flags.text('exec-api-version') : apiVersion,
    args: (args.length > 0 ? args : flags.changed('exec-command') ? null : (before?.args ?? null)) as never,
    command: flags.changed('exec-command') ? flags.text('exec-command') : command,
    env: (environ.length === 0 ? null : environ) as never,
    ...(mode === undefined ? {} : { interactiveMode: mode }),
    provideClusterInfo: flags.changed('exec-provide-cluster-info') ? parseBool(flags.text('exec-provide-cluster-info')) === true : provideClusterInfo,
  };
}

function providerOf({ flags }: Session, before: JsonObject | undefined): JsonObject | undefined {
  const { set, removed } = pairsOf(flags.list('auth-provider-arg'), 'auth-provider-arg');
  const name = flags.changed('auth-provider') ? flags.text('auth-provider') : textOf(before?.name);
  if (name === '') return undefined;
  const config = before?.name === name ? objectOf(before.config) : {};
  return { config: { ...Object.fromEntries(Object.entries(config).filter(([key]) => !removed.includes(key))), ...set }, name };
}

const before = (user: JsonObject, field: string): JsonObject | undefined => (isObject(user[field]) ? (user[field] as JsonObject) : undefined);

/** What the flags make of the two. */
export function pluginFields(session: Session, user: JsonObject): JsonObject {
  const [exec, provider] = [execOf(session, before(user, 'exec')), providerOf(session, before(user, 'auth-provider'))];
  return { ...(exec === undefined ? {} : { exec }), ...(provider === undefined ? {} : { 'auth-provider': provider }) };
}
