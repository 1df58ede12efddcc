/** The containers' logs as files (pkg/kubelet/kuberuntime: BuildContainerLogsDirectory, legacyLogSymlink; the CRI's log format), with those that the kubelet has put aside. A link in /var/log/containers is shown as the file that it leads to. */
import { byText } from '../../../base/ordered-map';
import { formatMicroTime } from '../../../base/time';
import { bytesBetween, linesBetween, newestSpan, rotationStamp } from '../machine/container-log';
import type { Machine, RuntimeContainer } from '../machine/machine';
import type { Files, WrittenNode } from '../machine/written-files';

const PODS = '/var/log/pods';
/** How much smaller gzip makes a log of much the same lines; nothing is compressed here. */
const GZIP = 20;
/** The first bytes of what gzip writes (RFC 1952). */
const MAGIC = '\u001f\u008b\b\u0000';

/** What is Kubernetes' own logs to stderr. */
const streamOf = ({ image }: RuntimeContainer): string => (/^registry\.k8s\.io\/kube-/.test(image) ? 'stderr' : 'stdout');

const textOf = (container: RuntimeContainer, from: number, to: number): string => linesBetween(container, from, to).map(({ at, text }) => `${formatMicroTime(at).replace('Z', '000Z')} ${streamOf(container)} F ${text}\n`).join('');

/** A file of its lines, which are written out when somebody reads them. */
function logFile(container: RuntimeContainer, from: number, to: number, at: number): WrittenNode {
  let text: string | undefined;
  return { kind: 'file', get text() { return (text ??= textOf(container, from, to)); }, size: bytesBetween(container, from, to), at: Math.max(at, 1) };
}

function compressed(file: WrittenNode): WrittenNode {
  if (file.kind !== 'file') return file;
  return { kind: 'file', text: MAGIC, get unpacked() { return file.text; }, size: Math.ceil((file.size ?? 0) / GZIP), at: file.at };
}

/** Only what is shown: nobody writes there but the runtime. */
export function logFiles({ pods }: Machine, now: number): Files {
  const files: Record<string, WrittenNode> = {};
  for (const [, pod] of byText.entries(pods)) {
    const folder = `${PODS}/${pod.namespace}_${pod.name}_${pod.uid}`;
    for (const container of pod.containers) {
      const { createdAt: at, name, attempt, id, startedAt, log } = container;
      if (startedAt === undefined) continue;
      files[folder] = { kind: 'directory', at };
      files[`${folder}/${name}`] = { kind: 'directory', at };
      const path = `${folder}/${name}/${attempt}.log`;
      const [from, to] = newestSpan(container, now);
      const last = linesBetween(container, Math.max(from, to - 1_000_000), to).at(-1)?.at;
      const file = logFile(container, from, to, last ?? log?.since ?? at);
      files[path] = file;
      files[`/var/log/containers/${pod.name}_${pod.namespace}_${name}-${id}.log`] = file;
      for (const one of log?.rotated ?? []) {
        const old = logFile(container, one.since, one.at, one.at);
        files[`${path}.${rotationStamp(one.at)}${one.compressed ? '.gz' : ''}`] = one.compressed ? compressed(old) : old;
      }
    }
  }
  return files;
}
