/** A folder with a chart and with overlays, and what `helm template` (4.2.4) and `kubectl kustomize` (1.36.3) make of it. */
import { GoError } from '../../base/go/values';
import { DEFAULT_CAPABILITIES, ChartError, renderRelease } from '../../render/helm';
import { WorkingFolder } from '../../render/helm/command/folder';
import { mergeValues } from '../../render/helm/options';
import { splitKeepingEnds } from '../../render/helm/release/manifests';
import { runKustomize } from '../../render/kustomize';
import type { Step } from '../../render/kustomize';
import { chartFrom, checkDependencies, reworded } from '../../tools/helm/chart';
import { HelmError } from '../../tools/helm/machine';
import { brokenDocument, placeOfHelm, placeOfKustomize } from './places';
import type { Files, Tool } from './files';
import type { Broken, Place } from './places';
import { judge } from './puzzle';
import type { Puzzle } from './puzzle';

export interface Question {
  readonly tool: Tool;
  readonly files: Files;
  /** A file of values (none: the chart's own), or a folder with a kustomization. */
  readonly target: string;
  /** What it is compared with: another of its kind. */
  readonly against: string;
  /** Whether the puzzle is judged too. */
  readonly puzzle: boolean;
}

export type Output =
  | { readonly ok: true; readonly text: string; readonly warnings: string }
  /** `error` is what the tool prints on the standard error; `broken` what a template rendered that is no YAML. */
  | { readonly ok: false; readonly error: string; readonly warnings: string; readonly place: Place | undefined; readonly broken?: Broken | undefined };

export interface PackagingAnswer {
  readonly output: Output;
  readonly against: Output;
  /** Of a build of Kustomize, as far as it came. */
  readonly steps: readonly Step[];
  readonly puzzle: Puzzle | undefined;
}

const ROOT = '/home/learner';
const RELEASE = 'web';
const SURROUNDINGS = { now: 0, seed: 1 };

/** `helm template web ./web -f VALUES`. */
export function renderChart(files: Files, values: string): Output {
  const fail = (error: string, place: string, rendered?: ReadonlyMap<string, string>): Output => ({
    ok: false, error: `Error: ${error}`, warnings: '', place: placeOfHelm(place, files, values, rendered), ...(rendered === undefined ? {} : { broken: brokenDocument(place, rendered) }),
  });
  try {
    const folder = new WorkingFolder(files, ROOT);
    const given = mergeValues({ list: (flag) => (flag === 'values' && values !== '' ? [values] : []) }, folder, true);
    const chart = chartFrom(folder, './web');
    if (!['', 'application'].includes(chart.metadata.type)) return fail(`${chart.metadata.type} charts are not installable`, '');
    checkDependencies(chart);
    const release = renderRelease(chart, given, { name: RELEASE, namespace: 'default', capabilities: DEFAULT_CAPABILITIES, surroundings: SURROUNDINGS, log: () => undefined, split: splitKeepingEnds });
    if (release.ok) return { ok: true, text: `${release.manifest.trim()}\n`, warnings: '' };
    const words = reworded(release.error);
    return fail(release.rendered ? `${words}\n\nUse --debug flag to render out invalid YAML` : words, release.error, release.files);
  } catch (error) {
    if (error instanceof HelmError || error instanceof ChartError || error instanceof GoError) return fail(error.message, error.message);
    throw error;
  }
}

/** `kubectl kustomize FOLDER`; `follow` hears of every step. */
export function buildOverlay(files: Files, folder: string, follow?: (step: Step) => void): Output {
  const built = runKustomize({ files, target: folder === '' ? '.' : folder, root: ROOT, ...(follow === undefined ? {} : { follow }) });
  if ('stdout' in built) return { ok: true, text: built.stdout, warnings: built.stderr };
  return { ok: false, error: `error: ${built.error}`, warnings: built.stderr, place: placeOfKustomize(built.error, files, folder, ROOT) };
}

const textOf = (output: Output): string | undefined => (output.ok ? output.text : undefined);
const below = (folder: string): string => (folder === ROOT ? '' : folder.slice(ROOT.length + 1));

export function packagingAnswer({ tool, files, target, against, puzzle }: Question): PackagingAnswer {
  const steps: Step[] = [];
  const render = (what: string, follow?: (step: Step) => void): Output => (tool === 'helm' ? renderChart(files, what) : buildOverlay(files, what, follow));
  return {
    output: render(target, (step) => steps.push({ ...step, folder: below(step.folder) })),
    against: render(against),
    steps,
    puzzle: puzzle ? judge({ helmProd: textOf(renderChart(files, 'prod.yaml')), kustomizeProd: textOf(buildOverlay(files, 'overlays/prod')), helmPlain: textOf(renderChart(files, '')), base: textOf(buildOverlay(files, 'base')) }) : undefined,
  };
}
