/** What the commands of openssl have in common: how they read their command lines, and print names and times. */
import type { Certificate } from '../../network/tls/certificates';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** ASN1_TIME_print: `Jan  5 09:00:00 2027 GMT`. */
export function shownTime(time: string): string {
  const [, year = '', month = '', day = '', clock = ''] = /^(\d+)-(\d+)-(\d+)T(\S+)Z$/.exec(time) ?? [];
  return `${MONTHS[Number(month) - 1] ?? ''} ${String(Number(day)).padStart(2)} ${clock} ${year} GMT`;
}

export function opensslOptions(args: readonly string[], withValue: readonly string[]): { readonly values: ReadonlyMap<string, readonly string[]>; readonly flags: ReadonlySet<string> } {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (withValue.includes(arg)) values.set(arg, [...(values.get(arg) ?? []), args[(at += 1)] ?? '']);
    else flags.add(arg);
  }
  return { values, flags };
}

/** X509_NAME_print, one line. */
export const subjectOf = ({ name, commonName, organizations = [] }: Certificate): string =>
  (commonName === undefined ? name : [...organizations.map((one) => `O = ${one}`), `CN = ${commonName}`].join(', '));

/** An authority's name here tells when it was made, too. */
export const issuerOf = (certificate: Certificate): string => (certificate.issuer === certificate.name ? subjectOf(certificate) : `CN = ${certificate.issuer.replace(/ of \d{4}-\d\d-\d\dT.*$/, '')}`);
