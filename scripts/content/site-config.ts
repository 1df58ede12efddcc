import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { footerKeys, navbarKeys, sidebarKeys, type TranslationFile } from './rules/translations';

/** The default export of a module of the project; functions (a config may be one) are called. */
async function defaultOf(file: string): Promise<unknown> {
  let value: unknown = await import(pathToFileURL(file).href);
  // A module compiled to CommonJS arrives with its exports wrapped once more.
  for (let depth = 0; depth < 2 && typeof value === 'object' && value !== null && 'default' in value; depth += 1) value = value.default;
  return typeof value === 'function' ? (value as () => unknown)() : value;
}

/** The English translation files below i18n/en, each with the keys that docusaurus.config.ts and sidebars.ts ask for. */
export async function readTranslations(root: string): Promise<TranslationFile[]> {
  const configFile = join(root, 'docusaurus.config.ts');
  const sidebarsFile = join(root, 'sidebars.ts');
  const config = existsSync(configFile) ? ((await defaultOf(configFile)) as { themeConfig?: Record<string, object> }) : {};
  const sidebars = existsSync(sidebarsFile) ? ((await defaultOf(sidebarsFile)) as Record<string, unknown>) : {};
  const { navbar = {}, footer = {} } = config.themeConfig ?? {};
  const wanted: [string, string[]][] = [
    ['docusaurus-theme-classic/navbar.json', navbarKeys(navbar)],
    ['docusaurus-theme-classic/footer.json', footerKeys(footer)],
    ['docusaurus-plugin-content-docs/current.json', sidebarKeys(sidebars)],
    ['code.json', []],
  ];
  return wanted.flatMap(([name, needed]) => {
    const file = join(root, 'i18n/en', name);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text || needed.length ? [{ file, text, needed }] : [];
  });
}
