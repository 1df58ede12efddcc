/** Two programs in Go that both show certificates (crypto/tls, TLS 1.3), in the words of a gRPC client: what the client does not accept ends its handshake, what the server does not accept it is told when it reads on. */
import type { Certificate } from './certificates';
import { clientProblem, verifyAsGo } from './go';

export interface Mutual {
  /** What the server shows, and what the client takes for authorities; undefined: it looks at nothing. */
  readonly served: readonly Certificate[];
  readonly roots: readonly Certificate[] | undefined;
  readonly serverName: string;
  readonly client: Certificate | undefined;
  /** Whose certificates the server asks clients for; undefined: for none. */
  readonly clientRoots: readonly Certificate[] | undefined;
  /** Now, RFC 3339. */
  readonly time: string;
}

/** Alerts of processCertsFromClient. */
function alertOf(client: Certificate | undefined, roots: readonly Certificate[], time: string): string | undefined {
  if (client === undefined) return 'certificate required';
  const problem = clientProblem(client, roots, time);
  if (problem === null) return undefined;
  return problem.includes('expired') ? 'expired certificate' : 'unknown certificate authority';
}

/** Why they do not come together. */
export function mutualFault({ served, roots, serverName, client, clientRoots, time }: Mutual): string | undefined {
  const refused = roots === undefined ? null : verifyAsGo({ served, trusted: roots, serverName, time });
  if (refused !== null) return `transport: authentication handshake failed: tls: failed to verify certificate: ${refused}`;
  const alert = clientRoots === undefined ? undefined : alertOf(client, clientRoots, time);
  return alert === undefined ? undefined : `error reading server preface: remote error: tls: ${alert}`;
}
