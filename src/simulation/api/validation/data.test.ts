import { describe, expect, it } from 'vitest';
import { base64Length } from './config-data';
import { jsonObjectError } from './json-object';
import { keyPairError } from './key-pair';

describe('jsonObjectError', () => {
  it('says what encoding/json says', () => {
    expect(jsonObjectError('{"auths": {}} ')).toBeUndefined();
    expect(jsonObjectError('null')).toBeUndefined();
    expect(jsonObjectError('')).toBe('unexpected end of JSON input');
    expect(jsonObjectError('{"a": 1')).toBe('unexpected end of JSON input');
    expect(jsonObjectError('user:pass')).toBe("invalid character 'u' looking for beginning of value");
    expect(jsonObjectError('{} x')).toBe("invalid character 'x' after top-level value");
    expect(jsonObjectError('["a"]')).toBe('json: cannot unmarshal array into Go value of type map[string]interface {}');
  });
});

describe('keyPairError', () => {
  const block = (type: string): string => `-----BEGIN ${type}-----\nAAAA\n-----END ${type}-----\n`;

  it('names what is missing, and what stands there instead', () => {
    expect(keyPairError('', '')).toBe('tls: failed to find any PEM data in certificate input');
    expect(keyPairError(block('RSA PRIVATE KEY'), block('CERTIFICATE'))).toContain('PEM inputs may have been switched');
    expect(keyPairError(block('CERTIFICATE'), block('CERTIFICATE'))).toContain('found a certificate rather than a key');
    expect(keyPairError(block('CERTIFICATE REQUEST'), '')).toContain('types: [CERTIFICATE REQUEST]');
    expect(keyPairError(block('CERTIFICATE'), block('EC PRIVATE KEY'))).toBeUndefined();
  });
});

describe('base64Length', () => {
  it('counts bytes, not letters', () => {
    expect(['', 'YQ==', 'YWI=', 'YWJj', 'YWJj\nYQ=='].map(base64Length)).toEqual([0, 1, 2, 3, 4]);
  });
});
