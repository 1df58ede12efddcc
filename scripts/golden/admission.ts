import { encodeObject } from '@site/src/simulation/api/request/encode';
import { listOf, objectOf, textOf } from '@site/src/simulation/api/schema/values';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import type { ApiObject } from '@site/src/simulation/api/types';
import { replayAgnhost } from './admission/agnhost';
import { HOME, kindOf, World } from './admission/world';
import type { Answer, Step } from './admission/world';
import { SYSTEM } from './defaulting/normalize';
import type { GoldenCase, Replay } from './types';

/** The plug-ins of admission with their data (testdata/golden/admission/README.md says what the fields mean). */

interface Input {
  readonly namespace: { readonly labels?: Readonly<Record<string, string>> };
  readonly state?: readonly JsonObject[];
  readonly serviceAccounts?: readonly string[];
  readonly steps: readonly Step[];
}

const LIMIT_RANGER = 'kubernetes.io/limit-ranger';

const shownOf = (object: ApiObject): JsonObject => encodeObject(kindOf(object as ApiObject & JsonObject), object);

/** limitRanger: the resources of a Pod's containers and what the plug-in notes about them. */
function shownLimits(object: ApiObject): JsonObject {
  if (object.kind !== 'Pod') return {};
  const spec = objectOf(shownOf(object).spec);
  const containers = [...listOf(spec.initContainers), ...listOf(spec.containers)].map(objectOf);
  const note = object.metadata.annotations?.[LIMIT_RANGER];
  return { resources: Object.fromEntries(containers.map(({ name, resources }) => [textOf(name), resources ?? {}])), ...(note === undefined ? {} : { annotations: { [LIMIT_RANGER]: note } }) };
}

/** The fields of an object that the recording names: paths, fields of its metadata, or its whole spec. */
function shownFields(object: ApiObject, fields: readonly string[]): JsonObject {
  const json = shownOf(object);
  if (fields.every((field) => field.includes('.'))) return Object.fromEntries(fields.map((field) => [field, field.split('.').reduce<unknown>((value, name) => objectOf(value)[name], json) ?? null]));
  return fields.includes('finalizers') ? Object.fromEntries(fields.map((field) => [field, objectOf(json.metadata)[field] ?? null])) : objectOf(json.spec);
}

function shownStep({ code, outcome, stored }: Answer, kind: string, world: World, fields: readonly string[]): JsonObject {
  const warnings = outcome.warnings.length === 0 ? {} : { warnings: outcome.warnings };
  const used = kind === 'resourceQuota' ? { used: world.used() } : {};
  if ('status' in outcome) {
    const { reason, message, details } = outcome.status;
    return { code, reason, message, ...(details === undefined || details.causes.length === 0 ? {} : { causes: details.causes.map(({ field, ...cause }) => ({ ...cause, ...(field === '' ? {} : { field }) })) }), ...warnings, ...used };
  }
  const shown = stored === undefined ? {} : kind === 'limitRanger' ? shownLimits(stored) : fields.length > 0 ? { object: shownFields(stored, fields) } : {};
  return { code, ...warnings, ...used, ...shown };
}

const named = <T>(value: T, from: string, to: string): T => JSON.parse(JSON.stringify(value).replaceAll(from, to)) as T;

export const replay: Replay = (one: GoldenCase) => {
  if (one.kind === 'agnhostWebhook') return replayAgnhost(one.in as Parameters<typeof replayAgnhost>[0]);
  if (!['limitRanger', 'resourceQuota', 'serviceAccount', 'podSecurity', 'various', 'policy'].includes(one.kind)) return undefined;
  const { namespace, state = [], serviceAccounts = ['default'], steps } = named(one.in as Input, '"NS"', `"${HOME}"`);
  const world = new World(namespace.labels ?? {}, serviceAccounts);
  for (const object of state) world.prepare(object);
  // Which fields are shown is the recording's choice; what stands in them is ours.
  const asked = (one.out as { readonly steps: readonly { readonly object?: JsonObject }[] }).steps;
  const answers = steps.map((step, index) => shownStep(world.play(step), one.kind, world, Object.keys(asked[index]?.object ?? {})));
  return named(named({ steps: answers }, HOME, 'NS'), `kube-api-access-${SYSTEM.suffix}`, 'kube-api-access-RANDOM');
};
