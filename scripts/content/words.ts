/** Wrong word → the house's word, one word per concept. A key is a regular expression. */
export type HouseWords = readonly (readonly [RegExp, string])[];

/** Text, glossary, figures, widgets and search say the same word for the same thing. */
export const koreanWords: HouseWords = [
  [/매니지드/, '관리형'],
  [/상류/, '업스트림'],
  [/로드밸런서/, '로드 밸런서'],
  [/준비 프로브|레디니스/, '준비성 프로브'],
  [/생존 프로브|라이브니스/, '활성 프로브'],
  [/(readiness|liveness|startup) ?프로브/i, '준비성 프로브, 활성 프로브, 시작 프로브'],
  [/스타트업 프로브/, '시작 프로브'],
  [/도커/, 'Docker'],
  [/윈도우|윈도즈/, 'Windows'],
  [/(?<![가-힣])구역/, '영역'],
  [/서비스 어카운트/, '서비스어카운트'],
  [/스토리지 클래스|저장소 클래스/, '스토리지클래스'],
  [/컨피그 맵|콘피그맵|ConfigMap(?=[을를이가은는의에과와]|\s?[가-힣])/, '컨피그맵'],
  [/Secret(?=[을를이가은는의에과와]|\s[가-힣])/, '시크릿'],
  [/드레인|드래인|드레이닝/, 'drain'],
  [/코드온|(?<![가-힣])코든(?![가-힣])/, 'cordon'],
  [/(?<!데이터 |Git |차트 )저장소/, '데이터 저장소, 레지스트리, Git 저장소, 스토리지 가운데 하나'],
  // Calques.
  [/우아(하게|한 종료)/, '종료 절차를 끝내다'],
  [/데워 ?[두둡놓]/, '여유를 확보하다'],
  [/물러(나|난|날|납|서|설|섭)/, '끝나다, 돌아가다'],
  [/흔들(리|립|림)/, '오가다'],
  [/굴(리|립|려)(?=[다고며는니면지 ]|[가-힣])/, '롤아웃하다, 돌리다'],
  [/(에|에게) 기(대고|대며|대는|대면|대지|대어|댑니다|댄다)/, '의존하다, 필요하다'],
  // Figures.
  [/\d(GB|MB|GiB|MiB|TB)(?![A-Za-z])/, '16 GB, with a space'],
  [/\d %/, '44%, without a space'],
  [/\d 개(?![가-힣])/, '110개, without a space'],
];

const ize = 'organ|real|virtual|container|author|initial|optim|summar|recogn|minim|maxim|serial|synchron|priorit|custom|standard|special|categor|util|normal|local|central|general|visual|final|token';

export const englishWords: HouseWords = [
  [new RegExp(`\\b(de|un|re)?(${ize})is(e|es|ed|er|ers|ing|ation|ations)\\b`, 'i'), 'the spelling with -ize'],
  [/\d %/, '44%, without a space'],
  [/\d(GB|MB|GiB|MiB|TB)(?![A-Za-z])/, '16 GB, with a space'],
  [/\d (Pods?|nodes?|addresses|containers|CPUs?|cores?) an? (node|Pod|server|zone|cluster|instance)\b/, 'per node'],
];

/** Code in a text, as props have it: `…`. */
const code = /`[^`]*`/g;

/** Where a text says something other than the house does; one finding a rule. Code passes. */
export function wordProblems(text: string, words: HouseWords): { offset: number; word: string; house: string }[] {
  const open = text.replace(code, (quoted) => quoted.replace(/[^\n]/g, ' '));
  return words.flatMap(([wrong, house]) => {
    const found = wrong.exec(open);
    return found ? [{ offset: found.index, word: found[0], house }] : [];
  });
}
