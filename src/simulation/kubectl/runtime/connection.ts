import { textOf } from '../../api/schema/values';
import type { Failure, Request } from '../../cluster/apiserver/types';
import { ServerError } from './errors';
import type { Session } from './session';

/** No API server has answered: net/url's Error, with the address that was dialled. */
export class ConnectionError extends ServerError {
  constructor(
    readonly address: string,
    /** What the dialler says. */
    readonly said: string,
    method: string,
    url: string,
    readonly transport: NonNullable<Failure['transport']>,
  ) {
    super({ code: 0, reason: '', message: `${method} "${url}": ${said}` });
  }

  /** cmdutil.StandardErrorMessage of a url.Error. */
  get words(): string {
    return this.transport === 'refused' ? `The connection to the server ${this.address} was refused - did you specify the right host or port?` : `Unable to connect to the server: ${this.said}`;
  }
}

const METHODS: Readonly<Record<Request['verb'], string>> = { get: 'Get', list: 'Get', create: 'Post', update: 'Put', patch: 'Patch', delete: 'Delete', deletecollection: 'Delete' };

const NOWHERE = 'http://localhost:8080';

/** The API server that a kubeconfig names; where it names none, the one that a client tries. */
export const namesNoServer = (session: Session): boolean => serverOf(session) === NOWHERE;

export function serverOf(session: Session): string {
  const { flags } = session;
  const config = session.kubeconfig();
  const context = config.contexts.get(flags.text('context') || config.currentContext);
  const server = flags.text('server') || textOf(config.clusters.get(flags.global('cluster') || (context?.cluster ?? ''))?.server);
  return server === '' ? NOWHERE : server.replace(/\/+$/, '');
}

type Asked = Omit<Request, 'user'>;

function query({ verb, fieldManager, fieldValidation, labelSelector, fieldSelector, limit, resourceVersion, watch, dryRun, force }: Asked): string {
  const writes = verb === 'create' || verb === 'update' || verb === 'patch';
  const options: Readonly<Record<string, string | undefined>> = {
    dryRun: dryRun === true ? 'All' : undefined, fieldManager: writes ? fieldManager : undefined, fieldSelector, fieldValidation: writes && fieldManager !== undefined ? (fieldValidation ?? 'Strict') : undefined,
    force: force === true ? 'true' : undefined, labelSelector, limit: limit === undefined ? undefined : String(limit), resourceVersion: watch ?? resourceVersion, watch: watch === undefined ? undefined : 'true',
  };
  const said = Object.entries(options).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== '');
  return said.length === 0 ? '' : `?${said.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The URL of a request, as client-go builds it. */
export function urlOf(session: Session, asked: Asked): string {
  const { group, resource, namespace, name, subresource, verb, path } = asked;
  if (path !== undefined) return `${serverOf(session)}${path}`;
  const version = asked.version ?? session.machine.registry().served(group, resource)?.resource?.version ?? 'v1';
  const named = verb === 'create' && subresource === undefined ? undefined : name;
  const parts = [group === '' ? 'api' : `apis/${group}`, version, ...(namespace === undefined ? [] : ['namespaces', namespace]), resource, ...(named === undefined ? [] : [named]), ...(subresource === undefined ? [] : [subresource])];
  return `${serverOf(session)}/${parts.join('/')}${query(asked)}`;
}

/** A failure of the way to the API server, in the words of Go's dialler. */
export function connectionError(session: Session, asked: Asked, transport: NonNullable<Failure['transport']>, said = ''): ConnectionError {
  const address = serverOf(session).replace(/^\w+:\/\//, '');
  const cause = transport === 'untrusted' ? said : `dial tcp ${address.replace(/^localhost:/, '127.0.0.1:')}: ${transport === 'refused' ? 'connect: connection refused' : 'i/o timeout'}`;
  return new ConnectionError(address, cause, METHODS[asked.verb], urlOf(session, asked), transport);
}
