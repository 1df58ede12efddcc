import type { Way } from '@site/src/simulation/scenarios/policy-way/way';
import type { PacketWay, Place } from '../packets/chart';

/** The packets of a connection by name, as the diagram of their ways wants them: a name's question to the DNS whatever its records, and the connection itself. */
export function waysOfTester({ sent, places }: Pick<Way, 'sent' | 'places'>): { readonly ways: readonly PacketWay[]; readonly placeOf: (ip: string) => Place | undefined } {
  return {
    ways: sent.map(({ name, to, hops, ending }): PacketWay => ({ label: name === undefined ? `TCP ${to}` : `DNS ${name.split(' ')[0]!}`, hops, ending })),
    placeOf: (ip) => places.find((one) => one.ip === ip),
  };
}
