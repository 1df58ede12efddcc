/** What a page that comes through the API server's proxy links to leads through it again (apimachinery pkg/util/proxy Transport: rewriteURL, rewriteHTML). */
import { formatUrl, parseUrl } from '../../../base/go/url';
import type { GoUrl } from '../../../base/go/url';
import { joined } from './join';

/** Which attributes of which tags are URLs (atomsToAttrs). */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  a: ['href'], applet: ['codebase'], area: ['href'], audio: ['src'], base: ['href'], blockquote: ['cite'], body: ['background'], button: ['formaction'], command: ['icon'], del: ['cite'], embed: ['src'], form: ['action'],
  frame: ['longdesc', 'src'], head: ['profile'], html: ['manifest'], iframe: ['longdesc', 'src'], img: ['longdesc', 'src', 'usemap'], input: ['src', 'usemap', 'formaction'], ins: ['cite'], link: ['href'],
  object: ['classid', 'codebase', 'data', 'usemap'], q: ['cite'], script: ['src'], source: ['src'], video: ['poster', 'src'],
};

export interface Page {
  /** `host:port` of where it comes from. */
  readonly source: string;
  /** The Host header with which it was asked for. */
  readonly host: string;
  /** What stands before its path at the API server. */
  readonly prefix: string;
}

/** rewriteURL. The API server's own scheme and host stand in no request that comes to it, so links have none. */
export function rewrittenUrl(url: GoUrl, { source, host, prefix }: Page): string {
  const isElsewhere = url.host !== '' && url.host !== source && url.host !== host;
  if (isElsewhere || !url.path.startsWith('/')) return formatUrl(url);
  const own: GoUrl = url.host === host ? url : { ...url, scheme: '', host: '' };
  if (url.path.startsWith(prefix)) return formatUrl(own);
  return formatUrl({ ...own, path: `${joined(prefix, url.path)}${url.path.endsWith('/') ? '/' : ''}`, rawPath: '' });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex: string | undefined, decimal: string | undefined, name: string | undefined) =>
    (name !== undefined ? (ENTITIES[name.toLowerCase()] ?? '') : String.fromCodePoint(Math.min(0x10ffff, hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)))));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', "'": '&#39;', '<': '&lt;', '>': '&gt;', '"': '&#34;', '\r': '&#13;' };
const escaped = (text: string): string => text.replace(/[&'<>"\r]/g, (char) => ESCAPES[char] ?? char);

/** A tag that begins, with its attributes; what else a page is made of stays as it is: comments, texts, ends, and what stands in a script. */
const TOKENS = /<!--[^]*?-->|<[!?][^>]*>|<\/[^>]*>|<(?<tag>[a-zA-Z][^\s/>]*)(?<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
/** Elements whose content is text, whatever it looks like. */
const RAW: ReadonlySet<string> = new Set(['iframe', 'noembed', 'noframes', 'noscript', 'plaintext', 'script', 'style', 'title', 'textarea', 'xmp']);

/** Token.String, with its links rewritten. */
function written(tag: string, attributes: string, page: Page): string {
  const links = Object.hasOwn(LINKS, tag) ? LINKS[tag]! : [];
  const closes = attributes.endsWith('/') && !/=\s*[^\s"']*\/$/.test(attributes);
  const all = [...(closes ? attributes.slice(0, -1) : attributes).matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => {
    const [key, value] = [name.toLowerCase(), unescaped(double ?? single ?? bare ?? '')];
    const url = links.includes(key) ? parseUrl(value) : undefined;
    return ` ${key}="${escaped(url?.ok === true ? rewrittenUrl(url.url, page) : value)}"`;
  });
  return `<${tag}${all.join('')}${closes ? '/' : ''}>`;
}

/** rewriteHTML. */
export function rewrittenPage(html: string, page: Page): string {
  let [out, at] = ['', 0];
  const tokens = new RegExp(TOKENS);
  for (let found = tokens.exec(html); found !== null; found = tokens.exec(html)) {
    const { tag: name, attributes = '' } = found.groups ?? {};
    const tag = name?.toLowerCase();
    out += html.slice(at, found.index) + (tag === undefined ? found[0] : written(tag, attributes, page));
    at = tokens.lastIndex;
    if (tag === undefined || !RAW.has(tag)) continue;
    const end = new RegExp(`</${tag}[\\s/>]`, 'i').exec(html.slice(at));
    const until = end === null ? html.length : at + end.index;
    out += html.slice(at, until);
    at = until;
    tokens.lastIndex = until;
  }
  return out + html.slice(at);
}
