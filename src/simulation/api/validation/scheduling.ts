import { duplicate, forbidden, invalid, invalidNamed, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { NodeSelector } from '../generated/types/core.v1';
import { dns1123LabelErrors, dns1123SubdomainErrors, labelKeyErrors, labelValueErrors } from '../names';
import type { Affinity, LabelSelector, LabelSelectorRequirement, NodeSelectorTerm, PodAffinity, PodAffinityTerm, PodSpec, Toleration, TopologySpreadConstraint } from '../types';
import { validateLabelSelector } from './metadata';
import { validateSupported } from './names';
import type { PodOptions } from './pod/options';

const keyErrors = (key: string, path: string): FieldError[] => labelKeyErrors(key).map((message) => invalid(path, key, message));

export function validateTaintEffect(effect: string, path: string, allowEmpty: boolean): FieldError[] {
  if (effect === '') return allowEmpty ? [] : [required(path)];
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
  return effects.includes(effect) ? [] : [notSupported(path, effect, effects)];
}

/** ValidateTolerations; the operators Lt and Gt are behind an alpha gate that is off by default in 1.36. */
export function validateTolerations(tolerations: readonly Toleration[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  tolerations.forEach((toleration, index) => {
    const at = `${path}[${index}]`;
    const { key = '', operator = '', value = '', effect = '' } = toleration;
    if (key !== '') errors.push(...keyErrors(key, `${at}.key`));
    else if (operator !== 'Exists') {
      errors.push(invalidNamed(`${at}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'));
    }
    if (toleration.tolerationSeconds !== undefined && effect !== 'NoExecute') {
      errors.push(invalidNamed(`${at}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    }
    if (operator === '' || operator === 'Equal') {
      const messages = labelValueErrors(value);
      if (messages.length > 0) errors.push(invalid(`${at}.operator`, value, messages.join(';'), `${at}.value`));
    } else if (operator === 'Exists') {
      if (value !== '') errors.push(invalid(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'"));
    } else if (operator === 'Lt' || operator === 'Gt') {
      errors.push(notSupported(`${at}.operator`, operator, ['Equal', 'Exists', 'Lt', 'Gt']));
    } else {
      errors.push(notSupported(`${at}.operator`, operator, ['Equal', 'Exists']));
    }
    errors.push(...validateTaintEffect(effect, `${at}.effect`, true));
  });
  return errors;
}

function validateNodeRequirement(requirement: LabelSelectorRequirement, path: string, strictValues: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) errors.push(forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      break;
    case 'Gt':
    case 'Lt':
      if (values.length !== 1) errors.push(required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      break;
    default:
      errors.push(invalidNamed(`${path}.operator`, requirement.operator ?? '', 'not a valid selector operator'));
  }
  errors.push(...keyErrors(requirement.key ?? '', `${path}.key`));
  if (strictValues) {
    values.forEach((value, i) => {
      for (const message of labelValueErrors(value)) errors.push(invalid(`${path}.values[${i}]`, value, message));
    });
  }
  return errors;
}

function validateFieldRequirement(requirement: LabelSelectorRequirement, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const values = requirement.values ?? [];
  if (requirement.operator === 'In' || requirement.operator === 'NotIn') {
    if (values.length !== 1) errors.push(required(`${path}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  } else {
    errors.push(invalidNamed(`${path}.operator`, requirement.operator ?? '', 'not a valid selector operator'));
  }
  if (requirement.key !== 'metadata.name') errors.push(invalid(`${path}.key`, requirement.key ?? '', 'not a valid field selector key'));
  else {
    values.forEach((value, i) => {
      for (const message of dns1123SubdomainErrors(value)) errors.push(invalid(`${path}.values[${i}]`, value, message));
    });
  }
  return errors;
}

function validateNodeTerm(term: NodeSelectorTerm, path: string, strictValues: boolean): FieldError[] {
  return [
    ...(term.matchExpressions ?? []).flatMap((r, i) => validateNodeRequirement(r, `${path}.matchExpressions[${i}]`, strictValues)),
    ...(term.matchFields ?? []).flatMap((r, i) => validateFieldRequirement(r, `${path}.matchFields[${i}]`)),
  ];
}

/** ValidateNodeSelector. */
export function validateNodeSelector({ nodeSelectorTerms = [] }: Partial<NodeSelector>, path: string, strictValues: boolean): FieldError[] {
  const at = `${path}.nodeSelectorTerms`;
  if (nodeSelectorTerms.length === 0) return [required(at, 'must have at least one node selector term')];
  return nodeSelectorTerms.flatMap((term, index) => validateNodeTerm(term, `${at}[${index}]`, strictValues));
}

/** validateLabelKeys. */
function validateLabelKeys(keys: readonly string[], selector: LabelSelector | undefined, path: string): FieldError[] {
  if (keys.length === 0) return [];
  if (selector === undefined) return [forbidden(path, 'must not be specified when labelSelector is not set')];
  return keys.flatMap((key, i) => keyErrors(key, `${path}[${i}]`));
}

/**
 * ValidateMatchLabelKeysAndMismatchLabelKeys. The server has put what the keys stand for into the selector by then, so a key that stands there
 * twice was there before.
 */
function validateMatchKeys(matching: readonly string[], mismatching: readonly string[], selector: LabelSelector | undefined, path: string): FieldError[] {
  const errors = [...validateLabelKeys(matching, selector, `${path}.matchLabelKeys`), ...validateLabelKeys(mismatching, selector, `${path}.mismatchLabelKeys`)];
  const selected = new Set(Object.keys(selector?.matchLabels ?? {}));
  for (const { key = '' } of selector?.matchExpressions ?? []) {
    const index = matching.lastIndexOf(key);
    if (index >= 0 && selected.has(key)) errors.push(invalid(`${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector', `${path}.matchLabelKeys[${index}]`));
    selected.add(key);
  }
  matching.forEach((key, i) => {
    if (mismatching.includes(key)) errors.push(invalid(`${path}.matchLabelKeys[${i}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys'));
  });
  return errors;
}

function validatePodTerm(term: PodAffinityTerm, path: string, options: PodOptions): FieldError[] {
  const selectors = { allowInvalidValues: options.anySelectorValues === true };
  const errors = [...validateLabelSelector(term.labelSelector, `${path}.labelSelector`, selectors), ...validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`, selectors)];
  for (const name of term.namespaces ?? []) {
    for (const message of dns1123LabelErrors(name)) errors.push(invalid(`${path}.namespace`, name, message, `${path}.namespaces`));
  }
  errors.push(...validateMatchKeys(term.matchLabelKeys ?? [], term.mismatchLabelKeys ?? [], term.labelSelector, path));
  const key = term.topologyKey ?? '';
  if (key === '') errors.push(required(`${path}.topologyKey`, 'can not be empty'));
  errors.push(...keyErrors(key, `${path}.topologyKey`));
  return errors;
}

function validatePodAffinity(affinity: PodAffinity, path: string, options: PodOptions): FieldError[] {
  const hard = 'requiredDuringSchedulingIgnoredDuringExecution';
  const soft = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...(affinity[hard] ?? []).flatMap((term, i) => validatePodTerm(term, `${path}.${hard}[${i}]`, options)),
    ...(affinity[soft] ?? []).flatMap((weighted, i) => [
      ...validateWeight(weighted.weight, `${path}.${soft}[${i}].weight`),
      ...validatePodTerm(weighted.podAffinityTerm ?? { topologyKey: '' }, `${path}.${soft}[${i}].podAffinityTerm`, options),
    ]),
  ];
}

const validateWeight = (weight: number | undefined, path: string): FieldError[] =>
  weight === undefined || weight <= 0 || weight > 100 ? [invalid(path, weight ?? 0, 'must be in the range 1-100')] : [];

/** validateAffinity. */
export function validateAffinity(affinity: Affinity | undefined, path: string, options: PodOptions = {}): FieldError[] {
  const errors: FieldError[] = [];
  const node = affinity?.nodeAffinity;
  const hard = node?.requiredDuringSchedulingIgnoredDuringExecution;
  if (hard !== undefined) {
    errors.push(...validateNodeSelector(hard, `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`, options.anyNodeAffinityValues !== true));
  }
  (node?.preferredDuringSchedulingIgnoredDuringExecution ?? []).forEach((term, i) => {
    const at = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[${i}]`;
    errors.push(...validateWeight(term.weight, `${at}.weight`));
    errors.push(...validateNodeTerm(term.preference ?? {}, `${at}.preference`, false));
  });
  if (affinity?.podAffinity !== undefined) errors.push(...validatePodAffinity(affinity.podAffinity, `${path}.podAffinity`, options));
  if (affinity?.podAntiAffinity !== undefined) errors.push(...validatePodAffinity(affinity.podAntiAffinity, `${path}.podAntiAffinity`, options));
  return errors;
}

/** validateTopologySpreadConstraints. */
export function validateSpread(constraints: readonly TopologySpreadConstraint[], path: string, options: PodOptions = {}): FieldError[] {
  const errors: FieldError[] = [];
  constraints.forEach((constraint, i) => {
    const at = `${path}[${i}]`;
    const modes = ['DoNotSchedule', 'ScheduleAnyway'];
    if (!(constraint.maxSkew > 0)) errors.push(invalid(`${at}.maxSkew`, constraint.maxSkew ?? 0, 'must be greater than zero'));
    if (!constraint.topologyKey) errors.push(required(`${at}.topologyKey`, 'can not be empty'));
    const mode = constraint.whenUnsatisfiable ?? '';
    if (!modes.includes(mode)) errors.push(notSupported(`${at}.whenUnsatisfiable`, mode, modes));
    const key = constraint.topologyKey ?? '';
    const repeated = constraints.slice(i + 1).some((one) => (one.topologyKey ?? '') === key && (one.whenUnsatisfiable ?? '') === mode);
    if (repeated) errors.push({ ...duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${key}, ${mode}}`), at });
    if (constraint.minDomains !== undefined) {
      if (constraint.minDomains <= 0) errors.push(invalid(`${at}.minDomains`, constraint.minDomains, 'must be greater than zero'));
      if (mode !== 'DoNotSchedule') {
        errors.push(invalid(`${at}.minDomains`, constraint.minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${mode}`));
      }
    }
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) errors.push(...validateSupported(constraint[field], `${at}.${field}`, ['Honor', 'Ignore']));
    errors.push(...validateMatchKeys(constraint.matchLabelKeys ?? [], [], constraint.labelSelector, at));
    if (options.anySpreadSelector !== true) errors.push(...validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`));
  });
  return errors;
}

/** validateSchedulingGates. */
export function validateGates(spec: PodSpec, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  (spec.schedulingGates ?? []).forEach((gate, i) => {
    errors.push(...keyErrors(gate.name ?? '', `${path}[${i}]`));
    const name = gate.name ?? '';
    if (seen.has(name)) errors.push(duplicate(`${path}[${i}]`, name));
    seen.add(name);
  });
  return errors;
}
