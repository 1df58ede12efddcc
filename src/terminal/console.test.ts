import { describe, expect, it } from 'vitest';
import type { DeskAsk, DeskReport } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { Console } from './console';
import { plainText } from './width';

/** A console over a real desk that answers at once. */
function consoleOver(desk: Desk) {
  let seen = '';
  const waiting: DeskReport[] = [];
  const input: Console = new Console({ write: (text) => { seen += text; }, columns: () => 80, ask: (asked: DeskAsk) => { waiting.push(desk.ask(asked)); } });
  const settle = (): void => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) input.take(next, true);
  };
  input.take(desk.report(), false);
  return {
    /** What stands there anew after these keys. */
    type: (keys: string): string => {
      seen = '';
      for (const key of keys) {
        input.type(key);
        settle();
      }
      return plainText(seen).replaceAll('\r', '');
    },
  };
}

const desk = new Desk({ files: Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`many/file-${String(at).padStart(3, '0')}.yaml`, 'a: 1\n'])) });

describe('the prompt', () => {
  it('stands behind output that ends without a new line, and stays there while it is typed', () => {
    const { type } = consoleOver(desk);
    expect(type('printf abc\r')).toMatch(/abclearner@lab:~\$ $/);
    expect(type('xy\x7f')).toMatch(/abclearner@lab:~\$ x$/);
    expect(type('\x7fecho done\r')).toMatch(/abclearner@lab:~\$ echo done\ndone\nlearner@lab:~\$ $/);
    expect(type('clear\r')).toMatch(/learner@lab:~\$ $/);
  });
});

describe('Tab at the prompt', () => {
  it('puts in what is common first, and lists on the second', () => {
    const { type } = consoleOver(desk);
    expect(type('k get nodes no')).toMatch(/k get nodes no$/);
    expect(type('\t')).toMatch(/node-$/);
    expect(type('\t')).toBe('');
    expect(type('\t')).toMatch(/node-a {2}node-b {2}node-c\n.*k get nodes node-$/s);
    expect(type('b\t')).toMatch(/node-b $/);
  });

  it('tells what commands do beside them', () => {
    const { type } = consoleOver(desk);
    type('kubectl rollout re\t');
    expect(type('\t\t')).toMatch(/restart {2}\(Restart a resource\) {8}resume {3}\(Resume a paused resource\)\n/);
  });

  it('asks before a list of more than a hundred, and hears yes and no alone', () => {
    const { type } = consoleOver(desk);
    type('cat many/\t');
    expect(type('\t\t')).toMatch(/Display all 120 possibilities\? \(y or n\)$/);
    expect(type('x')).toBe('');
    const no = type('n');
    expect(no).not.toContain('file-000');
    expect(no).toMatch(/cat many\/file-$/);
    type('\t\t');
    expect(type('y')).toContain('file-119.yaml');
  });
});
