/** Kubernetes' Debian packages on a node: what pkgs.k8s.io has for each minor (one repository for each), what is installed and held, and which lists were fetched. All of it is in files, as dpkg and apt keep it. */
import type { Files } from '../../machine/written-files';

export const SOURCES = '/etc/apt/sources.list.d/kubernetes.list';
export const STATUS = '/var/lib/dpkg/status';
export const LISTS = '/var/lib/apt/lists';

/** Newest patch of each minor that there is, from the first on. */
const NEWEST: Readonly<Record<number, number>> = { 34: 9, 35: 7, 36: 3, 37: 0 };
const REVISION = '1.1';

export const NAMES = ['cri-tools', 'kubeadm', 'kubectl', 'kubelet', 'kubernetes-cni'] as const;
export type PackageName = (typeof NAMES)[number];
/** What has the version of Kubernetes. */
const KUBERNETES: readonly string[] = ['kubeadm', 'kubectl', 'kubelet'];

export interface Package {
  readonly name: string;
  /** `1.36.3-1.1` */
  readonly version: string;
}

export interface Installed extends Package {
  readonly held: boolean;
}

/** Everything that the repository of a minor has, newest first; undefined: there is none. */
export function repositoryOf(minor: number): readonly Package[] | undefined {
  const newest = NEWEST[minor];
  if (newest === undefined) return undefined;
  const patches = Array.from({ length: newest + 1 }, (_, at) => newest - at);
  return [...KUBERNETES.flatMap((name) => patches.map((patch) => ({ name, version: `1.${minor}.${patch}-${REVISION}` }))), { name: 'cri-tools', version: `1.${minor}.0-${REVISION}` }, { name: 'kubernetes-cni', version: `1.8.0-${REVISION}` }];
}

export const addressOf = (minor: number): string => `https://pkgs.k8s.io/core:/stable:/v1.${minor}/deb`;

/** The minors whose repositories a sources list names; `bad`: lines that name none. */
export function sourcesIn(files: Files): { readonly minors: readonly number[]; readonly unknown: readonly string[] } {
  const file = files[SOURCES];
  const lines = file?.kind === 'file' ? file.text.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('deb ')) : [];
  const found = lines.map((line) => /^deb\s+(?:\[[^\]]*\]\s+)?https:\/\/pkgs\.k8s\.io\/core:\/stable:\/v1\.(\d+)\/deb\/?\s+\/$/.exec(line)?.[1]);
  return { minors: found.flatMap((minor) => (minor === undefined ? [] : [Number(minor)])), unknown: lines.filter((_, at) => found[at] === undefined) };
}

export const sourcesText = (minor: number): string => `deb [signed-by=/etc/apt/keyrings/kubernetes-apt-keyring.gpg] ${addressOf(minor)}/ /\n`;

/** A file of control stanzas. */
const stanzas = (text: string): readonly Readonly<Record<string, string>>[] =>
  text.split(/\n\n+/).filter((one) => one.trim() !== '').map((one) => Object.fromEntries(one.split('\n').flatMap((line) => { const [, key, value] = /^([A-Za-z-]+): (.*)$/.exec(line) ?? []; return key === undefined ? [] : [[key, value ?? '']]; })));

export function installedIn(files: Files): readonly Installed[] {
  const file = files[STATUS];
  return file?.kind === 'file' ? stanzas(file.text).map(({ Package = '', Version = '', Status = '' }) => ({ name: Package, version: Version, held: Status.startsWith('hold ') })) : [];
}

export const statusText = (installed: readonly Installed[]): string =>
  installed.map(({ name, version, held }) => `Package: ${name}\nStatus: ${held ? 'hold' : 'install'} ok installed\nPriority: optional\nSection: admin\nMaintainer: Kubernetes Authors <dev@kubernetes.io>\nArchitecture: amd64\nVersion: ${version}\n`).join('\n');

export const listPath = (minor: number): string => `${LISTS}/pkgs.k8s.io_core:_stable:_v1.${minor}_deb_Packages`;
export const listText = (packages: readonly Package[]): string => packages.map(({ name, version }) => `Package: ${name}\nVersion: ${version}\nArchitecture: amd64\n`).join('\n');

/** What apt knows of, as it was when the lists were fetched, by minor of the repository. */
export const knownIn = (files: Files): readonly (Package & { readonly minor: number })[] =>
  sourcesIn(files).minors.flatMap((minor) => {
    const file = files[listPath(minor)];
    return file?.kind === 'file' ? stanzas(file.text).map(({ Package = '', Version = '' }) => ({ name: Package, version: Version, minor })) : [];
  });

/** `v1.36.3` of what is installed; undefined: it is not. */
export const versionOf = (files: Files, name: PackageName): string | undefined => {
  const version = installedIn(files).find((one) => one.name === name)?.version;
  return version === undefined ? undefined : `v${version.replace(/-.*$/, '')}`;
};

/** As whoever set the node up left it: everything of one minor, on hold. */
export function packageFiles(minor = 36): Readonly<Record<string, string>> {
  const packages = repositoryOf(minor) ?? [];
  const installed = NAMES.map((name): Installed => ({ name, version: packages.find((one) => one.name === name)?.version ?? '', held: KUBERNETES.includes(name) }));
  return { [SOURCES]: sourcesText(minor), [STATUS]: statusText(installed), [listPath(minor)]: listText(packages) };
}

export const PACKAGE_DIRECTORIES = ['/etc/apt', '/etc/apt/keyrings', '/etc/apt/sources.list.d', '/var/lib/apt', LISTS, '/var/lib/dpkg'];
