import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../i18n/messages';

/** Where the manifests of pages stand, once for both languages. */
export const manifestsFolder = 'docs/manifests';

const tagged = /^(\s*)# (ko|en): /;

/**
 * The text of a manifest for readers of one language: of its lines `# ko: …` and `# en: …` the one that they read, without the mark.
 * Without a language neither stays.
 */
export const manifestFor = (text: string, locale: Locale | null): string =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => tagged.exec(line)?.[2] === undefined || tagged.exec(line)?.[2] === locale)
    .map((line) => line.replace(tagged, '$1# '))
    .join('\n');

/** Reads `docs/manifests/<file>`. Throws where there is none, or where the name leads elsewhere. */
export function readManifest(file: string, locale: Locale | null): string {
  const path = join(__dirname, '../..', manifestsFolder, file);
  if (!/^[a-z0-9-]+\/[\w./-]+\.ya?ml$/.test(file) || file.includes('..') || !existsSync(path)) throw new Error(`<Manifest file="${file}"> is not there: write ${manifestsFolder}/${file}, where the first folder is the page’s name, as in file="pods/web.yaml"`);
  return manifestFor(readFileSync(path, 'utf8'), locale);
}

/** The name that a reader would save it under. */
export const manifestName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
