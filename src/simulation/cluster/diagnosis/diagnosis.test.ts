import { describe, expect, it } from 'vitest';
import { explainExit } from './exit-code';
import { firstLook } from './status-word';

describe('exit codes', () => {
  it.each([
    [0, '', { cause: 'finished' }],
    [1, 'Error', { cause: 'program' }],
    [2, 'Error', { cause: 'program' }],
    [126, 'Error', { cause: 'not-executable' }],
    [127, 'Error', { cause: 'not-found' }],
    [128, 'StartError', { cause: 'never-started' }],
    [137, 'Error', { cause: 'signal', signal: { number: 9, name: 'SIGKILL' } }],
    [137, 'OOMKilled', { cause: 'signal', signal: { number: 9, name: 'SIGKILL' }, outOfMemory: 'likely' }],
    [143, 'OOMKilled', { cause: 'signal', signal: { number: 15, name: 'SIGTERM' }, outOfMemory: 'doubtful' }],
    [139, 'Error', { cause: 'signal', signal: { number: 11, name: 'SIGSEGV' } }],
    [162, 'Error', { cause: 'signal', signal: { number: 34 } }],
    [255, 'Error', { cause: 'program' }],
  ] as const)('%i %s', (code, reason, exit) => expect(explainExit(code, reason)).toEqual(exit));
});

describe('status words', () => {
  it.each([
    ['Pending', 'scheduling', false],
    ['ContainerCreating', 'sandbox', false],
    ['Init:0/2', 'application', true],
    ['Init:ImagePullBackOff', 'image', true],
    ['Init:ExitCode:1', 'application', true],
    ['CreateContainerConfigError', 'configuration', false],
    ['RunContainerError', 'start', false],
    ['Signal:9', 'application', false],
    ['Evicted', 'node', false],
  ] as const)('%s is of the %s', (status, layer, init) => expect(firstLook(status)).toEqual({ layer, init }));

  it('knows no word that nobody prints', () => {
    for (const word of ['', 'Broken', '1/2', 'toString', 'Init:']) expect(firstLook(word)).toBeUndefined();
  });
});
