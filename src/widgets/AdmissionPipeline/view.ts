import { readManifests, type Problem } from '@site/src/simulation/api';
import { encodeObject } from '@site/src/simulation/api/request/encode';
import type { ApiObject } from '@site/src/simulation/api/types';
import { writeYaml } from '@site/src/simulation/api/yaml/write';
import type { Passed } from '@site/src/simulation/policy/admission/chain';
import type { ChainStep, PolicyStep, WebhookStep } from '@site/src/simulation/policy/admission/steps';
import { hookConfigurations, type HookSettings } from '@site/src/simulation/scenarios/admission/hooks';
import { REGISTRY, walk } from '@site/src/simulation/scenarios/admission/walk';

/** The stations of a request, in their order; `again`: what is walked a second time. */
export const STATIONS = ['auth', 'plugins', 'policies', 'webhooks', 'again', 'schema', 'judges', 'rules', 'hooks', 'quota', 'stored'] as const;
export type Station = (typeof STATIONS)[number];

export type Fate = 'passed' | 'changed' | 'refused' | 'idle' | 'unreached';

export interface Change {
  readonly by: string;
  readonly before: string;
  readonly after: string;
}

export interface Row {
  readonly station: Station;
  readonly fate: Fate;
  /** The plug-ins that were asked here. */
  readonly plugins: readonly string[];
  readonly changes: readonly Change[];
  readonly policies: readonly PolicyStep[];
  readonly webhooks: readonly WebhookStep[];
  /** Seconds that webhooks took here. */
  readonly seconds: number;
}

type Print = (object: ApiObject) => string;

/** Objects as manifests; what one step leaves is what the next one finds. */
function printer(): Print {
  const known = new Map<ApiObject, string>();
  return (object) => {
    const text = known.get(object) ?? writeYaml(encodeObject(REGISTRY.find(object.apiVersion, object.kind)!, object) as Parameters<typeof writeYaml>[0]);
    known.set(object, text);
    return text;
  };
}

function stationOf({ half, round, plugin }: ChainStep): Station {
  if (half === 'schema') return 'schema';
  if (half === 'mutating') {
    if (round === 1) return 'again';
    return plugin === 'MutatingAdmissionPolicy' ? 'policies' : plugin === 'MutatingAdmissionWebhook' ? 'webhooks' : 'plugins';
  }
  return plugin === 'ValidatingAdmissionPolicy' ? 'rules' : plugin === 'ValidatingAdmissionWebhook' ? 'hooks' : plugin === 'ResourceQuota' ? 'quota' : 'judges';
}

/** What one step has changed; the checks of a kind fill things in that no plug-in did. */
function changeOf({ plugin, half, before, after }: ChainStep, yamlOf: Print): readonly Change[] {
  if (half !== 'mutating' || before === undefined || after === undefined || before === after) return [];
  const [was, is] = [yamlOf(before), yamlOf(after)];
  return was === is ? [] : [{ by: plugin, before: was, after: is }];
}

function fateOf(steps: readonly ChainStep[], changes: readonly Change[], station: Station, end: number, passed: Passed): Fate {
  if (steps.some(({ status }) => status !== undefined)) return 'refused';
  if (station === 'stored') return 'status' in passed ? 'unreached' : 'passed';
  if (STATIONS.indexOf(station) > end) return 'unreached';
  if (changes.length > 0) return 'changed';
  const asked = station === 'rules' ? steps.flatMap((step) => step.policies ?? []) : station === 'hooks' ? steps.flatMap((step) => step.webhooks ?? []) : steps;
  return asked.length === 0 && station !== 'auth' ? 'idle' : 'passed';
}

/** The stations with what happened at each. */
export function rowsOf(passed: Passed): readonly Row[] {
  const refusedAt = passed.steps.find(({ status }) => status !== undefined);
  const end = refusedAt === undefined ? STATIONS.length - 1 : STATIONS.indexOf(stationOf(refusedAt));
  const print = printer();
  return STATIONS.map((station) => {
    const steps = passed.steps.filter((step) => stationOf(step) === station);
    const changes = steps.flatMap((step) => changeOf(step, print));
    const webhooks = steps.flatMap((step) => step.webhooks ?? []);
    const seconds = webhooks.length === 0 ? 0 : station === 'hooks' ? Math.max(...webhooks.map((one) => one.seconds)) : webhooks.reduce((sum, one) => sum + one.seconds, 0);
    return { station, fate: fateOf(steps, changes, station, end, passed), plugins: steps.map(({ plugin }) => plugin), changes, policies: steps.flatMap((step) => step.policies ?? []), webhooks, seconds };
  });
}

export interface Sent {
  /** What the API server says to the policies. */
  readonly policyProblems: readonly Problem[];
  /** What it says to the Pod, before it looks at anything else. */
  readonly podProblems: readonly Problem[];
  readonly policies: readonly ApiObject[];
  /** null: there is no Pod that could be sent. */
  readonly passed: Passed | null;
}

/** Reads both texts and sends the Pod; `pod` null: a webhook configuration is deleted. */
export function send(pod: string | null, policyText: string, settings: HookSettings): Sent {
  const read = readManifests(policyText, REGISTRY);
  const policies = read.objects.map(({ object }) => object);
  if (pod === null) return { policyProblems: read.problems, podProblems: [], policies, passed: walk(undefined, policies, settings) };
  const { objects, problems } = readManifests(pod, REGISTRY);
  const [first] = objects;
  return { policyProblems: read.problems, podProblems: problems, policies, passed: first === undefined ? null : walk(first.object, policies, settings) };
}

/** The webhook configurations as manifests. */
export const hookText = (settings: HookSettings): string => hookConfigurations(settings).map((one) => writeYaml(one as unknown as Parameters<typeof writeYaml>[0])).join('---\n');
