/** `kubeadm config images list` (cmd/kubeadm/app/images: images.go; cmd/config.go). */
import { goJsonIndented } from '../../base/go/json';
import { isOlder, mustParseVersion, parseSemanticVersion } from '../../base/version';
import type { Call } from '../cobra/find';
import { configurationOf } from './configuration';
import { CORE_DNS_VERSION, MINIMUM_CONTROL_PLANE_MINOR, PAUSE_VERSION } from './constants';
import { etcdVersionFor } from './etcd-version';
import { KubeadmError } from './machine';
import type { KubeadmMachine } from './machine';

const DEFAULT_REPOSITORY = 'registry.k8s.io';
const FORMATS = 'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,template,templatefile,text,yaml';

function checked(version: string): string {
  const parsed = parseSemanticVersion(version);
  if ('error' in parsed) throw new KubeadmError(`could not convert cfg to an internal cfg: version ${JSON.stringify(version)} doesn't match patterns for neither semantic version nor labels (stable, latest, ...)`);
  if (isOlder(parsed.version, mustParseVersion(`1.${MINIMUM_CONTROL_PLANE_MINOR}.0`))) {
    throw new KubeadmError(`could not convert cfg to an internal cfg: this version of kubeadm only supports deploying clusters with the control plane version >= 1.${MINIMUM_CONTROL_PLANE_MINOR}.0. Current version: ${version}`);
  }
  return version.replace(/^v?/, 'v').replaceAll('+', '_');
}

/** GetControlPlaneImages, by the names of what they are for. */
export function controlPlaneImages(version: string, repository: string): readonly string[] {
  const etcd = etcdVersionFor(version);
  return [
    ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map((name) => `${repository}/${name}:${version}`),
    `${repository}${repository === DEFAULT_REPOSITORY ? '/coredns' : ''}/coredns:${CORE_DNS_VERSION}`, `${repository}/pause:${PAUSE_VERSION}`, ...('error' in etcd ? [] : [`${repository}/etcd:${etcd.version}`]),
  ];
}

export function listImages(machine: KubeadmMachine, { flags }: Call): void {
  const output = flags.text('output');
  if (!['', 'text', 'json', 'yaml'].includes(output)) throw new KubeadmError(`could not construct output printer: unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${FORMATS}`);
  const path = flags.text('config');
  const configuration = configurationOf(machine, path);
  const version = checked(path === '' && flags.changed('kubernetes-version') ? flags.text('kubernetes-version') : configuration.kubernetesVersion);
  const images = controlPlaneImages(version, path === '' ? flags.text('image-repository') : configuration.imageRepository);
  if (output === 'json') machine.out(`${goJsonIndented({ kind: 'Images', apiVersion: 'output.kubeadm.k8s.io/v1alpha3', images }, '    ')}\n`);
  else if (output === 'yaml') machine.out(`apiVersion: output.kubeadm.k8s.io/v1alpha3\nimages:\n${images.map((image) => `- ${image}\n`).join('')}kind: Images\n`);
  else machine.out(images.map((image) => `${image}\n`).join(''));
}
