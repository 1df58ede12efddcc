/** What differs each time is written as the recording writes it. */
import type { Track } from './types';

const UID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** A function that puts the recording's names and signs into a text. */
export function rewriting(tracks: readonly Track[], names: ReadonlyMap<string, string>, nodeNames: ReadonlyMap<string, string>): (text: string) => string {
  const pairs = tracks.flatMap(({ uid, name }) => {
    const placeholder = names.get(uid);
    return placeholder === undefined || placeholder === name ? [] : [[name, placeholder] as const];
  }).sort(([a], [b]) => b.length - a.length);
  const sets = tracks.filter(({ kind }) => kind === 'ReplicaSet').map(({ uid, name }) => names.get(uid) ?? name);
  return (text) => {
    let next = text;
    for (const [name, placeholder] of pairs) next = next.replaceAll(name, placeholder);
    for (const set of sets) next = next.replace(new RegExp(`"${set.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}-[a-z0-9]{5}"`, 'g'), `"${set}-<new>"`);
    next = next.replaceAll(UID, '<uid>').replaceAll(/\b10\.244\.\d+\.\d+\b/g, '<pod-ip>').replaceAll(/\b192\.168\.0\.\d+\b/g, '<node-ip>');
    next = next.replace(/ in \S+ \(\S+ including waiting\)/, ' in <d> (<d> including waiting)');
    next = next.replaceAll(/\bnode-[a-z]\b/g, (node) => nodeNames.get(node) ?? node);
    return next;
  };
}
