import { objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { strategyOf } from './traits';

const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'] as const;
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'] as const;

/** generateSelector (pkg/registry/batch/job): unless it is told otherwise, a Job selects the Pods that carry its UID. */
function withSelector(object: JsonObject): JsonObject {
  const spec = objectOf(object.spec);
  if (spec.manualSelector === true) return object;
  const { name = '', uid = '' } = objectOf(object.metadata);
  const template = objectOf(spec.template);
  const metadata = objectOf(template.metadata);
  const generated = Object.fromEntries([...NAME_LABELS.map((label) => [label, name]), ...UID_LABELS.map((label) => [label, uid])]);
  const selector = objectOf(spec.selector);
  return {
    ...object,
    spec: {
      ...spec,
      template: { ...template, metadata: { ...metadata, labels: { ...generated, ...objectOf(metadata.labels) } } },
      selector: { ...selector, matchLabels: { [UID_LABELS[1]]: uid, ...objectOf(selector.matchLabels) } },
    },
  };
}

export const jobStrategy = strategyOf({ counted: [['spec']], status: true, onCreate: withSelector });
