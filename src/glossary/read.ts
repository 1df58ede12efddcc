import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** The Kubernetes version in which a feature reached a stage, e.g. `stable: '1.33'`; `kep` is the enhancement's number. */
export interface Since {
  alpha?: string;
  beta?: string;
  stable?: string;
  deprecated?: string;
  removed?: string;
  kep?: number;
}

/** One entry of `src/glossary/terms/*.yaml`. */
export interface GlossaryTerm {
  /** Lower-case ASCII with hyphens; `<Term id>` and the anchor `/glossary#term-<id>` name it. */
  id: string;
  ko: string;
  en: string;
  /** Other right names, which a reader may search for. */
  aliases?: string[];
  /** What kubectl or people abbreviate it to. */
  short?: string[];
  /** Wrong spellings: found by the search of the list, refused in prose. */
  wrong?: string[];
  /** The part (1–26) that teaches it. */
  part?: number;
  /** In place of a part: the page (doc id) that teaches it. */
  page?: string;
  /** When it matters. */
  since?: Since;
  /** Ids of terms that it is mistaken for. */
  confuse?: string[];
  /** Ours, one or two sentences in each language. */
  definition: { ko: string; en: string };
  /** Where the fact can be checked. */
  source: string;
}

/** Folder of the glossary's files below a project's root. */
export const glossaryFolder = (root: string): string => join(root, 'src/glossary/terms');

export const glossaryFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));

/** The entries of one file, each with the line (from 1) where it begins. Throws where the file is no list. */
export function readGlossaryFile(file: string): { term: GlossaryTerm; line: number }[] {
  const text = readFileSync(file, 'utf8');
  const list: unknown = load(text);
  if (!Array.isArray(list)) throw new Error(`${file}: a glossary file is a list of terms, each with an id`);
  const starts = text.split('\n').flatMap((line, index) => (line.startsWith('- ') ? [index + 1] : []));
  return list.map((term: unknown, index) => ({ term: { ...(term as GlossaryTerm) }, line: starts[index] ?? 1 }));
}

/** Every term of the glossary. */
export const readGlossary = (folder: string): GlossaryTerm[] => glossaryFiles(folder).flatMap((file) => readGlossaryFile(file).map(({ term }) => term));

/** Changes when a file of the glossary does. */
export const glossaryStamp = (folder: string): string => glossaryFiles(folder).map((file) => `${file}:${statSync(file).mtimeMs}`).join('|');
