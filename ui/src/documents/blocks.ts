// Groups paragraphs into blocks for rendering: list items together, table cells in rows.

import type { BridgeParagraph } from '../api/host';

export interface Placed {
  index: number;
  paragraph: BridgeParagraph;
}

export type Block =
  | { is: 'one'; key: number; page: number; one: Placed }
  | { is: 'list'; key: number; page: number; items: Placed[] }
  | { is: 'table'; key: number; page: number; rows: { row: number; cells: Placed[] }[] };

/** Blocks in reading order; every paragraph is in exactly one. */
export function blocks(paragraphs: BridgeParagraph[]): Block[] {
  const made: Block[] = [];
  paragraphs.forEach((paragraph, index) => {
    const placed = { index, paragraph };
    const page = paragraph.spans[0]?.page ?? 0;
    const { kind } = paragraph;
    const last = made.at(-1);
    if (kind.is === 'item') {
      if (last?.is === 'list') last.items.push(placed);
      else made.push({ is: 'list', key: index, page, items: [placed] });
    } else if (kind.is === 'cell') {
      let table = last;
      const before = table?.is === 'table' ? table.rows[0]?.cells[0]?.paragraph.kind : undefined;
      if (table?.is !== 'table' || before?.is !== 'cell' || before.table !== kind.table) {
        table = { is: 'table', key: index, page, rows: [] };
        made.push(table);
      }
      const row = table.rows.find((one) => one.row === kind.row);
      if (row) row.cells.push(placed);
      else table.rows.push({ row: kind.row, cells: [placed] });
    } else made.push({ is: 'one', key: index, page, one: placed });
  });
  return made;
}
