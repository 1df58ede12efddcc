import type { Finding, Problem, Rule } from '../problem';

/** A Docusaurus translation file: key → message. */
export type Translations = Record<string, { message?: unknown }>;

export interface TranslationFile {
  file: string;
  text: string;
  /** Keys that the configuration asks for. */
  needed: string[];
}

interface Labelled {
  type?: string;
  label?: string;
  title?: string;
  items?: Labelled[];
  html?: string;
}

/** Keys of navbar.json: each label, drop-down items included (docusaurus-theme-classic, translations.ts). */
export const navbarKeys = (navbar: { title?: string; items?: Labelled[]; logo?: { alt?: string } }): string[] => [
  ...(navbar.title ? ['title'] : []),
  ...(navbar.logo?.alt ? ['logo.alt'] : []),
  ...(navbar.items ?? []).flatMap((item) => [item, ...(item.items ?? [])]).flatMap(({ label }) => (label ? [`item.label.${label}`] : [])),
];

/** Keys of footer.json: column titles, link labels, the copyright line. */
export const footerKeys = (footer: { links?: Labelled[]; copyright?: string; logo?: { alt?: string } }): string[] => [
  ...(footer.links ?? []).flatMap(({ title }) => (title ? [`link.title.${title}`] : [])),
  ...(footer.links ?? []).flatMap((link) => link.items ?? [link]).flatMap(({ label }) => (label ? [`link.item.label.${label}`] : [])),
  ...(footer.copyright ? ['copyright'] : []),
  ...(footer.logo?.alt ? ['logo.alt'] : []),
];

interface SidebarItem {
  type?: string;
  label?: string;
  key?: string;
  items?: unknown;
  link?: { type?: string; title?: string; description?: string };
}

/** Keys of current.json: categories, links and labelled pages of each sidebar (plugin-content-docs, translations.ts). */
export function sidebarKeys(sidebars: Record<string, unknown>): string[] {
  const keysOf = (sidebar: string, items: unknown): string[] => {
    if (!Array.isArray(items)) return typeof items === 'object' && items !== null ? Object.entries(items).flatMap(([label, inner]) => [`sidebar.${sidebar}.category.${label}`, ...keysOf(sidebar, inner)]) : [];
    return items.flatMap((item: SidebarItem | string): string[] => {
      if (typeof item === 'string') return [];
      const name = item.key ?? item.label;
      if (item.type === 'category') {
        const stem = `sidebar.${sidebar}.category.${name}`;
        const generated = item.link?.type === 'generated-index' ? (['title', 'description'] as const).filter((key) => item.link?.[key]).map((key) => `${stem}.link.generated-index.${key}`) : [];
        return [stem, ...generated, ...keysOf(sidebar, item.items)];
      }
      if (item.type === 'link' || (item.type === 'doc' && item.label)) return [`sidebar.${sidebar}.${item.type}.${name}`];
      return [];
    });
  };
  return Object.entries(sidebars).flatMap(([sidebar, items]) => keysOf(sidebar, items));
}

function check({ file, text, needed }: TranslationFile): Problem[] {
  let messages: Translations;
  try {
    messages = text ? (JSON.parse(text) as Translations) : {};
  } catch (error) {
    return [{ file, line: 1, message: `is no JSON: ${error instanceof Error ? error.message : String(error)}`, remedy: 'mend it' }];
  }
  const lines = text.split('\n');
  const lineOf = (key: string) => Math.max(1, lines.findIndex((line) => line.includes(`${JSON.stringify(key)}:`)) + 1);
  const problems: Problem[] = needed.filter((key) => !(key in messages)).map((key) => ({ file, line: 1, message: `"${key}" is missing`, remedy: `add "${key}": {"message": "…"}` }));
  for (const [key, { message }] of Object.entries(messages)) {
    // An empty alternative text says that the logo stands beside its own name.
    if (key === 'logo.alt' && message === '') continue;
    if (typeof message !== 'string' || !message.trim()) problems.push({ file, line: lineOf(key), message: `"${key}" is empty`, remedy: 'write the English message' });
    else if (/[ㄱ-ㆎ가-힣]/.test(message)) problems.push({ file, line: lineOf(key), message: `"${key}" has Korean in it`, remedy: 'write it in English' });
  }
  return problems;
}

/** Navbar, footer, sidebar and theme labels in English. */
export const translations: Rule<TranslationFile[]> = {
  name: 'translations',
  check: (files) => files.map((file): Finding => ({ subject: file.file, problems: check(file) })),
};
