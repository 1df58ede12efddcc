/** `--record`: the command line as an annotation of what it changes (cli-runtime pkg/genericclioptions/record_flags.go: ChangeCauseRecorder, parseCommandArguments). */
import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { commandPath } from '../args/command';
import type { Session } from './session';

export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Flags whose values nobody may read. */
const CLASSIFIED: ReadonlySet<string> = new Set(['token', 'password', 'username']);

/** The words first, then the flags as they were given, by their long names. */
function changeCause({ command, flags, args }: Session): string {
  const said = flags.given.map(({ name, text }) => ` --${name}=${CLASSIFIED.has(name) ? 'CLASSIFIED' : text}`);
  return `${[commandPath(command), ...args].join(' ')}${said.join('')}`;
}

export const records = ({ flags }: Session): boolean => flags.has('record') && flags.bool('record');

export const recordedAnnotations = (session: Session, annotations: JsonObject): JsonObject => (records(session) ? { ...annotations, [CHANGE_CAUSE]: changeCause(session) } : annotations);

/** The object with what changed it, where that is asked for. */
export function recorded(session: Session, object: JsonObject): JsonObject {
  if (!records(session)) return object;
  const metadata = objectOf(object.metadata);
  return { ...object, metadata: { ...metadata, annotations: recordedAnnotations(session, objectOf(metadata.annotations)) } };
}

/** The patch that does the same. */
export const causePatch = (session: Session): JsonObject => ({ metadata: { annotations: recordedAnnotations(session, {}) } });
