import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { componentNamed, courseComponents } from './components';
import { proseOf } from './nodes';
import { parseMdx } from './parse';

/** Names that `src/course/index.ts` exports; imported, it would bring React and style sheets along. */
const exported = [...readFileSync(resolve(import.meta.dirname, '../course/index.ts'), 'utf8').matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));

describe('the table of course components', () => {
  it('has one entry for each export of src/course, and for what our plugins and imports bring', () => {
    expect(Object.keys(courseComponents).sort()).toEqual([...exported, 'Diagram', 'Glossary', 'Manifest', 'Recordings'].sort());
  });

  it('knows figures and widgets from their index files', () => {
    expect(componentNamed('FourEras')).toMatchObject({ still: true });
    expect(componentNamed('SchedulerLab')?.still).toBeUndefined();
    expect(componentNamed('SchedulerLab')?.room).toBeGreaterThan(componentNamed('FourEras')?.room ?? 0);
  });

  it('knows nothing else', () => {
    expect(['Unheard', 'constructor', 'p', ''].map(componentNamed)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('gives every part with an anchor an id of its own to make it from', () => {
    // A source has its own rule: its id is what citations name.
    for (const [name, { anchor, keyed }] of Object.entries(courseComponents)) if (anchor && name !== 'Source') expect([name, keyed]).toEqual([name, true]);
  });
});

describe('the parser', () => {
  it('reads call-outs, and leaves words with a colon as they are', () => {
    const tree = parseMdx('CPU 1:3으로, debian:13-slim\n\n:::note\n\nx\n\n:::\n\n::here\n');
    expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'containerDirective', 'paragraph']);
    expect(tree.children.map(proseOf)).toEqual(['CPU 1:3으로, debian:13-slim', 'x', '::here']);
  });
});
