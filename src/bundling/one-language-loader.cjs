/*
 * Bundler loader: each language's pages carry their own texts only (one-language.ts). The bundler wants plain JavaScript; jiti reads the rest.
 */
const { keepLanguage } = require('jiti')(__filename)('./one-language.ts');

module.exports = function oneLanguage(source) {
  return keepLanguage(source, this.resourcePath, this.getOptions().locale);
};
