import { overlays, TOOLS, valuesFiles, type Files, type Tool } from '@site/src/simulation/scenarios/packaging/files';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, SOLVED, type Preset } from './presets';
import { VIEWS, viewsOf, type View } from './views';

export const MAX_FILES = 40;
export const MAX_TEXT = 20_000;
const PATH = /^(?!\.)[\w.-]+(?:\/(?!\.\.?(?:\/|$))[\w.-]+)*$/;

/** What is kept and shared. */
export interface PackageState {
  readonly tool: Tool;
  readonly files: Files;
  /** The file in the editor. */
  readonly open: string;
  /** What each tool renders: a file of values (none: the chart's own) or a folder. */
  readonly target: Readonly<Record<Tool, string>>;
  readonly against: Readonly<Record<Tool, string>>;
  readonly view: View;
  /** Which step of the build is shown; the first that does something of the overlay where it is -1. */
  readonly step: number;
}

const TARGET: PackageState['target'] = { helm: 'prod.yaml', kustomize: 'overlays/prod' };
const AGAINST: PackageState['against'] = { helm: 'dev.yaml', kustomize: 'overlays/dev' };

export function stateOf(preset: Preset): PackageState {
  const { tool, files, open, view } = PRESETS[preset];
  return { tool, files, open, target: TARGET, against: AGAINST, view, step: -1 };
}

/** What a tool can be asked to render. */
export const targetsOf = (tool: Tool, files: Files): readonly string[] => (tool === 'helm' ? ['', ...valuesFiles(files)] : overlays(files));

export function presetOf({ tool, files }: PackageState): Preset | undefined {
  const alike = PRESET_IDS.filter((id) => same(PRESETS[id].files, files));
  return alike.find((id) => PRESETS[id].tool === tool) ?? (alike.length === 1 ? alike[0] : undefined);
}

function same(a: Files, b: Files): boolean {
  return a === b || (Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([path, text]) => b[path] === text));
}

export const isPath = (path: string): boolean => PATH.test(path) && path.length <= 100;

export function withTool(state: PackageState, tool: Tool): PackageState {
  const next = { ...state, tool, step: -1, view: viewsOf(tool).includes(state.view) ? state.view : ('rendered' as const) };
  // What is open goes along with the tool: the file that most readers change.
  const first = tool === 'helm' ? state.target.helm : `${state.target.kustomize}/kustomization.yaml`;
  return Object.hasOwn(state.files, first) ? { ...next, open: first } : next;
}

export const solved = (state: PackageState): PackageState => ({ ...state, files: SOLVED });

export function withFile(state: PackageState, path: string, text: string): PackageState {
  return { ...state, files: { ...state.files, [path]: text }, open: path };
}

export function withoutFile(state: PackageState, path: string): PackageState {
  const { [path]: _gone, ...files } = state.files;
  return { ...state, files, open: Object.keys(files)[0] ?? '' };
}

export function takeOver({ preset }: HandedOver): PackageState | undefined {
  const known = PRESET_IDS.find((id) => id === preset);
  return known === undefined ? undefined : stateOf(known);
}

type Raw = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFiles = (value: unknown): value is Files => isRecord(value) && Object.keys(value).length <= MAX_FILES && Object.entries(value).every(([path, text]) => isPath(path) && typeof text === 'string' && text.length <= MAX_TEXT);
const isChoice = (value: unknown): value is Readonly<Record<Tool, string>> => isRecord(value) && TOOLS.every((tool) => typeof value[tool] === 'string' && value[tool].length <= 100);

export function parseState(raw: unknown): PackageState | undefined {
  if (!isRecord(raw)) return undefined;
  const { files, open, target, against, step } = raw;
  const [tool, view] = [TOOLS.find((one) => one === raw['tool']), VIEWS.find((one) => one === raw['view'])];
  if (tool === undefined || view === undefined || !viewsOf(tool).includes(view) || !isFiles(files) || typeof open !== 'string' || !isChoice(target) || !isChoice(against)) return undefined;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < -1 || step > 1000) return undefined;
  return { tool, files, open, target: { helm: target.helm, kustomize: target.kustomize }, against: { helm: against.helm, kustomize: against.kustomize }, view, step };
}
