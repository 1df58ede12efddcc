/** Selectors by label and by field, as text and as part of a manifest. For matching alone `../selectors` is enough. */
export { fieldsMatch, parseFieldSelector, printFieldSelector } from './fields';
export type { FieldRequirement } from './fields';
export { formatLabelSelector, requirementsOf } from './label-selector';
export { parseLabelSelector } from './parse-labels';
export { printRequirements, requirementsMatch } from './requirement';
export type { Parsed, Requirement, SelectionOperator } from './requirement';
