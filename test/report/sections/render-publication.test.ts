import { expect, it } from 'vitest';
import { renderPublication } from '../../../report/sections/render-publication.ts';
import { makeReportData } from '../report-fixture.ts';

const report = makeReportData();
const diff = {
  ...{ against: null, againstVersion: null, customers: 3_000 },
  ...{ before: null, same: null, changed: null, added: null, removed: null },
  ...{ causes: null, unexplained: 'nothing was live before' },
};

it('says in the tile of the version what changes for customers, and nothing where nothing changed', () => {
  const publication = { ...report.publication!, diff };
  const page = renderPublication({ ...report, publication }).toString();
  expect(page).toMatch(
    /<dd>3<small>live since this run<\/small><small>The first publication: 3,000 customers have an offer that had none\.<\/small><\/dd>/,
  );
  // A definition list holds tiles only: anything else breaks its grid.
  expect(page.replaceAll(/<div class="tile">.*?<\/div>/gs, '').trim()).toBe('');
  const again = renderPublication({ ...report, publication: { ...publication, changed: false } }).toString();
  expect(again).not.toContain('first publication');
});
