import { answerHere } from '../state/asker';
import { runPackaging } from './run';

answerHere(runPackaging);
