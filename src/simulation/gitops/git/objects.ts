/** How Git names what it keeps: SHA-1 of blobs, trees and commits (git hash-object; Documentation/gitformat-*). */
import { sha1 } from '../../base/sha';

/** Texts by path, `deploy/web.yaml`. */
export type Files = Readonly<Record<string, string>>;

export interface Person {
  readonly name: string;
  readonly email: string;
}

const encoder = new TextEncoder();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const objectId = (type: string, content: Uint8Array): string => sha1(joined([encoder.encode(`${type} ${String(content.length)}\0`), content]));
const bytesOf = (id: string): Uint8Array => Uint8Array.from({ length: id.length / 2 }, (_, index) => parseInt(id.slice(index * 2, index * 2 + 2), 16));

export const blobId = (text: string): string => objectId('blob', encoder.encode(text));

/** The tree of a folder; entries are sorted as if folders ended with a slash. */
export function treeId(files: Files): string {
  const folders = new Map<string, Record<string, string>>();
  const entries: { readonly sort: string; readonly mode: string; readonly name: string; readonly id: string }[] = [];
  for (const [path, text] of Object.entries(files)) {
    const slash = path.indexOf('/');
    if (slash < 0) entries.push({ sort: path, mode: '100644', name: path, id: blobId(text) });
    else {
      const folder = folders.get(path.slice(0, slash)) ?? {};
      folder[path.slice(slash + 1)] = text;
      folders.set(path.slice(0, slash), folder);
    }
  }
  for (const [name, inner] of folders) entries.push({ sort: `${name}/`, mode: '40000', name, id: treeId(inner) });
  entries.sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return objectId('tree', joined(entries.flatMap(({ mode, name, id }) => [encoder.encode(`${mode} ${name}\0`), bytesOf(id)])));
}

/** `at`: seconds since 1970, in UTC. */
export function commitId({ tree, parents, author, at, message }: { readonly tree: string; readonly parents: readonly string[]; readonly author: Person; readonly at: number; readonly message: string }): string {
  const who = `${author.name} <${author.email}> ${String(at)} +0000`;
  return objectId('commit', encoder.encode([`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`, '', message].join('\n')));
}
