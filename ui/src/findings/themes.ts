// The themes a finding may be given, by the names a councillor reads. Every theme has one: the compiler sees to it.

import type { Theme } from '../api/host';

export const TITLE: Record<Theme, string> = {
  'front-door-thresholds': 'Front door and thresholds',
  'early-help': 'Early help',
  assessment: 'Assessment',
  plans: 'Plans',
  'strategy-and-child-protection': 'Strategy meetings and child protection',
  'visits-and-direct-work': 'Visits and direct work',
  'reviews-and-iros': 'Reviews and reviewing officers',
  'pre-proceedings-and-court': 'Work before court',
  'neglect-and-domestic-abuse': 'Neglect and domestic abuse',
  'exploitation-and-missing': 'Exploitation and missing children',
  permanence: 'Permanence',
  'placements-and-sufficiency': 'Homes for children in care',
  'care-leavers': 'Care leavers',
  health: 'Health',
  education: 'Education',
  'specific-groups': 'Specific groups of children',
  allegations: 'Allegations against professionals',
  workforce: 'Workforce',
  caseloads: 'Caseloads',
  supervision: 'Supervision',
  'management-oversight': 'Management oversight',
  'quality-assurance': 'Audit and quality assurance',
  'performance-data': 'Performance data',
  leadership: 'Leadership',
  partnership: 'Partnership',
  participation: 'Children’s participation',
  recording: 'Recording',
};

export const THEMES = (Object.entries(TITLE) as [Theme, string][])
  .map(([theme, title]) => ({ theme, title }))
  .sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
