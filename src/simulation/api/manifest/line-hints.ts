import type { Problem } from './problems';

/** What nobody sees and nobody types: white space that is none for YAML, marks of width zero and of direction. */
const INVISIBLE = /[\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff]/;
/** An action of Go's templates, as charts have them. */
const TEMPLATE = /\{\{-?\s*(?:[.$"(]|(?:if|else|end|range|with|define|include|template|block|toYaml|tpl|fail|required|default|quote|printf|lookup)\b|\/\*)/;
const MAX_NOTES = 5;

const codePoint = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const hasTemplate = (text: string): boolean => TEMPLATE.test(text);

/** Whether a text has a template where YAML stumbles over it: as a line or as a value, not within quotes or a sentence. */
export const hasBareTemplate = (text: string): boolean => text.split('\n').some((line) => /^\s*(?:-\s+)?(?:[^\s"'#]+:\s+)?\{\{/.test(line) && hasTemplate(line));

/**
 * Adds what a line shows on a closer look: a character that cannot be seen, or a template that has not been rendered. An error on such a line
 * says so in its params; on a line without an error it is a note of its own. No server says this: the sentences are the view's.
 */
export function withLineHints(text: string, problems: readonly Problem[]): readonly Problem[] {
  if (!INVISIBLE.test(text) && !hasTemplate(text)) return problems;
  const lines = text.split('\n');
  const errorLines = new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  const hinted = problems.map((problem): Problem => {
    const line = lines[problem.line - 1] ?? '';
    const invisible = INVISIBLE.exec(line)?.[0];
    const template = problem.code !== 'unrenderedTemplate' && problem.severity === 'error' && hasTemplate(line);
    if (invisible === undefined && !template) return problem;
    return { ...problem, params: { ...problem.params, ...(invisible === undefined ? {} : { invisible: codePoint(invisible) }), ...(template ? { template: 1 } : {}) } };
  });
  const notes: Problem[] = [];
  for (let i = 0; i < lines.length && notes.length < MAX_NOTES; i += 1) {
    const line = lines[i] ?? '';
    const at = line.search(INVISIBLE);
    // A byte order mark begins many a file, and comments are for people.
    if (at < 0 || errorLines.has(i + 1) || (i === 0 && at === 0 && line.startsWith('\ufeff')) || /(?:^|\s)#/.test(line.slice(0, at))) continue;
    const char = codePoint(line[at] ?? '');
    notes.push({ severity: 'warning', line: i + 1, column: at + 1, endLine: i + 1, endColumn: at + 2, path: '', code: 'invisibleCharacter', params: { invisible: char }, message: char });
  }
  return notes.length === 0 ? hinted : [...hinted, ...notes].sort((a, b) => a.line - b.line || a.column - b.column);
}
