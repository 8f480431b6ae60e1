// A question of the queue with what is needed to answer it, the decisions that answer it, and what an answer changed.

import type {
  BridgeCell,
  BridgeComparison,
  BridgeFinding,
  BridgeQuestion,
  BridgeThread,
  BridgeVisit,
  Decision,
  Direction,
  Level,
} from '../api/host';
import { quotationsOf } from '../comparison/quotations';
import { isFact, PATTERN, stateInWords, visitName } from '../shared/words';

/** What a visit says of the matter, and inspectors' words in which it does. */
export interface Said {
  visit: BridgeVisit;
  cell: BridgeCell;
  sentences: BridgeFinding[];
}

export interface Asked {
  question: BridgeQuestion;
  thread: BridgeThread;
  /** The visit that is asked about; of a question about all sentences, the newest that has any. */
  now: Said;
  /** The look before it, where there is one. */
  before: Said | null;
  /** Where all sentences are asked about: the visits before those, newest first. */
  others: Said[];
}

/** Null where its matter is not there any more. */
export function askedBy(
  question: BridgeQuestion,
  { threads, visits }: Pick<BridgeComparison, 'threads' | 'visits'>,
  findingsOf: Map<string, BridgeFinding[]>,
): Asked | null {
  const thread = threads.find(({ id }) => id === question.thread);
  if (!thread) return null;
  const said = visits.flatMap((visit, at): Said[] => {
    const cell = thread.cells[at];
    if (!cell) return [];
    const sentences = quotationsOf(cell, findingsOf).filter(({ speaker }) => speaker === 'inspectors');
    return [{ visit, cell, sentences }];
  });
  const speaks = ({ cell, sentences }: Said) => cell.covered === 'yes' && sentences.length > 0;
  const now =
    question.visit === null ? said.filter(speaks).at(-1) : said.find(({ visit }) => visit.id === question.visit);
  if (!now) return null;
  const earlier = said.slice(0, said.indexOf(now)).filter(speaks).reverse();
  return { question, thread, now, before: earlier[0] ?? null, others: question.visit === null ? earlier.slice(1) : [] };
}

/** All its sentences are about the matter. */
export function together({ question, now, before, others }: Asked): { decision: Decision; about: BridgeFinding[] } {
  const about = [now, ...(before ? [before] : []), ...others].flatMap(({ sentences }) => sentences);
  const findings = about.map(({ place }) => ({ source: place.source, quote: place.quote }));
  return { decision: { is: 'confirm', thread: question.thread, visit: now.visit.id, findings }, about };
}

/** What the visit says. */
export const spoken = ({ question, now }: Asked, level: Level, direction: Direction): Decision => ({
  is: 'state',
  thread: question.thread,
  visit: now.visit.id,
  state: { is: 'spoken', level, direction },
});

export const silent = ({ question, now }: Asked): Decision => ({
  is: 'state',
  thread: question.thread,
  visit: now.visit.id,
  state: { is: 'silent' },
});

/** How many statements of a matter may be said: what each visit says, and what happened to it. */
const sureOf = ({ cells, standing }: BridgeThread): number =>
  cells.filter((cell) => isFact(cell.standing)).length + (isFact(standing) ? 1 : 0);

/** What was answered, and what can be said now that could not before. */
export function changed(before: BridgeComparison, after: BridgeComparison, decision: Decision, visit: string): string {
  const of = 'thread' in decision ? decision.thread : '';
  const [was, is] = [before, after].map(({ threads }) => threads.find(({ id }) => id === of));
  if (!was || !is) return 'Its matter is another one now.';
  const at = after.visits.findIndex(({ id }) => id === visit);
  const [cell, seen] = [is.cells[at], after.visits[at]];
  const pattern =
    !isFact(was.standing) && isFact(is.standing)
      ? [`What happened to it can be said now: ${PATTERN[is.pattern]}.`]
      : [];
  const sum = (all: BridgeComparison) => all.threads.reduce((n, one) => n + sureOf(one), 0);
  const more = sum(after) - sum(before);
  const rest = more > 1 ? [`${more} statements are sure that were not.`] : [];
  return [answered(decision, is.title, seen, cell), ...pattern, ...rest].join(' ');
}

function answered(
  decision: Decision,
  title: string,
  visit: BridgeVisit | undefined,
  cell: BridgeCell | undefined,
): string {
  const name = visit ? visitName(visit).toLowerCase() : '';
  if (decision.is === 'confirm') return `These sentences are all about ‘${title}’.`;
  if (decision.is === 'reject') return `A sentence was taken out of ‘${title}’.`;
  if (!cell || !isFact(cell.standing)) return `‘${title}’, ${name}: still to check.`;
  if (cell.covered !== 'yes') return `‘${title}’: ${name} says nothing of it.`;
  return `‘${title}’, ${name}: ${stateInWords(cell.level, isFact(cell.direction_standing) ? cell.direction : 'none')}.`;
}
