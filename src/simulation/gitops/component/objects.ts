/** Applications as the API server keeps them, and as the loop works with them. */
import type { ApiObject } from '../../api';
import { formatTime } from '../../base';
import type { JsonObject } from '../objects';
import type { Application, OperationState } from '../decide/application';
import type { AppProject } from '../decide/permissions';
import { REFRESH } from '../decide/refresh';
import type { AppState } from '../loop/types';
import type { RunningOperation } from '../sync/operation';
import type { ResourceResult } from '../sync/task';

export const APPLICATIONS = 'applications.argoproj.io';
export const APPLICATION_SETS = 'applicationsets.argoproj.io';
export const PROJECTS = 'appprojects.argoproj.io';
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

interface Stored {
  readonly metadata: Application['metadata'] & { readonly finalizers?: readonly string[] };
  readonly spec?: Application['spec'];
  readonly status?: Application['status'];
  readonly operation?: Application['operation'];
}

/** Lists and maps of the store are frozen values; the loop reads them as they are. */
export function applicationFrom(object: ApiObject): Application {
  const { metadata, spec = {}, status, operation } = object as unknown as Stored;
  const { name, namespace, annotations, deletionTimestamp } = metadata;
  return {
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(annotations === undefined ? {} : { annotations }), ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }) },
    spec, ...(status === undefined ? {} : { status }), ...(operation === undefined ? {} : { operation }),
  };
}

export const hasFinalizer = ({ metadata }: ApiObject, finalizer: string): boolean => ((metadata as { readonly finalizers?: readonly string[] }).finalizers ?? []).some((one) => one === finalizer || one.startsWith(`${finalizer}/`));

export const projectFrom = (object: ApiObject): AppProject => ({ ...(object as unknown as { readonly spec?: Omit<AppProject, 'name'> }).spec, name: object.metadata.name ?? '' });

/** An operation that a controller before this one has begun goes on. */
export function resumed({ status }: Application): RunningOperation | undefined {
  const state = status?.operationState;
  if (state === undefined || (state.phase !== 'Running' && state.phase !== 'Terminating')) return undefined;
  const { resources = [], ...result } = state.syncResult ?? {};
  return {
    state: state.syncResult === undefined ? state : { ...state, syncResult: result },
    results: (resources as readonly ResourceResult[]).map((one) => ({ ...one, status: one.status ?? '', hookPhase: one.hookPhase ?? '', message: one.message ?? '' })),
  };
}

const said = <T extends object>(fields: T): object => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

function operationState(state: OperationState): object {
  const { syncResult } = state;
  if (syncResult === undefined) return state;
  const resources = (syncResult.resources as readonly ResourceResult[] | undefined)?.map(({ group, version, kind, namespace, name, ...rest }) => ({ group, version, kind, namespace, name, ...said(rest) }));
  return { ...state, syncResult: { ...syncResult, ...(resources === undefined ? {} : { resources }) } };
}

interface Timed {
  readonly lastTransitionTime?: string;
}

/** What the controller writes: status and operation as they are now. `reconciled`: Git was asked just now. */
export function writtenTo(object: ApiObject, { app, resources }: AppState, now: number, reconciled: boolean): ApiObject {
  const before = object as unknown as { readonly status?: Readonly<Record<string, unknown>> & { readonly health?: Timed & { readonly status?: string }; readonly conditions?: readonly (Timed & { readonly type: string; readonly message: string })[] } };
  const at = formatTime(now);
  const { metadata: { annotations = {}, ...metadata }, status: _status, operation: _operation, ...rest } = object as unknown as Stored & { readonly status?: unknown };
  const { [REFRESH]: asked, ...others } = annotations;
  const kept = asked === undefined || app.metadata.annotations?.[REFRESH] !== undefined ? annotations : others;
  const { status = {} } = app;
  const { health, conditions = [], operationState: state, history = [] } = status;
  const sameHealth = before.status?.health?.status === health?.status ? before.status?.health?.lastTransitionTime : undefined;
  const listed = resources?.map(({ group, version, kind, namespace, name, status: code, hook, requiresPruning, syncWave }) => said({
    group, version, kind, namespace, name, status: code, ...(hook ? { hook } : {}), ...(requiresPruning ? { requiresPruning } : {}), ...(syncWave === 0 ? {} : { syncWave }),
  }));
  return {
    ...rest, metadata: { ...metadata, ...(Object.keys(kept).length === 0 ? {} : { annotations: kept }) }, ...(app.operation === undefined ? {} : { operation: app.operation }),
    status: {
      ...before.status, ...status, controllerNamespace: 'argocd', resourceHealthSource: 'appTree', sourceType: 'Directory',
      ...(reconciled ? { reconciledAt: at } : {}), ...(listed === undefined ? {} : { resources: listed }),
      ...(health === undefined ? {} : { health: { ...health, lastTransitionTime: sameHealth ?? at } }),
      ...(state === undefined ? {} : { operationState: operationState(state) }), ...(history.length === 0 ? {} : { history }),
      conditions: conditions.length === 0 ? undefined : conditions.map((one) => ({ ...one, lastTransitionTime: before.status?.conditions?.find(({ type, message }) => type === one.type && message === one.message)?.lastTransitionTime ?? at })),
    },
  } as unknown as ApiObject;
}

/** The same without fields that are not there: what JSON keeps. */
export const asStored = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asStored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, asStored(inner)]));
};
