import { createHash } from 'node:crypto';
import { extname } from 'node:path';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export const contentType = (file: string): string => contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';

/** Only text is worth compressing; the pictures are compressed already. */
export const isCompressible = (file: string): boolean => /^(text|application\/(json|manifest|xml|wasm)|image\/svg)/.test(contentType(file));

/** A name that carries its content's hash (`main.3f9a1c2b.js`) never changes its content; everything else is asked for again. */
export const cacheControl = (file: string): string =>
  /\/assets\/.*[.-][0-9a-f]{8,}\.[a-z0-9]+$/i.test(file.replaceAll('\\', '/')) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Sources of all inline scripts that a browser would run (data blocks such as JSON-LD are not run). */
export function inlineScripts(html: string): string[] {
  const found: string[] = [];
  for (const [, attributes = '', body = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    const type = /\btype\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
    const runs = !type || /^(module|text\/javascript|application\/javascript)$/i.test(type);
    if (runs && !/\bsrc\s*=/i.test(attributes) && body.trim()) found.push(body);
  }
  return found;
}

/**
 * A Content-Security-Policy for one page: only this origin, the page's own inline scripts by their hash, no eval.
 * Inline styles stay allowed: React sets style attributes and the diagrams carry theirs.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = inlineScripts(html).map((source) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(hashes)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
