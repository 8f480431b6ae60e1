// What an annotation is about, in words; and which annotations are about a thing.

import type { BridgeAnnotation, BridgeComparison, BridgeFinding, BridgeSource, BridgeSubject, Written } from '../api/host';
import { ANNOTATION, citationOf, PRIORITY, visitName } from '../shared/words';

function inCycle(on: Extract<BridgeSubject, { cycle: unknown }>, comparison: BridgeComparison): boolean {
  const { cycle } = on;
  if (cycle === null) return true;
  const apart = cycle.judged !== null && comparison.cycle.judged !== null && cycle.judged !== comparison.cycle.judged;
  return cycle.authority === comparison.authority && !apart;
}

/** "Letter from Ofsted, 24 March 2021, page 2, paragraph 4", "Matter: Visits that are late", "Visit 3". */
export function aboutInWords(on: BridgeSubject, comparisons: BridgeComparison[], bySha: Map<string, BridgeSource>): string {
  switch (on.is) {
    case 'words':
      return citationOf(bySha.get(on.place.source), on.place);
    case 'thread': {
      const thread = comparisons.filter((one) => inCycle(on, one)).flatMap((one) => one.threads).find((one) => one.id === on.thread);
      return `Matter: ${thread?.title ?? 'one that is no longer there'}`;
    }
    case 'visit': {
      const visit = comparisons.filter((one) => inCycle(on, one)).flatMap((one) => one.visits).find((one) => one.id === on.visit);
      return visit ? visitName(visit) : 'A visit that is no longer there';
    }
    case 'nothing':
      return 'About the whole case';
  }
}

/** "Question for the director, must ask", "Note". */
export function headOf({ what, audience, priority }: Written): string {
  const whom = what === 'note' || !audience ? '' : what === 'question' ? ` for ${audience}` : ` to ${audience}`;
  const urgency = what === 'note' || priority === null || priority === 'ask' ? '' : `, ${PRIORITY[priority]}`;
  return `${ANNOTATION[what]}${whom}${urgency}`;
}

/** The annotations whose words touch those of a finding. */
export function onFinding(annotations: BridgeAnnotation[], { place }: Pick<BridgeFinding, 'place'>): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) =>
      attached && on.is === 'words' && on.place.source === place.source && on.place.index === place.index &&
      on.place.start < place.end && place.start < on.place.end,
  );
}

/** The annotations on a matter. */
export function onThread(annotations: BridgeAnnotation[], thread: string, comparison: BridgeComparison): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) => attached && on.is === 'thread' && on.thread === thread && inCycle(on, comparison),
  );
}

/** The annotations on a visit. */
export function onVisit(annotations: BridgeAnnotation[], visit: string, comparison: BridgeComparison): BridgeAnnotation[] {
  return annotations.filter(
    ({ attached, written: { on } }) => attached && on.is === 'visit' && on.visit === visit && inCycle(on, comparison),
  );
}

export interface NoteGroup {
  title: string;
  annotations: BridgeAnnotation[];
}

/** In the order of a meeting: what must be asked first; what has lost its place last, but never left out. */
export function arrangeNotes(annotations: BridgeAnnotation[]): NoteGroup[] {
  const attached = annotations.filter((one) => one.attached);
  const asked = (priority: string) => attached.filter(({ written }) => written.what === 'question' && (written.priority ?? 'ask') === priority);
  return [
    { title: 'Must ask', annotations: asked('must_ask') },
    { title: 'Ask', annotations: asked('ask') },
    { title: 'Ask if time allows', annotations: asked('if_time_allows') },
    { title: 'Evidence to ask for', annotations: attached.filter(({ written }) => written.what === 'evidence_request') },
    { title: 'Notes', annotations: attached.filter(({ written }) => written.what === 'note') },
    { title: 'What these were about is no longer there', annotations: annotations.filter((one) => !one.attached) },
  ].filter((group) => group.annotations.length > 0);
}
