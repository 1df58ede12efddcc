import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../lib/paths';
import { catalogsIn } from './catalogs';
import type { Finding } from './problem';
import { readProject } from './project';
import { catalogs } from './rules/catalogs';
import { code } from './rules/code';
import { components, known } from './rules/components';
import { diagrams } from './rules/diagrams';
import { english } from './rules/english';
import { frontmatter } from './rules/frontmatter';
import { glossary } from './rules/glossary';
import { headings } from './rules/headings';
import { ids } from './rules/ids';
import { images } from './rules/images';
import { korean } from './rules/korean';
import { length } from './rules/length';
import { links } from './rules/links';
import { manifests } from './rules/manifests';
import { sources } from './rules/sources';
import { tables } from './rules/tables';
import { translations } from './rules/translations';
import { trees } from './rules/trees';
import { readTranslations } from './site-config';
import { spelling, terms } from './spelling';

const pageRules = [trees, frontmatter, headings, diagrams, code, manifests, tables, components, known, sources, glossary, terms, spelling, ids, length, links, korean, english, images];

export interface RuleResult {
  rule: string;
  findings: Finding[];
}

/** Runs all content rules on the project below `root`. Rejects where its configuration cannot be read. */
export async function checkContent(root: string): Promise<RuleResult[]> {
  const project = readProject(root);
  const found = filesBelow(join(root, 'src'), (name) => /\.tsx?$/.test(name) && !name.includes('.test.')).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return /define(Both)?Messages\(/.test(text) && !text.includes('function defineMessages') ? catalogsIn(file, text) : [];
  });
  return [
    ...pageRules.map(({ name, check }) => ({ rule: name, findings: check(project) })),
    { rule: catalogs.name, findings: catalogs.check(found) },
    { rule: translations.name, findings: translations.check(await readTranslations(root)) },
  ];
}
