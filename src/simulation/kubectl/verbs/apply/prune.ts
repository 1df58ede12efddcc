import type { Kind } from '../../../api/kind';
import { LAST_APPLIED } from '../../../api/apply/last-applied';
import { objectOf, textOf } from '../../../api/schema/values';
import { printerFor } from '../../output/formats';
import { isNamespaced, metadataOf, nameOf, namespaceOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { mappingFor } from '../../resources/mapper';
import { listObjects } from '../../runtime/client';
import { tried } from '../../runtime/dry-run';
import { KubectlError } from '../../runtime/errors';
import { klogWarning } from '../../runtime/klog';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { deleteInfo } from '../delete';
import type { Applying } from './types';

const NAMESPACED = [
  'v1/ConfigMap', 'v1/Endpoints', 'v1/PersistentVolumeClaim', 'v1/Pod', 'v1/ReplicationController', 'v1/Secret', 'v1/Service', 'batch/v1/Job', 'batch/v1/CronJob',
  'networking.k8s.io/v1/Ingress', 'apps/v1/DaemonSet', 'apps/v1/Deployment', 'apps/v1/ReplicaSet', 'apps/v1/StatefulSet',
];
const CLUSTER = ['v1/Namespace', 'v1/PersistentVolume'];

function kindsOf(session: Session): readonly Kind[] {
  const allowed = session.flags.list('prune-allowlist');
  const find = (text: string): Kind | undefined => {
    const at = text.lastIndexOf('/');
    return session.machine.registry().find(text.slice(0, at), text.slice(at + 1));
  };
  if (allowed.length === 0) return [...NAMESPACED, ...CLUSTER].flatMap((text) => find(text) ?? []);
  return allowed.map((text) => {
    const [group = '', version = '', kind = '', ...more] = text.split('/');
    if (kind === '' || more.length > 0) throw new KubectlError(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
    return find(`${group === 'core' || group === '' ? version : `${group}/${version}`}/${kind}`) ?? mappingFor(session, kind);
  });
}

function* pruneKind(session: Session, kind: Kind, namespace: string, kept: ReadonlySet<string>, applying: Applying): Steps<void> {
  const print = printerFor(session, { operation: tried('pruned', applying.dryRun) });
  for (const object of yield* listObjects(session, kind, namespace, { labelSelector: session.flags.text('selector') })) {
    const metadata = metadataOf(object);
    if (objectOf(metadata.annotations)[LAST_APPLIED] === undefined || kept.has(textOf(metadata.uid))) continue;
    const info: Info = { kind, object, name: nameOf(object), namespace: namespaceOf(object) };
    if (applying.dryRun !== 'client') yield* deleteInfo(session, info, { grace: applying.grace, propagationPolicy: applying.cascade, dryRun: applying.dryRun, output: '', quiet: true });
    session.machine.out(print(object));
  }
}

/** Deletes what was applied once and is not in the files any more (pkg/cmd/apply/prune.go). */
export function* prune(session: Session, applied: readonly Info[], applying: Applying): Steps<void> {
  const { machine } = session;
  const kept = new Set(applied.map(({ object }) => textOf(metadataOf(object).uid)));
  const visited = new Set(applied.filter(({ kind }) => isNamespaced(kind)).map(({ namespace }) => namespace));
  const { name, explicit } = session.namespace();
  if (explicit) visited.add(name);
  if (session.flags.list('prune-allowlist').length === 0) {
    machine.err(`${klogWarning(machine.now())} prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.\n`);
  }
  const kinds = kindsOf(session);
  for (const namespace of visited) for (const kind of kinds) if (isNamespaced(kind)) yield* pruneKind(session, kind, namespace, kept, applying);
  for (const kind of kinds) if (!isNamespaced(kind)) yield* pruneKind(session, kind, '', kept, applying);
}
