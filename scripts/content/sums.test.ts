import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths';
import { pagesOf, readProject } from './project';
import { amount, askedOf, minikubeSystem, promisedBy, sum } from './sums';
import { pageFrom } from './testing';

const pages = pagesOf(readProject(root));

describe('what a page tells its reader to run', () => {
  it.each(pages.filter((page) => promisedBy(page)).map((page) => [page.locale, page.path, page] as const))('fits the machine that it promises: %s %s', (_locale, _path, page) => {
    const promised = promisedBy(page)!;
    const asked = askedOf(page);
    expect(Object.keys(asked)).not.toEqual([]);
    const all = sum([...Object.values(minikubeSystem), ...Object.values(asked)]);
    expect(all.cpu).toBeLessThanOrEqual(promised.cpu);
    expect(all.memory).toBeLessThanOrEqual(promised.memory);
  });

  it('is looked at in both languages of Part 1', () => {
    expect(pages.filter((page) => promisedBy(page)).map(({ locale, path }) => `${locale} ${path}`)).toEqual(expect.arrayContaining(['ko 01-why-kubernetes', 'en 01-why-kubernetes']));
  });
});

it('adds system Pods, replicas and the surge of an update', () => {
  expect(sum(Object.values(minikubeSystem))).toEqual({ cpu: 850, memory: 220 * 2 ** 20 });
  const page = pageFrom('```bash\nminikube start --cpus=2 --memory=2g\nkubectl create deployment web --image=nginx --replicas=3\nkubectl set resources deployment web \\\n  --limits=cpu=500m,memory=128Mi\n```');
  expect(promisedBy(page)).toEqual({ cpu: 2000, memory: 2 ** 31 });
  expect(askedOf(page)).toEqual({ web: amount('2', '512Mi') });
});
