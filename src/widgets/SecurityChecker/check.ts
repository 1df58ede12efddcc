import { createRegistry, podKind, deploymentKind, readManifests, type Problem } from '@site/src/simulation/api';
import { daemonSetKind } from '@site/src/simulation/api/kinds/apps.DaemonSet';
import { replicaSetKind } from '@site/src/simulation/api/kinds/apps.ReplicaSet';
import { statefulSetKind } from '@site/src/simulation/api/kinds/apps.StatefulSet';
import { cronJobKind } from '@site/src/simulation/api/kinds/batch.CronJob';
import { jobKind } from '@site/src/simulation/api/kinds/batch.Job';
import { readDocuments } from '@site/src/simulation/api/manifest/documents';
import { editDocument } from '@site/src/simulation/api/manifest/edit';
import { admitPodSecurity, evaluatePod, pathOf, podOf, smallestFix, type AdmissionRequest, type Evaluation, type Level, type LevelVersion, type SecuredPod } from '@site/src/simulation/policy/pod-security';

const KINDS = createRegistry([podKind, deploymentKind, replicaSetKind, statefulSetKind, daemonSetKind, jobKind, cronJobKind]);

export const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];

export interface CheckedPod {
  readonly kind: string;
  readonly name: string;
  /** Where the Pod's template is in the object; empty for a Pod. */
  readonly at: string;
  /** The Pod itself, for what its code can do. */
  readonly pod: SecuredPod;
  readonly evaluations: Readonly<Record<Level, Evaluation>>;
  /** What kubectl prints in a Namespace that enforces the chosen level; null where nothing is said. */
  readonly answer: string | null;
  /** The whole text after the smallest fix; null where the Pod passes or the fix cannot be made in this text. */
  readonly fixed: string | null;
}

export interface Checked {
  readonly problems: readonly Problem[];
  /** The first object with a Pod. */
  readonly pod: CheckedPod | null;
  /** Further objects with Pods, which are not looked at. */
  readonly more: number;
}

/** The bounds of a document, of those that are not empty. */
function boundsOf(text: string, doc: number): { start: number; end: number } {
  const start = readDocuments(text).filter(({ tree, error }) => tree !== undefined || error !== undefined)[doc]?.offset ?? 0;
  const cut = text.slice(start).search(/\n---[ \t]*(\n|$)/);
  return { start, end: cut < 0 ? text.length : start + cut + 1 };
}

const carried = (text: string) => {
  const { objects, problems } = readManifests(text, KINDS);
  const found = objects.flatMap(({ object, doc }) => {
    // The kinds' own types and the few fields that Pod Security reads are the same objects.
    const request: AdmissionRequest['object'] = JSON.parse(JSON.stringify(object));
    const pod = podOf(request);
    return pod === undefined ? [] : [{ object: request, doc, ...pod }];
  });
  return { problems, found };
};

/** The text with the fewest changes after which its first Pod passes; null if they cannot be made in place. */
function fixedText(text: string, policy: LevelVersion): string | null {
  const [first] = carried(text).found;
  if (first === undefined) return null;
  const { start, end } = boundsOf(text, first.doc);
  const { edits } = smallestFix(policy, first.pod);
  const after = edits.reduce<string | undefined>((now, edit) => now && editDocument(now, { ...edit, path: [...pathOf(first.at), ...edit.path] }), text.slice(start, end));
  if (after === undefined || edits.length === 0) return null;
  const whole = text.slice(0, start) + after + text.slice(end);
  const again = carried(whole).found[0];
  return again !== undefined && evaluatePod(policy, again.pod).allowed ? whole : null;
}

/** Reads a text as the API server would and holds its first Pod against the three levels of one version. */
export function checkText(text: string, policy: LevelVersion): Checked {
  const { problems, found } = carried(text);
  const [first] = found;
  if (first === undefined) return { problems, pod: null, more: 0 };
  const { object, pod, at } = first;
  const evaluations = Object.fromEntries(LEVELS.map((level) => [level, evaluatePod({ level, version: policy.version }, pod)])) as Record<Level, Evaluation>;
  const labels = { 'pod-security.kubernetes.io/enforce': policy.level, 'pod-security.kubernetes.io/enforce-version': policy.version };
  const { message, warnings } = admitPodSecurity({ object, namespace: { metadata: { name: object.metadata.namespace ?? 'default', labels } } });
  const answer = message === undefined ? warnings?.map((warning) => `Warning: ${warning}`).join('\n') : `Error from server (Forbidden): ${message}`;
  return {
    problems,
    pod: { kind: object.kind, name: object.metadata.name ?? '', at, pod, evaluations, answer: answer ?? null, fixed: evaluations[policy.level].allowed ? null : fixedText(text, policy) },
    more: found.length - 1,
  };
}
