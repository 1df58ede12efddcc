/** `crictl inspect`, `inspectp`, `info`, `version` (cmd/crictl: container.go, sandbox.go, info.go, version.go): what the models know of each. */
import { goJsonIndented } from '../../../base/go/json';
import { formatMicroTime } from '../../../base/time';
import { imageId, imageName } from '../../../cluster/node/machine/images';
import type { RuntimePod, Sandbox } from '../../../cluster/node/machine/machine';
import { labelsOf } from './lists';
import { logPath } from './runtime';
import type { FoundContainer } from './runtime';

const time = (micros: number): string => formatMicroTime(micros).replace('Z', '000Z');
const NEVER = '0001-01-01T00:00:00Z';
const json = (value: unknown): string => `${goJsonIndented(value, '  ')}\n`;

const pidOf = (id: string): number => 2000 + (parseInt(id.slice(0, 4), 16) % 30_000);

export function inspect(found: FoundContainer): string {
  const { container, state } = found;
  const ended = state.state === 'exited' ? state : undefined;
  return json({
    info: { pid: state.state === 'running' ? pidOf(container.id) : 0, removing: false, runtimeOptions: { systemd_cgroup: true }, runtimeType: 'io.containerd.runc.v2', sandboxID: container.sandbox, snapshotter: 'overlayfs' },
    status: {
      annotations: { 'io.kubernetes.container.restartCount': String(container.attempt) },
      createdAt: time(container.createdAt), exitCode: ended?.exitCode ?? 0, finishedAt: ended === undefined ? NEVER : time(ended.finishedAt), id: container.id,
      image: { annotations: {}, image: imageName(container.image), runtimeHandler: '', userSpecifiedImage: '' }, imageId: imageId(container.image), imageRef: imageId(container.image), labels: labelsOf(found), logPath: logPath(found), message: ended?.message ?? '',
      metadata: { attempt: container.attempt, name: container.name }, mounts: [], reason: ended?.reason ?? '', startedAt: container.startedAt === undefined ? NEVER : time(container.startedAt), state: `CONTAINER_${state.state.toUpperCase()}`,
    },
  });
}

export const inspectPod = (pod: RuntimePod, sandbox: Sandbox): string => json({
  info: { pid: sandbox.ready ? pidOf(sandbox.id) : 0, runtimeType: 'io.containerd.runc.v2' },
  status: {
    annotations: {}, createdAt: time(sandbox.createdAt), id: sandbox.id, labels: { 'io.kubernetes.pod.name': pod.name, 'io.kubernetes.pod.namespace': pod.namespace, 'io.kubernetes.pod.uid': pod.uid },
    metadata: { attempt: sandbox.attempt, name: pod.name, namespace: pod.namespace, uid: pod.uid }, network: { additionalIps: [], ip: sandbox.ip }, runtimeHandler: '', state: sandbox.ready ? 'SANDBOX_READY' : 'SANDBOX_NOTREADY',
  },
});

export const info = (): string => json({
  config: { containerdEndpoint: '/run/containerd/containerd.sock', containerdRootDir: '/var/lib/containerd', rootDir: '/var/lib/containerd/io.containerd.grpc.v1.cri', stateDir: '/run/containerd/io.containerd.grpc.v1.cri' },
  golang: 'go1.25.5', lastCNILoadStatus: 'OK', lastCNILoadStatus_default: 'OK',
  status: { conditions: [{ message: '', reason: '', status: true, type: 'RuntimeReady' }, { message: '', reason: '', status: true, type: 'NetworkReady' }, { message: '', reason: '', status: true, type: 'ContainerdHasNoDeprecationWarnings' }] },
});

export const version = (): string => 'Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v2.2.1\nRuntimeApiVersion:  v1\n';
