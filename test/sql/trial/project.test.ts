import { describeProject } from '../describe-project.ts';
import { coworkingSource } from './coworking-source.ts';
import { inMay, openSource, trialProject } from './open-source.ts';

describeProject('the trial project', {
  directory: new URL('../../../sql/trial/', import.meta.url),
  marts: [
    'claim_counts',
    'claim_volumes',
    'cleaning_counts',
    'contacts',
    'landmarks',
    'registrants',
    'sites',
  ],
  parameters: ['as_of', 'horizon_days'],
  params: inMay,
  filledWithoutRows: [],
  load: trialProject,
  openEmpty: openSource,
  openFull: () => openSource(coworkingSource),
});
