import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luaHealthScripts } from '../health/lua-scripts';
import { runScript } from './script';

const OPTIONS = { openLibraries: true, now: 1_772_445_600 };
const returned = (source: string, object: unknown = {}): unknown => {
  const done = runScript(`return { value = ${source} }`, object, OPTIONS);
  return 'json' in done ? (done.json as { readonly value?: unknown }).value : done;
};

describe('a script', () => {
  it.each([
    ['1 + 2 * 3 ^ 2 ^ 1 .. ""', '19'], ['4 / 2 .. "|" .. 7 / 2 .. "|" .. 1e21 .. "|" .. 0.1', '2|3.5|1e+21|0.1'], ['-2 ^ 2', -4], ['not nil == true', true], ['"10" + 5', 15], ['-5 % 3', 1],
    ['#"añ"', 3], ['("x"):rep(3)', 'xxx'], ['string.format("%d of %s, %5.1f", 3, 4, 2)', '3 of 4,   2.0'], ['select("#", 1, nil, nil)', 3], ['tostring(nil)', 'nil'], ['table.concat({1, "a", 2.5}, ",")', '1,a,2.5'],
    ['tonumber("0x10")', 16], ['tonumber("1e3")', undefined], ['tonumber("z", 36)', 35], ['("key=value"):match("^(%w+)=(%w+)$")', 'key'], ['string.gsub("hello world", "o", "0", 1)', 'hell0 world'],
    ['string.find("a.b", ".", 1, true)', 2], ['("THE (quick) fox"):find("%((%a+)%)")', 5], ['string.gsub("abc", "%w", "%0%0")', 'aabbcc'], ['os.date("!%Y-%m-%d", 0)', '1970-01-01'], ['os.time({year=1970, month=1, day=2, hour=0})', 86_400],
  ])('%s is %j', (source, value) => {
    expect(returned(source)).toEqual(value);
  });

  it('has loops, closures, several values, `goto` and errors that are caught', () => {
    const source = `
      local sum, list = 0, {}
      for i = 10, 1, -3 do sum = sum + i end
      for i, name in ipairs({ "a", "b", "c" }) do
        if name == "b" then goto continue end
        table.insert(list, name .. i)
        ::continue::
      end
      local function counter() local n = 0; return function() n = n + 1; return n end end
      local next_one = counter(); next_one()
      local ok, message = pcall(function() return obj.missing.field end)
      local function many(...) local a, b = ...; return b, a end
      local x, y = many(1, 2)
      repeat local done = sum > 0 until done
      return { sum = sum, list = list, count = next_one(), ok = ok, message = message, x = x, y = y }`;
    expect(runScript(source, {}, OPTIONS)).toEqual({
      type: 'table', json: { sum: 22, list: ['a1', 'c3'], count: 2, ok: false, message: '<string>:11: attempt to index a non-table object(nil) with key \'field\'', x: 2, y: 1 },
    });
  });

  it('reaches no file, clock or chance, and ends', () => {
    for (const source of ['return io', 'return os.getenv', 'return math.random', 'return dofile']) expect(runScript(source, {}, OPTIONS)).toMatchObject({ type: 'nil' });
    expect(runScript('return string', {}, { ...OPTIONS, openLibraries: false })).toMatchObject({ type: 'nil' });
    expect(runScript('while true do end', {}, OPTIONS)).toMatchObject({ error: expect.stringContaining('context deadline exceeded') as string });
    expect(runScript('local function f() return f() + 1 end return f()', {}, OPTIONS)).toMatchObject({ error: expect.stringContaining('stack overflow') as string });
    expect(runScript('return ("a"):rep(40):find(("a?"):rep(40) .. ("a"):rep(41))', {}, OPTIONS)).toMatchObject({ error: expect.stringContaining('pattern too complex') as string });
  });

  it('gives an object back as it was, where no table in it is empty', () => {
    const filled = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' }, fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'), tie('tree'), { minKeys: 1, maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(fc.property(filled, (tree) => {
      expect(returned('obj.tree', { tree })).toEqual(tree);
    }), { numRuns: 100 });
  });

  it('never throws, whatever it is', () => {
    const words = fc.constantFrom('local', 'x', '=', '1', '"a"', '(', ')', '{', '}', 'function', 'end', 'if', 'then', 'for', 'in', 'pairs', 'do', ',', '..', '+', 'return', 'obj', '.', ':', 'not', '#', 'goto', '::', '[[', ']]', '--', '\n', '%', '^');
    fc.assert(fc.property(fc.array(words, { maxLength: 20 }), (list) => {
      expect(Object.keys(runScript(list.join(' '), { a: [1] }, OPTIONS)).length).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });
});

describe('scripts for health', () => {
  it('are taken from the settings first, then by folder, then by a folder for many', () => {
    const override = { healthLua: 'return {status = "Suspended"}', useOpenLibs: false, ignoreDifferences: {}, knownTypeFields: [] };
    const scripts = luaHealthScripts(new Map([['own.example.com/Cat', override]]), { 'own.example.com/Cat': 'return 1', 'own.example.com/Dog': 'return {status = "Healthy"}', '_.example.com/_': 'return {status = string.lower("X")}' }, () => 0);
    const object = (group: string, kind: string) => ({ apiVersion: `${group}/v1`, kind, metadata: { name: 'x' } });
    expect(scripts(object('own.example.com', 'Cat'))).toEqual({ health: { status: 'Suspended', message: '' } });
    expect(scripts(object('own.example.com', 'Dog'))).toEqual({ health: { status: 'Healthy', message: '' } });
    expect(scripts(object('other.example.com', 'Dog'))).toEqual({ health: { status: 'Unknown', message: 'Lua returned an invalid health status' } });
    expect(scripts(object('example.org', 'Dog'))).toBeUndefined();
  });
});
