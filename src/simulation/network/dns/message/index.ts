/** DNS messages, names, records and their size. */
export * from './names';
export * from './types';
export { PLAIN_UDP_SIZE, queryLength, replyLength, truncate } from './wire';
export { parseZoneLine, RECORD_TYPES } from './zone-line';
