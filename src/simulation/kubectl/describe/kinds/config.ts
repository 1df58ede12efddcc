import type { ConfigMap, Secret, ServiceAccount } from '../../../api/generated/types/core.v1';
import type { PodDisruptionBudget } from '../../../api/generated/types/policy.v1';
import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from '../../../api/generated/types/rbac.v1';
import type { PriorityClass } from '../../../api/generated/types/scheduling.v1';
import { decodeBase64 } from '../../../api/go-template/base64';
import { formatLabelSelector } from '../../../api/selector';
import { accessList } from '../../../policy/rbac';
import type { PolicyRule } from '../../../policy/rbac';
import { printList } from '../../../base/go/quote';
import { plain } from '../describer';
import { eventLines } from '../events';
import { formatLabels, head, line, ruled } from '../text';

const size = (base64: string): number => (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

/** ConfigMapDescriber. */
export const describeConfigMap = plain<ConfigMap>(({ metadata, data, binaryData }, { now, events }) => {
  const texts = Object.keys(data ?? {}).sort().map((key) => `${key}:\n----\n${data?.[key]}\n\n`);
  const bytes = Object.keys(binaryData ?? {}).sort().map((key) => `${key}: ${size(binaryData?.[key] ?? '')} bytes\n`);
  return `${head(metadata)}\nData\n====\n${texts.join('')}\nBinaryData\n====\n${bytes.join('')}\n${eventLines(events, now)}`;
});

/** describeSecret. */
export const describeSecret = plain<Secret>(({ metadata, type, data }) => {
  const rows = Object.keys(data ?? {}).sort().map((key) => (key === 'token' && type === 'kubernetes.io/service-account-token' ? line(0, key, decodeBase64(data?.[key] ?? '')) : line(0, key, `${size(data?.[key] ?? '')} bytes`)));
  return `${head(metadata)}\n${line(0, 'Type', type)}\nData\n====\n${rows.join('')}`;
});

const PULL = 'Image pull secrets:';

/** describeServiceAccount. */
export const describeServiceAccount = plain<ServiceAccount>(({ metadata, imagePullSecrets }, { now, events }) => {
  const names = (imagePullSecrets ?? []).map(({ name = '' }) => name);
  const rows = names.length === 0 ? `${PULL}\t<none>\n` : names.map((name, at) => `${at === 0 ? PULL : ' '.repeat(PULL.length)}\t${name}\n`).join('');
  return `${head(metadata)}${rows}${eventLines(events, now)}`;
});

const unplaced = ({ name, labels, annotations }: Role['metadata']): string => head({ ...(name === undefined ? {} : { name }), ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) });

/** RoleDescriber and ClusterRoleDescriber. */
export const describeRole = plain<Role | ClusterRole>(({ metadata, rules }) => {
  const all = (rules ?? []) as readonly PolicyRule[];
  const rows = accessList({ resourceRules: all, nonResourceRules: [] }).map(({ resource, nonResourceURLs, resourceNames, verbs }) => [resource, printList(nonResourceURLs), printList(resourceNames), printList(verbs)]);
  return `${unplaced(metadata)}PolicyRule:\n${ruled(1, ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ['---------', '-----------------', '--------------', '-----'], rows)}`;
});

/** RoleBindingDescriber and ClusterRoleBindingDescriber. */
export const describeBinding = plain<RoleBinding | ClusterRoleBinding>(({ metadata, roleRef, subjects }) => {
  const rows = (subjects ?? []).map(({ kind, name, namespace = '' }) => [kind, name, namespace]);
  return `${unplaced(metadata)}Role:\n${line(1, 'Kind', roleRef.kind)}${line(1, 'Name', roleRef.name)}Subjects:\n${ruled(1, ['Kind', 'Name', 'Namespace'], ['----', '----', '---------'], rows)}`;
});

/** describePodDisruptionBudgetV1. */
export const describeBudget = plain<PodDisruptionBudget>(({ metadata, spec, status }, { now, events }) => [
  line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace),
  spec?.minAvailable !== undefined ? line(0, 'Min available', spec.minAvailable) : spec?.maxUnavailable === undefined ? '' : line(0, 'Max unavailable', spec.maxUnavailable),
  line(0, 'Selector', spec?.selector === undefined ? '<unset>' : formatLabelSelector(spec.selector)), 'Status:\n', line(2, 'Allowed disruptions', status?.disruptionsAllowed ?? 0), line(2, 'Current', status?.currentHealthy ?? 0),
  line(2, 'Desired', status?.desiredHealthy ?? 0), line(2, 'Total', status?.expectedPods ?? 0), eventLines(events, now),
].join(''));

/** describePriorityClass. */
export const describePriorityClass = plain<PriorityClass>(({ metadata, value, globalDefault = false, preemptionPolicy, description = '' }, { now, events }) => [
  line(0, 'Name', metadata.name), line(0, 'Value', value), line(0, 'GlobalDefault', globalDefault), line(0, 'PreemptionPolicy', preemptionPolicy), line(0, 'Description', description),
  line(0, 'Annotations', formatLabels(metadata.annotations)), eventLines(events, now),
].join(''));

