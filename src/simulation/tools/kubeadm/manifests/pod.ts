/** A static Pod of the control plane (cmd/kubeadm/app/util/staticpod: utils.go). */
import { sortedYaml } from '../../sorted';

type Json = Readonly<Record<string, unknown>>;

export interface Volume {
  readonly name: string;
  readonly path: string;
  /** Where it is mounted; at `path` unless it is said. */
  readonly mountPath?: string;
  readonly type: string;
  readonly readOnly: boolean;
}

export interface Probed {
  /** Empty: the Pod's own. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'HTTP' | 'HTTPS';
  readonly live: string;
  /** undefined: there is no readiness probe. */
  readonly ready?: string;
  readonly startup: string;
}

export interface Component {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly requests: Json;
  readonly environment: readonly Json[];
  readonly probed: Probed;
  /** Seconds that it may take to start. */
  readonly patience: number;
  readonly volumes: readonly Volume[];
  /** In the order in which they are mounted; else by name. */
  readonly mounts?: readonly Volume[];
  readonly annotations?: Json;
}

/** createHTTPProbe. */
const probe = ({ host, scheme }: Probed, path: string, delay: number, failures: number, period: number): Json => ({
  failureThreshold: failures, httpGet: { ...(host === '' ? {} : { host }), path, port: 'probe-port', scheme }, ...(delay === 0 ? {} : { initialDelaySeconds: delay }), periodSeconds: period, timeoutSeconds: 15,
});

const byName = (a: Volume, b: Volume): number => (a.name < b.name ? -1 : 1);

/** ComponentPod. */
export function staticPod({ name, image, command, requests, environment, probed, patience, volumes, mounts, annotations }: Component): Json {
  const ordered = [...volumes].sort(byName);
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { ...(annotations === undefined ? {} : { annotations }), labels: { component: name, tier: 'control-plane' }, name, namespace: 'kube-system' },
    spec: {
      containers: [{
        command, ...(environment.length === 0 ? {} : { env: environment }), image, imagePullPolicy: 'IfNotPresent', name, ports: [{ containerPort: probed.port, name: 'probe-port', protocol: 'TCP' }], resources: { requests },
        livenessProbe: probe(probed, probed.live, 10, 8, 10), ...(probed.ready === undefined ? {} : { readinessProbe: probe(probed, probed.ready, 0, 3, 1) }), startupProbe: probe(probed, probed.startup, 10, Math.ceil(patience / 10), 10),
        volumeMounts: (mounts ?? ordered).map((volume) => ({ mountPath: volume.mountPath ?? volume.path, name: volume.name, ...(volume.readOnly ? { readOnly: true } : {}) })),
      }],
      hostNetwork: true, priority: 2_000_001_000, priorityClassName: 'system-node-critical', securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      volumes: ordered.map((volume) => ({ hostPath: { path: volume.path, type: volume.type }, name: volume.name })),
    },
    status: {},
  };
}

export const podText = (pod: Json): string => sortedYaml(pod);
