/** agnhost as far as it serves something: its webhooks, with the certificate that it read as it began. */
import { formatTime } from '../../../base/time';
import type { Certificate } from '../../../network/tools';
import { readCertificates } from '../../../network/tls/pem';
import { webhookFlags } from '../../images/agnhost';
import { argvOf } from '../../images/command';
import { expandVariables } from '../../node/start/environment';
import { webhookAnswer } from './agnhost-webhook';
import type { Program } from './types';

function shown(pem: string, now: number): Certificate {
  const whole = readCertificates(pem);
  const { name = '', issuer = '', dnsNames = [], ipAddresses = [], notAfter = '' } = whole[0] ?? {};
  return { names: [...dnsNames, ...ipAddresses], issuer: issuer === name ? 'self' : issuer, id: name, expired: notAfter < formatTime(now), whole };
}

export const agnhostProgram: Program = ({ cluster, pod, container }) => {
  const spec = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(({ name }) => name === container.name);
  const flags = webhookFlags(argvOf(container.image, spec ?? {}).map((word) => expandVariables(word, container.given?.env ?? {})));
  if (flags === undefined || 'error' in flags) return { kind: 'closes' };
  return { kind: 'server', answer: (asked) => webhookAnswer(asked, flags.sidecarImage), certificate: () => shown(container.loaded?.[flags.certFile] ?? '', cluster.clock.now) };
};
