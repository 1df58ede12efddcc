/** What helm prints of one release (helm pkg/cmd: status.go statusPrinter). */
import { coalesceForChart } from '../../../render/helm/chart/coalesce';
import { plainValue } from '../../../render/helm/values';
import { objectOf, textOf } from '../../../api/schema/values';
import { sorted } from '../../sorted';
import { chartOf, releaseJson } from '../release';
import type { Release } from '../release';
import { ansiTime, encodeJson, encodeYaml } from './formats';

export interface Shown {
  readonly debug?: boolean;
  readonly metadata?: boolean;
  readonly hideNotes?: boolean;
  /** What stands under RESOURCES. */
  readonly resources?: string;
}

export const chartMetadata = ({ chart }: Release) => objectOf(chart?.['metadata']);
export const configOf = ({ config }: Release): unknown => (config === undefined ? null : sorted(plainValue(config)));
export const computedValues = (release: Release): unknown => sorted(plainValue(coalesceForChart(chartOf(release), release.config ?? {}, { log: () => undefined, merge: false })));

function tests({ hooks }: Release): string {
  const all = hooks.flatMap((hook) => hook.events.filter((event) => event === 'test').map(() => hook));
  if (all.length === 0) return 'TEST SUITE: None\n';
  const ran = all.filter(({ lastRun }) => lastRun.started_at !== undefined);
  return ran.map(({ name, lastRun }) => `TEST SUITE:     ${name}\nLast Started:   ${ansiTime(lastRun.started_at ?? '')}\nLast Completed: ${ansiTime(lastRun.completed_at ?? '0001-01-01T00:00:00Z')}\nPhase:          ${lastRun.phase}\n`).join('');
}

export function releaseTable(release: Release, { debug = false, metadata = false, hideNotes = false, resources = '' }: Shown = {}): string {
  const { name, namespace, info, version, hooks, manifest } = release;
  const chart = chartMetadata(release);
  let text = `NAME: ${name}\n`;
  if (info.last_deployed !== undefined) text += `LAST DEPLOYED: ${ansiTime(info.last_deployed)}\n`;
  text += `NAMESPACE: ${namespace}\nSTATUS: ${info.status}\nREVISION: ${version}\n`;
  if (metadata) text += `CHART: ${textOf(chart['name'])}\nVERSION: ${textOf(chart['version'])}\nAPP_VERSION: ${textOf(chart['appVersion'])}\n`;
  text += `DESCRIPTION: ${info.description}\n`;
  if (resources !== '') text += `RESOURCES:\n${resources}\n`;
  text += tests(release);
  if (debug) text += `USER-SUPPLIED VALUES:\n${encodeYaml(configOf(release))}\nCOMPUTED VALUES:\n${encodeYaml(computedValues(release))}\n`;
  if (debug || info.description.toLowerCase() === 'dry run complete') text += `HOOKS:\n${hooks.map(({ path, manifest: hook }) => `---\n# Source: ${path}\n${hook}\n`).join('')}MANIFEST:\n${manifest}\n`;
  if (!hideNotes && info.notes !== '') text += `NOTES:\n${info.notes.trim()}\n`;
  return text;
}

/** The release in a format. */
export function printRelease(release: Release, format: string, shown: Shown = {}): string {
  if (format === 'json') return encodeJson(releaseJson(release));
  if (format === 'yaml') return encodeYaml(sorted(releaseJson(release)));
  return releaseTable(release, shown);
}
