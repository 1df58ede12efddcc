import { fillMissing } from './fill';
import type { Defaulters } from './walk';

const TOKEN_SECONDS = 3600;

/** pkg/apis/authentication/v1/defaults.go. */
export const AUTHENTICATION_DEFAULTS: Defaulters = { 'authentication.v1.TokenRequestSpec': (spec) => fillMissing(spec, { expirationSeconds: TOKEN_SECONDS }) };
