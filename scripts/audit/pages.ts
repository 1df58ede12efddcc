import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface AuditedPage {
  name: string;
  locale: 'ko' | 'en';
  /** Address below the site's base. */
  path: string;
}

const addresses = { home: '', curriculum: 'curriculum', 'Part 1': 'why-kubernetes', 'Part 2': 'cluster-architecture', 'Part 8': 'deployments', 'distribution guide': 'guides/choosing-a-distribution', glossary: 'glossary' };

/** The audited pages that the site has, Korean first. Throws where a page exists in one language only. */
export function auditedPages(dir: string): AuditedPage[] {
  const exists = (path: string) => existsSync(join(dir, path === '' || path.endsWith('/') ? `${path}index.html` : `${path}.html`));
  const named = Object.entries(addresses);
  return named.flatMap(([name, address]): AuditedPage[] => {
    const ko = { name, locale: 'ko' as const, path: address };
    const en = { name, locale: 'en' as const, path: `en/${address}` };
    if (exists(ko.path) !== exists(en.path)) throw new Error(`${name} is built in one language only`);
    return exists(ko.path) ? [ko, en] : [];
  });
}
