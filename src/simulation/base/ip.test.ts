import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIp, formatIp, formatPrefix, parseIp, parseIpSloppy, parsePrefix, parsePrefixSloppy, prefixContains } from './ip';

describe('IP addresses', () => {
  it.each(['1.2.3.4', '0.0.0.0', '::', '::1', 'fd00::1:2', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '64:ff9b::192.0.2.1'])('%s is one', (text) => {
    expect(parseIp(text)).toBeDefined();
  });

  it.each(['', '1.2.3', '1.2.3.04', '256.1.1.1', '1.2.3.4.5', ':1', '1::2::3', '1:2:3:4:5:6:7', '12345::', '1.2.3.4::', '::1%eth0', ' 1.2.3.4'])('%j is none', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  it('knows an IPv4 address in the clothes of IPv6', () => {
    expect(parseIp('::ffff:10.0.0.1')).toEqual(parseIp('10.0.0.1'));
    expect(parseIp('::ffff:a00:1')).toEqual(parseIp('10.0.0.1'));
  });

  it.each(['10.0.0.0/33', '10.0.0.0', '10.0.0.0/', '10.0.0.0/08', '::/129', 'x/8'])('%j is no prefix', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  it('a prefix holds exactly the addresses that share its bits', () => {
    fc.assert(fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (one, other, length) => {
      const [a, b] = [one, other].map((text) => text.split('.').reduce((bits, part) => bits + Number(part).toString(2).padStart(8, '0'), ''));
      expect(prefixContains(parsePrefix(`${one}/${length}`)!, parseIp(other)!)).toBe(a!.slice(0, length) === b!.slice(0, length));
    }));
  });

  it('never crosses families', () => {
    expect(prefixContains(parsePrefix('0.0.0.0/0')!, parseIp('::1')!)).toBe(false);
    expect(prefixContains(parsePrefix('fd00::/8')!, parseIp('fd12::1')!)).toBe(true);
  });
});

describe('sloppy forms', () => {
  it('are written as the address that is read', () => {
    const part = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom('', '00', '010', '1.', ' 1', '٣'));
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.')), fc.string()), (text) => {
      const read = parseIpSloppy(text);
      expect(canonicalIp(text)).toBe(read === undefined ? undefined : formatIp(read));
    }));
  });

  it('take leading zeros, which count for nothing', () => {
    expect(parseIpSloppy('010.002.003.004')).toEqual(parseIp('10.2.3.4'));
    expect(parseIpSloppy('0.0.0.0')).toEqual(parseIp('0.0.0.0'));
    expect(parseIpSloppy('10.0.0.256')).toBeUndefined();
    expect(formatPrefix(parsePrefixSloppy('010.1.2.3/016')!)).toBe('10.1.0.0/16');
  });

  it('are written in one way', () => {
    for (const text of ['::', '::1', '2001:db8::ffff', 'fe80:0:0:1::', '1:2:3:4:5:6:7:8', '10.0.0.1']) expect(formatIp(parseIp(text)!)).toBe(text);
    expect(formatIp(parseIp('FE80:0:0:0:0:0:0:0abc')!)).toBe('fe80::abc');
    expect(formatIp(parseIp('1:0:0:2:0:0:0:3')!)).toBe('1:0:0:2::3');
  });
});
