/** Where to look first, from the API down to the program. */
export const LAYERS = ['scheduling', 'node', 'sandbox', 'image', 'configuration', 'start', 'application'] as const;
export type Layer = (typeof LAYERS)[number];

/** Words that `kubectl get pods` and `get nodes` print, by the layer that wrote them: waiting reasons of pkg/kubelet/images/types.go, kuberuntime_container.go and container/sync_result.go. */
const WORDS: Readonly<Record<Layer, readonly string[]>> = {
  scheduling: ['Pending', 'SchedulingGated'],
  node: ['Evicted', 'Terminating', 'Unknown', 'NodeLost', 'NotReady', 'NodeAffinity', 'Terminated', 'UnexpectedAdmissionError', 'OutOfcpu', 'OutOfmemory', 'OutOfpods'],
  sandbox: ['ContainerCreating', 'PodInitializing', 'CreatePodSandboxError', 'ConfigPodSandboxError', 'KillPodSandboxError', 'KillContainerError'],
  image: ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError', 'RegistryUnavailable', 'SignatureValidationFailed'],
  configuration: ['CreateContainerConfigError'],
  start: ['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun', 'PreCreateHookError', 'PreStartHookError', 'PostStartHookError'],
  application: ['CrashLoopBackOff', 'Error', 'OOMKilled', 'Completed', 'Running', 'DeadlineExceeded'],
};

export interface FirstLook {
  layer: Layer;
  /** The word speaks of an init container. */
  init: boolean;
}

/**
 * The layer behind the STATUS of a Pod as printed by `printPod` (pkg/printers/internalversion/printers.go), which puts `Init:` before
 * the word of an init container, counts them (`Init:0/2`), and prints `ExitCode:1` or `Signal:9` where there is no reason.
 *
 * @returns undefined for a word that no component of 1.36 prints
 */
export function firstLook(status: string): FirstLook | undefined {
  const init = status.startsWith('Init:');
  const word = init ? status.slice('Init:'.length) : status;
  if (/^\d+\/\d+$/.test(word)) return init ? { layer: 'application', init } : undefined;
  if (/^(ExitCode|Signal):\d+$/.test(word)) return { layer: 'application', init };
  const layer = LAYERS.find((one) => WORDS[one].includes(word));
  return layer === undefined ? undefined : { layer, init };
}
