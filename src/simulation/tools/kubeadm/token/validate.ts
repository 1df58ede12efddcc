/** What a token may be (cmd/kubeadm/app/apis/kubeadm/validation; cluster-bootstrap/token/util). */

const USAGES = ['signing', 'authentication'];
const GROUP = String.raw`\Asystem:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]\z`;

/** field.Invalid. */
export const invalid = (field: string, value: unknown, detail: string): string => `${field}: Invalid value: ${JSON.stringify(value)}: ${detail}`;

/** ValidateTokenUsages. */
export function usageErrors(usages: readonly string[], field: string): readonly string[] {
  const unknown = [...new Set(usages)].filter((usage) => !USAGES.includes(usage)).sort();
  return unknown.length === 0 ? [] : [invalid(field, usages, `invalid bootstrap token usage string: ${unknown.join(',')}, valid usage options: ${USAGES.join(',')}`)];
}

/** ValidateTokenGroups. */
export function groupErrors(usages: readonly string[], groups: readonly string[], field: string): readonly string[] {
  return [
    ...(groups.length > 0 && !usages.includes('authentication') ? [invalid(field, groups, 'token groups cannot be specified unless --usages includes "authentication"')] : []),
    ...groups.filter((group) => !/^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/.test(group)).map((group) => invalid(field, groups, `bootstrap group ${JSON.stringify(group)} is invalid (must match ${GROUP})`)),
  ];
}

/** Of several errors in one: utilerrors.NewAggregate. */
export const aggregate = (errors: readonly string[]): string => {
  const different = [...new Set(errors)];
  return different.length === 1 ? different[0]! : `[${different.join(', ')}]`;
};
