import type { Random } from '../../../src/simulation/base/random';

/** What trips readers of YAML, JSON and names. */
const PIECES = ['{', '}', '[', ']', ':', ': ', '- ', '&a ', '*a', '<<: ', '"', "'", '\n', '\n\n', '\t', '  ', '---\n', '...\n', '%YAML 1.2\n', '|', '>', '|+2\n', '#', '!!str ', '!!binary ', '!x ', '? ', '~', 'null', 'yes', 'on', '-1', '1.5', '1e999',
  '0x1F', '0o17', '017', '1_000', '1:30', '99999999999999999999', '.inf', '2026-01-01', '__proto__', 'constructor', '\u0000', '\ud800', '\ufeff', '\u200b', '\u00a0', '\u0085', '한글', '😀', 'a'.repeat(300), '1Gib', '500m', '-0', 'Pod', 'List', 'items:\n', 'spec:', 'containers:', 'status: {}',
  ',', '@', '`', '\\', '\\u0041', '\r\n', '\r', '\u2028', '{{ .Values.x }}', '{{- if .x }}\n', '$(A)', '../..', '/', '*', '100%', '{"$patch": "delete"}'];

export const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

/** A text with one edit, or up to four: pieces put in, cut out, exchanged, repeated, lines borrowed from other texts, indented otherwise or moved. */
export function mutateText(random: Random, texts: readonly string[]): string {
  let text = pick(random, texts);
  for (let edits = 1 + (random.below(2) === 0 ? 0 : random.below(4)); edits > 0; edits -= 1) text = edit(random, text, texts);
  return text;
}

function edit(random: Random, text: string, texts: readonly string[]): string {
  const at = random.below(text.length + 1);
  const length = random.below(12);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  const withLine = (next: readonly string[]): string => [...lines.slice(0, line), ...next, ...lines.slice(line + 1)].join('\n');
  switch (random.below(11)) {
    case 0:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at + length);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 4:
      return text.slice(0, at);
    case 5:
      return withLine([pick(random, pick(random, texts).split('\n'))]);
    case 6:
      return withLine([' '.repeat(random.below(9)) + lines[line]!.trimStart()]);
    case 7:
      return withLine([]);
    case 8:
      return withLine([lines[line]!, lines[line]!]);
    case 9:
      // A value of another kind.
      return withLine([lines[line]!.replace(/:.*$/, `: ${pick(random, PIECES)}`)]);
    default:
      return `${text}${text.endsWith('\n') ? '' : '\n'}---\n${pick(random, texts)}`;
  }
}
