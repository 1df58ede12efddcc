import { quote } from '../../base/go/quote';
import { formatIp, formatPrefix, networkOf, parseIp, parseIpSloppy, parsePrefixSloppy, prefixContains } from '../../base/ip';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../names';

/** Addresses as apimachinery pkg/util/validation (ip.go) takes them, with the gate StrictIPCIDRValidation on, as it is from 1.36. */

const isMapped = (text: string): boolean => text.includes(':') && parseIp(text)?.family === 4;

function ipErrors(text: string, path: string): FieldError[] {
  if (parseIpSloppy(text) === undefined) return [invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
  if (parseIp(text) === undefined) return [invalid(path, text, 'must not have leading 0s')];
  return isMapped(text) ? [invalid(path, text, 'must not be an IPv4-mapped IPv6 address')] : [];
}

/** IsValidIPForLegacyField: an address that the stored object has already is taken as it is. */
export const legacyIpErrors = (text: string, path: string, stored: readonly string[] = []): FieldError[] => (stored.includes(text) ? [] : ipErrors(text, path));

/** IsValidIP: also in its canonical form. */
export function strictIpErrors(text: string, path: string): FieldError[] {
  const errors = ipErrors(text, path);
  const ip = parseIp(text);
  if (errors.length > 0 || ip === undefined || formatIp(ip) === text) return errors;
  return [invalid(path, text, `must be in canonical form (${quote(formatIp(ip))})`)];
}

function cidrErrors(text: string, path: string): FieldError[] {
  const prefix = parsePrefixSloppy(text);
  if (prefix === undefined) return [invalid(path, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
  const [address = '', length = ''] = text.split('/');
  if (parseIp(address) === undefined || /^0[0-9]/.test(length)) return [invalid(path, text, 'must not have leading 0s in IP or prefix length')];
  if (isMapped(address)) return [invalid(path, text, 'must not have an IPv4-mapped IPv6 address')];
  const hostBits = formatIp(prefix.network) !== formatIp(networkOf(prefix));
  return hostBits ? [invalid(path, text, 'must not have bits set beyond the prefix length')] : [];
}

/** IsValidCIDRForLegacyField. */
export const legacyCidrErrors = (text: string, path: string, stored: readonly string[] = []): FieldError[] => (stored.includes(text) ? [] : cidrErrors(text, path));

/** IsValidCIDR. */
export function strictCidrErrors(text: string, path: string): FieldError[] {
  const errors = cidrErrors(text, path);
  const prefix = parsePrefixSloppy(text);
  if (errors.length > 0 || prefix === undefined || formatPrefix(prefix) === text) return errors;
  return [invalid(path, text, `must be in canonical form (${quote(formatPrefix(prefix))})`)];
}

/** GetWarningsForIP, for values that are valid. */
export function ipWarnings(text: string, path: string): string[] {
  const ip = parseIpSloppy(text);
  if (ip === undefined) return [];
  const shown = formatIp(ip);
  if (parseIp(text) === undefined || isMapped(text)) return [`${path}: non-standard IP address ${quote(text)} is invalid: use ${quote(shown)}`];
  return ip.family === 6 && shown !== text ? [`${path}: IPv6 address ${quote(text)} should be in RFC 5952 canonical format (${quote(shown)})`] : [];
}

/** GetWarningsForCIDR, for values that are valid. */
export function cidrWarnings(text: string, path: string): string[] {
  const prefix = parsePrefixSloppy(text);
  if (prefix === undefined) return [];
  const shown = formatPrefix(prefix);
  const warnings: string[] = [];
  if (formatIp(prefix.network) !== formatIp(networkOf(prefix))) {
    const single = `${formatIp(prefix.network)}/${prefix.network.words.length * 32}`;
    warnings.push(`${path}: CIDR value ${quote(text)} is ambiguous in this context (should be ${quote(shown)} or ${quote(single)}?)`);
  }
  const [address = '', length = ''] = text.split('/');
  if (parseIp(address) === undefined || /^0[0-9]/.test(length) || isMapped(address)) warnings.push(`${path}: non-standard CIDR value ${quote(text)} is invalid: use ${quote(shown)}`);
  if (warnings.length === 0 && prefix.network.family === 6 && shown !== text) warnings.push(`${path}: IPv6 CIDR value ${quote(text)} should be in RFC 5952 canonical format (${quote(shown)})`);
  return warnings;
}

const UNUSABLE: readonly (readonly [prefixes: readonly string[], words: string])[] = [
  [['127.0.0.0/8', '::1/128'], 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [['169.254.0.0/16', 'fe80::/10'], 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [['224.0.0.0/24', 'ff02::/16'], 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** ValidateEndpointIP (pkg/apis/core/validation): an address behind which a workload can be. */
export function endpointIpErrors(text: string, path: string): FieldError[] {
  const ip = parseIpSloppy(text);
  if (ip === undefined) return [invalid(path, text, 'must be a valid IP address')];
  const inside = (prefixes: readonly string[]): boolean => prefixes.some((one) => prefixContains(parsePrefixSloppy(one)!, ip));
  return [
    ...(ip.words.every((word) => word === 0) ? [invalid(path, text, `may not be unspecified (${text})`)] : []),
    ...UNUSABLE.flatMap(([prefixes, words]) => (inside(prefixes) ? [invalid(path, text, words)] : [])),
  ];
}

/** IsFullyQualifiedDomainName. */
export function fullyQualifiedErrors(text: string, path: string): FieldError[] {
  if (text === '') return [required(path)];
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const wrong = dns1123SubdomainErrors(name);
  if (wrong.length > 0) return [invalid(path, name, wrong.join(','))];
  const labels = name.split('.');
  if (labels.length < 2) return [invalid(path, name, 'should be a domain with at least two segments separated by dots')];
  const label = labels.find((one) => dns1123LabelErrors(one).length > 0);
  return label === undefined ? [] : [invalid(path, label, dns1123LabelErrors(label).join(','))];
}
