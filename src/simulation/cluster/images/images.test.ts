import { describe, expect, it } from 'vitest';
import { checkAfter, endOfAttempt, listensAfter, parseBehaviour } from './behaviour';
import { DEFAULT_CATALOGUE, findImage, pullErrorText } from './catalogue';
import { signalWord, wordsOfCommand } from './command';
import { fullName, parseImage } from './reference';
import type { ImageReference } from './reference';

const SECOND = 1_000_000;

describe('a script and SIGTERM', () => {
  it.each([
    ['sleep 100', 'ignore-term'],
    ["trap '' TERM; sleep 100", 'ignore-term'],
    ["trap 'exit 0' TERM; while :; do sleep 1; done", 'term=1s:0'],
    ['trap "echo bye; exit 3" SIGTERM INT; sleep 30 & wait', 'term=0s:3'],
    ["trap 'echo no' TERM; sleep 5", 'ignore-term'],
  ])('%s', (script, word) => expect(signalWord(script)).toBe(word));
});

describe('the language of images', () => {
  it('takes the earliest of the ends that apply', () => {
    const behaviour = parseBehaviour(['exit=1@2s?attempt<2', 'exit=0@3s', 'exit=7@1s?index=4', 'oom@9s']);
    expect(endOfAttempt(behaviour, 0, undefined)).toMatchObject({ after: 2 * SECOND, code: 1 });
    expect(endOfAttempt(behaviour, 2, undefined)).toMatchObject({ after: 3 * SECOND, code: 0 });
    expect(endOfAttempt(behaviour, 2, '4')).toMatchObject({ code: 7 });
  });

  it('takes the last word of a kind, and a check from its time on', () => {
    const behaviour = parseBehaviour(['term=1s:0', 'term=4s:3', 'ready:fail@0s', 'ready:ok@6s', 'port=80@2s', 'close=80@5s']);
    expect(behaviour.term).toEqual({ after: 4 * SECOND, code: 3 });
    expect(checkAfter(behaviour, 'ready', 5 * SECOND)).toBe('fail');
    expect(checkAfter(behaviour, 'ready', 6 * SECOND)).toBe('ok');
    expect(checkAfter(behaviour, 'other', 0)).toBe('ok');
    expect([1, 3, 6].map((at) => listensAfter(behaviour, 80, at * SECOND))).toEqual([false, true, false]);
  });

  it('knows ordinary commands', () => {
    expect(wordsOfCommand(['sh', '-c', 'echo hi; sleep 5; exit 2'])).toEqual(['log=hi@0s', 'exit=2@5s', 'ignore-term']);
    expect(wordsOfCommand(['sleep', 'infinity'])).toEqual(['ignore-term']);
    expect(wordsOfCommand(['/bin/sleep', '1h'])).toEqual(['exit=0@3600s', 'ignore-term']);
    expect(wordsOfCommand(['exit=1@3s'])).toBeUndefined();
  });
});

describe('names of images', () => {
  it('completes them as Docker does', () => {
    const full = (image: string): string => fullName(parseImage(image) as ImageReference);
    expect(full('nginx')).toBe('docker.io/library/nginx:latest');
    expect(full('sim/app:1')).toBe('docker.io/sim/app:1');
    expect(full('localhost:5000/a/b:x')).toBe('localhost:5000/a/b:x');
    expect(parseImage('Sim/App:1')).toEqual({ error: 'couldn\'t parse image name "Sim/App:1": invalid reference format: repository name (App) must be lowercase' });
  });

  it('is not found in the words of containerd', () => {
    const reference = parseImage('nginx:9.9') as ImageReference;
    expect(findImage(DEFAULT_CATALOGUE, reference)).toEqual({ error: 'notfound' });
    expect(pullErrorText('notfound', reference)).toContain('rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:9.9"');
    expect(findImage(DEFAULT_CATALOGUE, parseImage('nginx:1.30-alpine') as ImageReference)).toHaveProperty('behaviour');
  });
});
