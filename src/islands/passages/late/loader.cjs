/*
 * Bundler loader, for the browser's half of a build: a page's module comes without the content of its still passages, and `page.mdx?late` is
 * the rest (split-page.ts). The bundler wants plain JavaScript; jiti reads the rest.
 */
const { basename } = require('node:path');
const { splitPage } = require('jiti')(__filename)('./split-page.ts');

const LATE = '?late';
/** The second halves of pages that were compiled in this build, so that no page is compiled twice. */
const lateHalves = new Map();

module.exports = function latePassages(source) {
  const split = splitPage(source, `./${basename(this.resourcePath)}${LATE}`);
  if (this.resourceQuery === LATE) return split.late;
  if (!split) return source;
  lateHalves.set(this.resourcePath, split.late);
  return split.page;
};

module.exports.pitch = function takeLateHalf() {
  return this.resourceQuery === LATE ? lateHalves.get(this.resourcePath) : undefined;
};
