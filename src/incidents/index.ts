/** All incidents, in the order in which the page lists them. */
import { crash } from './crash';
import { dnsDown } from './dns';
import { image } from './image';
import { noAnswer } from './no-answer';
import { pending } from './pending';
import { policy } from './policy';
import type { BothIncident } from './texts';

export const INCIDENTS: readonly BothIncident[] = [noAnswer, crash, image, pending, dnsDown, policy];
