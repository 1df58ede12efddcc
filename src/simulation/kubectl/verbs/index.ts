import type { Verb } from '../runtime/session';
import { reconcile } from './auth/reconcile';
import { canI } from './auth/can-i';
import { whoami } from './auth/whoami';
import { apply } from './apply/apply';
import { editLastApplied } from './apply/edit-last-applied';
import { setLastApplied, viewLastApplied } from './apply/last-applied';
import { autoscale } from './autoscale';
import { approve, deny } from './certificate';
import * as change from './config/change';
import * as view from './config/view';
import { CREATORS } from './create';
import { apiResources, apiVersions, clusterInfo } from './discovery';
import { version } from './version';
import { del } from './delete';
import { describe } from './describe';
import { diff } from './diff';
import { edit } from './edit';
import { events } from './events';
import { explain } from './explain';
import { expose } from './expose';
import { get } from './get';
import { cordon, uncordon } from './nodes/cordon';
import { drain } from './nodes/drain';
import { taint } from './nodes/taint';
import { annotate, label } from './pairs';
import { patch } from './patch';
import { cp } from './pods/cp';
import { attach, exec } from './pods/exec';
import { portForward } from './pods/port-forward';
import { proxy } from './proxy';
import { logs } from './pods/logs';
import { replace } from './replace';
import { run } from './run';
import { rolloutPause, rolloutRestart, rolloutResume } from './rollout/change';
import { rolloutUndo } from './rollout/undo';
import { setEnv } from './set/env';
import { setImage } from './set/image';
import { setResources } from './set/resources';
import { setSelector, setServiceAccount, setSubject } from './set/small';
import { rolloutHistory } from './rollout/history';
import { rolloutStatus } from './rollout/status';
import { scale } from './scale';
import { kustomize } from './kustomize';
import { debug } from './debug/debug';
import { alpha, completion, pluginList } from './small';
import { topNode, topPod } from './top';
import { wait } from './wait/wait';

/** What each command does, by its path without `kubectl`. A command that is not here answers with help or with what it is not. */
export const VERBS: Readonly<Record<string, Verb>> = {
  alpha,
  annotate,
  apply,
  'apply edit-last-applied': editLastApplied,
  'apply set-last-applied': setLastApplied,
  'apply view-last-applied': viewLastApplied,
  'api-resources': apiResources,
  'api-versions': apiVersions,
  attach,
  autoscale,
  'auth can-i': canI,
  'auth reconcile': reconcile,
  'auth whoami': whoami,
  'certificate approve': approve,
  'certificate deny': deny,
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
  cordon,
  cp,
  ...CREATORS,
  debug,
  delete: del,
  describe,
  drain,
  diff,
  edit,
  events,
  exec,
  explain,
  expose,
  get,
  kustomize,
  label,
  logs,
  patch,
  'plugin list': pluginList,
  'port-forward': portForward,
  proxy,
  'rollout history': rolloutHistory,
  'rollout pause': rolloutPause,
  'rollout restart': rolloutRestart,
  'rollout resume': rolloutResume,
  'rollout status': rolloutStatus,
  replace,
  run,
  'rollout undo': rolloutUndo,
  scale,
  'set env': setEnv,
  'set image': setImage,
  'set resources': setResources,
  'set selector': setSelector,
  'set serviceaccount': setServiceAccount,
  'set subject': setSubject,
  taint,
  uncordon,
  'top node': topNode,
  'top pod': topPod,
  version,
  wait,
};
