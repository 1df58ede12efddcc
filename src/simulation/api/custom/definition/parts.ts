import { isPrintable } from '../../../base/go/quote';
import { forbidden, invalid, notSupported, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { CustomResourceColumnDefinition, CustomResourceConversion, CustomResourceDefinitionNames, CustomResourceDefinitionVersion, CustomResourceSubresources } from '../../generated/types/apiextensions.v1';
import { byteLength, dns1035LabelErrors } from '../../names';
import { eachInvalid } from '../../validation/common';
import { validateWebhookService, validateWebhookUrl } from '../../validation/webhook';

/** What a CustomResourceDefinition has besides its schemas (apiextensions-apiserver pkg/apis/apiextensions/validation). */

/** All that is wrong with a name, as one error. */
const labelErrors = (text: string, path: string): FieldError[] => {
  const wrong = text === '' ? [] : dns1035LabelErrors(text);
  return wrong.length === 0 ? [] : [invalid(path, text, wrong.join(','))];
};

/** A kind: as a label is, but for capitals. */
function kindErrors(text: string, path: string): FieldError[] {
  const wrong = text === '' ? [] : dns1035LabelErrors(text.toLowerCase());
  return wrong.length === 0 ? [] : [invalid(path, text, `may have mixed case, but should otherwise match: ${wrong.join(',')}`)];
}

/** ValidateCustomResourceDefinitionNames. */
export function validateNames({ plural = '', singular = '', kind = '', listKind = '', shortNames = [], categories = [] }: Partial<CustomResourceDefinitionNames>, path: string): FieldError[] {
  return [
    ...labelErrors(plural, `${path}.plural`),
    ...labelErrors(singular, `${path}.singular`),
    ...kindErrors(kind, `${path}.kind`),
    ...kindErrors(listKind, `${path}.listKind`),
    ...shortNames.flatMap((name, index) => eachJoined(name, `${path}.shortNames[${index}]`)),
    ...(kind !== '' && kind === listKind ? [invalid(`${path}.listKind`, listKind, 'kind and listKind may not be the same')] : []),
    ...categories.flatMap((name, index) => eachJoined(name, `${path}.categories[${index}]`)),
  ];
}

/** The same for a text that must not be empty. */
export const eachJoined = (text: string, path: string): FieldError[] => {
  const wrong = dns1035LabelErrors(text);
  return wrong.length === 0 ? [] : [invalid(path, text, wrong.join(','))];
};

/** validateEnumStrings. */
export const oneOf = (value: string, choices: readonly string[], path: string): FieldError[] => (value === '' ? [required(path)] : choices.includes(value) ? [] : [notSupported(path, value, choices, true)]);

/** validateSimpleJSONPath. */
const simplePath = (text: string, path: string): FieldError[] => (text.startsWith('.') ? [] : [invalid(path, text, text === '' ? 'must not be empty' : 'must be a simple json path starting with .')]);

function pathBelow(text: string, path: string, roots: readonly string[], words: string): FieldError[] {
  const wrong = simplePath(text, path);
  return wrong.length > 0 || roots.some((root) => text.startsWith(`.${root}.`)) ? wrong : [invalid(path, text, `should be a json path under ${words}`)];
}

/** ValidateCustomResourceDefinitionSubresources. */
export function validateSubresources(subresources: CustomResourceSubresources | undefined, path: string): FieldError[] {
  if (subresources?.scale === undefined) return [];
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath = '' }: Partial<NonNullable<CustomResourceSubresources['scale']>> = subresources.scale;
  const at = (name: string): string => `${path}.scale.${name}`;
  return [
    ...(specReplicasPath === '' ? [required(at('specReplicasPath'))] : pathBelow(specReplicasPath, at('specReplicasPath'), ['spec'], '.spec')),
    ...(statusReplicasPath === '' ? [required(at('statusReplicasPath'))] : pathBelow(statusReplicasPath, at('statusReplicasPath'), ['status'], '.status')),
    ...(labelSelectorPath === '' ? [] : pathBelow(labelSelectorPath, at('labelSelectorPath'), ['spec', 'status'], 'either .spec or .status')),
  ];
}

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** ValidateCustomResourceColumnDefinition. */
export function validateColumn({ name = '', type = '', format = '', jsonPath = '' }: Partial<CustomResourceColumnDefinition>, path: string): FieldError[] {
  const types = `must be one of ${COLUMN_TYPES.join(',')}`;
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(type === '' ? [required(`${path}.type`, types)] : COLUMN_TYPES.includes(type) ? [] : [invalid(`${path}.type`, type, types)]),
    ...(format === '' || COLUMN_FORMATS.includes(format) ? [] : [invalid(`${path}.format`, format, `must be one of ${COLUMN_FORMATS.join(',')}`)]),
    ...(jsonPath === '' ? [required(`${path}.JSONPath`)] : simplePath(jsonPath, `${path}.JSONPath`)),
  ];
}

/** validateDeprecationWarning. */
export function validateDeprecation({ deprecated = false, deprecationWarning: text }: CustomResourceDefinitionVersion, path: string): FieldError[] {
  const at = `${path}.deprecationWarning`;
  if (text === undefined) return [];
  if (!deprecated) return [invalid(at, text, 'can only be set for deprecated versions')];
  const chars = Array.from(text);
  const odd = chars.findIndex((char) => !isPrintable(char));
  const index = odd < 0 ? 0 : byteLength(chars.slice(0, odd).join(''));
  return eachInvalid(at, text, [
    ...(byteLength(text) > 256 ? ['must be <= 256 characters long'] : []),
    ...(text === '' ? ['must not be an empty string'] : []),
    ...(odd < 0 ? [] : [`must only contain printable UTF-8 characters; non-printable character found at index ${index}`]),
  ]);
}

const REVIEW_VERSIONS = ['v1', 'v1beta1'];
export const reviewed = (versions: readonly string[]): boolean => versions.some((version) => REVIEW_VERSIONS.includes(version));

function validateReviewVersions(versions: readonly string[], recognized: boolean, path: string): FieldError[] {
  if (versions.length === 0) return [required(path)];
  return [
    ...versions.flatMap((version, index) =>
      versions.indexOf(version) < index ? [invalid(`${path}[${index}]`, version, 'duplicate version')] : eachInvalid(`${path}[${index}]`, version, dns1035LabelErrors(version)),
    ),
    ...(recognized && !reviewed(versions) ? [invalid(path, versions, `must include at least one of ${REVIEW_VERSIONS.join(', ')}`)] : []),
  ];
}

/** validateCustomResourceConversion. */
export function validateConversion(conversion: CustomResourceConversion | undefined, recognized: boolean, path: string): FieldError[] {
  if (conversion === undefined) return [];
  const { strategy = '', webhook }: Partial<CustomResourceConversion> = conversion;
  const errors = oneOf(strategy, ['None', 'Webhook'], `${path}.strategy`);
  const versions: readonly string[] = (webhook as { conversionReviewVersions?: readonly string[] } | undefined)?.conversionReviewVersions ?? [];
  const client = webhook?.clientConfig;
  const at = `${path}.webhookClientConfig`;
  if (strategy !== 'Webhook') {
    if (client !== undefined) errors.push(forbidden(at, 'should not be set when strategy is not set to Webhook'));
    if (versions.length > 0) errors.push(forbidden(`${path}.conversionReviewVersions`, 'should not be set when strategy is not set to Webhook'));
    return errors;
  }
  if (client === undefined) errors.push(required(at, 'required when strategy is set to Webhook'));
  else if ((client.url === undefined) === (client.service === undefined)) errors.push(required(at, 'exactly one of url or service is required'));
  else if (client.url !== undefined) errors.push(...validateWebhookUrl(client.url, `${at}.url`));
  else if (client.service !== undefined) {
    const { name = '', namespace = '', ...rest }: Partial<NonNullable<typeof client.service>> = client.service;
    // Upstream hands over the two the wrong way round.
    errors.push(...validateWebhookService({ ...rest, name: namespace, namespace: name }, `${at}.service`));
  }
  return [...errors, ...validateReviewVersions(versions, recognized, `${path}.conversionReviewVersions`)];
}
