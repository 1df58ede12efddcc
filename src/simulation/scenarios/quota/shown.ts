import { addQuantity, formatQuantity, quantityOf } from '../../api/quantity';
import { DEPLOYMENT } from './objects';
import type { QuotaWorld } from './lab';

/** What kubectl prints of the lab's objects. */

/** Columns that are as wide as what stands in them, three blanks apart (cli-runtime printers). */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + 3))).join('')).join('\n');
}

/** `kubectl get deployment` without its age (pkg/printers/internalversion printDeployment). */
export function shownDeployment({ deployment }: QuotaWorld): string {
  if (deployment === undefined) return 'No resources found in team-a namespace.';
  const { readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0 } = deployment.status ?? {};
  return columns([['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE'], [DEPLOYMENT, `${readyReplicas}/${deployment.spec?.replicas ?? 0}`, String(updatedReplicas), String(availableReplicas)]]);
}

/** The conditions of the newest ReplicaSet that has some, or of the newest, as YAML writes them without their times. */
export function shownReplicaSet({ replicaSets }: QuotaWorld): string {
  const set = replicaSets.find(({ status }) => (status?.conditions ?? []).length > 0) ?? replicaSets.at(-1);
  if (set === undefined) return 'No resources found in team-a namespace.';
  const conditions = set.status?.conditions ?? [];
  const lines = conditions.map(({ type, status, reason = '', message = '' }) => `  - message: '${message.replaceAll("'", "''")}'\n    reason: ${reason}\n    status: "${status}"\n    type: ${type}`);
  return `# ${set.metadata.name ?? ''}\nstatus:\n${conditions.length === 0 ? '' : `  conditions:\n${lines.join('\n')}\n`}  replicas: ${set.status?.replicas ?? 0}`;
}

/** `kubectl get events` without their times. */
export function shownEvents({ events }: QuotaWorld): string {
  if (events.length === 0) return 'No events found in team-a namespace.';
  return columns([['TYPE', 'REASON', 'OBJECT', 'MESSAGE'], ...events.map(({ type = '', reason = '', involvedObject, message = '' }) => [type, reason, `${(involvedObject.kind ?? '').toLowerCase()}/${involvedObject.name ?? ''}`, message])]);
}

/** `kubectl describe quota`: what is counted. */
export function shownQuota({ quota }: QuotaWorld): string {
  const { hard = {}, used = {} } = quota?.status ?? {};
  return columns([['Resource', 'Used', 'Hard'], ['--------', '----', '----'], ...Object.keys(hard).sort().map((name) => [name, used[name] ?? '', hard[name] ?? ''])]);
}

/** Two amounts added, as the API server prints them. */
export const sumOf = (a: string, b: string): string => formatQuantity(addQuantity(quantityOf(a), quantityOf(b)));
