/** A configuration as kubeadm reads it: decoded, defaulted and validated (cmd/kubeadm/app/util/config: initconfiguration.go, joinconfiguration.go, resetconfiguration.go, upgradeconfiguration.go). */
import { objectOf, textOf } from '../../../api/schema/values';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { clusterDefaults, initDefaults, initDynamic, joinDefaults, joinDynamic, resetDefaults, upgradeDefaults, withSocket } from './defaults';
import type { Both } from './defaults';
import { decodeDocument, judgeVersion, shownKind } from './documents';
import type { Document, Json } from './documents';
import { validateInit, validateJoin, validateReset, validateUpgrade } from './validate';

export interface Reading {
  readonly allowDeprecated: boolean;
  /** What strict decoding finds ends the command. */
  readonly strict: boolean;
}

export const hasInit = (documents: readonly Document[]): boolean => documents.some(({ kind }) => kind === 'InitConfiguration' || kind === 'ClusterConfiguration');

/** documentMapToInitConfiguration. */
export function readInit(machine: KubeadmMachine, documents: readonly Document[], { allowDeprecated, strict }: Reading): Both {
  let [init, cluster]: [Json | undefined, Json | undefined] = [undefined, undefined];
  for (const document of [...documents].sort((a, b) => (shownKind(a) < shownKind(b) ? -1 : 1))) {
    judgeVersion(machine, document, allowDeprecated);
    const value = decodeDocument(machine, document, strict);
    if (document.kind === 'InitConfiguration') init = value;
    else if (document.kind === 'ClusterConfiguration') cluster = value;
    else if (!document.group.endsWith('.config.k8s.io')) warn(machine, 'initconfiguration.go:362', `[config] WARNING: Ignored configuration document with GroupVersionKind ${shownKind(document)}`);
  }
  if (init === undefined && cluster === undefined) throw new KubeadmError('no InitConfiguration or ClusterConfiguration kind was found in the configuration file');
  // v1beta3 says at the API server how long its start may take.
  const patience = textOf(objectOf(cluster?.['apiServer'])['timeoutForControlPlane']);
  const timeouts = patience === '' ? {} : { timeouts: { ...objectOf(init?.['timeouts']), controlPlaneComponentHealthCheck: patience } };
  const both = initDynamic(machine, { init: initDefaults({ ...init, ...timeouts }), cluster: clusterDefaults(cluster ?? {}) });
  validateInit(machine, both);
  return both;
}

/** The one document of a kind; others are passed over with a warning. */
function only(machine: KubeadmMachine, documents: readonly Document[], kind: string, place: string, { allowDeprecated, strict }: Reading): Json {
  let found: Json | undefined;
  for (const document of documents) {
    if (document.kind !== kind) {
      warn(machine, place, `[config] WARNING: Ignored configuration document with GroupVersionKind ${shownKind(document)}`);
      continue;
    }
    judgeVersion(machine, document, allowDeprecated);
    found = decodeDocument(machine, document, strict);
  }
  if (found === undefined) throw new KubeadmError(`no ${kind} found in the supplied config`);
  return found;
}

export function joinOf(machine: KubeadmMachine, given: Json): Json {
  const join = joinDynamic(machine, joinDefaults(given));
  validateJoin(join);
  return join;
}

export const readJoin = (machine: KubeadmMachine, documents: readonly Document[], reading: Reading): Json => joinOf(machine, only(machine, documents, 'JoinConfiguration', 'joinconfiguration.go:104', reading));

export function readReset(machine: KubeadmMachine, documents: readonly Document[], reading: Reading): Json {
  const reset = withSocket(machine, resetDefaults(only(machine, documents, 'ResetConfiguration', 'resetconfiguration.go:108', reading)));
  validateReset(reset);
  return reset;
}

export function readUpgrade(machine: KubeadmMachine, documents: readonly Document[], reading: Reading): Json {
  const upgrade = upgradeDefaults(only(machine, documents, 'UpgradeConfiguration', 'upgradeconfiguration.go:44', reading));
  validateUpgrade(upgrade);
  return upgrade;
}
