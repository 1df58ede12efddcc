/** All incidents, in the order in which the page lists them. */
import { certificates } from './certificates';
import { claims } from './claim';
import { controlPlane } from './control-plane';
import { crash } from './crash';
import { dnsDown } from './dns';
import { gateway } from './gateway';
import { image } from './image';
import { noAnswer } from './no-answer';
import { noPods } from './no-pods';
import { node } from './node';
import { pending } from './pending';
import { policy } from './policy';
import { restarts } from './restarts';
import { route } from './route';
import type { BothIncident } from './texts';
import { webhook } from './webhook';

export const INCIDENTS: readonly BothIncident[] = [noAnswer, crash, restarts, image, pending, claims, noPods, webhook, dnsDown, policy, route, gateway, node, controlPlane, certificates];
