import { CLIENTS, PODS, type LabRequest } from '@site/src/simulation/scenarios/services';
import type { PacketWay, Place } from '../packets/chart';

/** Who is outside has no name in the cluster. */
const ALL: readonly (Place & { readonly address: string })[] = [...CLIENTS.map((one) => (one.node === undefined ? { ...one, name: 'client' } : one)), ...PODS];

export const placeInLab = (ip: string): Place | undefined => ALL.find(({ address }) => address === ip);

/** The packet of a request, as the diagram of its way wants it. */
export const wayOfRequest = ({ attempted: { hops, ending }, to, port, source }: LabRequest): PacketWay => ({
  label: [`TCP ${to}:${port}`], hops, ending, ...(source === undefined ? {} : { source }),
});
