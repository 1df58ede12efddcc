import type { Container, ContainerPort, ContainerState, ContainerStatus, Pod, ResourceRequirements } from '../../../api/generated/types/core.v1';
import { goSort } from '../../../base/go/sort';
import { boolText, indent, line, lineIf, rfc1123 } from '../text';
import { environmentLines } from './environment';
import { probeText } from './probe';

const portsText = (ports: readonly ContainerPort[], host: boolean): string =>
  ports.map(({ containerPort, hostPort = 0, protocol = '', name = '' }) => `${host ? hostPort : containerPort}/${protocol}${name === '' ? '' : ` (${name})`}`).join(', ');

const portLine = (label: string, text: string): string => (text.includes(',') ? line(2, `${label}s`, text) : line(2, label, text === '' ? '<none>' : text));

function basics(container: Container, status: ContainerStatus | undefined, space: string): string {
  const ports = container.ports ?? [];
  const profile = container.securityContext?.seccompProfile;
  return [
    `${indent(1)}${space === '' ? '' : ' '}${container.name}:\n`,
    status === undefined ? '' : line(2, 'Container ID', status.containerID),
    line(2, 'Image', container.image),
    status === undefined ? '' : line(2, 'Image ID', status.imageID),
    portLine('Port', portsText(ports, false)),
    portLine('Host Port', portsText(ports, true)),
    profile === undefined ? '' : line(2, 'SeccompProfile', profile.type),
    profile?.type === 'Localhost' ? line(3, 'LocalhostProfile', profile.localhostProfile) : '',
  ].join('');
}

const words = (label: string, texts: readonly string[] | undefined): string =>
  (texts ?? []).length === 0 ? '' : `${indent(2)}${label}:\n${(texts ?? []).flatMap((text) => text.split('\n')).map((text) => `${indent(3)}${text}\n`).join('')}`;

function stateLines(name: string, { running, waiting, terminated }: ContainerState): string {
  if (running !== undefined) return `${line(2, name, 'Running')}${line(3, 'Started', rfc1123(running.startedAt))}`;
  if (waiting !== undefined) return `${line(2, name, 'Waiting')}${lineIf(3, 'Reason', waiting.reason)}`;
  if (terminated === undefined) return line(2, name, 'Waiting');
  const { reason, message, exitCode = 0, signal = 0, startedAt, finishedAt } = terminated;
  return [
    line(2, name, 'Terminated'), lineIf(3, 'Reason', reason), lineIf(3, 'Message', message), line(3, 'Exit Code', exitCode), signal > 0 ? line(3, 'Signal', signal) : '',
    line(3, 'Started', rfc1123(startedAt)), line(3, 'Finished', rfc1123(finishedAt)),
  ].join('');
}

const statusLines = (status: ContainerStatus): string =>
  [stateLines('State', status.state ?? {}), status.lastState?.terminated === undefined ? '' : stateLines('Last State', status.lastState), line(2, 'Ready', boolText(status.ready ?? false)), line(2, 'Restart Count', status.restartCount ?? 0)].join('');

/** describeResources. */
export function resourceLines(resources: ResourceRequirements | undefined, level: number): string {
  const list = (label: string, amounts: Readonly<Record<string, string>> | undefined): string => {
    const names = Object.keys(amounts ?? {}).sort();
    return names.length === 0 ? '' : `${indent(level)}${label}:\n${names.map((name) => line(level + 1, name, amounts?.[name])).join('')}`;
  };
  return `${list('Limits', resources?.limits)}${list('Requests', resources?.requests)}`;
}

function mountLines({ volumeMounts = [], volumeDevices = [] }: Container): string {
  const mounts = goSort(volumeMounts ?? [], (a, b) => a.mountPath < b.mountPath);
  const none = mounts.length === 0 ? '\t<none>' : '';
  const rows = mounts.map(({ mountPath, name, readOnly, subPath = '' }) => `${indent(3)}${mountPath} from ${name} (${readOnly === true ? 'ro' : 'rw'}${subPath === '' ? '' : `,path=${JSON.stringify(subPath)}`})\n`);
  const devices = goSort(volumeDevices ?? [], (a, b) => a.devicePath < b.devicePath).map(({ devicePath, name }) => `${indent(3)}${devicePath} from ${name}\n`);
  return `${indent(2)}Mounts:${none}\n${rows.join('')}${devices.length === 0 ? '' : `${indent(2)}Devices:${none}\n${devices.join('')}`}`;
}

/** describeContainers. `pod`: whose fields the environment may name. */
export function containerLines(label: string, containers: readonly Container[], statuses: readonly ContainerStatus[] | undefined, pod: Pod | undefined, space: string): string {
  const byName = new Map((statuses ?? []).map((one) => [one.name, one]));
  const each = containers.map((container) => {
    const status = byName.get(container.name);
    const probes = [['Liveness', container.livenessProbe], ['Readiness', container.readinessProbe], ['Startup', container.startupProbe]] as const;
    return [
      basics(container, status, space), words('Command', container.command), words('Args', container.args), status === undefined ? '' : statusLines(status),
      resourceLines(container.resources, 2), ...probes.map(([name, probe]) => (probe === undefined ? '' : line(2, name, probeText(probe)))), environmentLines(container, pod), mountLines(container),
    ].join('');
  });
  return `${space}${label}:${containers.length === 0 ? ' <none>' : ''}\n${each.join('')}`;
}
