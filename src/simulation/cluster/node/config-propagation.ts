/** How a container takes a value from a ConfigMap or a Secret. */
export type ConfigWay = 'env' | 'volume' | 'subPath' | 'projected';

/** What has happened to the Pod since the object was changed. */
export type SinceChange = 'nothing' | 'containerRestarted' | 'podReplaced';

/** What the process finds: the old value, the new one, either of them (`within` the window), or the old one because the API refused the change. */
export type ConfigSeen = 'old' | 'within' | 'new' | 'refused';

export interface KubeletConfigSync {
  /** KubeletConfiguration `syncFrequency` in seconds. */
  syncSeconds: number;
  /** KubeletConfiguration `configMapAndSecretChangeDetectionStrategy`. */
  strategy: 'Watch' | 'Cache' | 'Get';
  /** How long `Cache` keeps an object: the node's annotation `node.alpha.kubernetes.io/ttl`, or 60 s where it has none. */
  ttlSeconds: number;
}

/** The defaults of k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1 (SetDefaults_KubeletConfiguration) and pkg/kubelet/configmap (defaultTTL). */
export const defaultConfigSync: KubeletConfigSync = { syncSeconds: 60, strategy: 'Watch', ttlSeconds: 60 };

/** workerResyncIntervalJitterFactor of pkg/kubelet/pod_workers.go: a healthy Pod is synced again after 1 to 1.5 times the sync frequency. */
const RESYNC_JITTER = 0.5;

/**
 * The longest time in seconds until a change stands in the files of a running Pod's volume: the longest wait for the Pod's next sync (completeWork of
 * k8s.io/kubernetes pkg/kubelet/pod_workers.go), and before it the age that the kubelet's copy may have (pkg/kubelet/util/manager: none for `Watch` and
 * `Get`, the TTL for `Cache`). A sync for any other reason makes it shorter. The tenths of a second that the mount itself takes are left out.
 */
export function latestFileUpdate({ syncSeconds, strategy, ttlSeconds }: KubeletConfigSync): number {
  return (strategy === 'Cache' ? ttlSeconds : 0) + syncSeconds * (1 + RESYNC_JITTER);
}

export interface ConfigReader {
  way: ConfigWay;
  /** The object has `immutable: true`: ValidateConfigMapUpdate and ValidateSecretUpdate refuse the change. */
  immutable?: boolean;
}

/**
 * What a process finds `seconds` after its ConfigMap or Secret was changed.
 *
 * Environment variables are made when a container is created (makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go), a `subPath` is bound to the file
 * of that moment (makeMounts, pkg/volume/util/subpath), and the files of a volume are written again at a sync (RequiresRemount, SetUpAt of pkg/volume/configmap,
 * secret and projected). A container that restarts at that moment therefore takes the new variables, and as `subPath` what the volume holds by then.
 */
export function configSeen({ way, immutable }: ConfigReader, seconds: number, since: SinceChange, sync: KubeletConfigSync = defaultConfigSync): ConfigSeen {
  if (immutable) return 'refused';
  if (since === 'podReplaced') return 'new';
  const restarted = since === 'containerRestarted';
  if (way === 'env') return restarted ? 'new' : 'old';
  if (way === 'subPath' && !restarted) return 'old';
  if (seconds <= 0) return 'old';
  return seconds >= latestFileUpdate(sync) ? 'new' : 'within';
}
