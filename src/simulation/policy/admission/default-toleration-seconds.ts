import type { Pod, Toleration } from '../../api';

const SECONDS = 300;
const KEYS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;

const tolerates = ({ key = '', effect = '' }: Toleration, wanted: string): boolean => (key === wanted || key === '') && (effect === 'NoExecute' || effect === '');

/** DefaultTolerationSeconds (plugin/pkg/admission/defaulttolerationseconds): a Pod stays five minutes on a node that is gone, unless it says otherwise. */
export function defaultTolerationSeconds(pod: Pod): Pod {
  const given = pod.spec.tolerations ?? [];
  const added = KEYS.filter((key) => !given.some((one) => tolerates(one, key))).map((key): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: SECONDS }));
  return added.length === 0 ? pod : { ...pod, spec: { ...pod.spec, tolerations: [...given, ...added] } };
}
