import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { NOTHING_SAID, record } from './record';
import type { EventMemory } from './record';

const POD: ApiObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default', uid: '1' } };
const SECOND = 1_000_000;

function say(messages: readonly string[], every = SECOND): { readonly kinds: string[]; readonly last: string } {
  let memory: EventMemory = NOTHING_SAID;
  let last = '';
  const kinds = messages.map((message, index) => {
    const recorded = record(memory, { component: 'kubelet' }, { object: POD, type: 'Normal', reason: 'Said', message }, index * every);
    ({ memory } = recorded);
    if (recorded.kind !== 'drop') last = `${recorded.event.count ?? 0} ${recorded.event.message ?? ''}`;
    return recorded.kind;
  });
  return { kinds, last };
}

describe('the event recorder', () => {
  it('counts what is said again', () => {
    expect(say(['a', 'b', 'a', 'a'])).toEqual({ kinds: ['create', 'create', 'count', 'count'], last: '3 a' });
  });

  it('folds the tenth different thing that is said alike, and counts the fold', () => {
    const { kinds, last } = say(Array.from({ length: 12 }, (_, index) => `m${index}`));
    expect(kinds.slice(9)).toEqual(['create', 'count', 'count']);
    expect(last).toBe('3 (combined from similar events): m11');
  });

  it('lets an object speak 25 times, and then once in five minutes', () => {
    expect(say(Array.from({ length: 30 }, () => 'a'), 0).kinds.filter((kind) => kind === 'drop')).toHaveLength(5);
    expect(say(Array.from({ length: 30 }, () => 'a'), 300 * SECOND).kinds).not.toContain('drop');
  });
});

it('names what is said in one instant apart', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default', uid: 'u' } };
  let memory = NOTHING_SAID;
  const names = new Set<string>();
  for (let i = 0; i < 20; i += 1) {
    const said = record(memory, { component: 'kubelet', host: 'node-1' }, { object, type: 'Normal', reason: `Reason${i}`, message: `${i}` }, 1_000_000);
    memory = said.memory;
    if (said.kind !== 'drop') names.add(said.event.metadata.name ?? '');
  }
  expect(names.size).toBe(20);
});
