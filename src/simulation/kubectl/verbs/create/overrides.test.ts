import { describe, expect, it } from 'vitest';
import { TestTerminal } from '../../testing/terminal';

const LIST = 'error: couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

describe('--overrides (words of kubectl 1.36.3)', () => {
  const terminal = new TestTerminal([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }]);
  const run = (type: string, text: string): string => {
    const { out, err } = terminal.run(['run', 'x', '--image=y', '--dry-run=client', '-o', 'name', `--override-type=${type}`, `--overrides=${text}`]);
    return `${out}${err}`.trim();
  };

  it.each([
    ['merge', '{"a', 'error: Invalid JSON Patch'], ['merge', '{spec: {}}', 'error: Invalid JSON Patch'], ['merge', 'null', 'error: Invalid JSON Patch'], ['merge', '[]', LIST],
    ['merge', '{"spec":{"bogus":1}}', 'pod/x'],
    ['strategic', '{"a', 'error: invalid JSON document'], ['strategic', '[]', 'error: invalid JSON document'], ['strategic', 'null', 'pod/x'], ['strategic', '{"spec":{"bogus":1}}', 'pod/x'],
    ['strategic', '{"spec":5}', 'error: json: cannot unmarshal number into Go struct field Pod.spec of type v1.PodSpec'],
    ['json', '{"a', 'error: unexpected end of JSON input'], ['json', 'a', "error: invalid character 'a' looking for beginning of value"], ['json', '[] x', "error: invalid character 'x' after top-level value"],
    ['json', '{}', 'error: json: cannot unmarshal object into Go value of type jsonpatch.Patch'], ['json', 'null', 'pod/x'], ['json', '[{"op":"bad","path":"/spec"}]', 'error: Unexpected kind: bad'],
    ['foo', '{}', 'error: invalid override type: foo'],
  ])('%s %s', (type, text, words) => {
    expect(run(type, text)).toBe(words);
  });
});
