import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoError } from '../values';
import type { Json } from '../values';
import { BUILTINS, executeTemplate, parseTemplate } from '.';

function run(text: string, data: Json = {}, missingKeyIsError = false): string {
  const templates = parseTemplate('t', text, (name) => Object.hasOwn(BUILTINS, name));
  const { output, error } = executeTemplate({ name: 't', templates, functions: BUILTINS, missingKey: missingKeyIsError ? 'error' : 'default' }, data);
  return error === undefined ? output : `${output}!${error}`;
}

function refusal(text: string): string {
  try {
    parseTemplate('t', text, (name) => Object.hasOwn(BUILTINS, name));
    return 'read';
  } catch (error) {
    return (error as Error).message;
  }
}

// Go 1.26's text/template prints these.
describe('text/template', () => {
  it.each([
    ['{{if .a}}yes{{else if .b}}b{{else}}no{{end}}', 'b'],
    ['{{with .m}}{{.k}}{{else}}none{{end}}', 'v'],
    ['{{range $i, $x := .l}}{{if eq $i 1}}{{continue}}{{end}}{{$i}}={{$x}};{{end}}', '0=p;2=r;'],
    ['{{range .l}}{{if eq . "q"}}{{break}}{{end}}{{.}}{{end}}', 'p'],
    ['{{range .e}}x{{else}}empty{{end}}', 'empty'],
    ['{{range 3}}{{.}}{{end}}', '012'],
    ['{{$x := "a"}}{{range .l}}{{$x = .}}{{end}}{{$x}}', 'r'],
    ['{{define "one"}}<{{.}}>{{end}}{{template "one" .b}}{{block "two" .m}}{{.k}}{{end}}', '<1>v'],
    ['a {{- /* gone */ -}} b{{" c" -}}  d', 'ab cd'],
    ['{{printf "%05d|%-4s|%q|%.2f|%v|%t|%x" 42 "ab" "q\\n" 1.5 .l true 255}}', '00042|ab  |"q\\n"|1.50|[p q r]|true|ff'],
    ['{{printf "%d %s" "x"}}', '%!d(string=x) %!s(MISSING)'],
    ['{{index .l 1}}{{index .m "k"}}{{len .l}}{{slice "abcd" 1 3}}', 'qv3bc'],
    ['{{and .b 0 2}}{{or .z "d"}}{{not .z}}', '0dtrue'],
    ['{{.m.none}} {{print 1 2 "a" 3}}', '<no value> 1 2a3'],
    ['{{"a&<b>\'" | html}} {{urlquery "a b&c"}}', 'a&amp;&lt;b&gt;&#39; a+b%26c'],
    ['{{(index .l 0) | printf "%s-%s" "x"}}', 'x-p'],
    ['{{`raw\\n`}}{{1.0}} {{1e3}} {{0x10}} {{\'a\'}}', 'raw\\n1 1000 16 97'],
  ])('%s', (text, printed) => {
    expect(run(text, { b: 1, m: { k: 'v' }, l: ['p', 'q', 'r'], e: [], z: 0 })).toBe(printed);
  });

  it.each([
    ['{{', 't:1: unclosed action'], ['{{.a', 't:1: unclosed action'], ['{{end}}', 't:1: unexpected {{end}}'], ['{{if}}x{{end}}', 't:1: missing value for if'],
    ['{{range .x}}', 't:1: unexpected EOF'], ['{{nope 1}}', 't:1: function "nope" not defined'], ['{{$x}}', 't:1: undefined variable "$x"'], ['{{"abc}}', 't:1: unterminated quoted string'],
    ['{{break}}', 't:1: {{break}} outside {{range}}'], ['{{(1}}', 't:1: unclosed left paren'], ['{{1 | 2}}', 't:1: non executable command in pipeline stage 2'], ['{{/* x', 't:1: unclosed comment'],
  ])('%s is refused', (text, message) => {
    expect(refusal(text)).toBe(`template: ${message}`);
  });

  it('names the place of an error, and keeps what was written before', () => {
    expect(run('a\nb{{.x.y}}', { x: 1 })).toBe('a\nb!template: t:2:5: executing "t" at <.x.y>: can\'t evaluate field y in type interface {}');
    expect(run('{{.x}}', {}, true)).toBe('!template: t:1:2: executing "t" at <.x>: map has no entry for key "x"');
    expect(run('{{eq "a" 1}}')).toBe('!template: t:1:2: executing "t" at <eq "a" 1>: error calling eq: incompatible types for comparison: string and int');
  });

  it('any text is read or refused, and ends', () => {
    const pieces = fc.array(fc.constantFrom('{{', '}}', '{{- ', ' -}}', '.a', '.', '$', '$x', ' := ', '|', '(', ')', ' ', '"s"', 'if ', 'end', 'else', 'range ', 'with ', 'define "d"', 'template "d"', 'len ', '1', '-', '/*', '*/', ',', '\n')).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(pieces, fc.string()), (text) => {
      try {
        run(text, { a: [1, { a: 'x' }] });
      } catch (error) {
        expect(error).toBeInstanceOf(GoError);
      }
    }), { numRuns: 300 });
  });
});
