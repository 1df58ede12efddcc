/**
 * The CustomResourceDefinitions of the Gateway API, which are installed into a cluster and not built in: sigs.k8s.io/gateway-api v1.6.1, standard channel, versions
 * v1, without descriptions (Apache License 2.0, see LICENSE-KUBERNETES).
 */
import type { CustomResourceDefinition } from '../../../api/generated/types/apiextensions.v1';
import definitions from './v1.6.1.json';

export const GATEWAY_API = definitions as unknown as readonly CustomResourceDefinition[];
