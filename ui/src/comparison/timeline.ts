// Layout of the timeline of visits: positions to scale, gaps, and the same in words.

import type { BridgeComparison, BridgeVisit } from '../api/host';
import { inWords } from '../shared/dates';
import { counted, visitName } from '../shared/words';

/** What is known of when a visit was: its first day, else the day its letter came out. ISO, at least to the month. */
export type When = { is: 'visited' | 'published'; day: string } | { is: 'unknown' };

export interface Stop {
  visit: BridgeVisit;
  /** From 0, the earliest, to 1. */
  at: number;
  /** Where it is unknown, the position is interpolated between the neighbours. */
  when: When;
  /** False where its letter is not among the papers. */
  here: boolean;
}

export interface Gap {
  from: number;
  to: number;
  days: number;
  /** "5 months". */
  long: string;
  /** Visits in between of which no date is known. */
  unknown: number;
}

export interface Run {
  stops: Stop[];
  gaps: Gap[];
  /** The timeline in words, as the drawing's text alternative. */
  told: string;
}

const DAY = 86_400_000;
/** Days between the last dated visit and an undated one after it: visits are about quarterly. */
const BEYOND = 90;

/** Days since 1970 of an ISO date; of a month its middle; null where the year is not known. */
function dayOf(iso: string | null): number | null {
  const match = iso === null ? null : /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  if (!match) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, match[3] === undefined ? 15 : Number(match[3])) / DAY;
}

function whenOf(visit: BridgeVisit): When {
  const day = visit.from ?? visit.to;
  if (dayOf(day ?? visit.published) === null) return { is: 'unknown' };
  return day === null ? { is: 'published', day: visit.published ?? '' } : { is: 'visited', day };
}

/** "6 July 2021", "published 6 July 2021", "date not known". */
export function whenInWords(when: When, words: (iso: string) => string = inWords): string {
  if (when.is === 'unknown') return 'date not known';
  return when.is === 'published' ? `published ${words(when.day)}` : words(when.day);
}

/** "3 weeks", "5 months", "2 years 1 month": as exact as matters. */
export function lengthOf(days: number): string {
  if (days < 45) return days < 14 ? counted(days, 'day') : counted(Math.round(days / 7), 'week');
  const months = Math.round(days / 30.44);
  if (months < 24) return counted(months, 'month');
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return rest === 0 ? counted(years, 'year') : `${counted(years, 'year')} ${counted(rest, 'month')}`;
}

/** The position of every visit. Undated ones are interpolated between their neighbours, and marked so. */
export function run({ visits }: Pick<BridgeComparison, 'visits'>): Run {
  const days = visits.map((visit) => dayOf(visit.from ?? visit.to ?? visit.published));
  const known = days.flatMap((day, place) => (day === null ? [] : [{ day, place }]));
  const raw = visits.map((_, place) => rawAt(known, place));
  const [least, most] = [Math.min(...raw), Math.max(...raw)];
  const share = (place: number): number => (most === least ? 0 : ((raw[place] ?? least) - least) / (most - least));
  const stops = visits.map((visit, place): Stop => ({
    visit,
    at: share(place),
    when: whenOf(visit),
    here: visit.letter,
  }));
  const gaps = known.slice(1).map(({ day, place }, at): Gap => {
    const before = known[at] ?? { day, place };
    return {
      from: before.place,
      to: place,
      days: day - before.day,
      long: lengthOf(day - before.day),
      unknown: place - before.place - 1,
    };
  });
  return { stops, gaps, told: tell(stops, gaps) };
}

/** In days: of an undated visit interpolated between its neighbours, or extrapolated from the last dated one. */
function rawAt(known: { day: number; place: number }[], place: number): number {
  const own = known.find((one) => one.place === place);
  if (own) return own.day;
  const before = known.filter((one) => one.place < place).at(-1);
  const after = known.find((one) => one.place > place);
  if (before && after)
    return before.day + ((after.day - before.day) * (place - before.place)) / (after.place - before.place);
  if (before) return before.day + BEYOND * (place - before.place);
  if (after) return after.day - BEYOND * (after.place - place);
  return place;
}

function tell(stops: Stop[], gaps: Gap[]): string {
  return stops
    .map((stop, place) => {
      const gap = gaps.find((one) => one.to === place);
      const { visit } = stop;
      const here = stop.here ? '' : ', its letter is not among the papers';
      return `${gap ? `${gap.long} later, ` : ''}${visitName(visit)}: ${whenInWords(stop.when)}${here}`;
    })
    .join('; ');
}

/** "The longest gap is 9 months, between visit 3 and visit 4." */
export function longest({ stops, gaps }: Run): string | null {
  const most = [...gaps].sort((a, b) => b.days - a.days)[0];
  if (!most || gaps.length < 2) return null;
  const [from, to] = [stops[most.from], stops[most.to]];
  if (!from || !to) return null;
  const name = ({ visit }: Stop) => visitName(visit).toLowerCase();
  const between = most.unknown > 0 ? `, with ${counted(most.unknown, 'visit')} in between whose date is not known` : '';
  return `The longest gap is ${most.long}, from ${name(from)} to ${name(to)}${between}.`;
}

/** Assigns labels of this width (pixels) to rows without overlap: first fit. */
export function rows(centres: number[], width: number, space = 8): number[] {
  const ends: number[] = [];
  return centres.map((centre) => {
    const left = centre - width / 2;
    const free = ends.findIndex((end) => left >= end + space);
    const row = free === -1 ? ends.length : free;
    ends[row] = centre + width / 2;
    return row;
  });
}
