// Formats dates as sources state them (`2021-08-16`, `2021-08`, `--08-16`). No time zones: none of them is an instant.

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Parts {
  year: string | undefined;
  month: number;
  day: number | undefined;
}

function parts(iso: string): Parts | undefined {
  const match = /^(?:(\d{4})|-)-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  if (!match) return undefined;
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  return { year: match[1], month, day: match[3] === undefined ? undefined : Number(match[3]) };
}

/** "16 August 2021", "August 2021", "16 August"; the input where it is not a date. */
export function inWords(iso: string): string {
  const date = parts(iso);
  if (!date) return iso;
  return [date.day, MONTHS[date.month - 1], date.year].filter((part) => part !== undefined).join(' ');
}

/** "16 Aug 2021": for narrow places. */
export function inShort(iso: string): string {
  const date = parts(iso);
  if (!date) return iso;
  return [date.day, MONTHS[date.month - 1]?.slice(0, 3), date.year].filter((part) => part !== undefined).join(' ');
}

/** "August 2021". */
export function monthOf(iso: string): string {
  const date = parts(iso);
  if (!date) return iso;
  return [MONTHS[date.month - 1], date.year].filter((part) => part !== undefined).join(' ');
}

/** "10 and 11 July 2018", "30 June to 1 July 2020", "10 July 2018". */
export function rangeInWords(from: string, to: string | null): string {
  if (to === null || to === from) return inWords(from);
  const [a, b] = [parts(from), parts(to)];
  if (!a || !b) return `${from} to ${to}`;
  if (a.year === b.year && a.month === b.month && a.day !== undefined && b.day !== undefined) {
    const joint = b.day - a.day === 1 ? 'and' : 'to';
    return `${a.day} ${joint} ${inWords(to)}`;
  }
  if (a.year === b.year) return `${inWords(from).replace(/ \d{4}$/, '')} to ${inWords(to)}`;
  return `${inWords(from)} to ${inWords(to)}`;
}

const DAY = 86_400_000;
const WHOLE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** How long it is from one whole date to another, in days, and in years and months or less; null where it cannot be told. */
export function lengthBetween(from: string | null, to: string): { days: number; long: string } | null {
  const [a, b] = [WHOLE.exec(from ?? ''), WHOLE.exec(to)];
  if (!a || !b) return null;
  const days = Math.round((Date.parse(to) - Date.parse(from ?? '')) / DAY);
  if (days < 0) return null;
  const [year, month, day] = [1, 2, 3].map((at) => Number(b[at]) - Number(a[at])) as [number, number, number];
  const months = year * 12 + month - (day < 0 ? 1 : 0);
  const said = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  if (months < 1) return { days, long: days < 14 ? said(days, 'day') : said(Math.floor(days / 7), 'week') };
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const parts = [...(years > 0 ? [said(years, 'year')] : []), ...(rest > 0 ? [said(rest, 'month')] : [])];
  return { days, long: parts.join(' ') };
}
