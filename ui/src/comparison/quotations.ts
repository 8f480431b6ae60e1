// The words of a cell: it names the findings that say them.

import type { BridgeCell, BridgeFinding } from '../api/host';

export const quotationsOf = ({ quoted }: BridgeCell, findingsOf: Map<string, BridgeFinding[]>): BridgeFinding[] =>
  quoted.flatMap(({ source, findings }) => findings.flatMap((index) => findingsOf.get(source)?.find((one) => one.index === index) ?? []));
