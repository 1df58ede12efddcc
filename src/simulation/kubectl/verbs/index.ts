import type { Verb } from '../runtime/session';
import { canI } from './auth/can-i';
import { whoami } from './auth/whoami';
import { apply } from './apply/apply';
import { autoscale } from './autoscale';
import * as change from './config/change';
import * as view from './config/view';
import { CREATORS } from './create';
import { apiResources, apiVersions, clusterInfo, version } from './discovery';
import { del } from './delete';
import { describe } from './describe';
import { events } from './events';
import { expose } from './expose';
import { get } from './get';
import { annotate, label } from './pairs';
import { patch } from './patch';
import { cp } from './pods/cp';
import { attach, exec, portForward } from './pods/exec';
import { logs } from './pods/logs';
import { replace } from './replace';
import { run } from './run';
import { rolloutHistory } from './rollout/history';
import { rolloutStatus } from './rollout/status';
import { scale } from './scale';
import { alpha, completion, debug, kustomize, pluginList, top } from './small';
import { wait } from './wait/wait';

/** What each command does, by its path without `kubectl`. A command that is not here answers with help or with what it is not. */
export const VERBS: Readonly<Record<string, Verb>> = {
  alpha,
  annotate,
  apply,
  'api-resources': apiResources,
  'api-versions': apiVersions,
  attach,
  autoscale,
  'auth can-i': canI,
  'auth whoami': whoami,
  'cluster-info': clusterInfo,
  completion,
  'config current-context': view.currentContext,
  'config delete-cluster': change.deleteCluster,
  'config delete-context': change.deleteContext,
  'config delete-user': change.deleteUser,
  'config get-clusters': view.getClusters,
  'config get-contexts': view.getContexts,
  'config get-users': view.getUsers,
  'config rename-context': change.renameContext,
  'config set': change.configSet,
  'config set-cluster': change.setCluster,
  'config set-context': change.setContext,
  'config set-credentials': change.setCredentials,
  'config unset': change.configUnset,
  'config use-context': change.useContext,
  'config view': view.configView,
  cp,
  ...CREATORS,
  debug,
  delete: del,
  describe,
  events,
  exec,
  expose,
  get,
  kustomize,
  label,
  logs,
  patch,
  'plugin list': pluginList,
  'port-forward': portForward,
  'rollout history': rolloutHistory,
  'rollout status': rolloutStatus,
  replace,
  run,
  scale,
  'top node': top,
  'top pod': top,
  version,
  wait,
};
