/** What a sync has to do to a Pod's containers (pkg/kubelet/kuberuntime: computePodActions, computeInitContainerActions). */
import type { Container, Pod } from '../../api';
import { resizeActions } from '../../resources/pod/resize';
import type { ProbeResult, ProbeType } from './status/readiness';
import { isSidecar, matchingRule, shouldRun } from './restart-policy';
import { sandboxChanged, seenContainer } from './runtime-view';
import type { RuntimeView, SeenContainer } from './runtime-view';

export type KillReason = 'startup' | 'liveness' | '';

export interface ToKill {
  readonly container: string;
  readonly id: string;
  readonly message: string;
  readonly reason: KillReason;
}

export interface Actions {
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  /** It had one before. */
  readonly hadSandbox: boolean;
  readonly kill: readonly ToKill[];
  readonly ephemeral: readonly string[];
  readonly init: readonly string[];
  readonly containers: readonly string[];
  /** Containers whose resources are to be written to their cgroups. */
  readonly resize: readonly string[];
  /** In the order in which they are removed, for a restart of all. */
  readonly reset: readonly { readonly container: string; readonly id: string; readonly running: boolean }[];
}

export interface ActionFacts {
  readonly pod: Pod;
  readonly view: RuntimeView;
  readonly restartAll: boolean;
  result(id: string, type: ProbeType): ProbeResult | undefined;
}

interface Draft {
  killPod: boolean;
  readonly kill: ToKill[];
  init: string[];
  readonly containers: string[];
  readonly resize: string[];
}

const NOTHING: Actions = { killPod: false, createSandbox: false, hadSandbox: false, kill: [], ephemeral: [], init: [], containers: [], resize: [], reset: [] };

const restartsOnFailure = (pod: Pod, container?: Container): boolean => (container?.restartPolicy ?? pod.spec.restartPolicy) !== 'Never';

const succeeded = (seen: SeenContainer | undefined): boolean => seen?.state.state === 'exited' && seen.state.exitCode === 0;

/** A Pod without a sandbox that is ready begins anew. */
function anew(pod: Pod, view: RuntimeView, attempt: number, hadSandbox: boolean): Actions {
  const actions: Actions = { ...NOTHING, killPod: true, createSandbox: true, hadSandbox };
  if (!restartsOnFailure(pod) && attempt !== 0 && view.containers.length > 0) return { ...actions, createSandbox: false };
  const containers = pod.spec.containers.filter((container) => (container.restartPolicy ?? pod.spec.restartPolicy) !== 'OnFailure' || !succeeded(seenContainer(view, container.name))).map(({ name }) => name);
  const begun = pod.spec.containers.some(({ name }) => seenContainer(view, name) !== undefined);
  if (containers.length === 0 && begun) return { ...actions, createSandbox: false };
  const [first] = pod.spec.initContainers ?? [];
  return first === undefined ? { ...actions, containers } : { ...actions, init: [first.name] };
}

/** getContainersToReset: the container that asked for it goes last. */
function reset(pod: Pod, view: RuntimeView): Actions['reset'] {
  const of = (containers: readonly Container[]): { readonly one: Actions['reset'][number]; readonly source: boolean }[] =>
    containers.flatMap((container) => {
      const seen = seenContainer(view, container.name);
      if (seen === undefined) return [];
      const source = seen.state.state === 'exited' && matchingRule(container, seen.state.exitCode)?.action === 'RestartAllContainers';
      return [{ one: { container: container.name, id: seen.id, running: seen.state.state === 'running' }, source }];
    }).reverse();
  const [init, regular] = [of(pod.spec.initContainers ?? []), of(pod.spec.containers)];
  const pick = (list: typeof init, source: boolean): Actions['reset'] => list.filter((each) => each.source === source).map(({ one }) => one);
  return [...pick(regular, false), ...pick(init, false), ...pick(regular, true), ...pick(init, true)];
}

const specOf = (seen: SeenContainer, resources: SeenContainer['resources']): Container => ({ name: seen.name, ...(resources === undefined ? {} : { resources }) });

/** computePodResizeAction for one running container: whether it stays as it is running. */
function resizes(container: Container, seen: SeenContainer, draft: Draft): boolean {
  const { restart, update } = resizeActions([specOf(seen, seen.resources)], [container]);
  if (update.length > 0) draft.resize.push(container.name);
  return restart.length === 0;
}

function killFor(facts: ActionFacts, container: Container, seen: SeenContainer, prefix: string): ToKill | undefined {
  const kill = (message: string, reason: KillReason): ToKill => ({ container: container.name, id: seen.id, message, reason });
  if (seen.image !== container.image) return kill(`${prefix} ${container.name} definition changed`, '');
  if (facts.result(seen.id, 'liveness') === 'failure') return kill(`${prefix} ${container.name} failed liveness probe`, 'liveness');
  if (facts.result(seen.id, 'startup') === 'failure') return kill(`${prefix} ${container.name} failed startup probe`, 'startup');
  return undefined;
}

/** A running sidecar: whether it counts as begun, and what becomes of it. */
function sidecar(facts: ActionFacts, container: Container, seen: SeenContainer, draft: Draft): boolean {
  const startup = facts.result(seen.id, 'startup');
  const kill = killFor(facts, container, seen, 'Init container');
  if (container.startupProbe !== undefined && startup !== 'success') {
    if (startup === 'failure' && kill !== undefined) {
      draft.kill.push(kill);
      draft.init.push(container.name);
    }
    return false;
  }
  if (kill !== undefined) {
    draft.kill.push(kill);
    draft.init.push(container.name);
  } else resizes(container, seen, draft);
  return true;
}

/** computeInitContainerActions: whether all of them are done with. */
function initActions(facts: ActionFacts, draft: Draft): boolean {
  const { pod, view } = facts;
  const init = pod.spec.initContainers ?? [];
  if (init.length === 0) return true;
  let done = pod.spec.containers.some(({ name }) => {
    const state = seenContainer(view, name)?.state.state;
    return state === 'running' || state === 'created';
  });
  let before = done;
  const next = (index: number): void => {
    if (index === init.length - 1) done = true;
    else if (!before) draft.init.push(init[index + 1]!.name);
  };
  for (let index = init.length - 1; index >= 0; index -= 1) {
    const container = init[index]!;
    const seen = seenContainer(view, container.name);
    const keeps = isSidecar(container);
    if (seen === undefined) {
      if (before && keeps) draft.init.push(container.name);
      continue;
    }
    if (before && !keeps) continue;
    const { state } = seen;
    if (state.state === 'created') draft.init.push(container.name);
    else if (state.state === 'running') {
      if (!keeps) resizes(container, seen, draft);
      else if (sidecar(facts, container, seen, draft)) next(index);
    } else if (keeps) draft.init.push(container.name);
    else if (state.exitCode === 0) next(index);
    else if (shouldRun(container, pod, view)) draft.init.push(container.name);
    else {
      draft.killPod = true;
      draft.init = [];
      return false;
    }
    before = true;
  }
  if (!before) draft.init.push(init[0]!.name);
  draft.init.reverse();
  return done;
}

export function podActions(facts: ActionFacts): Actions {
  const { pod, view } = facts;
  const sandbox = sandboxChanged(view);
  if (facts.restartAll && !sandbox.changed) return { ...NOTHING, reset: reset(pod, view) };
  if (sandbox.changed) return anew(pod, view, sandbox.attempt, sandbox.had);
  const draft: Draft = { killPod: false, kill: [], init: [], containers: [], resize: [] };
  const ephemeral = (pod.spec.ephemeralContainers ?? []).filter(({ name }) => seenContainer(view, name) === undefined).map(({ name }) => name);
  const base = { ...NOTHING, hadSandbox: true, ephemeral };
  if (!initActions(facts, draft) || draft.killPod) return { ...base, ...draft };
  let kept = 0;
  for (const container of pod.spec.containers) {
    const seen = seenContainer(view, container.name);
    if (seen === undefined || seen.state.state !== 'running') {
      if (shouldRun(container, pod, view)) draft.containers.push(container.name);
      continue;
    }
    const kill = killFor(facts, container, seen, 'Container');
    if (kill === undefined) {
      if (resizes(container, seen, draft)) {
        kept += 1;
        continue;
      }
      draft.kill.push({ container: container.name, id: seen.id, message: `Container ${container.name} resize requires restart`, reason: '' });
      draft.containers.push(container.name);
      kept += 1;
      continue;
    }
    const again = kill.reason === '' || restartsOnFailure(pod, container);
    draft.kill.push(again ? { ...kill, message: `${kill.message}, will be restarted` } : kill);
    if (again) draft.containers.push(container.name);
  }
  if (kept === 0 && draft.containers.length === 0) return { ...base, ...draft, killPod: true, init: [] };
  return { ...base, ...draft };
}

export const restartsAll = (conditions: readonly { readonly type: string; readonly status: string }[] | undefined): boolean =>
  (conditions ?? []).some(({ type, status }) => type === 'AllContainersRestarting' && status === 'True');
