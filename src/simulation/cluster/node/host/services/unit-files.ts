/** The files of systemd's units: what the packages of the kubelet and of containerd install, and how a command line comes of them (systemd.unit(5), systemd.exec(5), systemd.service(5)). */
import type { Files } from '../../machine/written-files';
import type { Services, UnitName } from './types';

const DIRECTORY = '/usr/lib/systemd/system';
export const KUBELET_DROP_IN = `${DIRECTORY}/kubelet.service.d/10-kubeadm.conf`;
/** Where systemd looks for units, the stronger first. */
const PLACES = ['/etc/systemd/system', DIRECTORY];

export const UNIT_FILES: Readonly<Record<string, string>> = {
  [`${DIRECTORY}/kubelet.service`]: `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
`,
  [KUBELET_DROP_IN]: `# Note: This dropin only works with kubeadm and kubelet v1.11+
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# This is a file that the user can use for overrides of the kubelet args as a last resort. Preferably, the user should use
# the .NodeRegistration.KubeletExtraArgs object in the configuration files instead. KUBELET_EXTRA_ARGS should be sourced from this file.
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`,
  [`${DIRECTORY}/containerd.service`]: `[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target dbus.service

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/bin/containerd
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`,
};

/** Units as systemd has read them. */
export const loadedUnits = ({ loaded = UNIT_FILES }: Services): Readonly<Record<string, string>> => loaded;

/** The texts of all units' files. */
export const unitTexts = (files: Files): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).flatMap(([path, node]) => (node.kind === 'file' && PLACES.some((place) => path.startsWith(`${place}/`)) ? [[path, node.text] as const] : [])));

/** A unit's own file and its drop-ins, in the order in which they count. */
export function filesOfUnit(texts: Readonly<Record<string, string>>, unit: UnitName): readonly string[] {
  const own = PLACES.map((place) => `${place}/${unit}.service`).find((path) => texts[path] !== undefined);
  if (own === undefined) return [];
  const folders = PLACES.map((place) => `${place}/${unit}.service.d/`);
  const dropIns = new Map<string, string>();
  for (const folder of [...folders].reverse()) for (const path of Object.keys(texts)) if (path.startsWith(folder) && path.endsWith('.conf')) dropIns.set(path.slice(folder.length), path);
  return [own, ...[...dropIns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)];
}

export interface ServiceSettings {
  readonly command: readonly string[];
  /** The same as it stands in the unit. */
  readonly written?: string;
  /** Why it cannot be started at all. */
  readonly fault?: string;
}

/** Words as the shell's quotes divide them. */
const wordsOf = (text: string): readonly string[] => (text.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));

function assign(into: Map<string, string>, text: string): void {
  const at = text.indexOf('=');
  if (at > 0) into.set(text.slice(0, at), text.slice(at + 1));
}

/** The command line of a service. `texts`: units as systemd has read them; `files`: the machine's, for what the units name. */
export function serviceSettings(texts: Readonly<Record<string, string>>, files: Files, unit: UnitName): ServiceSettings {
  const environment = new Map<string, string>();
  let start: string | undefined;
  for (const path of filesOfUnit(texts, unit)) {
    for (const line of (texts[path] ?? '').replace(/\\\n/g, ' ').split('\n')) {
      const [, key = '', value = ''] = /^\s*([A-Za-z]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (key === 'ExecStart') start = value === '' ? undefined : value;
      else if (key === 'Environment') for (const word of wordsOf(value)) assign(environment, word);
      else if (key === 'EnvironmentFile') {
        const name = value.replace(/^-/, '');
        const node = files[name];
        if (node?.kind === 'file') for (const one of node.text.split('\n')) if (!/^\s*(?:[#;]|$)/.test(one)) assign(environment, wordsOf(one).join(' '));
        if (node === undefined && !value.startsWith('-')) return { command: [], fault: `Failed to load environment files: No such file or directory` };
      }
    }
  }
  if (start === undefined) return { command: [], fault: 'Service has no ExecStart=' };
  const command = wordsOf(start).flatMap((word) => {
    const name = /^\$(\w+)$/.exec(word)?.[1];
    if (name !== undefined) return wordsOf(environment.get(name) ?? '');
    return [word.replace(/\$\{(\w+)\}/g, (_, one: string) => environment.get(one) ?? '')];
  });
  return { command, written: start };
}
