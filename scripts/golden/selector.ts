/** Replays the `selector` suite: label and field selectors, as text and in manifests, and the rules for names. */
import { fieldErrorMessage } from '../../src/simulation/api/field-errors';
import * as names from '../../src/simulation/api/names';
import {
  fieldsMatch, formatLabelSelector, parseFieldSelector, parseLabelSelector, printFieldSelector, printRequirements, requirementsMatch, requirementsOf,
} from '../../src/simulation/api/selector';
import { validateLabelSelector } from '../../src/simulation/api/validation/metadata';
import type { LabelSelector, Labels } from '../../src/simulation/api/types';
import type { GoldenCase, Replay } from './types';

function replayLabelText({ selector, labels = [] }: { selector: string; labels?: Labels[] }): unknown {
  const requirements = parseLabelSelector(selector);
  if (!requirements.ok) return { error: requirements.error };
  return { string: printRequirements(requirements.value), matches: labels.map((one) => requirementsMatch(requirements.value, one)) };
}

function replayLabelObject({ labelSelector, labels = [] }: { labelSelector: LabelSelector | null; labels?: Labels[] }): unknown {
  const requirements = requirementsOf(labelSelector);
  const errors = validateLabelSelector(labelSelector ?? undefined, 'spec.selector').map(fieldErrorMessage);
  return {
    format: formatLabelSelector(labelSelector),
    ...(errors.length === 0 ? {} : { validation: errors }),
    ...(requirements.ok
      ? { matches: labels.map((one) => requirements.value !== 'nothing' && requirementsMatch(requirements.value, one)) }
      : { error: requirements.error }),
  };
}

function replayFieldText({ selector, fields = [] }: { selector: string; fields?: Record<string, string>[] }): unknown {
  const requirements = parseFieldSelector(selector);
  if (!requirements.ok) return { error: requirements.error };
  const { value } = requirements;
  return { string: printFieldSelector(value), requirements: value, empty: value.length === 0, matches: fields.map((one) => fieldsMatch(value, one)) };
}

const RULES = new Map<string, (text: string) => string[]>([
  ['IsQualifiedName', names.labelKeyErrors], ['IsValidLabelValue', names.labelValueErrors], ['IsDNS1123Label', names.dns1123LabelErrors],
  ['IsDNS1123Subdomain', (text) => names.dns1123SubdomainErrors(text)], ['IsDNS1035Label', names.dns1035LabelErrors], ['IsValidPortName', names.portNameErrors],
  ['IsConfigMapKey', names.configMapKeyErrors], ['IsWildcardDNS1123Subdomain', names.wildcardSubdomainErrors], ['IsValidPercent', names.percentErrors],
]);

function replayName({ rule, text }: { rule: string; text: string }): unknown {
  const errors = RULES.get(rule);
  if (errors === undefined) throw new Error(`there is no rule "${rule}"; add it to scripts/golden/selector.ts`);
  return { errors: errors(text) };
}

const KINDS = new Map<string, (input: never) => unknown>([
  ['labelText', replayLabelText], ['labelObject', replayLabelObject], ['fieldText', replayFieldText], ['name', replayName],
]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
