// The subject of an annotation in words; and the annotations on a subject.

import type {
  AnnotationKind,
  BridgeAnnotation,
  BridgeComparison,
  BridgeFinding,
  BridgePlace,
  BridgeSource,
  BridgeSubject,
  BridgeWhat,
  Priority,
  Written,
} from '../api/host';
import { inWords } from '../shared/dates';
import { ANNOTATION, citationOf, OUTCOME, placeOf, PRIORITY, visitName } from '../shared/words';

function inCycle(on: Extract<BridgeSubject, { cycle: unknown }>, comparison: BridgeComparison): boolean {
  const { cycle } = on;
  if (cycle === null) return true;
  const apart = cycle.judged !== null && comparison.cycle.judged !== null && cycle.judged !== comparison.cycle.judged;
  return cycle.authority === comparison.authority && !apart;
}

/** "Letter from Ofsted, 24 March 2021, page 2, paragraph 4", "Matter: Visits that are late", "Visit 3". */
export function aboutInWords(
  on: BridgeSubject,
  comparisons: BridgeComparison[],
  bySha: Map<string, BridgeSource>,
): string {
  switch (on.is) {
    case 'words':
      return [on.place, ...on.more]
        .map((place, at) =>
          at === 0 ? citationOf(bySha.get(place.source), place) : placeOf(bySha.get(place.source), place).toLowerCase(),
        )
        .join('; ');
    case 'thread': {
      const thread = comparisons
        .filter((one) => inCycle(on, one))
        .flatMap((one) => one.threads)
        .find((one) => one.id === on.thread);
      return `Matter: ${thread?.title ?? 'one that is no longer there'}`;
    }
    case 'visit': {
      const visit = comparisons
        .filter((one) => inCycle(on, one))
        .flatMap((one) => one.visits)
        .find((one) => one.id === on.visit);
      return visit ? visitName(visit) : 'A visit that is no longer there';
    }
    case 'nothing':
      return 'About the whole case';
  }
}

/** The preposition between a kind and its person. */
const WHOM: Record<AnnotationKind, string> = {
  note: '',
  question: 'for',
  evidence_request: 'to',
  commitment: 'by',
  answer: 'by',
};

/** One with nothing typed yet. */
export function blank(kind: AnnotationKind): BridgeWhat {
  switch (kind) {
    case 'note':
      return { is: kind };
    case 'question':
    case 'evidence_request':
      return { is: kind, audience: null, priority: 'ask' };
    case 'commitment':
      return { is: kind, by: null, meeting: null, due: null, outcome: 'open' };
    case 'answer':
      return { is: kind, by: null, meeting: null, to: null };
  }
}

/** Whom it names: who is asked, who promised, who answered. */
export function whomOf(what: BridgeWhat): string | null {
  if ('audience' in what) return what.audience;
  return 'by' in what ? what.by : null;
}

/** Of a question or a request. */
export function priorityOf(what: BridgeWhat): Priority | null {
  return 'priority' in what ? what.priority : null;
}

/** "Question for the director, must ask", "Note", "Commitment by the director". */
export function headOf({ what }: Written): string {
  const [whom, priority] = [whomOf(what), priorityOf(what)];
  const named = whom ? ` ${WHOM[what.is]} ${whom}` : '';
  const urgency = priority === null || priority === 'ask' ? '' : `, ${PRIORITY[priority]}`;
  return `${ANNOTATION[what.is]}${named}${urgency}`;
}

/** "Meeting of 12 March 2026. Due by 1 June 2026: not noted yet." Empty where nothing of it is known. */
export function meetingInWords({ what }: Written, questions: BridgeAnnotation[]): string {
  if (what.is !== 'commitment' && what.is !== 'answer') return '';
  const said = what.meeting ? [`Meeting of ${inWords(what.meeting)}.`] : [];
  if (what.is === 'commitment') {
    const due = what.due ? `Due by ${inWords(what.due)}` : 'No day named';
    said.push(`${due}. What became of it: ${OUTCOME[what.outcome]}.`);
  } else if (what.to !== null) {
    const question = questions.find(({ id }) => id === what.to);
    said.push(question ? `To the question: ${question.written.text}` : 'To a question that is no longer there.');
  }
  return said.join(' ');
}

/** The places of a subject that is words, one for each paragraph; else none. */
export function placesOf(on: BridgeSubject): BridgePlace[] {
  return on.is === 'words' ? [on.place, ...on.more] : [];
}

/** The annotated places of a paper, each with its annotation. */
export function placesIn(annotations: BridgeAnnotation[], source: string): { id: number; place: BridgePlace }[] {
  return annotations.flatMap(({ id, attached, written }) =>
    attached
      ? placesOf(written.on)
          .filter((place) => place.source === source)
          .map((place) => ({ id, place }))
      : [],
  );
}

/** The annotations whose words overlap those of a finding. */
export function onFinding(
  annotations: BridgeAnnotation[],
  { place }: Pick<BridgeFinding, 'place'>,
): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) =>
      attached &&
      placesOf(on).some(
        (one) =>
          one.source === place.source && one.index === place.index && one.start < place.end && place.start < one.end,
      ),
  );
}

/** The annotations on a matter. */
export function onThread(
  annotations: BridgeAnnotation[],
  thread: string,
  comparison: BridgeComparison,
): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) =>
      attached && on.is === 'thread' && on.thread === thread && inCycle(on, comparison),
  );
}

/** The annotations on a visit. */
export function onVisit(
  annotations: BridgeAnnotation[],
  visit: string,
  comparison: BridgeComparison,
): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) => attached && on.is === 'visit' && on.visit === visit && inCycle(on, comparison),
  );
}

export interface NoteGroup {
  title: string;
  annotations: BridgeAnnotation[];
}

/** In the order of a meeting: what must be asked first, detached annotations last; none is left out. */
export function arrangeNotes(annotations: BridgeAnnotation[]): NoteGroup[] {
  const attached = annotations.filter((one) => one.attached);
  const asked = (priority: Priority) =>
    attached.filter(({ written: { what } }) => what.is === 'question' && what.priority === priority);
  const of = (kind: AnnotationKind) => attached.filter(({ written }) => written.what.is === kind);
  return [
    { title: 'Must ask', annotations: asked('must_ask') },
    { title: 'Should ask', annotations: asked('ask') },
    { title: 'If there is time', annotations: asked('if_time_allows') },
    { title: 'Evidence to ask for', annotations: of('evidence_request') },
    { title: 'Promised', annotations: of('commitment') },
    { title: 'Answered', annotations: of('answer') },
    { title: 'Notes', annotations: of('note') },
    { title: 'What these were about is no longer there', annotations: annotations.filter((one) => !one.attached) },
  ].filter((group) => group.annotations.length > 0);
}
