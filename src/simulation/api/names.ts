/**
 * What may be a name, a label key, a label value, a port name (apimachinery pkg/util/validation and pkg/api/validate/content).
 * Each function returns the messages the API server would give, none when the text is fine.
 */

const encoder = new TextEncoder();

/** Go's len(string): bytes of UTF-8. Names are checked at each write and nearly all are ASCII, where bytes are letters. */
export function byteLength(text: string): number {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return encoder.encode(text).length;
  return text.length;
}

/** validation.RegexError. */
export function regexError(message: string, regex: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${shown}regex used for validation is '${regex}')`;
}

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const LABEL_KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

/**
 * The expressions above, tested without backtracking over long input: every check runs on at most this many characters,
 * because anything longer is rejected for its length as well.
 */
const TEST_LIMIT = 1024;
const compiled = new Map<string, RegExp>();

function matches(source: string, text: string): boolean {
  let regex = compiled.get(source);
  if (regex === undefined) compiled.set(source, (regex = new RegExp(`^(?:${source})$`)));
  return text.length <= TEST_LIMIT && regex.test(text);
}

const tooLongChars = (limit: number): string => `must be no more than ${limit} characters`;
const tooLongBytes = (limit: number): string => `must be no more than ${limit} bytes`;

export function dns1123LabelErrors(text: string): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 63) errors.push(tooLongChars(63));
  if (!matches(DNS_LABEL, text)) {
    errors.push(
      matches(DNS_SUBDOMAIN, text)
        ? 'must not contain dots'
        : regexError(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            DNS_LABEL,
            'my-name',
            '123-abc',
          ),
    );
  }
  return errors;
}

export function dns1123SubdomainErrors(text: string, tooLong: (limit: number) => string = tooLongChars): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 253) errors.push(tooLong(253));
  if (!matches(DNS_SUBDOMAIN, text)) {
    errors.push(
      regexError(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        DNS_SUBDOMAIN,
        'example.com',
      ),
    );
  }
  return errors;
}

/** IsWildcardDNS1123Subdomain. */
export function wildcardSubdomainErrors(text: string): string[] {
  const errors: string[] = [];
  const regex = `\\*\\.${DNS_SUBDOMAIN}`;
  if (byteLength(text) > 253) errors.push(tooLongChars(253));
  if (!matches(regex, text)) {
    errors.push(
      regexError(
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
        regex,
        '*.example.com',
      ),
    );
  }
  return errors;
}

const DNS_1035_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';

/** IsDNS1035Label. */
export function dns1035LabelErrors(text: string): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 63) errors.push(tooLongChars(63));
  if (!matches(DNS_1035_LABEL, text)) {
    errors.push(
      regexError(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
        DNS_1035_LABEL,
        'my-name',
        'abc-123',
      ),
    );
  }
  return errors;
}

const CONFIG_KEY = '[-._a-zA-Z0-9]+';

/** IsConfigMapKey: keys of ConfigMaps and Secrets, which become file names. */
export function configMapKeyErrors(text: string): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 253) errors.push(tooLongChars(253));
  if (!matches(CONFIG_KEY, text)) {
    errors.push(regexError("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name'));
  }
  if (text === '.' || text === '..') errors.push(`must not be '${text}'`);
  else if (text.startsWith('..')) errors.push("must not start with '..'");
  return errors;
}

const LABEL_KEY_MESSAGE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/** IsQualifiedName / IsLabelKey. */
export function labelKeyErrors(text: string): string[] {
  const wording = regexError(LABEL_KEY_MESSAGE, LABEL_KEY, 'MyName', 'my.name', '123-abc');
  const parts = text.split('/');
  if (parts.length > 2) {
    return [`a valid label key ${wording} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const errors: string[] = [];
  const name = parts[parts.length - 1] ?? '';
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') errors.push('prefix part must be non-empty');
    else errors.push(...dns1123SubdomainErrors(prefix, tooLongBytes).map((message) => `prefix part ${message}`));
  }
  if (name === '') errors.push('name part must be non-empty');
  else if (byteLength(name) > 63) errors.push(`name part ${tooLongBytes(63)}`);
  if (!matches(LABEL_KEY, name)) errors.push(`name part ${wording}`);
  return errors;
}

/** IsValidLabelValue / IsLabelValue. */
export function labelValueErrors(text: string): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 63) errors.push(tooLongBytes(63));
  if (!matches(`(${LABEL_KEY})?`, text)) {
    errors.push(
      regexError(
        `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
        `(${LABEL_KEY})?`,
        'MyValue',
        'my_value',
        '12345',
      ),
    );
  }
  return errors;
}

export function portNumberErrors(port: number): string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

export function portNameErrors(text: string): string[] {
  const errors: string[] = [];
  if (byteLength(text) > 15) errors.push(tooLongChars(15));
  if (!/^[-a-z0-9]+$/.test(text)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(text)) errors.push('must contain at least one letter (a-z)');
  if (text.includes('--')) errors.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}

export function percentErrors(text: string): string[] {
  return /^[0-9]+%$/.test(text)
    ? []
    : [regexError("a valid percent string must be a numeric string followed by an ending '%'", '[0-9]+%', '1%', '93%')];
}

/** IsRelaxedEnvVarName: printable ASCII other than '='. */
export function envNameErrors(text: string): string[] {
  if (text === '') return ['environment variable name must be non-empty'];
  return /^[\x20-\x3c\x3e-\x7e]*$/.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** IsPathSegmentName: what may stand between two slashes of an address. */
export function pathSegmentErrors(text: string): string[] {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((part) => text.includes(part)).map((part) => `may not contain '${part}'`);
}

const HTTP_HEADER = '[-A-Za-z0-9]+';

/** IsHTTPHeaderName. */
export const httpHeaderNameErrors = (text: string): string[] =>
  /^[-A-Za-z0-9]+$/.test(text) ? [] : [regexError("a valid HTTP header must consist of alphanumeric characters or '-'", HTTP_HEADER, 'X-Header-Name')];

const LABEL_WITH_UNDERSCORE = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SUBDOMAIN_WITH_UNDERSCORE = `${LABEL_WITH_UNDERSCORE}(\\.${LABEL_WITH_UNDERSCORE})*`;

/** IsDNS1123SubdomainWithUnderscore. */
export function subdomainWithUnderscoreErrors(text: string): string[] {
  const errors = byteLength(text) > 253 ? [tooLongChars(253)] : [];
  if (matches(SUBDOMAIN_WITH_UNDERSCORE, text)) return errors;
  const words = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(words, SUBDOMAIN_WITH_UNDERSCORE, 'example.com')];
}
