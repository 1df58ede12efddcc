import { packagingAnswer, type PackagingAnswer, type Question } from '@site/src/simulation/scenarios/packaging/answer';

export const runPackaging = (question: Question): Promise<PackagingAnswer> => Promise.resolve(packagingAnswer(question));
