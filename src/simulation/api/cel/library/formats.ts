import { parseRequestUri } from '../../../base/go/url';
import { parseTime } from '../../../base/time';
import type { Library } from '../../../base/cel/run/library';
import { NONE, Opaque, Optional, type Value } from '../../../base/cel/run/values';
import { dns1035LabelErrors, dns1123LabelErrors, dns1123SubdomainErrors, labelKeyErrors, labelValueErrors } from '../../names';

/** format.dns1123Label() and its like (apiserver pkg/cel/library/format.go; strfmt of kube-openapi). */

export interface NamedFormat {
  readonly name: string;
  readonly errors: (text: string) => readonly string[];
  /** How long an expression for it would be; the cost of a check follows from it. */
  readonly regexpSize: number;
}

/** A prefix to which a random end is added may end with a hyphen (apimachinery pkg/api/validation: maskTrailingDash). */
const masked = (text: string): string => (text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
const matching = (holds: (text: string) => boolean, message: string) => (text: string): readonly string[] => (holds(text) ? [] : [message]);

const isUuid = (text: string): boolean => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text);
const isBase64 = (text: string): boolean => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text);
const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && parseTime(`${text}T00:00:00Z`) !== undefined;

/** strfmt.IsDateTime. */
function isDateTime(text: string): boolean {
  const [date, time] = text.toLowerCase().split('t');
  if (text.length < 4 || date === undefined || time === undefined) return false;
  const [, , month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/.exec(date) ?? [];
  if (month === undefined || Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return false;
  const [, hour, minute, second] = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})$/.exec(time) ?? [];
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function uriErrors(text: string): readonly string[] {
  const parsed = parseRequestUri(text);
  return parsed.ok ? [] : [parsed.error];
}

const NAME_SIZE = 30;
const SUBDOMAIN_SIZE = 60;
const DATE_TIME_SIZE = 72;

export const FORMATS: Readonly<Record<string, NamedFormat>> = {
  dns1123Label: { name: 'DNS1123Label', errors: dns1123LabelErrors, regexpSize: NAME_SIZE },
  dns1123Subdomain: { name: 'DNS1123Subdomain', errors: (text) => dns1123SubdomainErrors(text), regexpSize: SUBDOMAIN_SIZE },
  dns1035Label: { name: 'DNS1035Label', errors: dns1035LabelErrors, regexpSize: NAME_SIZE },
  qualifiedName: { name: 'QualifiedName', errors: labelKeyErrors, regexpSize: SUBDOMAIN_SIZE },
  dns1123LabelPrefix: { name: 'DNS1123LabelPrefix', errors: (text) => dns1123LabelErrors(masked(text)), regexpSize: NAME_SIZE },
  dns1123SubdomainPrefix: { name: 'DNS1123SubdomainPrefix', errors: (text) => dns1123SubdomainErrors(masked(text)), regexpSize: SUBDOMAIN_SIZE },
  dns1035LabelPrefix: { name: 'DNS1035LabelPrefix', errors: (text) => dns1035LabelErrors(masked(text)), regexpSize: NAME_SIZE },
  labelValue: { name: 'LabelValue', errors: labelValueErrors, regexpSize: 40 },
  uri: { name: 'URI', errors: uriErrors, regexpSize: 1103 },
  uuid: { name: 'uuid', errors: matching(isUuid, 'does not match the UUID format'), regexpSize: 70 },
  byte: { name: 'byte', errors: matching(isBase64, 'invalid base64'), regexpSize: 84 },
  date: { name: 'date', errors: matching(isDate, 'invalid date'), regexpSize: DATE_TIME_SIZE },
  datetime: { name: 'datetime', errors: matching(isDateTime, 'invalid datetime'), regexpSize: DATE_TIME_SIZE },
};

const TYPE = 'kubernetes.NamedFormat';
const wrap = (format: NamedFormat): Value => new Opaque(TYPE, format, (other) => format.name === other.name, format.name);

export const FORMAT_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.keys(FORMATS).map((name) => [`format.${name}`, [`format.${name}() -> ${TYPE}`]])),
  'format.named': [`format-named(string) -> optional_type(${TYPE})`],
  validate: [`.format-validate(${TYPE},string) -> optional_type(list(string))`],
};

export const FORMAT_LIBRARY: Library = {
  functions: {},
  overloads: {
    ...Object.fromEntries(Object.entries(FORMATS).map(([name, format]) => [`format.${name}`, () => wrap(format)])),
    'format-named': (name) => (Object.hasOwn(FORMATS, name as string) ? new Optional(wrap(FORMATS[name as string]!)) : NONE),
    'format-validate': (format, text) => {
      const errors = (format as Opaque<NamedFormat>).data.errors(text as string);
      return errors.length === 0 ? NONE : new Optional([...errors]);
    },
  },
};
