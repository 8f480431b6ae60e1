// Resolves the findings that a cell refers to.

import type { BridgeCell, BridgeFinding } from '../api/host';

export const quotationsOf = ({ quoted }: BridgeCell, findingsOf: Map<string, BridgeFinding[]>): BridgeFinding[] =>
  quoted.flatMap(({ source, findings }) =>
    findings.flatMap((index) => findingsOf.get(source)?.find((one) => one.index === index) ?? []),
  );
