/** The API server's own limit on a request body (3 MiB). */
export const MAX_MANIFEST_LENGTH = 3 * 1024 * 1024;
