// The words on screen for the values of the bridge's enums. Those that the pack uses too come from the domain's vocabulary;
// each table is exhaustive: the compiler checks it.

import type {
  AnnotationKind,
  Area,
  BridgeComparison,
  BridgeDoubt,
  BridgeFinding,
  BridgePart,
  BridgePlace,
  BridgeSource,
  BridgeVisit,
  Class,
  Covered,
  Direction,
  Doubt,
  Framework,
  Grade,
  Kind,
  HitKind,
  Level,
  LevelStands,
  Of,
  Outcome,
  Pattern,
  Priority,
  RecommendationState,
  SpeakerRole,
  Standing,
  Theme,
} from '../api/host';
import { VOCABULARY } from '../api/host';
import { inWords, monthOf } from './dates';

export const KIND: Record<Kind, string> = {
  inspection_report: 'Inspection report',
  monitoring_visit_letter: 'Letter from Ofsted',
  focused_visit_letter: 'Focused-visit letter',
  jtai_letter: 'Joint inspection letter',
  news_article: 'News article',
  council_statement: 'Council’s statement',
  committee_paper: 'Committee paper',
  other: 'Paper',
};

export const FRAMEWORK: Record<Framework, string> = {
  pre_sif: 'Before the single inspection framework (to November 2013)',
  sif: 'Single inspection framework (November 2013 to 2017)',
  ilacs: 'ILACS (from January 2018)',
  jtai: 'Joint targeted area inspection',
};

/** A table of the domain's own, in its order: the pack, the terminal and saved tables use the same words. */
const table = <Name extends string>(entries: readonly { name: Name; words: string }[]): Record<Name, string> =>
  Object.fromEntries(entries.map(({ name, words }) => [name, words])) as Record<Name, string>;

/** "strength", "no judgement". */
export const LEVEL: Record<Level, string> = table(VOCABULARY.level);

/** "no change"; empty where the text states no direction. */
export const DIRECTION: Record<Direction, string> = table(VOCABULARY.direction);

/** "mixed, better". */
export const stateInWords = (level: Level, direction: Direction): string =>
  direction === 'none' ? LEVEL[level] : `${LEVEL[level]}, ${DIRECTION[direction]}`;

/** What a visit says of a matter that it has no words on: "not looked at". */
export const COVERED: Record<Covered, string> = table(VOCABULARY.covered);

/** The same in a narrow place: "no letter". */
export const COVERED_IN_SHORT: Record<Covered, string> = table(VOCABULARY.covered_in_short);

/** What happened to a matter, in the order in which a councillor wants to know. */
export const PATTERN: Record<Pattern, string> = table(VOCABULARY.pattern);

/** Said of what is not sure and what nobody settled. */
export const TO_CHECK = 'to check';

/** Whether something may be said as fact: it is sure, or a person said so. */
export const isFact = (standing: Standing): boolean => standing !== 'open';

/** Whether the level of one sentence may be relied on by itself. */
export const isSure = (stands: LevelStands): boolean => stands === 'settled' || stands === 'sure';

/** What stands in the place of a level on which the two checks disagree. */
export const OPPOSED = 'Two checks disagree: one says weakness, the other strength';

/** The level of a sentence as far as it may be said: "Finding: weakness", "Finding, to check: read as weakness". */
export function readAs({ level, stands }: Pick<BridgeFinding, 'level' | 'stands'>): string {
  if (stands === 'opposed') return `Finding. ${OPPOSED}`;
  return isSure(stands) ? `Finding: ${LEVEL[level]}` : `Finding, to check: read as ${LEVEL[level]}`;
}

export const GRADE: Record<Grade, string> = table(VOCABULARY.grade);

/** What is judged, inside a sentence: "help and protection". */
export const AREA: Record<Area, string> = table(VOCABULARY.area);

export const THEME: Record<Theme, string> = table(VOCABULARY.theme);

/** Who speaks, inside a sentence: "the council". */
export const SPEAKER: Record<SpeakerRole, string> = table(VOCABULARY.speaker);

/** What a sentence speaks of, where that is not what its paper is about; else empty. */
export const OF: Record<Of, string> = table(VOCABULARY.of);

/** "The council: A spokesperson"; where nobody is named, that it is not clear who says this. */
export function speakerOf({
  speaker,
  speaker_name,
  nobodys,
}: Pick<BridgeFinding, 'speaker' | 'speaker_name' | 'nobodys'>) {
  if (nobodys) return capital(VOCABULARY.nobody_named);
  return [capital(SPEAKER[speaker]), ...(speaker_name ? [speaker_name] : [])].join(': ');
}

/** What is said beside the speaker: "The council’s account of what inspectors found", "About another authority". */
export function besideSpeaker({ account, of }: Pick<BridgeFinding, 'account' | 'of'>): string[] {
  return [account ?? '', OF[of]].filter((words) => words !== '').map(capital);
}

/** Why nothing is quoted from a page. */
export const DOUBT: Record<Doubt, string> = table(VOCABULARY.doubt);

/** What stands in the place of words: "On page 2, in doubt: part of this page was changed or lost; …". */
export const inDoubt = ({ page, why }: BridgeDoubt): string => `On page ${page}, in doubt: ${DOUBT[why]}.`;

export const CLASS: Record<Class, string> = { themes: 'themes', level: 'level', direction: 'direction' };

export const RECOMMENDATION: Record<RecommendationState, string> = {
  not_covered: COVERED.not_covered,
  no_finding: COVERED.no_finding,
  not_published: COVERED.not_published,
  weakness: LEVEL.weakness,
  mixed: LEVEL.mixed,
  strength: LEVEL.strength,
  mentioned: 'mentioned',
  unclear: 'not clear',
};

export const ANNOTATION: Record<AnnotationKind, string> = {
  note: 'Note',
  question: 'Question',
  evidence_request: 'Request for evidence',
  commitment: 'Promise',
  answer: 'Answer',
};

export const PRIORITY: Record<Priority, string> = {
  must_ask: 'must ask',
  ask: 'should ask',
  if_time_allows: 'if there is time',
};

/** What became of a commitment: that nobody has noted it says nothing about it. */
export const OUTCOME: Record<Outcome, string> = {
  open: 'not noted yet',
  done: 'done',
  not_done: 'not done',
};

export const HIT: Record<HitKind, { one: string; many: string }> = {
  finding: { one: 'Finding', many: 'Findings' },
  paragraph: { one: 'Text', many: 'Text' },
  fact: { one: 'Fact', many: 'Facts' },
  note: { one: 'Note', many: 'Notes' },
};

/** The name of a source: what it is and of when. */
export function nameOf(source: BridgeSource): string {
  const what =
    source.kind === 'other' || source.kind === 'committee_paper'
      ? (source.title?.value ?? KIND[source.kind])
      : KIND[source.kind];
  return source.published ? `${what}, ${inWords(source.published.value)}` : what;
}

/** "Letter from Ofsted, 24 March 2021, page 2, paragraph 4". */
export function citationOf(
  source: BridgeSource | undefined,
  { page, paragraph }: Pick<BridgePlace, 'page' | 'paragraph'>,
): string {
  const name = source ? nameOf(source) : 'A paper that is no longer here';
  const at = source && !source.paged ? '' : `, page ${page}`;
  return `${name}${at}, paragraph ${paragraph}`;
}

/** "Part 1 of agenda.pdf, from its page 14". */
export function partOf({ number, name, first_page }: BridgePart): string {
  return `Part ${number} of ${name}${first_page === null ? '' : `, from its page ${first_page}`}`;
}

/** The page alone, as the text of a link to it: "Page 2". */
export function pageOf(source: BridgeSource, { page }: Pick<BridgePlace, 'page'>): string {
  return source.paged ? `Page ${page}` : 'Where it stands';
}

/** The place alone: "Page 2, paragraph 4". */
export function placeOf(
  source: BridgeSource | undefined,
  { page, paragraph }: Pick<BridgePlace, 'page' | 'paragraph'>,
): string {
  return source && !source.paged ? `Paragraph ${paragraph}` : `Page ${page}, paragraph ${paragraph}`;
}

/** "Visit 3", "Inspection". */
export function visitName(visit: BridgeVisit): string {
  switch (visit.what) {
    case 'inspection':
      return 'Inspection';
    case 'monitoring_visit':
      return visit.number === null ? 'Monitoring visit' : `Visit ${visit.number}`;
    case 'focused_visit':
      return 'Focused visit';
    case 'joint_inspection':
      return 'Joint inspection';
  }
}

/** What a comparison counts from: "Judged inadequate, June 2020", "Inspected in May 2019", "First visit here: July 2021". */
export function countsFrom({ judged, visits }: Pick<BridgeComparison, 'judged' | 'visits'>): string {
  if (judged) return `Judged ${GRADE[judged.grade]}, ${monthOf(judged.month)}`;
  const [first] = visits;
  if (!first) return 'No visit is known';
  const when = first.from ?? first.published;
  const name = first.what === 'inspection' ? 'Inspected' : `From ${visitName(first).toLowerCase()}`;
  return when ? `${name} in ${monthOf(when)}` : name;
}

/** "Visit 5, 17 June 2025". */
export function visitAndDay(visit: BridgeVisit): string {
  const day = visit.from ?? visit.published;
  return day ? `${visitName(visit)}, ${inWords(day)}` : visitName(visit);
}

/** With a capital at its beginning. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "1 finding", "12 findings". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
