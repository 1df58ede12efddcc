import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Link, Page } from '../page';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, routeOf, type Project } from '../project';

const withoutSlash = (route: string): string => (route.length > 1 ? route.replace(/\/$/, '') : route);

/** All that an address can point to: routes with their anchors (null: not ours to know) and files with their pages. */
interface Targets {
  anchors: Map<string, Set<string> | null>;
  routeOfFile: Map<string, string>;
}

function collect(project: Project, locale: Page['locale']): Targets {
  const anchors = new Map<string, Set<string> | null>(project.pageRoutes.map((route) => [route, null]));
  const routeOfFile = new Map<string, string>();
  const terms = project.glossary?.map(({ id }) => `term-${id}`) ?? [];
  for (const page of pagesOf(project).filter((one) => one.locale === locale)) {
    const route = routeOf(page);
    routeOfFile.set(page.file, route);
    const ids = [...page.headings.flatMap(({ id }) => (id ? [id] : [])), ...page.anchors];
    anchors.set(route, new Set(/(^|\/)glossary$/.test(page.path) ? [...ids, ...terms] : ids));
  }
  return { anchors, routeOfFile };
}

function problemOf(project: Project, page: Page, targets: Targets, { target }: Link): { message: string; remedy: string } | null {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return null;
  const [beforeHash = '', anchor] = target.split('#', 2);
  const path = decodeURI(beforeHash.split('?')[0]!);
  let route: string;
  if (!path) route = routeOf(page);
  else if (path.startsWith('/')) {
    if (/^\/(en|ko)(\/|$)/.test(path)) return { message: `the link ${target} names a language`, remedy: 'leave the language out: the reader’s own is added' };
    route = withoutSlash(path);
    if (!targets.anchors.has(route) && existsSync(join(project.root, 'static', path))) return null;
  } else if (/\.mdx?$/.test(path)) {
    const found = targets.routeOfFile.get(resolve(dirname(page.file), path));
    if (!found) return { message: `the link ${target} leads to no page`, remedy: 'correct the file name' };
    route = found;
  } else {
    route = withoutSlash(new URL(path, `https://site${routeOf(page)}`).pathname);
    if (!targets.anchors.has(route) && existsSync(resolve(dirname(page.file), path))) return null;
  }
  if (!targets.anchors.has(route)) return { message: `the link ${target} leads to no page`, remedy: 'link to a page that exists; a part that is not written yet is named without a link' };
  const known = targets.anchors.get(route);
  if (anchor && known && !known.has(decodeURIComponent(anchor))) return { message: `the link ${target} names no heading of ${route}`, remedy: 'use a heading’s explicit id, or what src/mdx/components.ts (`anchor`) makes of a component’s' };
  return null;
}

export const links: Rule<Project> = {
  name: 'links',
  check: (project) => {
    const targets = { ko: collect(project, 'ko'), en: collect(project, 'en') };
    return pagesOf(project).map((page): Finding => ({
      subject: page.file,
      problems: page.links.flatMap((link): Problem[] => {
        const problem = problemOf(project, page, targets[page.locale], link);
        return problem ? [{ file: page.file, line: link.line, ...problem }] : [];
      }),
    }));
  },
};
