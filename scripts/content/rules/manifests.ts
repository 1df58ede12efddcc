import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { manifestsFolder } from '../../../src/mdx/manifests';
import { stringProp } from '../../../src/mdx/nodes';
import { createRegistry, readManifests } from '../../../src/simulation/api';
import { ALL_KINDS } from '../../../src/simulation/api/kinds/all';
import { filesBelow } from '../../lib/paths';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';

const registry = createRegistry(ALL_KINDS);

/** Each mark of one language stands beside one of the other. */
function unpairedComments(text: string): number | undefined {
  const languages = text.split('\n').map((line) => /^\s*# (ko|en): /.exec(line)?.[1]);
  const seen = { ko: 0, en: 0 };
  for (const [i, language] of languages.entries()) {
    if (language === 'ko' || language === 'en') seen[language] += 1;
    else if (seen.ko !== seen.en) return i;
  }
  return seen.ko === seen.en ? undefined : languages.length;
}

/**
 * What is wrong with one manifest, as the core reads it: every kind that the API server serves, field by field by the recorded schema, and
 * validated where the kind has its rules. A kind of a group that the API server does not serve is somebody's custom resource and passes.
 */
export function manifestProblems(file: string, text: string): Problem[] {
  const problem = (line: number, message: string, remedy: string): Problem => ({ file, line, message, remedy });
  const read = readManifests(text, registry)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ line, path, message }) => problem(line, `${path} ${message}`.trim(), 'mend the manifest; a wrong one that the page shows on purpose stays a fence in the page'));
  const unpaired = unpairedComments(text);
  const hangul = text.split('\n').findIndex((line) => /[가-힣]/.test(line.replace(/^\s*# ko: .*/, '')));
  return [
    ...read,
    ...(unpaired === undefined ? [] : [problem(unpaired, 'a comment stands in one language only', 'write as many lines # ko: … as # en: … in one place')]),
    ...(hangul < 0 ? [] : [problem(hangul + 1, 'Korean stands outside of a # ko: comment', 'English readers see this file too: mark the comment # ko: and add its twin # en:')]),
  ];
}

/** Manifests of pages stand once, are used, and hold what the API server takes. */
export const manifests: Rule<Project> = {
  name: 'manifests',
  check: (project) => {
    const folder = join(project.root, manifestsFolder);
    const used = new Set<string>();
    const pages = pagesOf(project).map((page): Finding => {
      const named = page.components.filter(({ name, element }) => name === 'Manifest' && element);
      return {
        subject: page.file,
        problems: named.flatMap(({ element, line }) => {
          const file = (element && stringProp(element, 'file')) ?? '';
          used.add(file);
          return /^[a-z0-9-]+\/[\w./-]+\.ya?ml$/.test(file) && existsSync(join(folder, file)) ? [] : [{ file: page.file, line, message: `<Manifest file="${file}"> is not there`, remedy: `write ${manifestsFolder}/${file || '<page>/<name>.yaml'}` }];
        }),
      };
    });
    const files = existsSync(folder) ? filesBelow(folder, () => true) : [];
    return [
      ...pages,
      ...files.map((file): Finding => {
        const name = relative(folder, file).split(sep).join('/');
        const unused = used.has(name) ? [] : [{ file, line: 1, message: 'no page shows this manifest', remedy: `write <Manifest file="${name}" /> or remove the file` }];
        return { subject: file, problems: [...unused, ...manifestProblems(file, readFileSync(file, 'utf8'))] };
      }),
    ];
  },
};
