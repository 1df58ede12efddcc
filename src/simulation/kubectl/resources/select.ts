import { visitManifest } from '../../api/manifest/visit';
import type { Kind } from '../../api/kind';
import { toJson } from '../../api/manifest/json';
import { parseLabelSelector, requirementsMatch } from '../../api/selector';
import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import { listObjects } from '../runtime/client';
import { KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';
import { readWords } from './arguments';
import type { Words } from './arguments';
import { fetchInfo, isNamespaced, metadataOf, nameOf, namespaceOf, placeOf } from './info';
import type { Info } from './info';
import { expandCategories, mappingFor } from './mapper';
import { kustomized } from './kustomization';
import { readPaths } from './paths';

/** What a command asks of its objects (cli-runtime resource.Builder). */
export interface Selection {
  readonly args: readonly string[];
  readonly filenames?: readonly string[];
  readonly kustomize?: string;
  readonly recursive?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  /** A type alone means all of its objects. */
  readonly typeMeansAll?: boolean;
  /** Goes on after an error, and reports all of them at the end. */
  readonly continueOnError?: boolean;
  /** What files say is fetched anew. */
  readonly latest?: boolean;
  /** Objects that are named are not fetched. */
  readonly unseen?: boolean;
  /** Objects are taken as files say them, and named ones are fetched. */
  readonly subresource?: string;
  readonly singleType?: boolean;
  /** The server is not asked: only files may name objects. */
  readonly local?: boolean;
  readonly validate?: boolean;
}

/** Where infos come from: each is loaded when its turn comes. */
type Load = () => Steps<Info>;
interface Group {
  /** The kind that is listed; none where single objects are meant. */
  readonly kind?: Kind;
  load(): Steps<readonly Load[]>;
}

export interface Selected {
  /** One object is asked for, not a list. */
  readonly single: boolean;
  readonly groups: readonly Group[];
  readonly continueOnError: boolean;
}

const MISSING = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;


const ready = (info: Info): Load =>
  // A step that has nothing to wait for.
  function* load(): Steps<Info> {
    yield* [];
    return info;
  };

function fail(error: Error): Load {
  return function* load(): Steps<Info> {
    yield* [];
    throw error;
  };
}

/** The objects that files name (Builder.visitByPaths). */
function byPaths(session: Session, selection: Selection): Selected {
  const { filenames = [], kustomize = '', recursive = false, labelSelector = '', latest = false, continueOnError = false, validate = false } = selection;
  const { sources, single } = filenames.length === 0 ? { sources: [undefined], single: true } : readPaths(session, filenames, recursive);
  const selector = parseLabelSelector(labelSelector);
  if (!selector.ok) throw new KubectlError(`the provided selector ${quote(labelSelector)} is not valid: ${selector.error}`);
  const matches = (object: JsonObject): boolean => requirementsMatch(selector.value, objectOf(metadataOf(object).labels) as Readonly<Record<string, string>>);
  const place = session.namespace();
  const groups = sources.map((given): Group => ({
    *load(): Steps<readonly Load[]> {
      yield* [];
      const { name: source, text } = given ?? kustomized(session.machine, kustomize);
      return visitManifest(text, session.machine.registry(), { source, validate }).flatMap((visit): Load[] => {
        if ('error' in visit) return [fail(new KubectlError(visit.error))];
        const object = toJson(visit.body) as JsonObject;
        if (!latest && !matches(object)) return [];
        const { kind, name, sentKind, body } = visit;
        return [
          function* load(): Steps<Info> {
            const namespace = placeOf(kind, visit.namespace, place);
            const metadata = isNamespaced(kind) ? { ...metadataOf(object), namespace } : metadataOf(object);
            const info: Info = { kind, name, namespace, object: { ...object, metadata }, written: { source, body, sentKind } };
            return latest && name !== '' ? { ...info, object: yield* fetchInfo(session, info, selection.subresource) } : info;
          },
        ];
      });
    },
  }));
  return { single, groups, continueOnError };
}

function kindsOf(session: Session, types: readonly string[], singleType: boolean): readonly Kind[] {
  if (types.length > 1 && singleType) throw new KubectlError('you may only specify a single resource type');
  return [...new Set(types.map((type) => mappingFor(session, type)))];
}

/** List errors name what was asked for (cli-runtime resource.Selector). */
function explained(error: unknown, kind: Kind, labelSelector: string, fieldSelector: string): unknown {
  if (!(error instanceof ServerError) || !['BadRequest', 'NotFound'].includes(error.failure.reason)) return error;
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  const what = quote(`${group}/${version}, Resource=${plural}`);
  const selected = labelSelector === '' && fieldSelector === '' ? `list ${what}` : `find ${what} that match label selector ${quote(labelSelector)}, field selector ${quote(fieldSelector)}`;
  return new ServerError({ ...error.failure, message: `Unable to ${selected}: ${error.failure.message}` });
}

/** Builder.visitBySelector. */
function bySelector(session: Session, selection: Selection, { types, names, pairs }: Words): Selected {
  const { labelSelector = '', fieldSelector = '', allNamespaces = false, continueOnError = false, singleType = false, subresource = '' } = selection;
  if (names.length > 0) throw new KubectlError('name cannot be provided when a selector is specified');
  if (pairs.length > 0) throw new KubectlError('selectors and the all flag cannot be used when passing resource/name arguments');
  if (types.length === 0) throw new KubectlError('at least one resource must be specified to use a selector');
  if (subresource !== '') throw new KubectlError('subresource cannot be used when bulk resources are specified');
  const place = allNamespaces ? '' : session.namespace().name;
  const kinds = kindsOf(session, types, singleType);
  const groups = kinds.map((kind): Group => ({
    kind,
    *load(): Steps<readonly Load[]> {
      try {
        const objects = yield* listObjects(session, kind, isNamespaced(kind) ? place : '', { labelSelector, fieldSelector });
        return objects.map((object) => ready({ kind, object, name: nameOf(object), namespace: namespaceOf(object) }));
      } catch (error) {
        throw explained(error, kind, labelSelector, fieldSelector);
      }
    },
  }));
  return { single: false, groups, continueOnError };
}

/** Builder.visitByResource and visitByName. */
function byNames(session: Session, selection: Selection, { types, names, pairs }: Words): Selected {
  const { allNamespaces = false, continueOnError = false, subresource = '', singleType = false, unseen = false } = selection;
  if (pairs.length > 0 && types.length > 0) throw new KubectlError('you may not specify individual resources and bulk resources in the same call');
  if (pairs.length === 0 && types.length > 1) throw new KubectlError('you must specify only one resource');
  const asked = pairs.length > 0 ? pairs.map(({ type, name }) => ({ kind: mappingFor(session, type), name })) : names.map((name) => ({ kind: mappingFor(session, types[0] ?? ''), name }));
  if (singleType && new Set(asked.map(({ kind }) => kind)).size > 1) throw new KubectlError('you may only specify a single resource type');
  if (allNamespaces && asked.some(({ kind }) => isNamespaced(kind))) throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
  const loads = asked.map(({ kind, name }): Load => {
    return function* load(): Steps<Info> {
      const namespace = isNamespaced(kind) ? session.namespace().name : '';
      const object = unseen ? {} : yield* fetchInfo(session, { kind, namespace, name }, subresource);
      return { kind, namespace, name, object };
    };
  });
  const group: Group = {
    *load(): Steps<readonly Load[]> {
      yield* [];
      return loads;
    },
  };
  return { single: asked.length === 1, groups: [group], continueOnError };
}

/** Builder.Do: which objects are meant. Throws what is wrong with the words. */
export function select(session: Session, selection: Selection): Selected {
  const { args, filenames = [], kustomize = '', recursive = false, labelSelector = '', fieldSelector = '', all = false, typeMeansAll = false } = selection;
  const unclear = [...(filenames.length > 0 && kustomize !== '' ? ['only one of -f or -k can be specified'] : []), ...(kustomize !== '' && recursive ? ["the -k flag can't be used with -f or -R"] : [])];
  throwAll(unclear.map((text) => new KubectlError(text)));
  if (all && (labelSelector.trim() !== '' || fieldSelector.trim() !== '')) throw new KubectlError(`found non-empty ${labelSelector.trim() === '' ? 'field' : 'label'} selector ${quote(labelSelector.trim() === '' ? fieldSelector : labelSelector)} with previously set 'all' parameter. `);
  const words = readWords(args, (types) => expandCategories(session, types));
  if (filenames.length > 0 || kustomize !== '') {
    if (words.types.length > 0) throw new KubectlError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
    if (words.pairs.length > 0) throw new KubectlError('resource/name arguments cannot be provided when a path is specified');
    return byPaths(session, selection);
  }
  const trimmed = { ...selection, labelSelector: labelSelector.trim(), fieldSelector: fieldSelector.trim() };
  const bulk = all || trimmed.labelSelector !== '' || trimmed.fieldSelector !== '' || (typeMeansAll && words.types.length > 0 && words.names.length === 0);
  if (bulk) return bySelector(session, trimmed, words);
  if (words.pairs.length > 0 || words.names.length > 0) return byNames(session, trimmed, words);
  if (words.types.length > 0) {
    for (const type of words.types) mappingFor(session, type);
    throw new KubectlError('resource(s) were provided, but no name was specified');
  }
  throw new KubectlError(MISSING);
}

/** Result.Visit. */
export function* visit(selected: Selected, each: (info: Info) => Steps<void>): Steps<void> {
  throwAll(yield* collect(selected, each));
}

export function* collect({ groups, continueOnError }: Selected, each: (info: Info) => Steps<void>, listed?: Kind[]): Steps<Error[]> {
  const errors: Error[] = [];
  const note = (error: unknown): void => {
    if (!continueOnError || !(error instanceof Error) || error instanceof RangeError || error instanceof TypeError) throw error;
    errors.push(error);
  };
  for (const group of groups) {
    try {
      const loads = yield* group.load();
      if (group.kind !== undefined) listed?.push(group.kind);
      for (const load of loads) {
        try {
          yield* each(yield* load());
        } catch (error) {
          note(error);
        }
      }
    } catch (error) {
      note(error);
    }
  }
  return errors;
}

export interface Infos {
  readonly infos: readonly Info[];
  readonly errors: readonly Error[];
  /** The kinds whose lists came, empty ones among them. */
  readonly listed: readonly Kind[];
}

/** Result.Infos: the objects, and what went wrong on the way. */
export function* infosOf(selected: Selected): Steps<Infos> {
  const infos: Info[] = [];
  const listed: Kind[] = [];
  const keep = function* keep(info: Info): Steps<void> {
    yield* [];
    infos.push(info);
  };
  const errors = yield* collect(selected, keep, listed);
  return { infos, errors, listed };
}

/** The flags by which commands name files. */
export const fileFlags = ({ flags }: Session): Pick<Selection, 'filenames' | 'kustomize' | 'recursive'> => ({ filenames: flags.list('filename'), kustomize: flags.has('kustomize') ? flags.text('kustomize') : '', recursive: flags.bool('recursive') });
