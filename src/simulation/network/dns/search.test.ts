import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUpName, searchOrder } from '.';
import type { AddressReply, ResolverLibrary } from '.';

const SEARCH = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];
const LIBRARIES: readonly ResolverLibrary[] = ['glibc', 'musl', 'go'];
const known = new Set(['web.shop.svc.cluster.local.', 'web.team-b.svc.cluster.local.', 'api.example.com.']);
const coreDns = (name: string): AddressReply => (known.has(name) ? 'addresses' : 'no-such-name');
const asked = (name: string, ndots: number, library: ResolverLibrary) => lookUpName(name, { search: SEARCH, ndots }, library, coreDns).asked.map((one) => one.name);

// The numbers of names are half the packets (A and AAAA) that real glibc 2.41, musl 1.2.5 and Go 1.26 sent to CoreDNS 1.14.2: cases of the suite dns/resolve.
describe('names asked, as recorded', () => {
  it.each([
    ['resolve-service-short', 'web', 5, { glibc: 1, musl: 1, go: 1 }],
    ['resolve-service-with-namespace', 'web.team-b', 5, { glibc: 2, musl: 2, go: 2 }],
    ['resolve-service-with-svc', 'web.shop.svc', 5, { glibc: 3, musl: 3, go: 3 }],
    ['resolve-service-fqdn', 'web.shop.svc.cluster.local', 5, { glibc: 4, musl: 4, go: 4 }],
    ['resolve-service-fqdn-dot', 'web.shop.svc.cluster.local.', 5, { glibc: 1, musl: 1, go: 1 }],
    ['resolve-outside', 'api.example.com', 5, { glibc: 4, musl: 4, go: 4 }],
    ['resolve-outside-dot', 'api.example.com.', 5, { glibc: 1, musl: 1, go: 1 }],
    ['resolve-missing-five-dots', 'a.b.d.api.example.com', 5, { glibc: 4, musl: 1, go: 4 }],
    ['resolve-ndots1-outside', 'api.example.com', 1, { glibc: 1, musl: 1, go: 1 }],
    ['resolve-ndots1-service-with-namespace', 'web.team-b', 1, { glibc: 3, musl: 1, go: 3 }],
    ['resolve-ndots2-service-with-svc', 'web.shop.svc', 2, { glibc: 4, musl: 1, go: 4 }],
    ['resolve-address', '10.96.5.10', 5, { glibc: 0, musl: 0, go: 0 }],
  ] as const)('%s', (_id, name, ndots, counts) => {
    expect(Object.fromEntries(LIBRARIES.map((library) => [library, asked(name, ndots, library).length]))).toEqual(counts);
  });

  it('asks the whole ladder of a name with too few dots, as typed last', () => {
    expect(asked('api.example.com', 5, 'glibc')).toEqual(['api.example.com.shop.svc.cluster.local.', 'api.example.com.svc.cluster.local.', 'api.example.com.cluster.local.', 'api.example.com.']);
  });

  it('musl takes a name without addresses for the end, glibc and Go go on', () => {
    const reply = (name: string): AddressReply => (name === 'db.shop.svc.cluster.local.' ? 'no-data' : 'no-such-name');
    const count = (library: ResolverLibrary) => lookUpName('db', { search: SEARCH, ndots: 5 }, library, reply).asked.length;
    expect(LIBRARIES.map(count)).toEqual([4, 1, 4]);
  });
});

it('asks for no name twice, and for the name as typed always', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 6 }), fc.uniqueArray(label, { maxLength: 4 }), fc.nat(20), fc.constantFrom(...LIBRARIES), (labels, search, ndots, library) => {
      const names = searchOrder(labels.join('.'), { search, ndots }, library);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain(`${labels.join('.')}.`);
      expect(names.every((name) => name.endsWith('.'))).toBe(true);
    }),
  );
});
