import { toJson } from '../../api/manifest/json';
import { parseDocument } from '../../api/yaml/tree';
import { ConfigurationError, newProfiles } from './configuration';
import type { SchedulerConfiguration } from './configuration';

const API_VERSION = 'kubescheduler.config.k8s.io/v1';
const PLUGIN_SETS = ['multiPoint', 'preEnqueue', 'queueSort', 'preFilter', 'filter', 'postFilter', 'preScore', 'score', 'reserve', 'permit', 'preBind', 'bind', 'postBind'];

type Json = Readonly<Record<string, unknown>>;

const fail = (path: string, words: string): never => {
  throw new ConfigurationError(`${path}: ${words}`);
};

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function objectAt(value: unknown, path: string): Json {
  return value === undefined || value === null ? {} : isObject(value) ? value : fail(path, 'must be a mapping of fields');
}

function listAt(value: unknown, path: string): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((one, i) => objectAt(one, `${path}[${i}]`)) : fail(path, 'must be a list');
}

function numberAt(value: unknown, path: string, min: number, max: number): void {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)) return;
  fail(path, `must be a whole number from ${min} to ${max}`);
}

function checkProfile(profile: Json, path: string): void {
  if (profile.schedulerName !== undefined && typeof profile.schedulerName !== 'string') fail(`${path}.schedulerName`, 'must be a text');
  numberAt(profile.percentageOfNodesToScore, `${path}.percentageOfNodesToScore`, 0, 100);
  for (const [set, value] of Object.entries(objectAt(profile.plugins, `${path}.plugins`))) {
    if (!PLUGIN_SETS.includes(set)) fail(`${path}.plugins.${set}`, `is no extension point; use one of ${PLUGIN_SETS.join(', ')}`);
    const { enabled, disabled } = objectAt(value, `${path}.plugins.${set}`);
    for (const [list, entries] of [['enabled', enabled], ['disabled', disabled]] as const) {
      listAt(entries, `${path}.plugins.${set}.${list}`).forEach(({ name, weight }, i) => {
        const at = `${path}.plugins.${set}.${list}[${i}]`;
        if (typeof name !== 'string' || name === '') fail(`${at}.name`, 'must name a plugin');
        numberAt(weight, `${at}.weight`, 0, 2 ** 31 - 1);
      });
    }
  }
  listAt(profile.pluginConfig, `${path}.pluginConfig`).forEach(({ name, args }, i) => {
    if (typeof name !== 'string' || name === '') fail(`${path}.pluginConfig[${i}].name`, 'must name a plugin');
    objectAt(args, `${path}.pluginConfig[${i}].args`);
  });
}

/**
 * A KubeSchedulerConfiguration file (YAML or JSON) as the scheduler's configuration. Throws a ConfigurationError that names the place and what
 * to put there, also for what kube-scheduler would refuse to start with.
 */
export function readConfiguration(text: string): SchedulerConfiguration {
  const tree = parseDocument(text);
  const config = objectAt(tree === undefined ? undefined : toJson(tree), 'the file');
  if (config.apiVersion !== API_VERSION) fail('apiVersion', `must be ${API_VERSION}`);
  if (config.kind !== 'KubeSchedulerConfiguration') fail('kind', 'must be KubeSchedulerConfiguration');
  numberAt(config.percentageOfNodesToScore, 'percentageOfNodesToScore', 0, 100);
  numberAt(config.podInitialBackoffSeconds, 'podInitialBackoffSeconds', 1, 2 ** 31 - 1);
  numberAt(config.podMaxBackoffSeconds, 'podMaxBackoffSeconds', 1, 2 ** 31 - 1);
  listAt(config.profiles, 'profiles').forEach((profile, i) => checkProfile(profile, `profiles[${i}]`));
  // What was checked above is what the type says.
  const checked = config as SchedulerConfiguration;
  newProfiles(checked);
  return checked;
}
