/** A release from a chart and values: notes, hooks and manifests (helm pkg/action: install.go up to the cluster, action.go renderResources). */
import { GoInt } from '../../../base/go/values';
import type { GoMap } from '../../../base/go/values';
import { isCompatibleRange } from '../../../base/semver';
import { coalesceForChart, ValuesError } from '../chart/coalesce';
import { processDependencies } from '../chart/dependencies';
import { crdsOf } from '../chart/load';
import type { Chart } from '../chart/load';
import type { Capabilities } from '../engine/capabilities';
import { renderChart } from '../engine/render';
import type { RenderOptions } from '../engine/render';
import { mapOf } from '../functions/table';
import { schemaErrors } from '../schema/charts';
import { INSTALL_ORDER, sortManifests } from './manifests';
import type { Hook, Manifest } from './manifests';

export interface ReleaseOptions extends Pick<RenderOptions, 'surroundings' | 'log' | 'lookup'> {
  readonly name: string;
  readonly namespace: string;
  readonly revision?: number;
  readonly isUpgrade?: boolean;
  readonly capabilities: Capabilities;
  readonly skipSchemaValidation?: boolean;
  readonly includeCrds?: boolean;
  readonly subchartNotes?: boolean;
  /** How a file is cut into documents; as helm 3 does unless it is said. */
  readonly split?: (text: string) => readonly string[];
}

export type RenderedRelease =
  | { readonly ok: true; readonly manifests: readonly Manifest[]; readonly hooks: readonly Hook[]; readonly notes: string; readonly manifest: string }
  /** `rendered`: templates ran, or were about to; helm then tells of --debug. */
  | { readonly ok: false; readonly error: string; readonly rendered: boolean; /** What the templates gave, where that is no YAML. */ readonly files?: ReadonlyMap<string, string> };

export const releaseMap = ({ name, namespace, isUpgrade = false, revision = 1 }: Pick<ReleaseOptions, 'name' | 'namespace' | 'isUpgrade' | 'revision'>): GoMap =>
  mapOf([['Name', name], ['Namespace', namespace], ['IsUpgrade', isUpgrade], ['IsInstall', !isUpgrade], ['Revision', new GoInt(revision)], ['Service', 'Helm']]);

/** Takes the chart's notes out of the rendered files. */
function takeNotes(files: ReadonlyMap<string, string>, chart: Chart, withSubcharts: boolean): { notes: string; rest: ReadonlyMap<string, string> } {
  const rest = new Map(files);
  const notes: string[] = [];
  for (const [name, text] of files) {
    if (!name.endsWith('NOTES.txt')) continue;
    if (withSubcharts || name === `${chart.metadata.name}/templates/NOTES.txt`) notes.push(text);
    rest.delete(name);
  }
  return { notes: notes.join('\n'), rest };
}

/** Changes the chart, as helm does: load it anew for each release. */
export function renderRelease(chart: Chart, values: GoMap, options: ReleaseOptions): RenderedRelease {
  const { log, capabilities } = options;
  const failed = (error: string, rendered: boolean): RenderedRelease => ({ ok: false, error, rendered });
  let coalesced: GoMap;
  try {
    processDependencies(chart, values, log);
    coalesced = coalesceForChart(chart, values, { log, merge: false });
  } catch (error) {
    if (error instanceof ValuesError) return failed(error.message, false);
    throw error;
  }
  const wrong = options.skipSchemaValidation === true ? '' : schemaErrors(chart, coalesced);
  if (wrong !== '') return failed(`values don't meet the specifications of the schema(s) in the following chart(s):\n${wrong}`, false);
  const { kubeVersion } = chart.metadata;
  if (kubeVersion !== '' && !isCompatibleRange(kubeVersion, capabilities.kubeVersion.version)) {
    return failed(`chart requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${capabilities.kubeVersion.version}`, true);
  }
  const rendered = renderChart(chart, coalesced, { ...options, release: releaseMap(options) });
  if (!rendered.ok) return failed(rendered.error, true);
  const { notes, rest } = takeNotes(rendered.files, chart, options.subchartNotes === true);
  const sorted = sortManifests(rest, log, INSTALL_ORDER, options.split);
  if (!sorted.ok) return { ok: false, error: sorted.error, rendered: true, files: rest };
  const crds = options.includeCrds === true ? crdsOf(chart).map(({ filename, text }) => `---\n# Source: ${filename}\n${text}\n`) : [];
  const manifest = [...crds, ...sorted.manifests.map(({ source, text }) => `---\n# Source: ${source}\n${text}\n`)].join('');
  return { ok: true, manifests: sorted.manifests, hooks: sorted.hooks, notes, manifest };
}
