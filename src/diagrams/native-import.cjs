/*
 * A real dynamic import. The site's configuration is loaded by a transpiler that turns `import()` into `require()`, which cannot
 * reach packages that publish an ES module only; a CommonJS file it does not touch can.
 */
module.exports = (name) => import(name);
