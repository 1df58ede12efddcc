import type { Kind } from '../../api/kind';
import { objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { MappingTree } from '../../api/yaml';
import { groupQualified } from '../../api/status';
import { quote } from '../../base/go/quote';
import { getObject } from '../runtime/client';
import { isNotFound, KubectlError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

/** What a file says of an object. */
export interface Written {
  readonly source: string;
  readonly body: MappingTree;
  /** Its kind as the file spells it. */
  readonly sentKind: string;
}

/** An object that a command is about (cli-runtime resource.Info). */
export interface Info {
  readonly kind: Kind;
  /** Empty where the kind has none. */
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
  readonly written?: Written;
}

export const metadataOf = (object: JsonObject): JsonObject => objectOf(object.metadata);
export const nameOf = (object: JsonObject): string => textOf(metadataOf(object).name);
export const namespaceOf = (object: JsonObject): string => textOf(metadataOf(object).namespace);

/** How messages name an object: `deployment.apps/web`. */
export const shownName = (kind: Kind, name: string): string => `${groupQualified(kind.resource?.group ?? '', kind.kind.toLowerCase())}/${name}`;

/** `deployments/web` (Info.ObjectName). */
export const objectName = ({ kind, name }: Pick<Info, 'kind' | 'name'>): string => `${kind.resource?.plural ?? kind.kind.toLowerCase()}/${name}`;

export const isNamespaced = (kind: Kind): boolean => kind.resource?.namespaced ?? true;

/** Info.Get: where the object is not found, its namespace may not be there either. */
export function* fetchInfo(session: Session, { kind, namespace, name }: Pick<Info, 'kind' | 'namespace' | 'name'>, subresource = ''): Steps<JsonObject> {
  try {
    return yield* getObject(session, kind, namespace, name, subresource);
  } catch (error) {
    if (isNotFound(error) && namespace !== '' && namespace !== 'default') {
      const space = session.machine.registry().find('v1', 'Namespace');
      try {
        if (space !== undefined) yield* getObject(session, space, '', namespace);
      } catch (missing) {
        if (isNotFound(missing)) throw missing;
      }
    }
    throw error;
  }
}

/** Where an object of a file belongs (resource.SetNamespace, RequireNamespace, FilterNamespace). */
export function placeOf(kind: Kind, written: string, { name, explicit }: { readonly name: string; readonly explicit: boolean }): string {
  if (!isNamespaced(kind)) return '';
  if (written === '') return name;
  if (explicit && written !== name) {
    throw new KubectlError(`the namespace from the provided object ${quote(written)} does not match the namespace ${quote(name)}. You must pass '--namespace=${written}' to perform this operation.`);
  }
  return written;
}
