const PEM = /-----BEGIN ([^\r\n]*?)-----\s([\s\S]*?)-----END \1-----/g;

export interface PemBlock {
  readonly type: string;
  readonly body: string;
}

/** The PEM blocks of a text (encoding/pem Decode), their contents as they stand. */
export const pemBlocks = (text: string): readonly PemBlock[] => [...text.matchAll(PEM)].map(([, type = '', body = '']) => ({ type, body }));
