import { describe, expect, it } from 'vitest';
import { Writes, EMPTY_KEY_SPACE } from '../../etcd/mvcc';
import { getFrom, listFrom, watchFrom } from './cacher';

const PREFIX = '/registry/configmaps/default/';
const written = ['a', 'b', 'c'].reduce((space, name) => {
  const writes = new Writes(space);
  writes.put(`${PREFIX}${name}`, '1', '');
  return writes.space;
}, EMPTY_KEY_SPACE);
const cacher = { store: written, prefix: PREFIX, filledAt: 3 };

// apiserver pkg/storage/cacher.
describe('a watch cache', () => {
  it('waits in vain for a revision that the store has not reached', () => {
    expect(listFrom(cacher, { resourceVersion: '99' })).toMatchObject({ refused: { status: 504, message: 'Timeout: Too large resource version: 99, current: 4', retryAfterSeconds: 1 } });
    expect(getFrom(cacher, 'a', '99')).toMatchObject({ refused: { status: 504 } });
    expect(watchFrom(cacher, '99')).toEqual({ events: [] });
  });

  it('lists exactly an old revision from etcd, and tells no event from before it was filled', () => {
    expect(listFrom(cacher, { resourceVersion: '2', match: 'Exact' })).toMatchObject({ entries: [{ key: `${PREFIX}a` }] });
    expect(listFrom(cacher, { resourceVersion: '2' })).toMatchObject({ entries: [{}, {}, {}] });
    expect(watchFrom(cacher, '2')).toMatchObject({ refused: { status: 410, message: 'too old resource version: 2 (3)' } });
    expect(watchFrom(cacher, '3')).toMatchObject({ events: [{ entry: { key: `${PREFIX}c` } }] });
  });
});
