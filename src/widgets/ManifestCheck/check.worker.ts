import { answerHere } from '../state/asker';
import { runCheck } from './run';

answerHere(runCheck);
