import { MAX_MANIFEST_LENGTH } from '@site/src/simulation/api/manifest/limits';
import type { Controller, Mode } from '@site/src/simulation/scenarios/router/answer';
import { DAYS } from '@site/src/simulation/scenarios/router/world';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, startOf, type Preset } from './presets';
import { viewsOf, type View } from './views';

export const MODES = ['ingress', 'gateway'] as const satisfies readonly Mode[];
export const CONTROLLERS = ['specified', 'traefik'] as const satisfies readonly Controller[];
export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export const MAX_LINE = 2000;

/** What is kept and shared. */
export interface RouterState {
  readonly mode: Mode;
  /** A text of its own for each mode. */
  readonly texts: Readonly<Record<Mode, string>>;
  readonly url: string;
  readonly method: (typeof METHODS)[number];
  readonly headers: string;
  readonly controller: Controller;
  readonly view: View;
  readonly days: number;
  readonly seed: number;
}

const TEXTS: RouterState['texts'] = { ingress: PRESETS.paths.text, gateway: PRESETS.canary.text };

export function stateOf(preset: Preset, texts: RouterState['texts'] = TEXTS): RouterState {
  const { mode, text, url, view, headers = '', controller = 'specified' } = startOf(preset);
  return { mode, texts: { ...texts, [mode]: text }, url, method: 'GET', headers, controller, view, days: 0, seed: 1 };
}

export const presetOf = ({ mode, texts }: RouterState): Preset | undefined => PRESET_IDS.find((id) => PRESETS[id].mode === mode && PRESETS[id].text === texts[mode]);

export function withMode(state: RouterState, mode: Mode): RouterState {
  return { ...state, mode, view: viewsOf(mode).includes(state.view) ? state.view : 'rules' };
}

export function takeOver({ preset, text }: HandedOver, now: RouterState): RouterState | undefined {
  const known = PRESET_IDS.find((id) => id === preset);
  if (known !== undefined) return stateOf(known, now.texts);
  if (text === undefined) return undefined;
  const mode: Mode = text.includes('gateway.networking.k8s.io/') ? 'gateway' : 'ingress';
  return { ...withMode(now, mode), texts: { ...now.texts, [mode]: text } };
}

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isCount = (value: unknown, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

export function parseState(raw: unknown): RouterState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { mode, texts, url, method, headers, controller, view, days, seed } = raw as Record<string, unknown>;
  const [asMode, asMethod, asController] = [MODES.find((one) => one === mode), METHODS.find((one) => one === method), CONTROLLERS.find((one) => one === controller)];
  if (asMode === undefined || asMethod === undefined || asController === undefined || typeof texts !== 'object' || texts === null) return undefined;
  const { ingress, gateway } = texts as Record<string, unknown>;
  const asView = viewsOf(asMode).find((one) => one === view);
  if (asView === undefined || !isText(ingress, MAX_MANIFEST_LENGTH) || !isText(gateway, MAX_MANIFEST_LENGTH) || !isText(url, MAX_LINE) || !isText(headers, MAX_LINE)) return undefined;
  if (!isCount(days, DAYS) || !isCount(seed, 1_000_000_000)) return undefined;
  return { mode: asMode, texts: { ingress, gateway }, url, method: asMethod, headers, controller: asController, view: asView, days, seed };
}
