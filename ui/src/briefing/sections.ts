// The sections of a pack: their names and their order.

import type { Section } from '../api/host';

/** In the usual order, as headings in the pack call them. */
export const SECTION: Record<Section, { name: string; holds: string }> = {
  since: { name: 'Since the last visit', holds: 'what the newest letter says, beside the last look' },
  questions: { name: 'Questions to ask', holds: 'with whom they are for and what to ask to see' },
  meeting: { name: 'Last meeting', holds: 'what was promised and answered' },
  said: { name: 'What the council said', holds: 'beside what inspectors wrote' },
  told: { name: 'What people said, and what comes next', holds: 'children and parents; the plan, the next visit' },
  not_looked_at: { name: 'What nobody looked at', holds: 'since the inspection' },
  recommendations: { name: 'Recommendations', holds: 'the newest, and the first ones followed' },
  matrix: { name: 'The whole course', holds: 'every matter at every visit' },
  visits: { name: 'The run of visits', holds: 'what each looked at, and the grades' },
  clashes: { name: 'Where papers disagree', holds: 'what each of them states' },
  matters: { name: 'Matter by matter', holds: 'with the words, and what is to check' },
  notes: { name: 'Notes', holds: 'what members wrote' },
  glossary: { name: 'Glossary', holds: 'terms that the pack uses' },
  sources: { name: 'Sources', holds: 'and how the pack was made' },
};

export const SECTIONS = Object.keys(SECTION) as Section[];

/** All sections: the included ones in their order, each excluded one after its usual predecessor. */
export function arranged(chosen: Section[]): { section: Section; within: boolean }[] {
  const order = [...chosen];
  SECTIONS.forEach((section, usual) => {
    if (order.includes(section)) return;
    const before = SECTIONS.slice(0, usual)
      .reverse()
      .find((one) => order.includes(one));
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, section);
  });
  return order.map((section) => ({ section, within: chosen.includes(section) }));
}

/** Includes or excludes a section; one included again stands where the list shows it. */
export function toggled(chosen: Section[], section: Section): Section[] {
  if (chosen.includes(section)) return chosen.filter((one) => one !== section);
  return arranged(chosen).flatMap(({ section: one, within }) => (within || one === section ? [one] : []));
}

/** Moves a section one place up (-1) or down (1) among the included ones. */
export function moved(chosen: Section[], section: Section, by: -1 | 1): Section[] {
  const from = chosen.indexOf(section);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return chosen;
  const order = [...chosen];
  order.splice(from, 1);
  order.splice(to, 0, section);
  return order;
}
