// What tells one finding of a case from all others, on a screen.

import type { BridgeFinding } from '../api/host';

export const keyOf = ({ place, index }: Pick<BridgeFinding, 'place' | 'index'>): string => `${place.source}-${index}`;
