/** Cutting Korean words down to what stays the same: particles and endings go. A list, not a grammar: what it cuts, it cuts in pages and queries alike. */
const PARTICLES = [
  ...['은', '는', '이', '가', '을', '를', '의', '에', '와', '과', '도', '만', '로', '으로', '나', '이나', '랑', '이랑', '란', '이란', '야', '들'],
  ...['에서', '에게', '한테', '까지', '부터', '마다', '처럼', '보다', '하고', '밖에', '조차', '마저', '라도', '이라도', '라는', '이라는', '라고', '이라고', '로서', '으로서', '로써', '으로써'],
  ...['에는', '에도', '에만', '에서는', '에서도', '에서만', '에서의', '에게만', '까지만', '로만', '으로만', '만으로', '만으로는', '한테만', '로는', '으로는', '로도', '으로도', '로의', '으로의', '와의', '과의', '와는', '과는', '까지는', '까지의', '부터는', '만의', '만은', '이라면', '라면'],
  ...['들이', '들은', '들을', '들의', '들에', '들도', '들과', '들로', '들에게', '들에서', '끼리', '이며', '이고', '이다', '입니다', '인가요', '인가', '일까요', '일까', '예요', '이에요', '인지', '이면', '인데'],
].sort((a, b) => b.length - a.length);

const FORMS_OF_HADA = [
  ...['하기', '하는', '하다', '한다', '합니다', '하면', '하려면', '하나요', '할까요', '할까', '해요', '했다', '했습니다', '하지', '하도록', '하여', '해서', '해야', '하게', '하려고', '하거나', '하며', '하는데', '하는지', '할', '한', '함', '해'],
  ...['하', '되', '되는', '되다', '된다', '됩니다', '되면', '되나요', '될까요', '될까', '돼요', '됐다', '되었다', '되지', '되도록', '되어', '되게', '되고', '되거나', '되며', '된', '될', '됨', '돼'],
  ...['시키기', '시키는', '시킨다', '시키려면', '시킬'],
].sort((a, b) => b.length - a.length);

const ENDINGS = ['습니다', '나요', '까요', '어요', '아요', '려면', '으려면', '는가', '는지', '는데', '면서', '도록', '으면', '면', '기', '다', '지만', '거나'].sort((a, b) => b.length - a.length);

/** Nouns of one syllable that a particle may follow; from any other word a cut must leave two syllables. */
const SHORT_NOUNS = new Set(['잡', '롤', '존', '앱', '맵', '키', '값', '셸', '쉘', '훅', '팟', '셋', '빈', '큐', '탭', '헬', '힙', '락', '볼']);

/** Nouns that merely look as if they ended in a form of 하다. */
const LOOK_ALIKE = /(?:제한|권한|기한|무한|유한|위한|또한|이해|방해|피해|손해|재해|분해|포함|결함|명함)$/;

function cut(word: string, endings: readonly string[], allowShort: boolean): string {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (rest.length >= 2 || (allowShort && SHORT_NOUNS.has(rest))) return rest;
  }
  return word;
}

/** A word without its particle: 파드가 → 파드. What is left has two syllables or is a known short noun. */
export const withoutParticle = (word: string): string => cut(word, PARTICLES, true);

/** True for a particle that stands alone, as after a Latin word: Pod|를. */
export const isParticle = (word: string): boolean => PARTICLES.includes(word) || FORMS_OF_HADA.includes(word);

/** A word without the ending of a verb or adjective: 롤백하는 → 롤백, 되돌리기 → 되돌리. Give it a word without particle. */
export function withoutEnding(word: string): string {
  if (LOOK_ALIKE.test(word)) return word;
  const noun = cut(word, FORMS_OF_HADA, false);
  return noun === word ? cut(word, ENDINGS, false) : noun;
}

/** The keys of a verb without what fuses with its last syllable: 되돌린다 → 되돌리. */
export const withoutFusedEnding = (jamo: string): string => {
  const cutKeys = jamo.replace(/(?:ㅂㄴㅣㄷㅏ|ㄴㄷㅏ|ㄴ|ㄹ)$/, '');
  return cutKeys.length >= 6 ? cutKeys : jamo;
};

/** Words of questions that say nothing about the subject. */
export const KOREAN_STOP_WORDS = new Set([
  ...['방법', '무엇', '무엇인가', '무엇인가요', '뭐', '뭐야', '뭔가요', '뭐예요', '뭔지', '뭐지', '뭘까요', '무슨', '어떤', '어떻게', '어디', '어디서', '언제', '누가', '왜', '이유', '하는', '하기', '하려면', '하나요', '하면', '하고', '할', '수', '있나요', '있는', '있는지', '있을까요', '있다', '없나요', '없다', '되나요'],
  ...['위한', '위해', '대한', '대해', '대하여', '관한', '그리고', '또는', '때', '것', '게', '건', '거', '법', '좀', '알려줘', '알려주세요', '설명', '설명해줘', '궁금해요', '싶어요', '싶은데', '싶다', '주세요', '해줘', '합니다', '됩니다', '인가요', '일까요', '이란', '란', '차이점', '더', '덜', '잘', '또', '다시', '가장', '모두'],
]);
