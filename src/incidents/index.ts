/** All incidents, in the order in which the page lists them. */
import { claims } from './claim';
import { crash } from './crash';
import { dnsDown } from './dns';
import { image } from './image';
import { noAnswer } from './no-answer';
import { noPods } from './no-pods';
import { pending } from './pending';
import { policy } from './policy';
import { restarts } from './restarts';
import { webhook } from './webhook';
import type { BothIncident } from './texts';

export const INCIDENTS: readonly BothIncident[] = [noAnswer, crash, image, pending, dnsDown, policy, claims, webhook, noPods, restarts];
