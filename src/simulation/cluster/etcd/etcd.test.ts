import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseText, emptyBackend, readDatabase, snapshotText } from './backend';
import { EtcdCluster } from './cluster';
import { compacted, EMPTY_KEY_SPACE, eventsSince, prefixEnd, rangeOf, Writes } from './mvcc';
import type { KeySpace } from './mvcc';

const key = fc.constantFrom('a', 'aa', 'ab', 'b', '/x/1', '/x/2');
const step = fc.oneof(fc.record({ put: key, value: fc.string({ maxLength: 3 }) }), fc.record({ delete: key }));
type Step = { readonly put: string; readonly value: string } | { readonly delete: string };

function play(steps: readonly Step[]): { readonly space: KeySpace; readonly states: readonly Readonly<Record<string, string>>[] } {
  let space = EMPTY_KEY_SPACE;
  const states: Record<string, string>[] = [{}, {}];
  for (const one of steps) {
    const writes = new Writes(space);
    const state = { ...states.at(-1) };
    if ('put' in one) {
      writes.put(one.put, one.value, '');
      state[one.put] = one.value;
    } else {
      writes.delete(one.delete, '');
      delete state[one.delete];
    }
    if (writes.space.revision > space.revision) states.push(state);
    space = writes.space;
  }
  return { space, states };
}

const all = (space: KeySpace, revision: number): Readonly<Record<string, string>> => Object.fromEntries(rangeOf(space, { key: '\0', end: '\0', revision }).map((one) => [one.key, one.value]));
const noFiles = { read: () => undefined, under: () => [], write: () => undefined, remove: () => undefined };

describe('etcd’s key space', () => {
  it('has every revision until it is compacted, and the newest ones afterwards', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(30), (steps, at) => {
        const { space, states } = play(steps);
        expect(space.revision).toBe(states.length - 1);
        for (let revision = 1; revision <= space.revision; revision += 1) expect(all(space, revision)).toEqual(states[revision]);
        const to = 1 + (at % space.revision);
        const left = compacted(space, to);
        for (let revision = to; revision <= space.revision; revision += 1) expect(all(left, revision)).toEqual(states[revision]);
        if (to > 1) expect(() => all(left, to - 1)).toThrow('required revision has been compacted');
        expect(() => all(left, space.revision + 1)).toThrow('future revision');
      }),
    );
  });

  it('tells a watch what leads from one revision to the newest', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(30), (steps, at) => {
        const { space, states } = play(steps);
        const from = 1 + (at % space.revision);
        const state: Record<string, string> = { ...states[from] };
        for (const { entry } of eventsSince(space, '\0', '\0', from + 1)) {
          if (entry.tombstone) delete state[entry.key];
          else state[entry.key] = entry.value;
        }
        expect(state).toEqual(states.at(-1));
      }),
    );
  });

  it('ends a prefix where the next one begins', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 3 }), fc.string({ maxLength: 4 }), (prefix, text) => {
      expect(text >= prefix && (prefixEnd(prefix) === '\0' || text < prefixEnd(prefix))).toBe(text.startsWith(prefix));
    }));
  });
});

describe('an etcd cluster', () => {
  const cluster = (count: number): EtcdCluster => {
    const etcd = new EtcdCluster({ now: () => 0, files: noFiles });
    etcd.bootstrap(Array.from({ length: count }, (_, at) => ({ name: `etcd-${at}`, peerUrls: [`http://10.0.0.${at}:2380`], clientUrls: [`http://10.0.0.${at}:2379`], data: `/data/${at}` })));
    return etcd;
  };

  it('takes a write with a quorum, refuses it without one, and then still reads what a member has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(5), (count, stopped) => {
        const etcd = cluster(count);
        etcd.put('etcd-0', '', { key: 'a', value: '1', lease: '' });
        const left = Math.max(1, count - stopped);
        for (let at = count - 1; at >= left; at -= 1) etcd.stop(`etcd-${at}`);
        const write = () => etcd.put('etcd-0', '', { key: 'a', value: '2', lease: '' });
        if (left >= Math.floor(count / 2) + 1) expect(write).not.toThrow();
        else expect(write).toThrow('request timed out');
        expect(etcd.range('etcd-0', '', { key: 'a', end: '', serializable: true }).count).toBe(1);
      }),
    );
  });

  it('gives a snapshot its sum, which a change of a letter breaks', () => {
    const backend = emptyBackend([]);
    expect(readDatabase(snapshotText(backend))).toEqual({ backend, sum: 'right' });
    expect(readDatabase(databaseText(backend))?.sum).toBe('none');
    expect(readDatabase(`${snapshotText(backend).slice(0, -1)}_`)?.sum).toBe('wrong');
    expect(readDatabase('this is no database')).toBeUndefined();
  });
});
