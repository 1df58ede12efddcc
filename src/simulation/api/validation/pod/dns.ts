import { forbidden, invalid, required, tooLong } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { HostAlias, PodDNSConfig } from '../../generated/types/core.v1';
import { byteLength, subdomainWithUnderscoreErrors } from '../../names';
import type { PodSpec } from '../../types';
import { eachInvalid } from '../common';
import { legacyIpErrors } from '../ip';
import { validateDnsSubdomain } from '../names';

const [MAX_NAMESERVERS, MAX_SEARCHES, MAX_SEARCH_CHARACTERS] = [3, 32, 2048];

/** validatePodDNSConfig. */
export function validateDnsConfig(config: PodDNSConfig | undefined, policy: string | undefined, path: string): FieldError[] {
  const { nameservers = [], searches = [], options = [] } = config ?? {};
  if (policy === 'None') {
    if (config === undefined) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    if (nameservers.length === 0) return [required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
  }
  const errors: FieldError[] = [];
  if (nameservers.length > MAX_NAMESERVERS) errors.push(invalid(`${path}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`));
  nameservers.forEach((one, i) => errors.push(...legacyIpErrors(one, `${path}.nameservers[${i}]`)));
  if (searches.length > MAX_SEARCHES) errors.push(invalid(`${path}.searches`, searches, `must not have more than ${MAX_SEARCHES} search paths`));
  if (byteLength(searches.join(' ')) > MAX_SEARCH_CHARACTERS) {
    errors.push(invalid(`${path}.searches`, searches, `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`));
  }
  searches.forEach((search, i) => {
    const name = search.replace(/\.$/, '');
    if (search !== '.') errors.push(...eachInvalid(`${path}.searches[${i}]`, name, subdomainWithUnderscoreErrors(name)));
  });
  options.forEach(({ name = '' }, i) => {
    if (name === '') errors.push(required(`${path}.options[${i}]`, 'must not be empty'));
  });
  return errors;
}

/** ValidateHostAliases. */
export const validateHostAliases = (aliases: readonly HostAlias[], path: string): FieldError[] =>
  aliases.flatMap(({ ip = '', hostnames = [] }, i) => [
    ...legacyIpErrors(ip, `${path}[${i}].ip`),
    ...hostnames.flatMap((hostname, j) => validateDnsSubdomain(hostname, `${path}[${i}].hostnames[${j}]`)),
  ]);

/** validatePodHostName. */
export function validateHostnameOverride(spec: PodSpec, path: string): FieldError[] {
  const { hostnameOverride: name } = spec;
  if (name === undefined) return [];
  const at = `${path}.hostnameOverride`;
  return [
    ...(spec.setHostnameAsFQDN === true ? [forbidden(at, 'may not be specified when setHostnameAsFQDN is true')] : []),
    ...(spec.hostNetwork === true ? [forbidden(at, 'may not be specified when hostNetwork is true')] : []),
    ...(byteLength(name) > 64 ? [tooLong(at, 64)] : []),
    ...validateDnsSubdomain(name, at),
  ];
}
