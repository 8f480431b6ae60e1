// The key of a finding within the case.

import type { BridgeFinding } from '../api/host';

export const keyOf = ({ place, index }: Pick<BridgeFinding, 'place' | 'index'>): string => `${place.source}-${index}`;
