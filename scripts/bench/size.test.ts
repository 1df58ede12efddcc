import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { initialScripts, pageSizes } from './size';

it('finds the scripts that a page asks for itself, each once', () => {
  const html = '<link rel="preload" as="script" href="/a.js"><script src="/a.js" defer></script><script defer src=/b.js></script><script>inline()</script><link rel=modulepreload href="/c.js"><link rel="prefetch" href="/later.js"><link rel="stylesheet" href="/x.css">';
  expect(initialScripts(html)).toEqual(['/a.js', '/b.js', '/c.js']);
});

it('adds up their compressed sizes, below a base', () => {
  const dir = mkdtempSync(join(tmpdir(), 'size-'));
  try {
    const [a, b] = ['a'.repeat(1000), 'b()'.repeat(500)];
    mkdirSync(join(dir, 'en'));
    writeFileSync(join(dir, 'a.js'), a);
    writeFileSync(join(dir, 'b.js'), b);
    writeFileSync(join(dir, 'en/index.html'), '<script src="/base/a.js"></script><script src="/base/b.js"></script>');
    const size = pageSizes(dir, '/base/').get('en/index.html')!;
    expect(size.gzip).toBe(gzipSync(a, { level: 9 }).length + gzipSync(b, { level: 9 }).length);
    expect(size.brotli).toBeLessThan(size.gzip);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
