/** What templates learn of the cluster and of helm (helm pkg/chartutil: capabilities.go). */
import { quote } from '../../../base/go/quote';

export interface KubeVersion {
  readonly version: string;
  readonly major: string;
  readonly minor: string;
}

export interface Capabilities {
  readonly kubeVersion: KubeVersion;
  readonly apiVersions: readonly string[];
}

/** The release that is simulated, and the Go it was built with. */
export const HELM_VERSION = 'v3.21.4';
export const GO_VERSION = 'go1.26.8';

/** Group versions that client-go's scheme knows, in its order (allKnownVersions). */
const KNOWN = `v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1 internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2
authentication.k8s.io/v1 authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1 authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 batch/v1 batch/v1beta1
certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1 coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1 discovery.k8s.io/v1 discovery.k8s.io/v1beta1
events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1 flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3
networking.k8s.io/v1 networking.k8s.io/v1beta1 node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1 rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1
rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha2 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1
storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1beta1 apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1`.split(/\s+/);

export const DEFAULT_CAPABILITIES: Capabilities = { kubeVersion: { version: 'v1.36.0', major: '1', minor: '36' }, apiVersions: KNOWN };

/** ParseKubeVersion, over apimachinery's version.ParseGeneric; undefined with its error for what is no version. */
export function parseKubeVersion(text: string): { readonly version: KubeVersion } | { readonly error: string } {
  const match = /^\s*v?([0-9]+(?:\.[0-9]+)*)(.*)*$/.exec(text);
  if (match === null) return { error: `could not parse ${quote(text)} as version` };
  const parts = match[1]!.split('.');
  if (parts.length < 2) return { error: `illegal version string ${quote(text)}` };
  const zero = parts.find((part) => part.length > 1 && part.startsWith('0'));
  if (zero !== undefined) return { error: `illegal zero-prefixed version component ${quote(zero)} in ${quote(text)}` };
  const numbers = parts.map((part) => BigInt(part).toString());
  return { version: { version: `v${numbers.join('.')}`, major: numbers[0]!, minor: numbers[1]! } };
}
