import { flagsOf } from '../args/command';
import { usageOf } from '../help/usage';
import type { Command, FlagData } from '../args/command';
import { configNames, containersOf } from './arguments';
import { FILES, kindNamed, namesOf, NONE, resourceTypes, wordsOf } from './lookup';
import type { Candidates, Lookup } from './lookup';

const LISTS = new Set(['stringSlice', 'stringArray', 'stringToString', 'intSlice', 'strings']);

const spellings = ({ name, shorthand = '', noOptDef = '' }: FlagData): readonly string[] => [`--${name}`, ...(noOptDef === '' ? [`--${name}=`] : []), ...(shorthand === '' ? [] : [`-${shorthand}`])];

/** completeRequireFlags: those that have to be given and are not. */
export function requiredFlags({ texts = {} }: Lookup, command: Command, typed: string, given: ReadonlySet<string>): Candidates {
  const wanted = flagsOf(command).filter(({ name, required }) => required === true && !given.has(name));
  const { words } = wordsOf(wanted.flatMap(spellings), typed);
  return { words, space: words.length !== 1 || !words[0]!.endsWith('='), files: false, says: Object.fromEntries(wanted.flatMap((flag) => spellings(flag).map((word) => [word, usageOf(texts, command, flag.name)]))) };
}

/** getFlagNameCompletions: flags that may still be given; one that needs a value with `=` too. */
export function flagNames(lookup: Lookup, command: Command, typed: string, given: ReadonlySet<string>): Candidates {
  const { texts = {} } = lookup;
  const required = requiredFlags(lookup, command, typed, given);
  if (required.words.length > 0) return required;
  const usable = flagsOf(command).filter(({ name, hidden, deprecated = '', type }) => hidden !== true && deprecated === '' && (!given.has(name) || LISTS.has(type)));
  const words = [...usable].sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(spellings);
  const { words: found } = wordsOf([...new Set(words)], typed);
  return { words: found, space: found.length !== 1 || !found[0]!.endsWith('='), files: false, says: Object.fromEntries(usable.flatMap((flag) => spellings(flag).map((word) => [word, usageOf(texts, command, flag.name)]))) };
}

const FORMATS = ['go-template', 'go-template-file', 'json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'kyaml', 'name', 'template', 'templatefile', 'yaml'];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'dry-run': ['client', 'none', 'server'], cascade: ['background', 'foreground', 'orphan'], subresource: ['status', 'scale', 'resize'], validate: ['ignore', 'strict', 'true', 'warn', 'false'], restart: ['Always', 'Never', 'OnFailure'],
  type: ['json', 'merge', 'strategic'],
};

/** A flag's values, where they are known. */
export function flagValues(lookup: Lookup, path: string, { name, type }: FlagData, namespace: string, args: readonly string[], typed: string): Candidates {
  switch (name) {
    case 'namespace':
      return wordsOf(namesOf(lookup, kindNamed(lookup, 'namespaces'), ''), typed);
    case 'context':
      return wordsOf(configNames(lookup, 'contexts'), typed);
    case 'cluster':
      return wordsOf(configNames(lookup, 'clusters'), typed);
    case 'user':
      return wordsOf(configNames(lookup, 'users'), typed);
    case 'container':
      return wordsOf(containersOf(lookup, namespace, args), typed);
    case 'output':
      return wordsOf(path === 'get' ? ['custom-columns', 'custom-columns-file', ...FORMATS, 'wide'].sort() : path === 'api-resources' ? ['json', 'name', 'wide', 'yaml'] : FORMATS, typed);
    case 'clusterrole':
      return path === 'create clusterrolebinding' || path === 'create rolebinding' ? wordsOf(namesOf(lookup, kindNamed(lookup, 'clusterroles'), ''), typed) : NONE;
    case 'for':
      return path === 'wait' ? wordsOf(['condition=', 'create', 'delete', 'jsonpath='], typed, false) : wordsOf(resourceTypes(lookup).map((one) => `${one}/`), typed, false);
    case 'type':
      return path === 'patch' ? wordsOf(CHOICES.type ?? [], typed) : NONE;
    default:
      if (type === 'bool' || type === 'count') return wordsOf(['false', 'true'], typed);
      return CHOICES[name] === undefined ? FILES : wordsOf(CHOICES[name], typed);
  }
}
