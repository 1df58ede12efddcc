import { annotated } from '../../../api/apply/client-side';
import type { Kind } from '../../../api/kind';
import { encodeObject } from '../../../api/request/encode';
import { decodeJson } from '../../../api/request/write';
import { objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import type { ApiObject } from '../../../api/types';
import { printerFor } from '../../output/formats';
import type { Printer } from '../../output/formats';
import { isNamespaced } from '../../resources/info';
import { send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import type { DryRun } from '../../runtime/dry-run';
import { KubectlError, ServerError, usageError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';

/** NameFromCommandArgs. */
export function nameArgument({ args, command }: Session): string {
  if (args.length !== 1) throw usageError(command, `exactly one NAME is required, got ${args.length}`);
  return args[0]!;
}

/** NameFromCommandArgs of a command that takes more after `--`. */
export function nameAndCommand({ args, dashAt, command }: Session): { readonly name: string; readonly words: readonly string[] } {
  const before = dashAt ?? args.length;
  if (before !== 1) throw usageError(command, `exactly one NAME is required, got ${before}`);
  return { name: args[0]!, words: args.slice(1) };
}

/** A kind that is always served. */
export function builtIn(session: Session, apiVersion: string, kind: string): Kind {
  const found = session.machine.registry().find(apiVersion, kind);
  if (found === undefined) throw new RangeError(`${apiVersion} ${kind} is not served`);
  return found;
}

/** An object as Go's encoder writes it once it is in its type. */
export function typed(kind: Kind, json: JsonObject): { readonly object: ApiObject; readonly json: JsonObject } {
  const decoded = decodeJson(kind, json, false);
  if ('error' in decoded) throw new KubectlError(decoded.error);
  return { object: decoded.object, json: encodeObject(kind, decoded.object) };
}

export interface Sending {
  readonly dryRun: DryRun;
  /** What stands before the server's words. */
  readonly failure?: string;
  readonly manager?: string;
}

/** Sends a new object unless it is only tried here; gives what then exists. */
export function* createTyped(session: Session, draft: JsonObject, { dryRun, failure = '', manager }: Sending): Steps<JsonObject> {
  const { flags } = session;
  const kind = builtIn(session, textOf(draft.apiVersion), textOf(draft.kind));
  const made = typed(kind, draft);
  const saved = flags.has('save-config') && flags.bool('save-config') ? typed(kind, annotated(made.json)) : made;
  if (dryRun === 'client') return saved.json;
  try {
    return yield* send(session, kind, {
      verb: 'create', namespace: isNamespaced(kind) ? session.namespace().name : '', body: saved.object,
      fieldManager: manager ?? flags.text('field-manager'), dryRun: dryRun === 'server',
    });
  } catch (error) {
    if (error instanceof ServerError && failure !== '') throw new KubectlError(`${failure}${error.message}`);
    throw error;
  }
}

/** The namespace of an object, where the command line says one. */
export function place(session: Session): JsonObject {
  const { name, explicit } = session.namespace();
  return explicit ? { namespace: name } : {};
}

export interface Recipe {
  /** `deployment`: its error begins with `failed to create deployment: `. */
  readonly failure?: string;
  /** The object without a namespace. */
  build(session: Session, name: string, words: readonly string[]): JsonObject | Steps<JsonObject>;
  readonly cluster?: boolean;
  readonly takesCommand?: boolean;
  /** The flags are checked before the printer is made. */
  check?(session: Session, words: readonly string[]): void;
}

const isSteps = (value: JsonObject | Steps<JsonObject>): value is Steps<JsonObject> => typeof (value as { readonly next?: unknown }).next === 'function';

/** A `create` command for one kind. */
export const creator = ({ failure = '', build, cluster = false, takesCommand = false, check }: Recipe): Verb =>
  function* create(session) {
    const { name, words } = takesCommand ? nameAndCommand(session) : { name: nameArgument(session), words: [] };
    const dryRun = dryRunOf(session);
    const print: Printer = printerFor(session, { operation: tried('created', dryRun), typed: true });
    check?.(session, words);
    const built = build(session, name, words);
    const draft = isSteps(built) ? yield* built : built;
    const placed = cluster ? draft : { ...draft, metadata: { ...objectOf(draft.metadata), ...place(session) } };
    session.machine.out(print(yield* createTyped(session, placed, { dryRun, failure })));
  };
