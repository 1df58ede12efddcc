import { portNameErrors } from '../../../api/names';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { KubectlError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';
import { creator } from './draft';

/** utilsnet.ParsePort, with 0. */
function portNumber(text: string): number {
  if (!/^[0-9]+$/.test(text)) throw new KubectlError(`strconv.ParseUint: parsing ${quote(text)}: invalid syntax`);
  if (Number(text) > 65535) throw new KubectlError(`strconv.ParseUint: parsing ${quote(text)}: value out of range`);
  return Number(text);
}

/** parsePorts: `80:8080`, `80:http`, `80`. */
function portsOf(text: string): { readonly port: number; readonly targetPort: number | string } {
  const [first = '', target] = text.split(':');
  const port = portNumber(first);
  if (target === undefined) return { port, targetPort: port };
  if (/^[+-]?[0-9]+$/.test(target)) {
    const number = Number(target);
    if (number < 1 || number > 65535) throw new KubectlError('must be between 1 and 65535, inclusive');
    return { port, targetPort: number };
  }
  const wrong = portNameErrors(target);
  if (wrong.length > 0) throw new KubectlError(wrong.join(','));
  return { port, targetPort: target };
}

const serviceOf = (type: string): Verb =>
  creator({
    failure: `failed to create ${type} service: `,
    check({ flags }) {
      const tcp = flags.list('tcp');
      const address = flags.has('clusterip') ? flags.text('clusterip') : '';
      if (address === 'None' && type !== 'ClusterIP') throw new KubectlError('ClusterIP=None can only be used with ClusterIP service type');
      if (address !== 'None' && type !== 'ExternalName' && tcp.length === 0) throw new KubectlError('at least one tcp port specifier must be provided');
      if (type === 'ExternalName' && !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(flags.text('external-name'))) throw new KubectlError(`invalid service external name ${flags.text('external-name')}`);
    },
    build({ flags }, name): JsonObject {
      const nodePort = flags.has('node-port') ? flags.int('node-port') : 0;
      const ports = flags.list('tcp').map((text) => ({ name: text.replaceAll(':', '-'), ...portsOf(text), protocol: 'TCP', ...(nodePort === 0 ? {} : { nodePort }) }));
      const clusterIP = flags.has('clusterip') ? flags.text('clusterip') : '';
      const externalName = flags.has('external-name') ? flags.text('external-name') : '';
      return {
        apiVersion: 'v1', kind: 'Service', metadata: { name, labels: { app: name } },
        spec: { type, selector: { app: name }, ports, ...(externalName === '' ? {} : { externalName }), ...(clusterIP === '' ? {} : { clusterIP }) },
      };
    },
  });

export const createClusterIp = serviceOf('ClusterIP');
export const createNodePort = serviceOf('NodePort');
export const createLoadBalancer = serviceOf('LoadBalancer');
export const createExternalName = serviceOf('ExternalName');
