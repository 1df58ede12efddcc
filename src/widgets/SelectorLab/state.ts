import type { HandedOver } from '../state';
import { CHALLENGE_IDS, type Challenge } from './challenges';
import { FORMS, readSelector, writeSelector, type Form } from './forms';
import { PODS, type LabPod } from './pods';
import { printRequirements } from '@site/src/simulation/api/selector';

/** What is kept and shared. */
export interface LabState {
  readonly form: Form;
  /** The selector in its form: kubectl's text, or a manifest. */
  readonly text: string;
  readonly pods: readonly LabPod[];
  readonly challenge: Challenge | 'none';
}

export const MAX_TEXT = 10_000;
export const MAX_LABELS = 1000;

export const initialState: LabState = { form: 'kubectl', text: 'env notin (dev)', pods: PODS, challenge: 'none' };

/** The same selector in another form; what could not be read gives way to the first one. */
export function inForm(state: LabState, form: Form): LabState {
  const { selection } = readSelector(state.form, state.text);
  const requirements = selection === undefined || selection === 'nothing' ? [] : selection;
  if (selection === undefined) return { ...state, form, text: form === 'kubectl' ? initialState.text : writeSelector(form, []) };
  return { ...state, form, text: form === 'kubectl' ? printRequirements(requirements) : writeSelector(form, requirements) };
}

/** A selector as kubectl takes it comes from the page as text, in whatever form the lab is. */
export const takeOver = ({ text }: HandedOver, now: LabState): LabState | undefined => (text === undefined ? undefined : { ...now, form: 'kubectl', text: text.trim().slice(0, MAX_TEXT) });

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { form, text, pods, challenge } = raw as Record<string, unknown>;
  const how = FORMS.find((one) => one === form);
  const asked = challenge === 'none' ? challenge : CHALLENGE_IDS.find((one) => one === challenge);
  if (how === undefined || asked === undefined || typeof text !== 'string' || text.length > MAX_TEXT || !Array.isArray(pods) || pods.length !== PODS.length) return undefined;
  const labels = pods.map((pod: unknown) => (typeof pod === 'object' && pod !== null ? (pod as { labels?: unknown }).labels : undefined));
  const texts = labels.filter((one): one is string => typeof one === 'string' && one.length <= MAX_LABELS);
  return texts.length === PODS.length ? { form: how, text, pods: PODS.map(({ name }, i) => ({ name, labels: texts[i]! })), challenge: asked } : undefined;
}
