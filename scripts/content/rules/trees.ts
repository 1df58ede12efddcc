import type { Finding, Rule } from '../problem';
import type { Project } from '../project';

/** Every page exists in both languages and parses: a page missing from i18n/en is silently served in Korean below /en/. */
export const trees: Rule<Project> = {
  name: 'trees',
  check: ({ pairs, broken }) =>
    pairs.map((pair): Finding => {
      const problems = broken.filter(({ file }) => file === pair.files.ko || file === pair.files.en);
      for (const [here, there, language] of [['ko', 'en', 'English'], ['en', 'ko', 'Korean']] as const) {
        if (pair.exists[here] && !pair.exists[there]) {
          problems.push({ file: pair.files[here], line: 1, message: `has no ${language} page beside it`, remedy: `write ${pair.files[there].split(/[\\/]/).slice(-2).join('/')} or remove this one` });
        }
      }
      return { subject: pair.path, problems };
    }),
};
