import { answerHere } from '../state/asker';
import { runRouter } from './run';

answerHere(runRouter);
