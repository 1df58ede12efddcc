import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runHelm } from './index';

const CHART = 'apiVersion: v2\nname: web\nversion: 0.1.0\n';
const render = (template: string, values = '', args: readonly string[] = []) => runHelm({ files: { 'c/Chart.yaml': CHART, 'c/values.yaml': values, 'c/templates/x.yaml': template }, args: ['template', 'r', './c', ...args] });

// Each text is what helm v3.21.4 prints.
describe('helm template', () => {
  it.each([
    ['a: {{ .Values.num }} {{ .Values.num | int }} {{ kindOf .Values.num }}', 'num: 1234567', 'a: 1.234567e+06 1234567 float64'],
    ['a: {{ "HTTPServer2Go" | snakecase }} {{ "http_server" | camelcase }} {{ "WebApp" | kebabcase }}', '', 'a: http_server2_go HttpServer web-app'],
    ['a: {{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }} {{ semver "1.2.3-b+c" }}', '', 'a: -W-xxW- 1.2.3-b+c'],
    ['a: {{ addf 0.1 0.2 }} {{ round 3.14159 2 }} {{ div 7 2 }} {{ mod -7 2 }}', '', 'a: 0.3 3.14 3 -1'],
    ['a: {{ list 1 "x" nil 2.5 | toJson }}', '', 'a: [1,"x",null,2.5]'],
    ['a: {{ dict "b" 1 "a" (list) | toJson }}', '', 'a: {"a":[],"b":1}'],
  ])('%s', (template, values, line) => expect(render(template, values).stdout).toBe(`---\n# Source: web/templates/x.yaml\n${line}\n`));

  it('tells a chart that stands inside itself from one that is large', () => {
    expect(render('{{ define "a" }}{{ include "a" . }}{{ end }}x: {{ include "a" . }}').exitCode).toBe(1);
    expect(render('{{ define "a" }}{{ template "a" . }}{{ end }}x: {{ template "a" . }}').exitCode).toBe(1);
    expect(render('x: {{ repeat 100000000 "x" }}').stderr).toContain('larger than this simulation makes');
  });

  it('never throws, whatever the template', () => {
    const piece = fc.constantFrom('{{', '}}', '{{-', '-}}', '.Values', '.a', ' ', '|', 'toYaml', 'range', 'end', 'if', 'else', '$x', ':=', '"t"', '1', '(', ')', 'include', 'tpl', 'define', '\n', 'a: ', 'index', 'nil', '.', 'printf "%d"', 'merge', 'dict', 'list', 'first', 'default', 'int', 'fail', 'lookup', 'has', 'join', '-1', '1.5', 'true');
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const { exitCode, stdout, stderr } = render(pieces.join(' '), 'a: {b: [1, x]}');
      expect(exitCode === 0 ? stderr : stdout).toBe('');
    }), { numRuns: 500 });
  });
});
