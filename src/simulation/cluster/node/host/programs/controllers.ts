/** What becomes of a kube-controller-manager or a kube-scheduler that is started with these flags (their app/server.go and options). */
import { flagValue, badFlag } from '../command-line';
import { readClient } from '../kubelet/client';
import { structured } from '../services/journal';
import { locked } from './client-certificate';
import { certificateFault, fails, failsPlainly, keyFault, line, textAt } from './types';
import type { Fate, ProgramScene } from './types';

/** Its kubeconfigs as its container sees them. */
function kubeconfigFault(scene: ProgramScene, flag: string, wrap: (why: string) => string): string | undefined {
  const path = flagValue(scene.args, flag) ?? '';
  if (path === '') return undefined;
  const text = textAt(scene, path);
  if (text === undefined) return wrap(`stat ${path}: no such file or directory`);
  const client = readClient({ [path]: { kind: 'file', text, at: 0 } }, path);
  return 'error' in client ? wrap(client.error) : undefined;
}

function common(scene: ProgramScene): string | undefined {
  const delegated = (what: string) => (why: string): string => `failed to get delegated ${what} kubeconfig: ${why}`;
  const ca = certificateFault(scene, 'client-ca-file');
  return kubeconfigFault(scene, 'kubeconfig', (why) => why)
    ?? kubeconfigFault(scene, 'authentication-kubeconfig', delegated('authentication'))
    ?? kubeconfigFault(scene, 'authorization-kubeconfig', delegated('authorization'))
    ?? (ca === undefined ? undefined : `unable to load client CA provider: ${ca}`);
}

const serves = (scene: ProgramScene, port: string): Fate => [`port=${port}@1s`, `tls=${port}`, line(scene, 900_000, 'I', 'secure_serving.go:211', `Serving securely on 127.0.0.1:${port}`)];

export function controllerManager(scene: ProgramScene): Fate {
  const wrong = badFlag('kube-controller-manager', scene.args);
  if (wrong !== undefined) return failsPlainly(wrong);
  const begins = [line(scene, 200_000, 'I', 'controllermanager.go:206', structured('Golang settings', { GOGC: '', GOMAXPROCS: '', GOTRACEBACK: '' }))];
  const why = common(scene);
  if (why !== undefined) return fails(scene, why);
  const key = keyFault(scene, 'service-account-private-key-file');
  if (key !== undefined) return fails(scene, `error reading key for service account token controller: ${key}`, begins);
  const root = certificateFault(scene, 'root-ca-file');
  if (root !== undefined) return fails(scene, `error parsing root-ca-file at ${flagValue(scene.args, 'root-ca-file') ?? ''}: ${root}`, begins);
  return [...begins, ...serves(scene, flagValue(scene.args, 'secure-port') ?? '10257')];
}

/** DelegatingAuthenticationOptions.ApplyTo, where no file says whose certificates are good and the ConfigMap is not given. */
const lookUpFails = (scene: ProgramScene): Fate => ['Error looking up in-cluster authentication configuration: Unauthorized', 'Continuing without authentication configuration. This may treat all requests as anonymous.', 'To require authentication configuration lookup to succeed, set --authentication-tolerate-lookup-failure=false']
  .map((text, at) => line(scene, 600_000 + at, 'W', `authentication.go:${397 + at}`, text));

/** What a scheduler has informers of. */
const LISTED = ['*v1.CSIDriver', '*v1.CSINode', '*v1.CSIStorageCapacity', '*v1.Namespace', '*v1.Node', '*v1.PersistentVolume', '*v1.PersistentVolumeClaim', '*v1.Pod', '*v1.PodDisruptionBudget', '*v1.ReplicaSet', '*v1.ReplicationController', '*v1.Service', '*v1.StatefulSet', '*v1.StorageClass', '*v1.VolumeAttachment'];

export function scheduler(scene: ProgramScene): Fate {
  const wrong = badFlag('kube-scheduler', scene.args);
  if (wrong !== undefined) return failsPlainly(wrong);
  const why = common(scene);
  if (why !== undefined) return fails(scene, why);
  const begins = [line(scene, 200_000, 'I', 'server.go:180', structured('Golang settings', { GOGC: '', GOMAXPROCS: '', GOTRACEBACK: '' }))];
  const port = flagValue(scene.args, 'secure-port') ?? '10259';
  // It fills its caches before it asks for the Lease, so it never comes to that.
  if (locked(scene)) return [...begins, ...lookUpFails(scene), ...serves(scene, port), ...LISTED.map((type, at) => `repeat=E reflector.go:227 ${structured('Failed to watch', { err: `failed to list ${type}: Unauthorized`, logger: 'UnhandledError', reflector: 'k8s.io/client-go/informers/factory.go:177', type })}@${950 + at}ms/33s`)];
  return [...begins, ...serves(scene, port)];
}
