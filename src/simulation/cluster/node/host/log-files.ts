/** The containers' logs as files (pkg/kubelet/kuberuntime: BuildContainerLogsDirectory, legacyLogSymlink; the CRI's log format). A link in /var/log/containers is shown as the file that it leads to. */
import { byText } from '../../../base/ordered-map';
import { formatMicroTime } from '../../../base/time';
import { logOf } from '../machine/machine';
import type { Machine, RuntimeContainer } from '../machine/machine';
import type { Files, WrittenNode } from '../machine/written-files';

const PODS = '/var/log/pods';

/** What is Kubernetes' own logs to stderr. */
const streamOf = ({ image }: RuntimeContainer): string => (/^registry\.k8s\.io\/kube-/.test(image) ? 'stderr' : 'stdout');

const textOf = (container: RuntimeContainer, now: number): string => logOf(container, now).map(({ at, text }) => `${formatMicroTime(at).replace('Z', '000Z')} ${streamOf(container)} F ${text}\n`).join('');

/** Only what is shown: nobody writes there but the runtime. */
export function logFiles({ pods }: Machine, now: number): Files {
  const files: Record<string, WrittenNode> = {};
  for (const [, pod] of byText.entries(pods)) {
    const folder = `${PODS}/${pod.namespace}_${pod.name}_${pod.uid}`;
    for (const container of pod.containers) {
      const { createdAt: at, name, attempt, id, startedAt } = container;
      if (startedAt === undefined) continue;
      files[folder] = { kind: 'directory', at };
      files[`${folder}/${name}`] = { kind: 'directory', at };
      const file: WrittenNode = { kind: 'file', text: textOf(container, now), at: Math.max(at, 1) };
      files[`${folder}/${name}/${attempt}.log`] = file;
      files[`/var/log/containers/${pod.name}_${pod.namespace}_${name}-${id}.log`] = file;
    }
  }
  return files;
}
