import type { PersistentVolumeClaim } from '../../api/generated/types/core.v1';
import type { Ingress } from '../../api/generated/types/networking.v1';
import type { ApiObject } from '../../api/types';

/** Annotations that a claim and an Ingress had before there were fields for their classes. */
export const CLAIM_CLASS = 'volume.beta.kubernetes.io/storage-class';
const INGRESS_CLASS = 'kubernetes.io/ingress.class';

const STORAGE_DEFAULTS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
const INGRESS_DEFAULTS = ['ingressclass.kubernetes.io/is-default-class'];

/** GetDefaultClass: of several the newest, of those of one time the first by name. */
function defaultClass(classes: readonly ApiObject[], annotations: readonly string[]): string | undefined {
  const defaults = classes.filter(({ metadata }) => annotations.some((name) => metadata.annotations?.[name] === 'true'));
  const time = ({ metadata }: ApiObject): string => metadata.creationTimestamp ?? '';
  const name = ({ metadata }: ApiObject): string => metadata.name ?? '';
  const [first] = [...defaults].sort((a, b) => (time(a) === time(b) ? (name(a) < name(b) ? -1 : 1) : time(a) > time(b) ? -1 : 1));
  return first?.metadata.name;
}

/** DefaultStorageClass (plugin/pkg/admission/storage/storageclass/setdefault): for a new claim that asks for no class, not even for none. */
export function withStorageClass(claim: PersistentVolumeClaim, classes: readonly ApiObject[]): PersistentVolumeClaim {
  if (claim.spec.storageClassName !== undefined || claim.metadata.annotations?.[CLAIM_CLASS] !== undefined) return claim;
  const storageClassName = defaultClass(classes, STORAGE_DEFAULTS);
  return storageClassName === undefined ? claim : { ...claim, spec: { ...claim.spec, storageClassName } };
}

/** DefaultIngressClass (plugin/pkg/admission/network/defaultingressclass). */
export function withIngressClass(ingress: Ingress, classes: readonly ApiObject[]): Ingress {
  if (ingress.spec?.ingressClassName !== undefined || ingress.metadata.annotations?.[INGRESS_CLASS] !== undefined) return ingress;
  const ingressClassName = defaultClass(classes, INGRESS_DEFAULTS);
  return ingressClassName === undefined ? ingress : { ...ingress, spec: { ...ingress.spec, ingressClassName } };
}
