import { SERVERS, type HookSettings, type Server } from '@site/src/simulation/scenarios/admission/hooks';
import type { HandedOver } from '../state';
import { PODS, POLICY } from './presets';

export interface PipelineState extends HookSettings {
  /** The Pod that is sent, as a manifest; null: instead a webhook configuration is deleted. */
  readonly pod: string | null;
  /** Policies, bindings and their parameters as manifests. */
  readonly policies: string;
}

export const MAX_TEXT = 20_000;
export const FAILURE_POLICIES = ['Fail', 'Ignore'] as const;
export const REINVOCATION_POLICIES = ['Never', 'IfNeeded'] as const;

export const STARTS = {
  /** The webhooks’ own Pod cannot start because the webhooks are down. */
  locked: { pod: PODS.own, policies: POLICY, server: 'down', failurePolicy: 'Fail', reinvocationPolicy: 'Never', excludes: false },
  /** All is well: what is changed, and by whom. */
  open: { pod: PODS.web, policies: POLICY, server: 'up', failurePolicy: 'Fail', reinvocationPolicy: 'Never', excludes: true },
} as const satisfies Record<string, PipelineState>;
export type Preset = keyof typeof STARTS;

/** The names in the metadata of a text's documents; enough to see whether it has been loaded before. */
const namesIn = (text: string): readonly string[] => [...text.matchAll(/^ {2}name: (\S+)/gm)].map(([, name]) => name!);

/** A preset, or policies from the page: they join those that are there, or take the place of all if one of them is there already. */
export function takeOver({ preset, text }: HandedOver, now: PipelineState): PipelineState | undefined {
  if (preset !== undefined) return Object.hasOwn(STARTS, preset) ? STARTS[preset as Preset] : undefined;
  if (text === undefined) return undefined;
  const isThere = namesIn(text).some((name) => namesIn(now.policies).includes(name));
  return { ...now, policies: (isThere || now.policies.trim() === '' ? text : `${now.policies.trimEnd()}\n---\n${text}`).slice(0, MAX_TEXT) };
}

export function parseState(raw: unknown): PipelineState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { pod, policies, server, failurePolicy, reinvocationPolicy, excludes } = raw as Record<string, unknown>;
  const how: Server | undefined = SERVERS.find((one) => one === server);
  const [fails, again] = [FAILURE_POLICIES.find((one) => one === failurePolicy), REINVOCATION_POLICIES.find((one) => one === reinvocationPolicy)];
  if (how === undefined || fails === undefined || again === undefined || typeof excludes !== 'boolean' || typeof policies !== 'string' || policies.length > MAX_TEXT) return undefined;
  if (pod !== null && (typeof pod !== 'string' || pod.length > MAX_TEXT)) return undefined;
  return { pod, policies, server: how, failurePolicy: fails, reinvocationPolicy: again, excludes };
}
