// Which claims of the council rest on a sentence.

import type { BridgeClaimed, BridgeComparison, BridgeGround, BridgePlace } from '../api/host';

export interface Resting {
  claimed: BridgeClaimed;
  ground: BridgeGround;
}

/** The claims that rest on these words. */
export function claimsOn(
  { accounts }: Pick<BridgeComparison, 'accounts'>,
  { source, index, start }: BridgePlace,
): Resting[] {
  return accounts.flatMap(({ claims }) =>
    claims.flatMap((claimed) =>
      claimed.grounds
        .filter(({ place }) => place.source === source && place.index === index && place.start === start)
        .map((ground) => ({ claimed, ground })),
    ),
  );
}
