import { expect, it } from 'vitest';
import { renderTable } from '../../../report/html/table.ts';

it('gives each cell the title of its column, and an empty cell nothing', () => {
  const table = renderTable({
    columns: [{ title: 'Name' }, { title: 'Rows & more', figures: true, room: 'nowrap' }],
    rows: [
      ['<a>', 3],
      ['b', null],
    ],
  }).toString();
  expect(table).toContain('<td data-title="Name"><div>&lt;a&gt;</div></td>');
  expect(table).toContain('<td data-title="Rows &amp; more" class="figure nowrap"><div>3</div></td>');
  expect(table).toContain('<td data-title="Rows &amp; more" class="figure nowrap"></td>');
  expect(table).not.toContain('stacks');
});
