import { expect, it } from 'vitest';
import { docId, imageId, routeOf } from './project';
import { pageFrom } from './testing';

it('takes the order number out of an address, and keeps dates and versions', () => {
  expect(['01-why-kubernetes', 'guides/choosing', '2024-01-x', '1.36-notes'].map(docId)).toEqual(['why-kubernetes', 'guides/choosing', '2024-01-x', '1.36-notes']);
  expect(imageId('guides/02-choosing')).toBe('guides-choosing');
});

it('follows a slug', () => {
  expect(routeOf(pageFrom('글', 'ko', 'guides/01-a'))).toBe('/guides/a');
  expect(routeOf(pageFrom('---\nslug: /b\n---\n글', 'ko', 'guides/01-a'))).toBe('/b');
  expect(routeOf(pageFrom('---\nslug: c\n---\n글', 'ko', 'guides/01-a'))).toBe('/guides/c');
});
