import { objectOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { droppingGated } from './gated-fields';
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
  const labels = { ...generated, ...objectOf(metadata.labels) };
  const own = objectOf(object.metadata);
  // SetDefaults_Job gives the Job the very map of its template, so what is generated into one stands in the other.
  const shared = isObject(metadata.labels) && own.labels === metadata.labels;
  return {
    ...object,
    ...(shared ? { metadata: { ...own, labels } } : {}),
    spec: {
      ...spec,
      template: { ...template, metadata: { ...metadata, labels } },
      selector: { ...selector, matchLabels: { [UID_LABELS[1]]: uid, ...objectOf(selector.matchLabels) } },
    },
  };
}

export const jobStrategy = droppingGated(strategyOf({ counted: [['spec']], status: true, onCreate: withSelector }), ['spec', 'template', 'spec']);
