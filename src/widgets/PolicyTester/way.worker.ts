import { wayOf } from '@site/src/simulation/scenarios/policy-way/way';
import { answerHere } from '../state/asker';

answerHere(async (question: Parameters<typeof wayOf>[0]) => wayOf(question));
