// The themes a finding may be given, by name.

import type { Theme } from '../api/host';
import { THEME } from '../shared/words';

export const THEMES = (Object.entries(THEME) as [Theme, string][])
  .map(([theme, title]) => ({ theme, title }))
  .sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
