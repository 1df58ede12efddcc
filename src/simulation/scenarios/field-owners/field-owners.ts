/** One Deployment that several managers write: what each request makes of it, and who owns which field afterwards. */
import { deploymentKind } from '../../api/kinds/apps.Deployment';
import type { Kind } from '../../api/kind';
import { applyObject } from '../../api/request/apply';
import { encodeObject } from '../../api/request/encode';
import { patchObject } from '../../api/request/patch';
import type { WriteTarget, Written } from '../../api/request/write';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';
import { ownershipOf } from '../../api/apply/ownership';
import type { OwnedField } from '../../api/apply/ownership';
import { statusCode } from '../../api/request/status-code';
import { KubectlError, report, ServerError } from '../../kubectl/runtime/errors';
import { CONFLICT_ADVICE } from '../../kubectl/verbs/apply/conflict-advice';

export const APPLIERS = ['ci', 'ops'] as const;
export type Applier = (typeof APPLIERS)[number];

/** What a manifest says; a field that is not there is left to others. */
export interface Wish {
  readonly replicas: number | null;
  readonly image: string | null;
}

export type Step =
  | { readonly do: 'apply'; readonly who: Applier; readonly wish: Wish; readonly force: boolean }
  | { readonly do: 'scale'; readonly replicas: number }
  | { readonly do: 'image'; readonly image: string };

const NAME = 'web';

/** The manifest of a manager: ci has what a Deployment cannot do without, ops adds a request for CPU. */
export function manifestOf(who: Applier, { replicas, image }: Wish): JsonObject {
  const container = { name: NAME, ...(image === null ? {} : { image }), ...(who === 'ops' ? { resources: { requests: { cpu: '100m' } } } : {}) };
  const template = who === 'ci' ? { metadata: { labels: { app: NAME } }, spec: { containers: [container] } } : { spec: { containers: [container] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: NAME }, spec: { ...(replicas === null ? {} : { replicas }), ...(who === 'ci' ? { selector: { matchLabels: { app: NAME } } } : {}), template } };
}

/** The command that sends it. */
export function commandOf(step: Step): string {
  switch (step.do) {
    case 'apply': return `kubectl apply --server-side --field-manager=${step.who}${step.force ? ' --force-conflicts' : ''} -f ${step.who}.yaml`;
    case 'scale': return `kubectl scale deployment/${NAME} --replicas=${step.replicas}`;
    case 'image': return `kubectl set image deployment/${NAME} ${NAME}=${step.image}`;
  }
}

const kind = deploymentKind as unknown as Kind;
/** A second for each request, so that entries of managers can be told apart. */
const system = (at: number) => ({ now: `2026-06-01T12:00:${String(at % 60).padStart(2, '0')}Z`, uid: '5f0d3c9a-2a53-4f7c-9f0e-6c1f0c6f1d11', suffix: 'bcdfg' });
const target = (at: number, manager: string, more: Partial<WriteTarget<ApiObject>> = {}): WriteTarget<ApiObject> => ({ kind, name: NAME, namespace: 'default', subresource: '', manager, system: system(at), ...more });

function write(step: Step, live: ApiObject | undefined, at: number): Written<ApiObject> {
  switch (step.do) {
    case 'apply': return applyObject(manifestOf(step.who, step.wish), live, target(at, step.who, { force: step.force }));
    case 'scale': return patchObject('merge', { spec: { replicas: step.replicas } }, live, target(at, 'kubectl', { subresource: 'scale' }));
    case 'image': return patchObject('strategic', { spec: { template: { spec: { containers: [{ name: NAME, image: step.image }] } } } }, live, target(at, 'kubectl-set'));
  }
}

const DONE = { apply: 'serverside-applied', scale: 'scaled', image: 'image updated' } as const;

export interface Outcome {
  /** What kubectl prints. */
  readonly printed: string;
  /** Fields that another manager owns; empty where the request was not refused for that. */
  readonly conflicts: readonly { readonly field: string; readonly message: string }[];
  readonly refused: boolean;
}

export interface Story {
  readonly fields: readonly OwnedField[];
  /** Of the last step; null before there was one. */
  readonly outcome: Outcome | null;
}

function outcomeOf(step: Step, written: Written<ApiObject>): Outcome {
  if (!('status' in written)) return { printed: `deployment.apps/${NAME} ${DONE[step.do]}`, conflicts: [], refused: false };
  const { reason, message, details } = written.status;
  const conflicts = reason === 'Conflict' ? (details?.causes ?? []).map(({ field, message: cause }) => ({ field, message: cause })) : [];
  const failure = { code: statusCode(written.status), reason, message, ...(details === undefined ? {} : { details }) };
  const { text } = report(conflicts.length > 0 ? new KubectlError(`${message}\n${CONFLICT_ADVICE}`) : new ServerError(failure));
  return { printed: text.trimEnd(), conflicts, refused: true };
}

/** Carries the steps out, one after the other: a refused one changes nothing. */
export function storyOf(steps: readonly Step[]): Story {
  let live: ApiObject | undefined;
  let outcome: Outcome | null = null;
  for (const [at, step] of steps.entries()) {
    const written = write(step, live, at);
    if (!('status' in written)) live = written.object;
    outcome = outcomeOf(step, written);
  }
  return { fields: live === undefined ? [] : ownershipOf(encodeObject(kind, live)), outcome };
}
