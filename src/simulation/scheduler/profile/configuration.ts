import type { Profile } from '../framework';
import type { RejectionParams, ScoreExplanation } from './explanations';
import { DEFAULT_PLUGINS } from './plugins';
import type { PluginArgs, PluginParts, SchedulerPlugin } from './plugins';

export type SchedulerProfile = Profile<RejectionParams, ScoreExplanation>;

interface PluginSet {
  readonly enabled?: readonly { readonly name: string; readonly weight?: number }[];
  readonly disabled?: readonly { readonly name: string }[];
}

/** The extension points that a profile can set apart from `multiPoint`, and the part of a plugin that each switches. */
const POINTS = {
  preEnqueue: ['preEnqueue'],
  queueSort: ['less'],
  preFilter: [],
  filter: ['preFilter'],
  postFilter: ['postFilter'],
  preScore: [],
  score: ['preScore'],
  reserve: ['reserve', 'unreserve'],
  permit: [],
  preBind: [],
  bind: ['bind'],
  postBind: [],
} as const satisfies Record<string, readonly (keyof SchedulerPlugin)[]>;
type Point = keyof typeof POINTS;

/** One profile as in kubescheduler.config.k8s.io/v1 KubeSchedulerProfile. */
export interface ProfileConfiguration {
  readonly schedulerName?: string;
  readonly percentageOfNodesToScore?: number;
  readonly plugins?: { readonly multiPoint?: PluginSet } & { readonly [P in Point]?: PluginSet };
  readonly pluginConfig?: readonly { readonly name: string; readonly args?: object }[];
}

/** kubescheduler.config.k8s.io/v1 KubeSchedulerConfiguration, as far as it decides where Pods go. */
export interface SchedulerConfiguration {
  readonly profiles?: readonly ProfileConfiguration[];
  readonly percentageOfNodesToScore?: number;
  readonly podInitialBackoffSeconds?: number;
  readonly podMaxBackoffSeconds?: number;
}

/** What the scheduler would refuse to start with. */
export class ConfigurationError extends Error {}

function argsOf(config: ProfileConfiguration): PluginArgs {
  const seen = new Set<string>();
  for (const { name } of config.pluginConfig ?? []) {
    if (seen.has(name)) throw new ConfigurationError(`pluginConfig: repeated config for plugin ${name}`);
    seen.add(name);
  }
  return Object.fromEntries((config.pluginConfig ?? []).map(({ name, args }) => [name, args ?? {}]));
}

interface Choice {
  readonly plugin: SchedulerPlugin;
  readonly weight: number;
}

/** getScoreWeights: a plugin that is configured anew loses its default weight; one that scores weighs at least 1. */
const weightOf = (plugin: SchedulerPlugin, given: number | undefined): number => (plugin.preScore === undefined ? 0 : given || 1);

/** mergePluginSet for multiPoint: defaults that are not disabled, in place; then the others in the order given. */
function mergeMultiPoint(config: ProfileConfiguration, parts: PluginParts): Choice[] {
  const args = argsOf(config);
  const { enabled = [], disabled = [] } = config.plugins?.multiPoint ?? {};
  const off = new Set(disabled.map(({ name }) => name));
  const known = (name: string) => {
    const found = DEFAULT_PLUGINS.find((one) => one.name === name);
    if (found === undefined) throw new ConfigurationError(`plugins.multiPoint.enabled: plugin "${name}" does not exist; use one of ${DEFAULT_PLUGINS.map((one) => one.name).join(', ')}`);
    return found;
  };
  const asked = new Map(enabled.map((one) => [one.name, one]));
  for (const { name } of enabled) known(name);
  const kept = off.has('*') ? [] : DEFAULT_PLUGINS.filter(({ name }) => !off.has(name));
  const replaced = new Set(kept.map(({ name }) => name));
  const added = enabled.filter(({ name }) => !replaced.has(name)).map(({ name }) => known(name));
  return [...kept, ...added].map((one) => {
    const plugin = one.make(args, parts);
    const given = asked.get(one.name);
    return { plugin, weight: given === undefined ? one.weight : weightOf(plugin, given.weight) };
  });
}

/** A copy of the plugin without what one extension point would call. */
function without(plugin: SchedulerPlugin, point: Point): SchedulerPlugin {
  const reduced = { ...plugin };
  for (const part of POINTS[point]) delete reduced[part];
  return reduced;
}

/**
 * The profile that a configuration describes (apis/config/v1 and framework/runtime NewFramework): plugins at all their extension points,
 * minus those disabled at one of them. Enabling a plugin at a single point only gives its weight here: every default plugin is
 * already on where it can be.
 */
export function newProfile(config: ProfileConfiguration = {}, parts: PluginParts = {}): SchedulerProfile {
  let choices = mergeMultiPoint(config, parts);
  for (const point of Object.keys(POINTS) as Point[]) {
    const { enabled = [], disabled = [] } = config.plugins?.[point] ?? {};
    const off = new Set(disabled.map(({ name }) => name));
    const weights = new Map(enabled.map(({ name, weight }) => [name, weight]));
    choices = choices.map(({ plugin, weight }) => {
      const stays = weights.has(plugin.name) || !(off.has(plugin.name) || off.has('*'));
      return { plugin: stays ? plugin : without(plugin, point), weight: point === 'score' && weights.has(plugin.name) ? weightOf(plugin, weights.get(plugin.name)) : weight };
    });
  }
  if (!choices.some(({ plugin }) => plugin.less !== undefined)) throw new ConfigurationError('plugins.queueSort: no queue sort plugin is enabled; leave PrioritySort on');
  if (!choices.some(({ plugin }) => plugin.bind !== undefined)) throw new ConfigurationError('plugins.bind: at least one bind plugin is needed; leave DefaultBinder on');
  const { percentageOfNodesToScore } = config;
  return { schedulerName: config.schedulerName || 'default-scheduler', plugins: choices, ...(percentageOfNodesToScore === undefined ? {} : { percentageOfNodesToScore }) };
}

export const DEFAULT_PROFILE: SchedulerProfile = newProfile();

/** All profiles of a configuration, by scheduler name. */
export function newProfiles(config: SchedulerConfiguration, parts: PluginParts = {}): ReadonlyMap<string, SchedulerProfile> {
  const profiles = new Map<string, SchedulerProfile>();
  for (const one of config.profiles === undefined || config.profiles.length === 0 ? [{}] : config.profiles) {
    const profile = newProfile(one, parts);
    if (profiles.has(profile.schedulerName)) throw new ConfigurationError(`profiles: duplicate profile with scheduler name "${profile.schedulerName}"`);
    profiles.set(profile.schedulerName, profile);
  }
  return profiles;
}
