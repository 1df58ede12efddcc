import { describe, expect, it } from 'vitest';
import { openSession } from '../session';
import { PEOPLE } from './people';
import type { Person } from './people';
import { readersScene } from './scene';
import type { ReadersView } from './scene';

const { findings } = openSession(readersScene, null).view as ReadersView;
const read = (person: Person): string[] => findings[person].flatMap(({ id, value }) => (value === null ? [] : [`${id} ${value}`]));
const said = (person: Person, id: string): string => findings[person].find((one) => one.id === id)?.said ?? '';

describe('who can read a Secret', () => {
  it('is more people than have the verb get on it', () => {
    expect(Object.fromEntries(PEOPLE.map((person) => [person, read(person)]))).toEqual({
      view: [], getOne: ['get blue-1'], list: ['list blue-1'], createPods: ['createPod blue-1'], exec: ['exec blue-1'],
      edit: ['get blue-1', 'list blue-1', 'createPod blue-1', 'createDeployment blue-1', 'exec blue-1'],
      reloader: ['get blue-1', 'list blue-1'], nodeWith: ['disk blue-1', 'get blue-1'], nodeWithout: [],
      etcdPlain: ['etcd blue-1'], etcdLate: ['etcd blue-1'], etcdEncrypted: [],
    });
  });

  it('is refused in the words of the API server', () => {
    expect(said('createPods', 'get')).toBe('Error from server (Forbidden): secrets "db" is forbidden: User "pat" cannot get resource "secrets" in API group "" in the namespace "default"');
    expect(said('view', 'exec')).toMatch(/^Error from server \(Forbidden\): pods "env-.*" is forbidden: User "vera" cannot create resource "pods\/exec" in API group "" in the namespace "default"$/);
    expect(said('nodeWithout', 'get')).toBe('Error from server (Forbidden): secrets "db" is forbidden: User "system:node:node-2" cannot get resource "secrets" in API group "" in the namespace "default": no relationship found between node \'node-2\' and this object');
    expect(said('nodeWith', 'list')).toContain('No Object name found');
    expect(said('getOne', 'get')).toBe('PASSWORD: Ymx1ZS0x');
  });
});
