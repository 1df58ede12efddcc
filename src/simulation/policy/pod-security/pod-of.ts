/** Where the kinds that Pod Security looks at keep their Pod (admission.DefaultPodSpecExtractor). */
import type { SecuredPod } from './types';

interface Template {
  readonly metadata?: SecuredPod['metadata'];
  readonly spec?: SecuredPod['spec'];
}

/** An object as far as its Pod or template is looked for. */
export interface PodCarrier extends Template {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly template?: Template | null;
  readonly spec?: SecuredPod['spec'] & { readonly template?: Template | null; readonly jobTemplate?: { readonly spec?: { readonly template?: Template | null } } };
}

/** Resource of each kind, and the path of its template. */
const KINDS: Readonly<Record<string, { readonly group: string; readonly resource: string; readonly at: string; readonly template: (object: PodCarrier) => Template | null | undefined }>> = {
  Pod: { group: '', resource: 'pods', at: '', template: (object) => object },
  PodTemplate: { group: '', resource: 'podtemplates', at: 'template', template: (object) => object.template ?? {} },
  ReplicationController: { group: '', resource: 'replicationcontrollers', at: 'spec.template', template: (object) => object.spec?.template },
  ...Object.fromEntries(Object.entries({ ReplicaSet: 'apps', Deployment: 'apps', StatefulSet: 'apps', DaemonSet: 'apps', Job: 'batch' }).map(([kind, group]) => [
    kind, { group, resource: `${kind.toLowerCase()}s`, at: 'spec.template', template: (object: PodCarrier) => object.spec?.template ?? {} },
  ])),
  CronJob: { group: 'batch', resource: 'cronjobs', at: 'spec.jobTemplate.spec.template', template: (object) => object.spec?.jobTemplate?.spec?.template ?? {} },
};

/** Whether Pod Security looks at the kind at all. */
export const carriesPod = (kind: string): boolean => Object.hasOwn(KINDS, kind);

/** The Pod or template in an object and the path to it ("" for a Pod itself); undefined if there is none. */
export function podOf(object: PodCarrier): { readonly pod: SecuredPod; readonly at: string } | undefined {
  const kind = object.kind === undefined ? undefined : KINDS[object.kind];
  const template = kind?.template(object);
  return kind === undefined || template == null ? undefined : { pod: { metadata: template.metadata, spec: template.spec ?? {} }, at: kind.at };
}
