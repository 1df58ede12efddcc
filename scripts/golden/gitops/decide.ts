/** Cases of kinds `decide`, `retry` and `request`: what Argo CD does by itself and when it is asked. */
import { formatTime, parseTime } from '../../../src/simulation/base';
import { parseDuration, printDuration } from '../../../src/simulation/base/go/duration';
import { isObject } from '../../../src/simulation/api/schema/walk';
import { isCompleted } from '../../../src/simulation/gitops/decide/application';
import type { Application, Operation, OperationState } from '../../../src/simulation/gitops/decide/application';
import { beginOperation, beginSync } from '../../../src/simulation/gitops/decide/operation';
import { DEFAULT_PROJECT } from '../../../src/simulation/gitops/decide/permissions';
import { refresh } from '../../../src/simulation/gitops/decide/refresh';
import { requestRollback, requestSync } from '../../../src/simulation/gitops/decide/request';
import type { RollbackRequest, SyncRequest } from '../../../src/simulation/gitops/decide/request';
import { afterAttempt, beginRetry, retriesAt } from '../../../src/simulation/gitops/decide/retry';
import type { SelfHealTiming } from '../../../src/simulation/gitops/decide/self-heal';
import type { JsonObject } from '../../../src/simulation/gitops/objects';
import type { SyncWindow } from '../../../src/simulation/gitops/windows';
import { surroundings } from './compare';

interface DecideInput {
  readonly application: Application;
  readonly controller?: { readonly selfHealBackoff?: { readonly duration: string; readonly factor: number; readonly cap: string }; readonly selfHealTimeout?: string };
  readonly git: { readonly revision: string; readonly manifests?: readonly JsonObject[]; readonly error?: string; readonly changesApplication?: boolean };
  readonly live: readonly JsonObject[];
  readonly now: string;
  readonly syncWindows?: readonly SyncWindow[];
}

function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return Number(parsed.nanoseconds / 1_000_000n);
}

function timing(controller: DecideInput['controller']): SelfHealTiming {
  const { selfHealBackoff: backoff, selfHealTimeout = '5s' } = controller ?? {};
  if (backoff === undefined) return { kind: 'timeout', after: milliseconds(selfHealTimeout) };
  return { kind: 'backoff', duration: milliseconds(backoff.duration), factor: backoff.factor, cap: milliseconds(backoff.cap) };
}

const project = (syncWindows: readonly SyncWindow[] = []) => ({ ...DEFAULT_PROJECT, syncWindows });
const withoutSource = (operation: Operation): unknown => {
  const { source: _source, ...sync } = operation.sync ?? {};
  return { ...operation, ...(operation.sync === undefined ? {} : { sync }) };
};

export function replayDecide({ application, controller, git, live, now, syncWindows }: DecideInput): unknown {
  const { sync, health, conditions, operation, after } = refresh(application, {
    git: git.error === undefined ? { revision: git.revision, manifests: git.manifests ?? [], changesPaths: git.changesApplication !== false } : { error: git.error },
    live, now: parseTime(now)!, selfHeal: timing(controller), around: surroundings(live),
    project: (application.spec.project ?? 'default') === 'default' ? project(syncWindows) : undefined,
  });
  return {
    sync, health, conditions: conditions.map(({ type, message }) => ({ type, message })),
    ...(operation === undefined ? {} : { operation: withoutSource(operation) }), ...(after === undefined ? {} : { selfHealAfter: printDuration(BigInt(Math.round(after * 1_000_000))) }),
  };
}

const MOST_ATTEMPTS = 5;

export function replayRetry({ git, now, operation, syncWindows }: { git: { error: string }; now: string; operation: Operation; syncWindows?: SyncWindow[] }): unknown {
  const app: Application = { metadata: { name: 'shop', namespace: 'argocd' }, spec: { destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' }, source: { repoURL: 'x', path: 'deploy' } } };
  const attempts: object[] = [];
  let time: number | undefined = parseTime(now)!;
  let state: OperationState = beginOperation(operation, time);
  while (time !== undefined && attempts.length < MOST_ATTEMPTS) {
    const begun = beginSync(app, state, { git, project: project(syncWindows), now: time, live: [], around: surroundings([]) });
    if ('comparison' in begun) return undefined;
    state = afterAttempt(state, begun.outcome, time);
    attempts.push({ at: formatTime(time), phase: state.phase, message: state.message, operationPending: !isCompleted(state.phase), ...(state.retryCount === undefined ? {} : { retryCount: state.retryCount }) });
    time = retriesAt(state);
    state = beginRetry(state);
  }
  return attempts;
}

/** Without objects that hold nothing. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pruned(item)]).filter(([, item]) => !(isObject(item) && Object.keys(item).length === 0)));
}

const RESOLVED = 'f00dfeed'.repeat(5);

export function replayRequest({ application, now, sync, rollback, syncWindows }: { application: Application; now: string; sync?: SyncRequest; rollback?: RollbackRequest; syncWindows?: SyncWindow[] }): unknown {
  return pruned(rollback === undefined ? requestSync(application, sync ?? {}, project(syncWindows), parseTime(now)!, () => RESOLVED) : requestRollback(application, rollback));
}
