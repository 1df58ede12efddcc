/** Which Ingresses are a controller's (networking.k8s.io/v1 IngressClass, and the annotation that was there before it). */
import type { Ingress } from '../../api/generated/types/networking.v1';
import type { IngressWorld } from './types';

const ANNOTATION = 'kubernetes.io/ingress.class';

/** `name`: the value of the annotation that means this controller. An Ingress without a class is taken too; a default class has been filled in when it was created. */
export function ownIngresses({ ingresses, ingressClasses }: IngressWorld, { controller, name }: { readonly controller: string; readonly name: string }): readonly Ingress[] {
  const own = new Set(ingressClasses.filter(({ spec }) => spec?.controller === controller).map(({ metadata }) => metadata.name));
  return ingresses.filter(({ metadata, spec }) => {
    if (spec?.ingressClassName !== undefined) return own.has(spec.ingressClassName);
    const annotated = metadata.annotations?.[ANNOTATION];
    return annotated === undefined || annotated === '' || annotated === name;
  });
}
