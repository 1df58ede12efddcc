/** What helm prints of several releases (helm pkg/cmd: list.go, history.go). */
import { textOf } from '../../../api/schema/values';
import type { Release } from '../release';
import { ansiTime, encodeJson, encodeYaml, goTime } from './formats';
import { chartMetadata } from './release';
import { uiTable } from './table';
import { sorted } from '../../sorted';

const chartName = (release: Release): string => `${textOf(chartMetadata(release)['name'])}-${textOf(chartMetadata(release)['version'])}`;
const appVersion = (release: Release): string => textOf(chartMetadata(release)['appVersion']);

const inFormat = (items: readonly object[], format: string, table: () => string): string => (format === 'json' ? encodeJson(items) : format === 'yaml' ? encodeYaml(sorted(items)) : table());

export function printList(releases: readonly Release[], format: string, noHeaders: boolean): string {
  const items = releases.map((one) => ({
    name: one.name, namespace: one.namespace, revision: String(one.version), updated: one.info.last_deployed === undefined ? '-' : goTime(one.info.last_deployed), status: one.info.status, chart: chartName(one), app_version: appVersion(one),
  }));
  return inFormat(items, format, () => uiTable([...(noHeaders ? [] : [['NAME', 'NAMESPACE', 'REVISION', 'UPDATED', 'STATUS', 'CHART', 'APP VERSION']]), ...items.map((item) => Object.values(item))]));
}

export function printHistory(releases: readonly Release[], format: string): string {
  const items = releases.map((one) => ({
    revision: one.version, ...(one.info.last_deployed === undefined ? {} : { updated: one.info.last_deployed }), status: one.info.status, chart: chartName(one), app_version: appVersion(one), description: one.info.description,
  }));
  return inFormat(items, format, () => uiTable([
    ['REVISION', 'UPDATED', 'STATUS', 'CHART', 'APP VERSION', 'DESCRIPTION'],
    ...items.map((item) => [String(item.revision), ansiTime(item.updated ?? '0001-01-01T00:00:00Z'), item.status, item.chart, item.app_version, item.description]),
  ]));
}
