import { webhookAnswer } from '@site/src/simulation/cluster/network/programs/agnhost-webhook';

interface Input {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly sidecarImage?: string;
}

/** What `agnhost webhook` answers over HTTPS. */
export function replayAgnhost({ method, path, contentType, body, sidecarImage = '' }: Input): unknown {
  const answer = webhookAnswer({ method, host: '', path, tls: true, headers: contentType === undefined ? [] : [['Content-Type', contentType]], ...(body === undefined ? {} : { body }) }, sidecarImage);
  return 'ending' in answer ? answer : { status: answer.status, body: answer.body };
}
