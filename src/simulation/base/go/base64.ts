const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** base64.StdEncoding of a text's UTF-8. */
export const encodeBase64 = (text: string): string => encodeBase64Bytes(new TextEncoder().encode(text));

/** base64.StdEncoding of bytes. */
export function encodeBase64Bytes(bytes: ArrayLike<number>): string {
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const given = Math.min(3, bytes.length - i);
    for (let digit = 0; digit < 4; digit += 1) result += digit <= given ? ALPHABET.charAt((group >> (18 - 6 * digit)) & 63) : '=';
  }
  return result;
}
