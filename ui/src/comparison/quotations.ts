// The words of a cell: they cross the bridge as text, for only the matter that is looked at shows them.

import type { BridgeCell, BridgeQuotation } from '../api/host';

export const quotationsOf = ({ quoted }: BridgeCell): BridgeQuotation[] => JSON.parse(quoted) as BridgeQuotation[];
