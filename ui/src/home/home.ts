// What the home of a case shows besides what the program has worked out: the newest letter, and what was written.

import type { BridgeAnnotation, BridgeComparison, BridgeFinding, BridgeSource, BridgeVisit } from '../api/host';

export interface Newest {
  visit: BridgeVisit;
  paper: BridgeSource;
  /** Its first sentence that judges; null where none may be quoted. */
  headline: BridgeFinding | null;
}

/** The newest visit whose letter or report is here, and its own paper. */
export function newestOf(
  { visits }: Pick<BridgeComparison, 'visits'>,
  bySha: Map<string, BridgeSource>,
  findingsOf: Map<string, BridgeFinding[]>,
): Newest | null {
  const visit = visits.filter(({ letter }) => letter).at(-1);
  const paper = visit?.sources.map((sha) => bySha.get(sha)).find((one) => one?.of_inspectors);
  if (!visit || !paper) return null;
  const judges = ({ level, of, place, speaker }: BridgeFinding) =>
    level !== 'none' && of === 'this_visit' && place.doubt === null && speaker === 'inspectors';
  return { visit, paper, headline: (findingsOf.get(paper.sha256) ?? []).find(judges) ?? null };
}

export interface Asked {
  questions: number;
  /** Questions that name nobody. */
  unowned: number;
  /** Promises of which it is not noted what became of them, those due first at the top. */
  due: { annotation: BridgeAnnotation; late: boolean }[];
}

export function questionsOf(annotations: BridgeAnnotation[], today: string): Asked {
  const questions = annotations.flatMap(({ written: { what } }) => (what.is === 'question' ? [what] : []));
  const due = annotations.flatMap((annotation) => {
    const { what } = annotation.written;
    if (what.is !== 'commitment' || what.outcome !== 'open' || what.due === null) return [];
    return [{ annotation, day: what.due, late: what.due < today }];
  });
  return {
    questions: questions.length,
    unowned: questions.filter(({ audience }) => audience === null).length,
    due: due.sort((a, b) => a.day.localeCompare(b.day)).slice(0, 4),
  };
}
