/** Field selectors as text, as `--field-selector` and the API take them (apimachinery pkg/fields). */
import { parsed, refused } from './requirement';
import type { Parsed } from './requirement';

export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** splitTerms: at commas that no backslash escapes. */
function terms(text: string): string[] {
  const found: string[] = [];
  let [start, escaped] = [0, false];
  for (let i = 0; i < text.length; i += 1) {
    if (escaped) escaped = false;
    else if (text[i] === '\\') escaped = true;
    else if (text[i] === ',') {
      found.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...found, text.slice(start)];
}

/** UnescapeValue: a backslash stands before itself, a comma or an equals sign, and these never stand alone. */
function unescapeValue(text: string): Parsed<string> {
  let [value, escaped] = ['', false];
  for (const char of text) {
    if (escaped) {
      if (!'\\,='.includes(char)) return refused(`invalid field selector: invalid escape sequence: \\${char}`);
      value += char;
      escaped = false;
    } else if (char === '\\') escaped = true;
    else if (char === ',' || char === '=') return refused(`invalid field selector: unescaped character in value: ${char.codePointAt(0)}`);
    else value += char;
  }
  return escaped ? refused('invalid field selector: invalid escape sequence: \\') : parsed(value);
}

/** fields.ParseSelector: the requirements in the order of their texts, or upstream's error. Which fields exist, each kind says. */
export function parseFieldSelector(text: string): Parsed<readonly FieldRequirement[]> {
  const requirements: FieldRequirement[] = [];
  for (const term of terms(text).sort()) {
    if (term === '') continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
    if (match === null) return refused(`invalid selector: '${text}'; can't understand '${term}'`);
    const value = unescapeValue(match[3]!);
    if (!value.ok) return value;
    // A term without field and value asks for nothing.
    if (match[1] !== '' || value.value !== '') requirements.push({ field: match[1]!, operator: match[2] === '!=' ? '!=' : '=', value: value.value });
  }
  return parsed(requirements);
}

/** Selector.Matches: a field that the object lacks counts as empty. */
export const fieldsMatch = (requirements: readonly FieldRequirement[], fields: Readonly<Record<string, string>>): boolean =>
  requirements.every(({ field, operator, value }) => ((Object.hasOwn(fields, field) ? fields[field] : '') === value) === (operator === '='));

/** Selector.String. */
export const printFieldSelector = (requirements: readonly FieldRequirement[]): string =>
  requirements.map(({ field, operator, value }) => `${field}${operator}${value.replace(/[\\,=]/g, '\\$&')}`).join(',');
