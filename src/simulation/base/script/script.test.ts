import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openScript, plain, ScriptError } from '.';

const run = (body: string, ...given: readonly unknown[]): unknown => plain(openScript(`function f(a, b) {\n${body}\n}`).call('f', ...given), 0);
const fault = (source: string): string => {
  try {
    openScript(source).call('f');
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return `${error.line}: ${error.message}`;
  }
  return 'none';
};

describe('a script', () => {
  it.each([
    ['return 1 + 2 * 3 ** 2', 19],
    ['const { x, y: [, z = 4], ...rest } = { x: 1, y: [2], w: 5 }; return [x, z, rest]', [1, 4, { w: 5 }]],
    ['let s = 0; for (const n of [1, 2, 3]) { if (n === 2) continue; s += n } return s', 4],
    ['for (let i = 0; ; i++) if (i > 5) return i', 6],
    ['return a?.b?.c ?? `none: ${[1, 2].map((n) => `${n}!`).join("+")}`', 'none: 1!+2!'],
    ['const o = { a: { b: 1 } }; o.a.c = o.a.b++; delete o.a.b; return { ...o, ["d"]: o.x?.y.z }', { a: { c: 1 } }],
    ['try { throw new Error("no") } catch ({ message }) { return message } finally { b }', 'no'],
    ['function g(n) { return n < 2 ? n : g(n - 1) + g(n - 2) }\nreturn g(10)', 55],
    ['return [3, 1, 2].sort((x, y) => y - x).concat([..."ab"]).filter((x) => typeof x !== "string" || x === "a")', [3, 2, 1, 'a']],
    ['let i = 0\ndo { i += 1 } while (i < 3)\nreturn i\n  + 1', 4],
    ['return Object.entries({ a: 1 }).map(([k, v]) => k + v)[0]', 'a1'],
    ['return JSON.parse(JSON.stringify({ a: [1, null] }))', { a: [1, null] }],
    ['return [typeof a, typeof fetch, typeof self, typeof globalThis, "constructor" in {}, ({}).constructor, [].constructor, "".constructor, (() => 1).constructor]', ['undefined', 'undefined', 'undefined', 'undefined', false, null, null, null, null]],
  ])('does what JavaScript does: %s', (body, wanted) => {
    expect(run(body)).toEqual(wanted);
  });

  it.each([
    ['function f() {\n  const x = ;\n}', '2: ; is not expected here'],
    ['function f() {\n  nowhere()\n}', '2: nowhere is not defined'],
    ['function f() {\n  const a = {};\n  return a.b.c\n}', '3: cannot read c of undefined: a.b'],
    ['function f() {\n\n  throw new Error("oh")\n}', '3: oh'],
    ['function f() {\n  while (true) {}\n}', '2: stopped: it has not ended after 200000 steps'],
    ['function f() {\n  return f()\n}', '2: stopped: functions call each other more than 120 deep'],
    ['function f() {\n  try { while (true) {} } catch { return 1 }\n}', '2: stopped: it has not ended after 200000 steps'],
    ['function f() { let t = "a"; while (true) t += t }', '1: this is longer than 100000'],
    ['function f() {\n  let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]\n  return JSON.stringify(a)\n}', '3: this is longer than 100000'],
    ['function f() {\n  const a = "x".repeat(90000)\n  while (true) a.slice(1)\n}', '3: stopped: it has not ended after 200000 steps'],
    ['function f() {\n  const a = [Array.from("x".repeat(2000))]\n  while (true) structuredClone(a)\n}', '3: stopped: it has not ended after 200000 steps'],
    ['function f() {\n  let a = []; for (let i = 0; i < 60; i++) a = [a, a]\n  return a.flat(100)\n}', '3: this is too long to be made flat'],
    ['function f() {\n  const a = []; a.push(a)\n  return Object.keys(a).concat(String(a)).length.nothing.at\n}', '3: cannot read at of undefined: Object.keys(…).concat(…).length.nothing'],
    ['async function f() {}', '1: async is not known here: what is asked answers at once'],
    ['function f() { import("x") }', '1: import is not known here'],
    ['function f() { ({}).__proto__ = 1 }', '1: __proto__ is not known here'],
    ['function f() {\n  let a = 1 let b = 2\n}', '2: ; is missing before let'],
  ])('says what is wrong, and where: %s', (source, wanted) => {
    expect(fault(source)).toBe(wanted);
  });

  it('ends whatever it is, and reaches nothing of the host', () => {
    const word = fc.constantFrom('f', 'a', '(', ')', '{', '}', '[', ']', '=>', '=', ',', ';', '.', '?.', '1', '"x"', '`${', '`', 'if', 'for', 'of', 'const', 'let', 'return', 'while', 'true', '...', '+', '?', ':', 'function', 'try', 'catch', 'throw', 'new', 'Error', 'constructor', '__proto__', '\n');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        try {
          const script = openScript(words.join(' '), undefined, 2000);
          if (script.has('f')) script.call('f', { a: 1 });
        } catch (error) {
          expect(error).toBeInstanceOf(ScriptError);
        }
        expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});
